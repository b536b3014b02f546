import { daysOf, type Day, type Days } from '../kit/date.js';
import type { Candidate, Fact, FactOf } from '../kit/envelope.js';
import { type Basis, type Bounds, boundsOf, plus, type Quantity, undisclosed } from '../kit/quantity.js';
import { evolveBy, type StreamDeclaration } from '../kit/stream.js';
import * as events from './deal.events.js';
import { decideDeal } from './deal.rules.js';
import {
  type Bindingness,
  type CapacityLayer,
  type DealKind,
  isEnded,
  type MoneyKind,
  type Stage,
} from './deal.words.js';

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
  readonly consumer: string;
  readonly supplier?: string;
  readonly basis: Basis;
  readonly power: Quantity;
  readonly accelerators?: Quantity;
  readonly due?: string;
  readonly bindingness: Bindingness;
  readonly condition?: string;
  readonly partOf?: string;
  /** Its own stage, once it has reached one; else its deal's. */
  readonly stage?: Stage;
  readonly fate?: 'cancelled' | 'lapsed';
  /** The level drawing power; missing where nobody has observed it. */
  readonly energized?: Quantity;
}

export interface Payment extends Grounds {
  readonly from: string;
  readonly to: string;
  readonly kind: MoneyKind;
  readonly currency: string;
  readonly amount: Bounds;
  readonly qualifier: Quantity['qualifier'];
  readonly over?: events.Term;
  readonly bindingness: Bindingness;
  readonly release?: events.Release;
  readonly passesThrough?: string;
  readonly cancelled: boolean;
  /** What was paid and when, by its earliest day; empty where nobody has seen a payment. */
  readonly made: readonly { readonly on: Day; readonly amount: Bounds }[];
}

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
  /** The first day on which it was ended, while it is: nothing more falls due from then on. */
  readonly endedOn?: Day;
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
    tranches: withEntry(deal.tranches, id, { ...tranche, ...change(tranche), ...grounded(tranche, fact) }),
  };
};

const changePayment = (
  deal: Deal,
  fact: Fact,
  id: string,
  change: (payment: Payment) => Partial<Payment>,
): Deal => {
  const payment = deal.payments.get(id);
  if (!payment) return deal;
  return {
    ...deal,
    payments: withEntry(deal.payments, id, { ...payment, ...change(payment), ...grounded(payment, fact) }),
  };
};

/** What has been paid; undefined where nobody has seen a payment. */
export const paidOf = ({ made }: Payment): Bounds | undefined =>
  made.length === 0 ? undefined : made.map(({ amount }) => amount).reduce(plus);

const times = (bounds: Bounds, factor: bigint): Bounds => ({
  low: bounds.low * factor,
  point: bounds.point === null ? null : bounds.point * factor,
  high: bounds.high === null ? null : bounds.high * factor,
});

/** The months of a term, counted from its first; undefined when it has no end. */
export const monthsOf = (term: events.Term): { first: Day; months: number } | undefined => {
  const { first } = daysOf(term.from);
  if (term.months !== undefined) return { first, months: term.months };
  if (term.to === undefined) return undefined;
  const { last } = daysOf(term.to);
  const index = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7));
  return { first, months: Math.max(1, index(last) - index(first) + 1) };
};

const undisclosedQuantity: Quantity = { low: 0, point: null, high: null, qualifier: 'undisclosed' };

const amountOf = (body: events.PaymentCommitted): Bounds => {
  if (body.amount) return boundsOf(body.amount);
  const months = body.over && monthsOf(body.over)?.months;
  return body.ratePerMonth && months ? times(boundsOf(body.ratePerMonth), BigInt(months)) : undisclosed;
};

/** A firmer word for the whole replaces a looser one; what is added keeps the looser of the two. */
const amendedQualifier = (
  before: Quantity['qualifier'],
  body: events.PaymentAmended,
): Quantity['qualifier'] =>
  body.to ? body.to.qualifier : before === 'up-to' || body.by?.qualifier === 'up-to' ? 'up-to' : before;

