import { type Bounds, boundsOf, nothing, addBounds, type Quantity, wholeOf } from '../events/kit/quantity.js';
import type { Holding } from '../events/stake/stake.js';
import { withDerivedSpans } from './kit/derived-spans.js';
import type { Row } from './kit/line.js';
import type { DirectStake } from './kit/look-through.js';
import { type Measure, type MeasureOrNull, measureOf } from './kit/measure.js';
import { divideHalfToEven } from './kit/rounding.js';

/** A direct stake on one basis, with what it rests on. */
export interface HeldStake extends DirectStake {
  readonly stream: string;
  readonly basis: string;
  readonly holding: Holding;
}

const wholeFrom = (value: bigint | null, stake: bigint | null): Measure['point'] =>
  value === null || stake === null || stake === 0n ? null : wholeOf(divideHalfToEven(value * 10_000n, stake));

/** The value of all of the issuer that a valued stake implies; open where the stake may be next to nothing. */
const impliedWhole = (worth: Bounds, held: Bounds): Measure => ({
  low: wholeFrom(worth.low, held.high ?? 10_000n) ?? 0,
  point: wholeFrom(worth.point, held.point),
  high: wholeFrom(worth.high, held.low),
});

const currencyOf = ({ holding }: HeldStake): string => holding.valued?.amount.currency ?? 'USD';

/** The stakes that a row is the sum of. */
const stakesInRow = (row: Row, held: readonly HeldStake[]): HeldStake[] =>
  held.filter(
    (one) =>
      one.issuer === row.issuer &&
      one.basis === row.basis &&
      currencyOf(one) === row.currency &&
      (row.holder === undefined || one.holder === row.holder),
  );

const sumOf = (quantities: readonly Quantity[]): Bounds =>
  quantities.map(boundsOf).reduce((sum, one) => addBounds(sum, one), nothing);

const oneOf = (dates: readonly string[]): string | null => {
  const [date, ...others] = new Set(dates);
  return others.length === 0 ? (date ?? null) : null;
};

const sharesOf = (counts: readonly Quantity[]): Record<string, Measure> =>
  counts.length > 0 ? { heldShares: measureOf(sumOf(counts)) } : {};

const most = 64;

/** Every way in which stakes may be held together, by the ways of each; of too many one stake at a time. */
const waysOf = (stakes: readonly HeldStake[], under: WaysOfStake): HeldStake[][] => {
  const ways = stakes.map((one) => under(one).map((way) => (way ? [way] : [])));
  if (ways.reduce((count, some) => count * some.length, 1) > most)
    return ways.flatMap((some, place) =>
      some.map((way) => stakes.flatMap((one, at) => (at === place ? way : [one]))),
    );
  return ways.reduce<HeldStake[][]>(
    (all, some) => all.flatMap((held) => some.map((way) => [...held, ...way])),
    [[]],
  );
};

/** What a stake is under each selection of rival claims; undefined where it is not held. */
export type WaysOfStake = (one: HeldStake) => readonly (HeldStake | undefined)[];

/** Beside what the whole is implied to be worth, how far that reaches over rival claims. */
export const withImpliedSpan = (row: Row, held: readonly HeldStake[], under: WaysOfStake): Row => {
  const mine = stakesInRow(row, held);
  if (mine.every((one) => under(one).length === 1)) return row;
  const others = waysOf(mine, under).map((way) => withImplied({ ...row, rests: [], flags: [] }, way));
  return withDerivedSpans(row, ['impliedWholeUsCents'], others);
};

/** The row with what it is worth, of when, and what that makes the whole worth: by the stakes that were valued. */
export const withImplied = (row: Row, held: readonly HeldStake[]): Row => {
  const mine = stakesInRow(row, held);
  const valued = mine.flatMap(({ holding }) => holding.valued ?? []);
  const worth = sumOf(valued.map(({ amount }) => amount));
  const value: MeasureOrNull = valued.length > 0 ? measureOf(worth) : null;
  return {
    ...row,
    valueUsCents: value,
    ...(value && { valueOn: oneOf(valued.map(({ on }) => on)) }),
    impliedWholeUsCents: value && impliedWhole(worth, sumOf(valued.map(({ stake }) => stake))),
    ...sharesOf(mine.flatMap(({ holding }) => holding.counted?.shares ?? [])),
  };
};
