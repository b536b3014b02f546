import { daysOf, type Day, type Days } from '../kit/date.js';
import { type EventAbout, partNamedIn } from '../kit/declaration.js';
import type { Candidate, Fact, FactOf } from '../kit/envelope.js';
import { convertedPower } from '../kit/conversion.js';
import { type Basis, type Bounds, boundsOf, type Quantity } from '../kit/quantity.js';
import { evolveBy, type StreamDeclaration } from '../kit/stream.js';
import * as events from './deal.events.js';
import { decideDeal } from './deal.rules.js';
import { type Bindingness, type CapacityLayer, type DealKind, isEnded, type Stage } from './deal.words.js';
import { amendedTerms, committedTerms, endedTerms, type PaymentTerms } from './payment.js';

/** What any part of a deal carries: the facts it rests on, whether one is hypothetical, how many rival claims there are. */
interface Grounds {
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
  readonly rivals?: number;
  /** A scenario changed the cause of something that it rests on. */
  readonly counterfactual?: true;
}

export interface Tranche extends Grounds {
  readonly layer: CapacityLayer;
  readonly provider: string;
  /** Missing where an intent names nobody. */
  readonly consumer?: string;
  readonly supplier?: string;
  readonly basis: Basis;
  readonly power: Quantity;
  readonly accelerators?: Quantity;
  /** When its first part is to run; what counts is when all of it is due. */
  readonly starts?: string;
  readonly due?: string;
  readonly bindingness: Bindingness;
  readonly condition?: string;
  readonly partOf?: string;
  /** Its own stage, once it has reached one; else its deal's. */
  readonly stage?: Stage;
  /** Its own stage before it was shelved, cancelled or superseded, if it had one. */
  readonly stageBefore?: Stage;
  /** The deal that took its place, where the tranche itself is superseded. */
  readonly supersededBy?: string;
  /** When it runs out, where that was stated. */
  readonly ends?: string;
  readonly fate?: 'cancelled' | 'lapsed' | 'ended';
  /** The level drawing power on its own basis; missing where nobody has observed it. */
  readonly energized?: Quantity;
  /** The level, or the power itself, is so many accelerators times the kilowatts that somebody states for one. */
  readonly converted?: boolean;
  /** The last level on each other basis: kept beside, never converted. */
  readonly levelsBeside?: Readonly<Partial<Record<Basis, Quantity>>>;
  /** The accelerators that run; in equivalents of an H100, too. */
  readonly runningAccelerators?: Quantity;
  readonly runningH100Equivalents?: Quantity;
  /** The dates by which all of it was to run, as they were stated one after another. */
  readonly dues: readonly Stated<string>[];
  /** The levels on its own basis, one after another. */
  readonly levels: readonly Stated<Quantity>[];
}

/** Something that was said of a tranche, and when it became so. */
export interface Stated<Value> extends Grounds {
  readonly value: Value;
  readonly on: string;
  readonly knownOn: Day;
  /** The fact that says it. */
  readonly id: string;
}

export interface Payment extends PaymentTerms, Grounds {}

export interface Warrant extends Grounds {
  readonly holder: string;
  readonly issuer: string;
  readonly shares: number;
  readonly strike: Quantity;
  readonly expiresOn?: string;
  readonly tranches: readonly events.WarrantTranche[];
  readonly vested: number;
}

interface Observation extends Grounds {
  readonly holds: boolean;
  readonly on: Days;
}

interface Overlap extends Grounds {
  readonly tranche: string;
  readonly with: string;
  readonly power?: Bounds;
}

export interface Deal extends Grounds {
  readonly stream: string;
  readonly announced: boolean;
  readonly title: string;
  readonly kind: DealKind;
  readonly stage: Stage;
  /** The stage before it was shelved, cancelled or superseded, if it had one. */
  readonly stageBefore?: Stage;
  /** The first day on which it was ended, while it is: nothing more falls due from then on. */
  readonly endedOn?: Day;
  /** Whether a fact of its own ever ended it, so that what it says rests on how far it came. */
  readonly everEnded?: true;
  readonly supersededBy?: string;
  readonly parties: readonly events.DealParty[];
  readonly tranches: ReadonlyMap<string, Tranche>;
  readonly payments: ReadonlyMap<string, Payment>;
  readonly warrants: ReadonlyMap<string, Warrant>;
  readonly conditions: ReadonlyMap<string, readonly Observation[]>;
  readonly overlaps: readonly Overlap[];
  readonly terms: readonly string[];
  /** Facts whose vague dates begin before what they are about: they wait for it. */
  readonly early: readonly Fact[];
}

