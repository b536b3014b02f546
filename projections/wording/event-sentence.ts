import { type Deal } from '../../events/deal/deal.js';
import {
  BindingnessChanged,
  CapacityCancelled,
  CapacityCommitted,
  CapacityEnded,
  CapacityEnergized,
  CapacityReassigned,
  CapacityRescheduled,
  CapacityResized,
  OptionExercised,
  OptionLapsed,
} from '../../events/deal/tranche/tranche.events.js';
import {
  PaymentAmended,
  PaymentCancelled,
  PaymentCommitted,
  PaymentMade,
  PaymentOptionExercised,
  PaymentOptionLapsed,
} from '../../events/deal/payment/payment.events.js';
import {
  DealAnnounced,
  PartyJoined,
  PartyLeft,
  StageReached,
} from '../../events/deal/agreement/agreement.events.js';
import { WarrantIssued } from '../../events/deal/warrant/warrant.events.js';
import type { Stage } from '../../events/deal/deal.words.js';
import { eventType, type Fact } from '../../events/index.js';
import type { EventClass } from '../../events/kit/declaration.js';
import { isOfType } from '../../events/kit/envelope.js';
import type { Quantity } from '../../events/kit/quantity.js';
import { partsOf } from '../../events/kit/stream.js';
import { claimSetsOf, pickClaims } from '../kit/claims.js';
import { everything, visibleFacts } from '../kit/cut.js';
import { fold, type Log } from '../kit/log.js';
import { capitalize } from './capitalize.js';
import { eventSaid } from './event-said.js';
import { grouped } from './grouped.js';
import { layerName } from './layer-name.js';
import { owedSaid, trancheSaid } from './part-said.js';
import { periodSaid } from './period-said.js';
import { slugWords } from './slug-words.js';
import { statedSentence } from './stated-sentence.js';
import type { BodyNames } from './body-said.js';

/** What an event is told with: its deal as it stood before, and what parties are called. */
interface Scene extends BodyNames {
  readonly before: Deal;
}

type EventTeller = (fact: Fact, scene: Scene) => string | undefined;

const tells =
  <Class extends EventClass>(
    declared: Class,
    tell: (body: InstanceType<Class>, scene: Scene) => string | undefined,
  ): EventTeller =>
  (fact, scene) =>
    isOfType(fact, declared) ? tell(fact.body, scene) : undefined;

/** As the source worded it; an amount that nobody disclosed is said to be one. */
const amountSaid = (quantity: Quantity | undefined): string | undefined =>
  quantity?.text === 'undisclosed' ? 'an undisclosed amount' : quantity?.text;

/** "25,000 accelerators", where the source does not name what it counts. */
const piecesSaid = (pieces: Quantity | undefined, what: string): string | undefined => {
  const amount = amountSaid(pieces);
  return amount === undefined || /accelerator|gpu|chip|h100/i.test(amount) ? amount : `${amount} ${what}`;
};

const movedSaid = (what: string, from: string | undefined, to: string): string =>
  from === undefined || from === to ? `${what}: ${to}` : `${what} from ${from} to ${to}`;

const promiseWords = {
  firm: 'promises',
  optional: 'gives an option on',
  contingent: 'promises, on a condition,',
  intent: 'intends to provide',
} as const;

const committed = (body: CapacityCommitted, { party }: Scene): string | undefined => {
  const power = amountSaid(body.power);
  const amount =
    power === undefined
      ? (piecesSaid(body.accelerators, 'accelerators') ?? 'capacity')
      : `${power} of ${layerName(body.layer)}`;
  const to = body.consumer === undefined ? '' : ` to ${party(body.consumer)}`;
  const due = body.due === undefined ? ', without a date' : `, due by ${periodSaid(body.due)}`;
  return `${party(body.provider)} ${promiseWords[body.bindingness]} ${amount}${to}${due}`;
};

const rescheduled = ({ tranche, due }: CapacityRescheduled, scene: Scene): string => {
  const was = scene.before.tranches.get(tranche)?.due;
  const what = trancheSaid(tranche, scene);
  if (was === undefined) return `${what} has a date now: ${periodSaid(due)}`;
  return was === due
    ? `${what} is still due by ${periodSaid(due)}`
    : `${what} moved from ${periodSaid(was)} to ${periodSaid(due)}`;
};

const reassigned = ({ tranche, provider, consumer }: CapacityReassigned, scene: Scene): string => {
  const hands = [
    ...(provider === undefined ? [] : [`is provided by ${scene.party(provider)}`]),
    ...(consumer === undefined ? [] : [`is used by ${scene.party(consumer)}`]),
  ];
  return `${trancheSaid(tranche, scene)} ${hands.join(' and ')} from then on`;
};

const paid = (payment: string, amount: Quantity, { before, party }: Scene): string => {
  const { from, to } = before.payments.get(payment) ?? {};
  const payee = to === undefined ? '' : ` to ${party(to)}`;
  return `${amountSaid(amount) ?? 'Money'} was paid${payee}${from === undefined ? '' : ` by ${party(from)}`}`;
};

const amended = ({ payment, by, to, ratePerMonth, bindingness }: PaymentAmended, scene: Scene): string => {
  const what = owedSaid(payment, scene);
  if (to) return `${what} changed to ${amountSaid(to)}`;
  if (by) return `${what} grew by ${amountSaid(by)}`;
  if (ratePerMonth) return `${what} changed to ${amountSaid(ratePerMonth)} a month`;
  return bindingness === undefined
    ? `The term of ${what} changed`
    : movedSaid(`${what} changed in firmness`, scene.before.payments.get(payment)?.bindingness, bindingness);
};

