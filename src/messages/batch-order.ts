import type { Candidate } from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';

interface Timed {
  candidate: Pick<Candidate, 'stream' | 'effectiveOn' | 'knownOn'>;
  /** Its place in what was sent. */
  index: number;
}

const compare = (left: string, right: string): number => (left < right ? -1 : left > right ? 1 : 0);

/** The order of folding, and as sent where that is the same. */
const byTime = (left: Timed, right: Timed): number =>
  compare(daysOf(left.candidate.effectiveOn).first, daysOf(right.candidate.effectiveOn).first) ||
  compare(left.candidate.knownOn, right.candidate.knownOn) ||
  left.index - right.index;

/** Oldest first: what rests on something became true no sooner than it. */
export const oldestFirst = <Item extends Timed>(items: readonly Item[]): Item[] => [...items].sort(byTime);

/** So many events of one stream may be out of order of time before each costs a fold of all others. */
const mostOutOfOrder = 200;

const isOrdered = (items: readonly Timed[]): boolean =>
  items.every((item, index) => index === 0 || byTime(items[index - 1]!, item) <= 0);

/**
 * As sent; but a stream of which very many come out of order of time fills its places oldest first, so that recording
 * an export that begins with the newest costs no more than one that begins with the oldest.
 */
export const workableOrder = <Item extends Timed>(items: readonly Item[]): Item[] => {
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
      .map(([stream, own]) => [stream, oldestFirst(own).values()]),
  );
  return items.map((item) => queues.get(item.candidate.stream)?.next().value ?? item);
};
