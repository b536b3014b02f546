import type { Candidate, Fact } from '../kit/envelope.js';
import { firstRefusal, decisionOf, partiesAreRegistered } from '../kit/rules.js';
import {
  decideBy,
  type Decider,
  evolveBy,
  Rejection,
  type StreamDeclaration,
  type Surroundings,
} from '../kit/stream.js';
import * as events from './party.events.js';
import { type Disclosure, disclosureOf, type StatedValue, valueOf, withValue } from './statements.js';

export interface Party {
  readonly stream: string;
  readonly slug: string;
  readonly registered: boolean;
  readonly name: string;
  readonly kind: events.PartyKind;
  readonly layers: readonly events.Layer[];
  readonly parent?: string;
  readonly identifiers?: events.Identifiers;
  readonly fiscalYearEndsIn?: number;
  /** The party that it turned out to be, or that it became part of. */
  readonly goesBy?: string;
  /** The party that it turned out to be: itself by another name. */
  readonly identifiedAs?: string;
  readonly disclosures: readonly Disclosure[];
  /** By round, before or after, and currency; the latest statement of each last. */
  readonly values: readonly StatedValue[];
  readonly rests: readonly string[];
}

const partyEvents = [
  events.PartyRegistered,
  events.PartyAmended,
  events.PartyIdentified,
  events.PartyMerged,
  events.TotalDisclosed,
  events.ValueStated,
] as const;

const describeParty = (
  party: Party,
  fact: Fact<string, events.PartyRegistered | events.PartyAmended>,
): Party => ({
  ...party,
  ...fact.body,
  rests: [...party.rests, ...fact.grounds],
});

type PartyLink = (slug: string) => string | undefined;

/** Whether going on from a party, step by step, leads to another one. */
const isReached = (from: string, to: string, next: PartyLink): boolean => {
  const seen = new Set<string>();
  for (let at: string | undefined = from; at !== undefined && !seen.has(at); at = next(at)) {
    if (at === to) return true;
    seen.add(at);
  }
  return false;
};

/** A party goes on as another one, which must not go on as this one again. */
const partiesGoOnAsOne = (
  field: 'as' | 'into',
  other: string,
  { slug }: Party,
  surroundings: Surroundings,
): Rejection | undefined => {
  const pointer = `/body/${field}`;
  if (other === slug)
    return new Rejection('party-is-another', `${slug} cannot turn out to be itself`, pointer);
  const detail = `${other} goes on as ${slug} already: the two would go round in a circle`;
  return firstRefusal(
    partiesAreRegistered({ [pointer]: other }, surroundings),
    isReached(other, slug, (one) => surroundings.partyNamed(one)?.goesBy) &&
      new Rejection('parties-go-on-as-one', detail, pointer),
  );
};

/** A party belongs to another one, which must not belong to it. */
const belongsTo = (
  parent: string | undefined,
  { slug }: Party,
  surroundings: Surroundings,
): Rejection | undefined => {
  if (parent === undefined) return undefined;
  const detail = parent === slug ? `${slug} cannot belong to itself` : `${parent} belongs to ${slug} already`;
  return firstRefusal(
    partiesAreRegistered({ '/body/parent': parent }, surroundings),
    isReached(parent, slug, (one) => surroundings.partyNamed(one)?.parent) &&
      new Rejection('parents-stand-above', detail, '/body/parent'),
  );
};

const isNew = (
  { rivalOf }: Pick<Candidate, 'rivalOf'>,
  { slug, registered }: Party,
): Rejection | undefined =>
  registered && !rivalOf
    ? new Rejection('party-is-new', `${slug} is registered already: record PartyAmended`, '/stream')
    : undefined;

const isRegistered = ({ slug, registered }: Party): Rejection | undefined =>
  registered
    ? undefined
    : new Rejection('parties-are-registered', `no party is registered as "${slug}"`, '/stream');

/** Power is told in power and everything else in money: neither is compared with the other. */
const isInItsUnit = ({
  measure,
  amount: { currency, qualifier },
}: events.TotalDisclosed): Rejection | undefined => {
  const isPower = events.powerTotals.some((one) => one === measure);
  if (qualifier === 'undisclosed' || isPower === (currency === undefined)) return undefined;
  const detail = isPower
    ? `${measure} is a total of power: give it in megawatts or gigawatts`
    : `${measure} is a total of money: power is contracted-power or operating-power`;
  return new Rejection('total-in-its-unit', detail, '/body/amount');
};

const roundIsADeal = (round: string | undefined, surroundings: Surroundings): Rejection | undefined =>
  round === undefined || surroundings.isDeal(round)
    ? undefined
    : new Rejection('round-is-a-deal', `no deal is recorded as "${round}"`, '/body/round');

const decider: Decider<Party, (typeof partyEvents)[number]> = {
  PartyRegistered: {
    evolve: (state, fact) => ({ ...describeParty(state, fact), registered: true }),
    decide: (candidate, state, surroundings) =>
      decisionOf(
        firstRefusal(isNew(candidate, state), belongsTo(candidate.body.parent, state, surroundings)),
      ),
  },
  PartyAmended: {
    evolve: (state, fact) => describeParty(state, fact),
    decide: ({ body }, state, surroundings) =>
      decisionOf(firstRefusal(isRegistered(state), belongsTo(body.parent, state, surroundings))),
  },
  PartyIdentified: {
    evolve: (state, fact) => ({
      ...state,
      goesBy: fact.body.as,
      identifiedAs: fact.body.as,
      rests: [...state.rests, ...fact.grounds],
    }),
    decide: ({ body }, state, surroundings) =>
      decisionOf(firstRefusal(isRegistered(state), partiesGoOnAsOne('as', body.as, state, surroundings))),
  },
  PartyMerged: {
    evolve: (state, fact) => ({
      ...state,
      goesBy: fact.body.into,
      rests: [...state.rests, ...fact.grounds],
    }),
    decide: ({ body }, state, surroundings) =>
      decisionOf(firstRefusal(isRegistered(state), partiesGoOnAsOne('into', body.into, state, surroundings))),
  },
  TotalDisclosed: {
    evolve: (state, fact) => ({
      ...state,
      disclosures: [...state.disclosures, disclosureOf(fact)],
    }),
    decide: ({ body }, state, surroundings) =>
      decisionOf(
        firstRefusal(
          isRegistered(state),
          partiesAreRegistered({ '/body/towards': body.towards }, surroundings),
          isInItsUnit(body),
        ),
      ),
  },
  ValueStated: {
    evolve: (state, fact) => ({ ...state, values: withValue(state.values, valueOf(fact)) }),
    decide: ({ body: { round } }, state, surroundings) =>
      decisionOf(firstRefusal(isRegistered(state), roundIsADeal(round, surroundings))),
  },
};

export const party: StreamDeclaration<Party, (typeof partyEvents)[number]> = {
  category: 'party',
  summary: 'A company, a unit of one, a government, a fund, or one without a name.',
  events: partyEvents,
  initial: (stream) => ({
    stream,
    slug: stream.slice('party-'.length),
    registered: false,
    name: stream.slice('party-'.length),
    kind: 'company',
    layers: [],
    disclosures: [],
    values: [],
    rests: [],
  }),
  evolve: evolveBy(decider),
  decide: decideBy(decider),
};