const stageSaid: Readonly<Record<Stage, string>> = {
  talks: 'in talks',
  announced: 'announced',
  'letter-of-intent': 'agreed in a letter of intent',
  signed: 'signed',
  financed: 'financed',
  'under-construction': 'under construction',
  energized: 'energized',
  completed: 'completed',
  shelved: 'shelved',
  cancelled: 'cancelled',
  superseded: 'superseded',
};

const staged = ({ stage, tranche, by }: StageReached, scene: Scene): string => {
  const what = tranche === undefined ? 'The deal' : trancheSaid(tranche, scene);
  return `${what} is ${stageSaid[stage]}${by === undefined ? '' : ` by “${scene.deal(by)}”`}`;
};

const tellers: readonly EventTeller[] = [
  tells(CapacityCommitted, committed),
  tells(CapacityRescheduled, rescheduled),
  tells(CapacityResized, ({ tranche, power }, scene) => {
    const [was, is] = [amountSaid(scene.before.tranches.get(tranche)?.power), amountSaid(power)];
    return is && movedSaid(`${trancheSaid(tranche, scene)} changed in size`, was, is);
  }),
  tells(CapacityEnergized, ({ tranche, power, accelerators, h100Equivalents }, scene) => {
    const level =
      amountSaid(power) ??
      piecesSaid(accelerators, 'accelerators') ??
      piecesSaid(h100Equivalents, 'H100-equivalents');
    return level && `${level} of ${trancheSaid(tranche, scene)} ${power ? 'runs' : 'run'}`;
  }),
  tells(CapacityReassigned, reassigned),
  tells(OptionExercised, ({ tranche }, scene) => `The option on ${trancheSaid(tranche, scene)} was taken up`),
  tells(OptionLapsed, ({ tranche }, scene) => `The option on ${trancheSaid(tranche, scene)} lapsed`),
  tells(BindingnessChanged, ({ tranche, bindingness }, scene) =>
    movedSaid(
      `${trancheSaid(tranche, scene)} changed in firmness`,
      scene.before.tranches.get(tranche)?.bindingness,
      bindingness,
    ),
  ),
  tells(CapacityCancelled, ({ tranche }, scene) => `${trancheSaid(tranche, scene)} was cancelled`),
  tells(CapacityEnded, ({ tranche }, scene) => `The term of ${trancheSaid(tranche, scene)} ran out`),
  tells(PaymentCommitted, ({ from, to, amount, kind }, { party }) => {
    const payee = to === undefined ? '' : ` to ${party(to)}`;
    const sum = amountSaid(amount);
    return sum && `${party(from)} is to pay ${sum}${payee} (${kind})`;
  }),
  tells(PaymentMade, ({ payment, amount }, scene) => paid(payment, amount, scene)),
  tells(PaymentAmended, amended),
  tells(
    PaymentOptionExercised,
    ({ payment }, scene) => `The option on ${owedSaid(payment, scene)} was taken up`,
  ),
  tells(PaymentOptionLapsed, ({ payment }, scene) => `The option on ${owedSaid(payment, scene)} lapsed`),
  tells(PaymentCancelled, ({ payment, from }, scene) => {
    const begins = from === undefined ? '' : ` from ${periodSaid(from)} on`;
    return `Nothing more falls due of ${owedSaid(payment, scene)}${begins}`;
  }),
  tells(
    WarrantIssued,
    ({ holder, issuer, shares }, { party }) =>
      `${party(issuer)} lets ${party(holder)} buy ${grouped(shares)} of its shares, by a warrant`,
  ),
  tells(DealAnnounced, ({ title }) => `A deal became known: ${title}`),
  tells(PartyJoined, ({ party: one, role }, { party }) => `${party(one)} joined, as ${slugWords(role)}`),
  tells(PartyLeft, ({ party: one }, { party }) => `${party(one)} left`),
  tells(StageReached, staged),
];

/** The claims that are left out: of each occurrence all but one, and of that which a fact tells of all. */
const claimsAside = (fact: Fact, facts: readonly Fact[]): ReadonlySet<string> => {
  const sets = claimSetsOf(facts);
  const chosen = pickClaims(sets, 'primary');
  const aside = sets.flatMap(({ root, claims }) => {
    const isOwn = claims.some(({ id }) => id === fact.id);
    return claims.filter(({ id }) => isOwn || id !== chosen.get(root));
  });
  return new Set(aside.map(({ id }) => id));
};

/** The facts of the stream that come before this one, as corrected since; what it contradicts does not. */
const earlierThan = (fact: Fact, log: Log): readonly Fact[] => {
  const facts = visibleFacts(log.facts(fact.stream), everything);
  const place = facts.findIndex(({ id }) => id === fact.id);
  const earlier =
    place < 0 ? facts.filter(({ position }) => position < fact.position) : facts.slice(0, place);
  const aside = claimsAside(fact, facts);
  return earlier.filter(({ id }) => !aside.has(id));
};

/**
 * What an event says, in a sentence without its full stop: "AMD's second gigawatt moved from 2027 to the first half of
 * 2028". What it was before is read off the log as it is corrected now. An event of which nothing more is known here
 * is told by its type, in words.
 */
export const eventSentence = (fact: Fact, log: Log, names: BodyNames): string => {
  if (partsOf(fact.stream).category === 'deal') {
    const scene = { before: fold<Deal>(fact.stream, earlierThan(fact, log)), ...names };
    for (const tell of tellers) {
      const told = tell(fact, scene);
      if (told !== undefined && told !== '') return capitalize(told);
    }
  }
  const stated = statedSentence(fact, log, names);
  if (stated !== undefined) return stated;
  return eventSaid({ type: fact.type, summary: eventType(fact.type)?.about.summary ?? fact.type });
};
