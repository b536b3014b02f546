import { type Candidate, isCorrection, streamOf } from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';

interface DatedCandidate {
  candidate: Pick<Candidate, 'id' | 'stream' | 'type' | 'effectiveOn' | 'knownOn' | 'body'>;
  /** Its place in what was sent. */
  index: number;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The order of folding, and as sent where that is the same. */
const byTime = (left: DatedCandidate, right: DatedCandidate): number =>
  compare(daysOf(left.candidate.effectiveOn).first, daysOf(right.candidate.effectiveOn).first) ||
  compare(left.candidate.knownOn, right.candidate.knownOn) ||
  left.index - right.index;

/** Oldest first: what rests on something became true no sooner than it. */
export const orderOldestFirst = <Item extends DatedCandidate>(items: readonly Item[]): Item[] =>
  [...items].sort(byTime);

/** What a correction or a retraction names. */
const eventNamedBy = ({ candidate: { type, body } }: DatedCandidate): string | undefined =>
  isCorrection(type) ? String((body as { event?: unknown }).event) : undefined;

/**
 * Oldest first, but what was corrected or retracted and how comes before the rest: what was taken back makes room for
 * what was told in its place.
 */
export const orderSettledFirst = <Item extends DatedCandidate>(items: readonly Item[]): Item[] => {
  const named = new Set(items.map(eventNamedBy));
  const isSettled = (item: Item): boolean =>
    eventNamedBy(item) !== undefined || named.has(item.candidate.id.toLowerCase());
  const isOpening = ({ candidate: { stream, type } }: Item): boolean =>
    streamOf(stream)?.events[0]?.type === type;
  const rank = (item: Item): number => (isOpening(item) ? 0 : isSettled(item) ? 1 : 2);
  return orderOldestFirst(items).sort((left, right) => rank(left) - rank(right));
};

/** Oldest first, and what takes back or corrects comes last: what was told in between rested on what it takes back. */
export const orderTakenBackLast = <Item extends DatedCandidate>(items: readonly Item[]): Item[] => {
  const rank = (item: Item): number => (eventNamedBy(item) === undefined ? 0 : 1);
  return orderOldestFirst(items).sort((left, right) => rank(left) - rank(right));
};

/** As the world came to know of it: an option that lapsed was open then, whatever is said of a later day afterwards. */
export const orderOfPublication = <Item extends DatedCandidate>(items: readonly Item[]): Item[] =>
  orderOldestFirst(items).sort((left, right) => compare(left.candidate.knownOn, right.candidate.knownOn));

/** So many events of one stream may be out of order of time before each costs a fold of all others. */
const mostOutOfOrder = 200;

const isOrdered = (items: readonly DatedCandidate[]): boolean =>
  items.every((item, index) => index === 0 || byTime(items[index - 1]!, item) <= 0);

/**
 * As sent; but a stream of which very many come out of order of time fills its places oldest first, so that recording
 * an export that begins with the newest costs no more than one that begins with the oldest.
 */
export const workableOrder = <Item extends DatedCandidate>(items: readonly Item[]): Item[] => {
  const streams = new Map<string, Item[]>();
  for (const item of items) {
    const { stream } = item.candidate;
    const before = streams.get(stream);
    if (before) before.push(item);
    else streams.set(stream, [item]);
  }
  const queues = new Map(
    [...streams]
      .filter(([, own]) => own.length > mostOutOfOrder && !isOrdered(own))
      .map(([stream, own]) => [stream, orderOldestFirst(own).values()]),
  );
  return items.map((item) => queues.get(item.candidate.stream)?.next().value ?? item);
};
