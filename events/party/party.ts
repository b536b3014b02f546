import { daysOf } from '../kit/date.js';
import type { Fact } from '../kit/envelope.js';
import type { Quantity } from '../kit/quantity.js';
import { firstRefusal, unregistered } from '../kit/rules.js';
import { appended, evolveBy, Rejected, type StreamDeclaration } from '../kit/stream.js';
import * as events from './party.events.js';

export interface Disclosure {
  readonly measure: events.DisclosedMeasure;
  readonly amount: Quantity;
  readonly at: string;
  readonly knownOn: string;
  readonly rests: readonly string[];
}

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
  readonly disclosures: readonly Disclosure[];
  readonly rests: readonly string[];
}

const partyEvents = [
  events.PartyRegistered,
  events.PartyAmended,
  events.PartyIdentified,
  events.PartyMerged,
  events.TotalDisclosed,
] as const;

const described = (
  party: Party,
  fact: Fact<string, events.PartyRegistered | events.PartyAmended>,
): Party => ({
  ...party,
  ...fact.body,
  rests: [...party.rests, ...fact.grounds],
});

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
    rests: [],
  }),
  evolve: evolveBy<Party, (typeof partyEvents)[number]>({
    PartyRegistered: (state, fact) => ({ ...described(state, fact), registered: true }),
    PartyAmended: (state, fact) => described(state, fact),
    PartyIdentified: (state, fact) => ({
      ...state,
      goesBy: fact.body.as,
      rests: [...state.rests, ...fact.grounds],
    }),
    PartyMerged: (state, fact) => ({
      ...state,
      goesBy: fact.body.into,
      rests: [...state.rests, ...fact.grounds],
    }),
    TotalDisclosed: (state, fact) => ({
      ...state,
      disclosures: [...state.disclosures, { ...fact.body, knownOn: fact.knownOn, rests: fact.grounds }],
    }),
  }),
  decide: (candidate, state, surroundings) => {
    if (candidate.type === 'PartyRegistered') {
      const isNew =
        state.registered && !candidate.rivalOf
          ? new Rejected('party-is-new', `${state.slug} is registered already: record PartyAmended`)
          : undefined;
      const { parent } = candidate.body as events.PartyRegistered;
      return firstRefusal(isNew, unregistered({ '/body/parent': parent }, surroundings)) ?? appended();
    }
    if (!state.registered)
      return new Rejected('parties-are-registered', `no party is registered as "${state.slug}"`, '/stream');
    const { as, into, parent } = candidate.body as Partial<
      events.PartyIdentified & events.PartyMerged & events.PartyAmended
    >;
    const another = [as, into].includes(state.slug)
      ? new Rejected(
          'party-is-another',
          `${state.slug} cannot turn out to be itself`,
          as ? '/body/as' : '/body/into',
        )
      : undefined;
    return (
      firstRefusal(
        another,
        unregistered({ '/body/as': as, '/body/into': into, '/body/parent': parent }, surroundings),
      ) ?? appended()
    );
  },
};

/** The latest statement of each measure, by the date it is about and then by when it became known. */
export const latestDisclosures = (state: Party): Disclosure[] => {
  const latest = new Map<string, Disclosure>();
  for (const disclosure of state.disclosures) {
    const before = latest.get(disclosure.measure);
    if (!before || daysOf(before.at).last <= daysOf(disclosure.at).last)
      latest.set(disclosure.measure, disclosure);
  }
  return [...latest.values()];
};
