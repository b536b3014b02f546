import type { Tranche } from '../events/deal/deal.js';
import { type Bounds, boundsOf } from '../events/kit/quantity.js';

/** A tranche's days, and the kilowatts that they weigh in a mean. */
export interface WeighedTranche {
  readonly weight: bigint;
  readonly slipped: Bounds | undefined;
  readonly late: Bounds | undefined;
}

/** The power as stated; nothing where no number is. */
export const weightOf = ({ power }: Tranche): bigint => boundsOf(power).point ?? 0n;

const floor = (value: bigint, by: bigint): bigint =>
  value >= 0n || value % by === 0n ? value / by : value / by - 1n;
const ceil = (value: bigint, by: bigint): bigint => -floor(-value, by);
const divideToNearest = (value: bigint, by: bigint): bigint => floor(2n * value + by, 2n * by);

/** The mean by weight of what is known, in whole days, rounded outwards; undefined where nothing of it has a weight. */
export const meanOf = <One extends WeighedTranche>(
  all: readonly One[],
  daysOf: (one: One) => Bounds | undefined,
): Bounds | undefined => {
  const known = all.flatMap((one) => {
    const days = daysOf(one);
    return days && one.weight > 0n ? [{ days, weight: one.weight }] : [];
  });
  const weight = known.reduce((sum, one) => sum + one.weight, 0n);
  if (weight === 0n) return undefined;
  const sumOf = (end: (days: Bounds) => bigint): bigint =>
    known.reduce((sum, one) => sum + end(one.days) * one.weight, 0n);
  return {
    low: floor(
      sumOf(({ low }) => low),
      weight,
    ),
    point: divideToNearest(
      sumOf(({ low, point }) => point ?? low),
      weight,
    ),
    high: ceil(
      sumOf(({ low, high }) => high ?? low),
      weight,
    ),
  };
};
