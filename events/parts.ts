import { eventType } from './catalogue.js';
import type { Deal } from './deal/deal.js';
import type { Release } from './deal/payment/payment.events.js';
import { partNamedIn } from './kit/declaration.js';
import { joinEntries } from './kit/entries.js';
import type { Candidate, Fact } from './kit/envelope.js';
import { partsOf } from './kit/stream.js';
import { type Market, seriesKey } from './market/market.js';
import type { ShareReported } from './market/market.events.js';
import type { Party } from './party/party.js';
import { TotalDisclosed, ValueStated } from './party/party.events.js';

/**
 * Lists of the states of a category to which facts add at the end, while no later fact looks at what is in them, by where
 * they stand; `*` is any name. What one fact added can be taken out again without folding all that came after it.
 */
const addedTo: Readonly<Record<string, readonly string[]>> = {
  deal: [
    'rests',
    'terms',
    'overlaps',
    'tranches.*.rests',
    'tranches.*.dues',
    'tranches.*.levels',
    'payments.*.rests',
    'payments.*.made',
    'warrants.*.rests',
  ],
  market: ['rests'],
  party: ['rests', 'disclosures'],
};

/** Where the lists stand in the state of a stream that no fact looks at. */
export const listsAddedTo = (stream: string): readonly string[] => addedTo[partsOf(stream).category] ?? [];

/**
 * How the facts of a stream fall into parts that never change each other's state, so that each can be folded alone. The
 * part '' is what belongs to the stream as a whole.
 */
export interface StreamParts<State = unknown> {
  /** The part that a fact changes. */
  readonly of: (fact: Pick<Fact, 'type' | 'body'>) => string;
  /** The parts besides '' that the rules for a candidate look at. */
  readonly lookedAt: (candidate: Candidate) => readonly string[];
  /** The state of the stream as far as these parts go. */
  readonly join: (whole: State, parts: readonly State[]) => State;
}

export const tranchePart = (tranche: string): string => `tranche/${tranche}`;
export const conditionPart = (condition: string): string => `condition/${condition}`;

const partOfDeal = ({ type, body }: Pick<Fact, 'type' | 'body'>): string => {
  const about = eventType(type)?.about;
  const part = about && partNamedIn(about, body as object);
  return part ? `${part.kind}/${part.name}` : '';
};

const deal: StreamParts<Deal> = {
  of: partOfDeal,
  // Its own part, and the tranches on which money waits.
  lookedAt: (candidate) => {
    const { release } = candidate.body as { release?: Release };
    return [partOfDeal(candidate), ...(release?.of ?? []).map(tranchePart)];
  },
  join: (whole, parts) => ({
    ...whole,
    tranches: joinEntries(parts.map(({ tranches }) => tranches)),
    payments: joinEntries(parts.map(({ payments }) => payments)),
    warrants: joinEntries(parts.map(({ warrants }) => warrants)),
    conditions: joinEntries(parts.map(({ conditions }) => conditions)),
  }),
};

const seriesOf = ({ body }: Pick<Fact, 'body'>): string => {
  const { publisher, period } = body as Partial<ShareReported>;
  return publisher === undefined || period === undefined ? '' : seriesKey({ publisher, period });
};

const market: StreamParts<Market> = {
  of: seriesOf,
  lookedAt: (candidate) => [seriesOf(candidate)],
  join: (whole, parts) => ({
    ...whole,
    shares: joinEntries(parts.map(({ shares }) => shares)),
    sizes: joinEntries(parts.map(({ sizes }) => sizes)),
    leasts: joinEntries(parts.map(({ leasts }) => leasts)),
  }),
};

const saidOfIt: ReadonlySet<string> = new Set([TotalDisclosed.type, ValueStated.type]);

/** No rule looks at what was said of a party before. */
const party: StreamParts<Party> = {
  of: ({ type }) => (saidOfIt.has(type) ? 'said' : ''),
  lookedAt: () => [],
  join: (whole) => whole,
};

const byCategory = new Map(Object.entries({ deal, market, party }));

/** How a stream falls into parts; undefined where its state is one whole. */
export const partsOfStream = (stream: string): StreamParts | undefined =>
  byCategory.get(partsOf(stream).category) as StreamParts | undefined;