const initial = (stream: string): Deal => ({
  stream,
  announced: false,
  title: '',
  kind: 'partnership',
  stage: 'announced',
  parties: [],
  tranches: new Map(),
  payments: new Map(),
  warrants: new Map(),
  conditions: new Map(),
  overlaps: [],
  terms: [],
  early: [],
  rests: [],
  hypothetical: false,
});

const grounded = <T extends Grounds>(before: T | Grounds, fact: Fact): Grounds => ({
  rests: [...before.rests, ...fact.grounds],
  hypothetical: before.hypothetical || fact.hypothetical,
  ...((before.rivals ?? fact.rivals) && { rivals: (before.rivals ?? 0) + (fact.rivals ?? 0) }),
  ...((before.counterfactual ?? fact.counterfactual) && { counterfactual: true }),
});
const ungrounded: Grounds = { rests: [], hypothetical: false };

const present = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, inner]) => inner !== undefined)) as T;

const withEntry = <T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> =>
  new Map(map).set(key, value);

/** Changes a tranche that is there; a fact about one that is missing changes nothing. */
const changeTranche = (
  deal: Deal,
  fact: Fact,
  id: string,
  change: (tranche: Tranche) => Partial<Tranche>,
): Deal => {
  const tranche = deal.tranches.get(id);
  if (!tranche) return deal;
  return {
    ...deal,
    tranches: withEntry(
      deal.tranches,
      id,
      present({ ...tranche, ...change(tranche), ...grounded(tranche, fact) }),
    ),
  };
};

const statedBy = <Value>(fact: Fact, value: Value): Stated<Value> => ({
  value,
  on: fact.effectiveOn,
  knownOn: fact.knownOn,
  id: fact.id,
  ...grounded(ungrounded, fact),
});

/** The level that a fact states, by its basis: power as stated, or accelerators as it converts them. */
const levelIn = ({ power, accelerators, kwPerAccelerator }: events.CapacityEnergized): Quantity | undefined =>
  power ?? (accelerators && kwPerAccelerator ? convertedPower(accelerators, kwPerAccelerator) : undefined);

/** One level is kept per basis; the one on the tranche's own basis is what counts. */
const withLevel = (tranche: Tranche, fact: Fact<string, events.CapacityEnergized>): Partial<Tranche> => {
  const { body } = fact;
  const level = levelIn(body);
  const basis = body.basis ?? body.power?.basis ?? tranche.basis;
  if (!level) return {};
  if (basis !== tranche.basis) return { levelsBeside: { ...tranche.levelsBeside, [basis]: level } };
  return {
    energized: level,
    converted: body.power === undefined,
    levels: [...tranche.levels, statedBy(fact, level)],
  };
};

const changePayment = (
  deal: Deal,
  fact: Fact,
  id: string,
  change: (payment: Payment) => PaymentTerms,
): Deal => {
  const payment = deal.payments.get(id);
  if (!payment) return deal;
  return {
    ...deal,
    payments: withEntry(deal.payments, id, { ...change(payment), ...grounded(payment, fact) }),
  };
};

type Reached = Pick<Tranche, 'stageBefore' | 'supersededBy'>;

/** A way out remembers where it began, and what took its place; a way back forgets both. */
const reached = (
  before: Reached & { readonly stage?: Stage },
  { stage, by }: events.StageReached,
): Reached & { stage: Stage } => {
  if (!isEnded(stage)) return { stage, stageBefore: undefined, supersededBy: undefined };
  const isOut = before.stage === undefined || isEnded(before.stage);
  return {
    stage,
    stageBefore: isOut ? before.stageBefore : before.stage,
    supersededBy: (stage === 'superseded' ? by : undefined) ?? before.supersededBy,
  };
};

const undisclosedQuantity: Quantity = { low: 0, point: null, high: null, qualifier: 'undisclosed' };

/** A deal that has come this far; one that ends stays ended as of the day on which it did first. */
const withStage = (deal: Deal, stage: Stage, on: Day): Deal => {
  const { endedOn, ...rest } = deal;
  return isEnded(stage) ? { ...rest, stage, endedOn: endedOn ?? on, everEnded: true } : { ...rest, stage };
};