const handle = evolveBy<Deal, (typeof dealEvents)[number]>({
  DealAnnounced: (deal, fact) => ({ ...deal, ...fact.body, announced: true, ...grounded(deal, fact) }),
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
    const { tranche, stage, by } = fact.body;
    if (tranche !== undefined) return changeTranche(deal, fact, tranche, () => ({ stage }));
    const { supersededBy: _, endedOn, ...rest } = deal;
    const ended = isEnded(stage) && { endedOn: endedOn ?? fact.effective.first };
    return { ...rest, stage, ...ended, ...(by && { supersededBy: by }), ...grounded(deal, fact) };
  },
  CapacityCommitted: (deal, fact) => {
    const { tranche, power = undisclosedQuantity, basis = power.basis ?? 'unstated', ...body } = fact.body;
    return {
      ...deal,
      tranches: withEntry(deal.tranches, tranche, { ...body, power, basis, ...grounded(ungrounded, fact) }),
    };
  },
  CapacityResized: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () => ({ power: fact.body.power })),
  CapacityRescheduled: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () => ({ due: fact.body.due })),
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
  CapacityEnergized: (deal, fact) =>
    changeTranche(deal, fact, fact.body.tranche, () => ({ energized: fact.body.power })),
  PaymentCommitted: (deal, fact) => {
    const { payment, amount: words, ratePerMonth, ...body } = fact.body;
    const stated = words ?? ratePerMonth;
    const amount = amountOf(fact.body);
    const made: Payment = {
      ...body,
      amount,
      currency: stated?.currency ?? 'USD',
      qualifier: stated?.qualifier ?? 'undisclosed',
      cancelled: false,
      made: [],
      ...grounded(ungrounded, fact),
    };
    return { ...deal, payments: withEntry(deal.payments, payment, made) };
  },
  PaymentAmended: (deal, fact) =>
    changePayment(deal, fact, fact.body.payment, (payment) => {
      const { by, to, over, bindingness } = fact.body;
      const amount = to ? boundsOf(to) : by ? plus(payment.amount, boundsOf(by)) : payment.amount;
      const currency = to?.currency ?? payment.currency;
      return {
        amount,
        currency,
        qualifier: amendedQualifier(payment.qualifier, fact.body),
        ...present({ over, bindingness }),
      } as Partial<Payment>;
    }),
  PaymentMade: (deal, fact) =>
    changePayment(deal, fact, fact.body.payment, ({ made }) => ({
      made: [...made, { on: fact.effective.first, amount: boundsOf(fact.body.amount) }],
    })),
  PaymentCancelled: (deal, fact) => changePayment(deal, fact, fact.body.payment, () => ({ cancelled: true })),
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
type Named = { tranche?: string; payment?: string; warrant?: string };

const introductions: Readonly<Record<string, keyof Named>> = {
  CapacityCommitted: 'tranche',
  PaymentCommitted: 'payment',
  WarrantIssued: 'warrant',
};

/** What a fact is about, when that has to be there before it: the deal itself, a tranche, a payment or a warrant. */
const subjectOf = ({ type, body }: Fact): string | undefined => {
  if (type === 'DealAnnounced' || type === 'ConditionObserved' || type in introductions) return undefined;
  const { tranche, payment, warrant } = body as Named;
  if (tranche !== undefined) return `tranche ${tranche}`;
  if (payment !== undefined) return `payment ${payment}`;
  return warrant === undefined ? 'deal' : `warrant ${warrant}`;
};

/** What a fact brings into being. */
const broughtBy = ({ type, body }: Fact): string | undefined => {
  if (type === 'DealAnnounced') return 'deal';
  const name = introductions[type];
  return name && `${name} ${(body as Named)[name]}`;
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
  events.CapacityEnergized,
  events.PaymentCommitted,
  events.PaymentAmended,
  events.PaymentMade,
  events.PaymentCancelled,
  events.WarrantIssued,
  events.WarrantVested,
  events.ConditionObserved,
  events.OverlapStated,
] as const;

export const deal: StreamDeclaration<Deal, (typeof dealEvents)[number]> = {
  category: 'deal',
  summary: 'An agreement, or a programme of them.',
  events: dealEvents,
  initial,
  evolve,
  decide: (candidate: Candidate, state, surroundings) => decideDeal(candidate, state, surroundings),
};
