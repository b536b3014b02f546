import type { DatedValue, Tranche } from '../events/deal/deal.js';
import { type Day, type Days, daysBetween, daysOf } from '../events/kit/date.js';
import { type Bounds, boundsOf, nothing } from '../events/kit/quantity.js';

/** One date that took the place of another. */
export interface DateSlip {
  readonly from: string;
  readonly to: string;
  readonly effectiveOn: string;
  readonly knownOn: Day;
  /** The fact that moved it. */
  readonly event: string;
  readonly slipped: Bounds;
}

const isSame = (one: Days, other: Days): boolean => one.first === other.first && one.last === other.last;

/**
 * Days from one vague date to another: between their last days and, wherever in their spans the two may lie, at least
 * from the last to the first and at most from the first to the last. One and the same date is no distance.
 */
const daysFrom = (from: string, to: string): Bounds => {
  const [before, after] = [daysOf(from), daysOf(to)];
  if (isSame(before, after)) return nothing;
  return {
    low: daysBetween(before.last, after.first),
    point: daysBetween(before.last, after.last),
    high: daysBetween(before.first, after.last),
  };
};

/** The dates stated, one after another: of those that became so on one day the last is its word. */
const wordsOf = ({ dues }: Tranche): readonly DatedValue<string>[] =>
  dues.filter(({ on }, index) => index === 0 || dues[index + 1]?.on !== on);

/** The moves of a tranche's date, in order; telling the same date again is none, nor is the first one. */
export const movesOf = (tranche: Tranche): DateSlip[] => {
  const [first, ...later] = wordsOf(tranche);
  let from = first?.value;
  return later.flatMap(({ value: to, on, knownOn, id }) => {
    const before = from ?? to;
    from = to;
    if (isSame(daysOf(before), daysOf(to))) return [];
    return [{ from: before, to, effectiveOn: on, knownOn, event: id, slipped: daysFrom(before, to) }];
  });
};

/** By how much what is due now is later than it was at first; undefined where it never had a date. */
export const slipOf = ({ dues, due }: Tranche): Bounds | undefined => {
  const [first] = dues;
  return first && due !== undefined ? daysFrom(first.value, due) : undefined;
};

const dateOf = (level: DatedValue<unknown> | undefined): string | undefined => level?.on;

/** When any of it was first seen to draw power. */
export const firstPowerOf = ({ levels }: Tranche): string | undefined =>
  dateOf(levels.find(({ value }) => boundsOf(value).low > 0n));

/** When all that is promised was first seen to draw power; undefined also where nobody said how much that is. */
export const wholePowerOf = ({ levels, power }: Tranche): string | undefined => {
  const { low, point } = boundsOf(power);
  const promised = point ?? low;
  return promised === 0n ? undefined : dateOf(levels.find(({ value }) => boundsOf(value).low >= promised));
};

/** By how much later than first promised all of it drew power. */
export const lateOf = (tranche: Tranche): Bounds | undefined => {
  const [first] = tranche.dues;
  const on = wholePowerOf(tranche);
  return first && on !== undefined ? daysFrom(first.value, on) : undefined;
};