const handle = evolveBy<Deal, (typeof dealEvents)[number]>({
  DealAnnounced: (deal, fact) => ({
    ...withStage(deal, fact.body.stage, fact.effective.first),
    ...fact.body,
    announced: true,
    ...grounded(deal, fact),
  }),
  DealAmended: (deal, { body, ...fact }) =>
    ({
      ...deal,
      ...present({ title: body.title, kind: body.kind }),
      terms: body.terms ? [...deal.terms, body.terms] : deal.terms,
      ...grounded(deal, fact as Fact),
    }) as Deal,
  PartyJoined: (deal, fact) => ({
    ...deal,
    parties: [...deal.parties, { party: fact.body.party, role: fact.body.role }],
    ...grounded(deal, fact),
  }),
  PartyLeft: (deal, fact) => ({
    ...deal,
    parties: deal.parties.filter(({ party }) => party !== fact.body.party),
    ...grounded(deal, fact),
  }),
  StageReached: (deal, fact) => {
    const { tranche, stage } = fact.body;
    if (tranche !== undefined) return changeTranche(deal, fact, tranche, (one) => reached(one, fact.body));
    const after = withStage(deal, stage, fact.effective.first);
    return present({ ...after, ...reached(deal, fact.body), ...grounded(deal, fact) });
  },
  CapacityCommitted: (deal, fact) => {
    const { tranche, power = undisclosedQuantity, basis = power.basis ?? 'unstated', ...body } = fact.body;
    const dues = body.due === undefined ? [] : [statedBy(fact, body.due)];
    const made: Tranche = { ...body, power, basis, dues, levels: [], ...grounded(ungrounded, fact) };
    return { ...deal, tranches: withEntry(deal.tranches, tranche, made) };
  },
  CapacityResized: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () => ({ power: fact.body.power })),
  CapacityRescheduled: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, ({ dues }) => ({
      due: fact.body.due,
      dues: [...dues, statedBy(fact, fact.body.due)],
    })),
  CapacityReassigned: (deal, fact) =>
    changeTranche(
      deal,
      fact,
      fact.body.tranche,
      () => present({ consumer: fact.body.consumer, provider: fact.body.provider }) as Partial<Tranche>,
    ),
  OptionExercised: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () => ({ bindingness: 'firm' })),
  OptionLapsed: (deal, fact) => changeTranche(deal, fact, fact.body.tranche, () => ({ fate: 'lapsed' })),
  BindingnessChanged: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () =>
      present({ bindingness: fact.body.bindingness, condition: fact.body.condition }),
    ),
  CapacityCancelled: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () => ({ fate: 'cancelled' })),
  CapacityEnded: (deal, fact) => changeTranche(deal, fact, fact.body.tranche, () => ({ fate: 'ended' })),
  CapacityEnergized: (deal, fact) =>
    changeTranche(
      deal,
      fact,
      fact.body.tranche,
      (tranche) =>
        present({
          ...withLevel(tranche, fact),
          runningAccelerators: fact.body.accelerators,
          runningH100Equivalents: fact.body.h100Equivalents,
        }) as Partial<Tranche>,
    ),
  PartOfStated: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () => ({ partOf: fact.body.partOf })),
  PaymentCommitted: (deal, fact) => ({
    ...deal,
    payments: withEntry(deal.payments, fact.body.payment, {
      ...committedTerms(fact.body),
      ...grounded(ungrounded, fact),
    }),
  }),
  PaymentAmended: (deal, fact) =>
    changePayment(deal, fact, fact.body.payment, (payment) =>
      amendedTerms(payment, fact.body, fact.effective.first),
    ),
  PaymentMade: (deal, fact) =>
    changePayment(deal, fact, fact.body.payment, ({ made, ...payment }) => ({
      ...payment,
      made: [...made, { on: fact.effective.last, amount: boundsOf(fact.body.amount) }],
    })),
  PaymentOptionExercised: (deal, fact) =>
    changePayment(deal, fact, fact.body.payment, (payment) => ({ ...payment, bindingness: 'firm' })),
  PaymentOptionLapsed: (deal, fact) =>
    changePayment(deal, fact, fact.body.payment, (payment) => ({
      ...payment,
      ...endedTerms(payment, {}, fact.effective),
      lapsed: true,
    })),
  PaymentCancelled: (deal, fact) =>
    changePayment(deal, fact, fact.body.payment, (payment) => ({
      ...payment,
      ...endedTerms(payment, fact.body, fact.effective),
    })),
  WarrantIssued: (deal, fact) => {
    const { warrant, tranches = [], ...body } = fact.body;
    return {
      ...deal,
      warrants: withEntry(deal.warrants, warrant, {
        ...body,
        tranches,
        vested: 0,
        ...grounded(ungrounded, fact),
      }),
    };
  },
  WarrantVested: (deal, fact) => {
    const warrant = deal.warrants.get(fact.body.warrant);
    if (!warrant) return deal;
    const vested = warrant.vested + fact.body.shares;
    return {
      ...deal,
      warrants: withEntry(deal.warrants, fact.body.warrant, {
        ...warrant,
        vested,
        ...grounded(warrant, fact),
      }),
    };
  },
  ConditionObserved: (deal, fact) => {
    const { condition, holds, on } = fact.body;
    const seen: Observation = { holds, on: on ? daysOf(on) : fact.effective, ...grounded(ungrounded, fact) };
    return {
      ...deal,
      conditions: withEntry(deal.conditions, condition, [...(deal.conditions.get(condition) ?? []), seen]),
    };
  },
  OverlapStated: (deal, fact) => {
    const { power, ...body } = fact.body;
    const overlap: Overlap = {
      ...body,
      ...(power && { power: boundsOf(power) }),
      ...grounded(ungrounded, fact),
    };
    return { ...deal, overlaps: [...deal.overlaps, overlap] };
  },
});

