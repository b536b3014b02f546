import type { Bounds } from '../../events/kit/quantity.js';

/** One statement about physical capacity: how much it is and, where somebody has looked, how much of it runs. */
export interface Stock {
  readonly name: string;
  readonly layer: string | null;
  readonly nameplate: Bounds;
  readonly level?: Bounds;
  /** The stock of the same layer that includes it. */
  readonly within?: string;
}

/** Two stocks describe the same capacity: as much as is stated, the smaller of the two when nobody said. */
export interface Tie {
  readonly one: string;
  readonly other: string;
  readonly power?: Bounds;
  readonly rests: readonly string[];
}

/** An end of an interval; null is open. */
export type IntervalEnd = bigint | null;

export const minEnd = (left: IntervalEnd, right: IntervalEnd): IntervalEnd =>
  left === null ? right : right === null ? left : left < right ? left : right;
/** A value, or the least of these ends where that is less. */
export const capAt = (value: bigint, ...ends: readonly IntervalEnd[]): bigint =>
  ends.reduce<bigint>((least, end) => (end !== null && end < least ? end : least), value);
export const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);
export const mostOf = (left: IntervalEnd, right: IntervalEnd): IntervalEnd =>
  left === null || right === null ? null : max(left, right);
export const clampToZero = (value: bigint): bigint => max(value, 0n);

/** A tie as one of its two stocks sees it. */
export interface TieSide {
  readonly own: Stock;
  readonly other: Stock;
  readonly tie: Tie;
}

/** What is surely the same in both. */
export const sharedLow = ({ own, other, tie }: TieSide): bigint =>
  tie.power
    ? capAt(tie.power.low, own.nameplate.high, other.nameplate.high)
    : capAt(own.nameplate.low, other.nameplate.low);

/** The most of its own stock that lies outside of what is the same; null where that has no end. */
export const restBeside = (seen: TieSide): IntervalEnd => {
  const { own, other, tie } = seen;
  const { high } = own.nameplate;
  if (high === null) return null;
  return clampToZero(high - (tie.power ? sharedLow(seen) : other.nameplate.low));
};

/** Of so much that runs of its own stock, what surely runs within what is the same. */
export const runningWithin = (seen: TieSide, low: bigint): bigint => {
  const rest = restBeside(seen);
  return rest === null ? 0n : clampToZero(low - rest);
};
