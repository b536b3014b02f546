import { type EventAbout, partNamedIn, type PartReference, type PartOfDeal } from '../kit/declaration.js';
import { withEntry } from '../kit/entries.js';
import type { Candidate, Fact } from '../kit/envelope.js';
import {
  decideBy,
  type Decider,
  type Decision,
  evolveBy,
  Rejection,
  type StreamDeclaration,
  type Surroundings,
} from '../kit/stream.js';
import { agreementDecider } from './agreement/agreement.decider.js';
import { agreementEvents } from './agreement/agreement.events.js';
import { conditionDecider } from './condition/condition.decider.js';
import { conditionEvents } from './condition/condition.events.js';
import { type Deal, initialDeal } from './deal.state.js';
import { paymentDecider } from './payment/payment.decider.js';
import { paymentEvents } from './payment/payment.events.js';
import { trancheDecider } from './tranche/tranche.decider.js';
import { trancheEvents } from './tranche/tranche.events.js';
import { warrantDecider } from './warrant/warrant.decider.js';
import { warrantEvents } from './warrant/warrant.events.js';

export type { Deal, Payment } from './deal.state.js';
export type { DatedValue, Tranche } from './tranche/tranche.js';
export type { Warrant } from './warrant/warrant.js';

const dealEvents = [
  ...agreementEvents,
  ...trancheEvents,
  ...paymentEvents,
  ...warrantEvents,
  ...conditionEvents,
] as const;

const decider: Decider<Deal, (typeof dealEvents)[number]> = {
  ...agreementDecider,
  ...trancheDecider,
  ...paymentDecider,
  ...warrantDecider,
  ...conditionDecider,
};

const aboutOf = new Map<string, EventAbout>(dealEvents.map(({ type, about }) => [type, about]));

/** Where the parts of a deal are kept, by what events call them. */
const partsAt = {
  tranche: 'tranches',
  payment: 'payments',
  warrant: 'warrants',
  condition: 'conditions',
} as const satisfies Record<PartOfDeal, keyof Deal>;

/** What an event is about: the deal, or a part of it by kind and name. */
type DealSubject = { readonly kind: 'deal'; readonly name: '' } | PartReference;

const theDeal: DealSubject = { kind: 'deal', name: '' };

/** What a fact is about, when that has to be there before it. */
const partNeeded = ({ type, body }: Fact): DealSubject | undefined => {
  const about = aboutOf.get(type);
  return !about || about.introduces || about.waits === false
    ? undefined
    : (partNamedIn(about, body) ?? theDeal);
};

/** What a fact brings into being. */
const partIntroduced = ({ type, body }: Fact): DealSubject | undefined => {
  const about = aboutOf.get(type);
  return about?.introduces && (partNamedIn(about, body) ?? theDeal);
};

const isThere = (deal: Deal, needed: DealSubject): boolean =>
  needed.kind === 'deal' ? deal.announced : deal[partsAt[needed.kind]].has(needed.name);

const evolveOne = evolveBy(decider);

const nameOf = ({ kind, name }: DealSubject): string => `${kind}/${name}`;

const withEarly = (deal: Deal, subject: DealSubject, facts: readonly Fact[]): Deal => ({
  ...deal,
  early: withEntry(deal.early, nameOf(subject), facts),
});

const evolve = (deal: Deal, fact: Fact): Deal => {
  const needed = partNeeded(fact);
  if (needed && !isThere(deal, needed))
    return withEarly(deal, needed, [...(deal.early.get(nameOf(needed)) ?? []), fact]);
  const next = evolveOne(deal, fact);
  const brought = partIntroduced(fact);
  const waiting = brought && next.early.get(nameOf(brought));
  return waiting ? waiting.reduce(evolveOne, withEarly(next, brought, [])) : next;
};

const decideOne = decideBy(decider);

/** The rules of a deal: refuses what can't mean anything, warns of what real data can break. */
const decide = (candidate: Candidate, deal: Deal, surroundings: Surroundings): Decision => {
  const { introduces, subject } = aboutOf.get(candidate.type) ?? {};
  if (!deal.announced && !(introduces && subject === 'deal'))
    return new Rejection(
      'deal-is-announced',
      `${candidate.stream} has not been announced: record DealAnnounced first`,
      '/stream',
    );
  return decideOne(candidate, deal, surroundings);
};

export const deal: StreamDeclaration<Deal, (typeof dealEvents)[number]> = {
  category: 'deal',
  summary: 'An agreement, or a programme of them.',
  events: dealEvents,
  initial: initialDeal,
  evolve,
  decide,
};