type DealFact = FactOf<(typeof dealEvents)[number]>;

/** Whether events of a type bring a part of a deal into being that later ones name. */
export const isIntroduction = (type: string): boolean => {
  const about = aboutOf.get(type);
  return about?.introduces === true && about.subject !== 'deal';
};

const nameIn = (about: EventAbout, body: object): string => {
  const part = partNamedIn(about, body);
  return part === undefined ? 'deal' : `${about.subject} ${part}`;
};

/** What a fact is about, when that has to be there before it: the deal itself, a tranche, a payment or a warrant. */
const subjectOf = ({ type, body }: Fact): string | undefined => {
  const about = aboutOf.get(type);
  return !about || about.introduces || about.waits === false ? undefined : nameIn(about, body as object);
};

/** What a fact brings into being. */
const broughtBy = ({ type, body }: Fact): string | undefined => {
  const about = aboutOf.get(type);
  return about?.introduces && nameIn(about, body as object);
};

const isThere = (deal: Deal, subject: string): boolean => {
  const [kind, id = ''] = subject.split(' ') as [string, string?];
  if (kind === 'deal') return deal.announced;
  const parts: Readonly<Record<string, ReadonlyMap<string, unknown>>> = {
    tranche: deal.tranches,
    payment: deal.payments,
    warrant: deal.warrants,
  };
  return parts[kind]!.has(id);
};

const evolve = (deal: Deal, fact: DealFact): Deal => {
  const subject = subjectOf(fact);
  if (subject !== undefined && !isThere(deal, subject)) return { ...deal, early: [...deal.early, fact] };
  const next = handle(deal, fact);
  const brought = broughtBy(fact);
  if (brought === undefined || next.early.length === 0) return next;
  const waiting = next.early.filter((one) => subjectOf(one) === brought) as DealFact[];
  return waiting.reduce(handle, { ...next, early: next.early.filter((one) => subjectOf(one) !== brought) });
};

const dealEvents = [
  events.DealAnnounced,
  events.DealAmended,
  events.PartyJoined,
  events.PartyLeft,
  events.StageReached,
  events.CapacityCommitted,
  events.CapacityResized,
  events.CapacityRescheduled,
  events.CapacityReassigned,
  events.OptionExercised,
  events.OptionLapsed,
  events.BindingnessChanged,
  events.CapacityCancelled,
  events.CapacityEnded,
  events.CapacityEnergized,
  events.PartOfStated,
  events.PaymentCommitted,
  events.PaymentAmended,
  events.PaymentMade,
  events.PaymentOptionExercised,
  events.PaymentOptionLapsed,
  events.PaymentCancelled,
  events.WarrantIssued,
  events.WarrantVested,
  events.ConditionObserved,
  events.OverlapStated,
] as const;

const aboutOf = new Map<string, EventAbout>(dealEvents.map(({ type, about }) => [type, about]));

export const deal: StreamDeclaration<Deal, (typeof dealEvents)[number]> = {
  category: 'deal',
  summary: 'An agreement, or a programme of them.',
  events: dealEvents,
  initial,
  evolve,
  decide: (candidate: Candidate, state, surroundings) => decideDeal(candidate, state, surroundings),
};
