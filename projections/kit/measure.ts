import { type Bounds, isUndisclosed, nothing, type Whole, wholeOf } from '../../events/kit/quantity.js';

/** Bounds of a number: high is null when it is open, point when it is unknown. */
export interface Measure {
  low: Whole;
  point: Whole | null;
  high: Whole | null;
}

export type MeasureOrNull = Measure | null;

export const isMeasure = (value: unknown): value is Measure =>
  typeof value === 'object' && value !== null && 'low' in value && 'point' in value && 'high' in value;

/** It is known, and nothing. */
export const isZero = (measure: MeasureOrNull): boolean =>
  measure?.low === 0 && measure.point === 0 && measure.high === 0;

/** What an entry says of a measure; null where it says nothing. */
export const measureAt = (entry: Readonly<Record<string, unknown>>, name: string): MeasureOrNull => {
  const value = entry[name];
  return isMeasure(value) ? value : null;
};

/** What one line adds to one measure. */
export interface Part {
  readonly bounds: Bounds;
  /** Nobody has observed it: a total that it belongs to has no point. */
  readonly unobserved?: boolean;
  /** It can't be seen from here; where nothing else is in the total, the measure itself is null. */
  readonly unseen?: boolean;
}

/** What one line adds to each measure; nothing to those that are missing. */
export type Parts = Readonly<Record<string, Part>>;

const isSameBounds = (one: Bounds, other: Bounds): boolean =>
  one === other || (one.low === other.low && one.point === other.point && one.high === other.high);

/** Whether they add the same: every line that is moved comes by here, with all of its measures. */
const isSamePart = (one: Part, other: Part): boolean =>
  one === other ||
  (isSameBounds(one.bounds, other.bounds) &&
    one.unobserved === other.unobserved &&
    one.unseen === other.unseen);

/** Tells each measure in which two lines differ, with what either adds to it. */
export const differingParts = (
  before: Parts,
  after: Parts,
  tell: (measure: string, before: Part | undefined, after: Part | undefined) => void,
): void => {
  for (const measure in after) {
    const [one, other] = [before[measure], after[measure]];
    if (!one || !other || !isSamePart(one, other)) tell(measure, one, other);
  }
  for (const measure in before) if (!after[measure]) tell(measure, before[measure], undefined);
};

/** Whether two lines add the same to every measure. */
export const isSameParts = (one: Parts, other: Parts): boolean => {
  if (one === other) return true;
  for (const measure in one) {
    const [left, right] = [one[measure], other[measure]];
    if (left !== right && !(left && right && isSamePart(left, right))) return false;
  }
  for (const measure in other) if (other[measure] && !one[measure]) return false;
  return true;
};

export const part = (bounds: Bounds): Part => ({ bounds });

/** What a line adds to a measure: nothing to one that is missing. */
export const boundsIn = (parts: Parts, measure: string): Bounds => parts[measure]?.bounds ?? nothing;

/** Bounds that meet leave nothing open: there the point is. */
export const settlePoint = (bounds: Bounds): Bounds =>
  bounds.point === null && bounds.low === bounds.high ? { ...bounds, point: bounds.low } : bounds;

/** A sum that can be taken back exactly: whole numbers, and counts of what is open, unknown or left out. */
export class Sum {
  #low = 0n;
  #point = 0n;
  #high = 0n;
  #parts = 0;
  #points = 0;
  #blocking = 0;
  #open = 0;
  #unseen = 0;

  /** A sum that was added up elsewhere: its ends, and how many of its parts there are, are known and not nothing, … */
  static of(ends: readonly bigint[], counts: readonly number[]): Sum {
    const sum = new Sum();
    [sum.#low = 0n, sum.#point = 0n, sum.#high = 0n] = ends;
    [sum.#parts = 0, sum.#points = 0, sum.#blocking = 0, sum.#open = 0, sum.#unseen = 0] = counts;
    return sum;
  }

  add(added: Part, sign: 1n | -1n): void {
    const bounds = settlePoint(added.bounds);
    const one = Number(sign);
    this.#move(bounds, sign);
    this.#parts += one;
    if (bounds.point === null) {
      if (added.unobserved || bounds.low > 0n) this.#blocking += one;
    } else if (bounds.low !== 0n || bounds.high !== 0n) this.#points += one;
    if (bounds.high === null) this.#open += one;
    if (added.unseen) this.#unseen += one;
  }

  /** Every line of a log comes by here: a product would cost as much as the sum. */
  #move({ low, point, high }: Bounds, sign: 1n | -1n): void {
    if (sign === 1n) {
      this.#low += low;
      this.#point += point ?? 0n;
      this.#high += high ?? 0n;
    } else {
      this.#low -= low;
      this.#point -= point ?? 0n;
      this.#high -= high ?? 0n;
    }
  }

  /** Adds everything that was added to another sum. */
  include(other: Sum): void {
    this.#low += other.#low;
    this.#point += other.#point;
    this.#high += other.#high;
    this.#parts += other.#parts;
    this.#points += other.#points;
    this.#blocking += other.#blocking;
    this.#open += other.#open;
    this.#unseen += other.#unseen;
  }

  get bounds(): Bounds {
    // Nothing, beside what nobody disclosed, is no estimate.
    const unknown = this.#blocking > 0 || this.#points === 0;
    const high = this.#open > 0 ? null : this.#high;
    // Bounds that meet leave nothing unknown: nor do sums of nothing.
    const point = high === this.#low ? high : unknown ? null : this.#point;
    return { low: this.#low, point, high };
  }

  get measure(): Measure | null {
    return this.#isUnseen ? null : measureOf(this.bounds);
  }

  /** The sum as one addend of another. */
  get part(): Part {
    const unobserved = this.#blocking > 0;
    return {
      bounds: this.bounds,
      ...(unobserved && { unobserved }),
      ...(this.#isUnseen && { unseen: true }),
    };
  }

  /** What it is made of: sums of which this is the same text stay the same whatever is added to both. */
  get makings(): string {
    const counts = [this.#parts, this.#points, this.#blocking, this.#open, this.#unseen];
    return [this.#low, this.#point, this.#high, ...counts].join(' ');
  }

  /** Some of it can be seen, so that no sum that it goes into is null. */
  get isSeen(): boolean {
    return this.#parts > this.#unseen;
  }

  get #isUnseen(): boolean {
    return this.#parts > 0 && this.#unseen === this.#parts;
  }
}

/** What lines that count together add up to in one measure. */
export const sumOfLines = (lines: readonly { readonly parts: Parts }[], measure: string): Bounds => {
  const sum = new Sum();
  for (const { parts } of lines) if (parts[measure]) sum.add(parts[measure], 1n);
  return sum.bounds;
};

/** Bounds for an answer. */
export const measureOf = (bounds: Bounds): Measure => {
  const { low, point, high } = settlePoint(bounds);
  return {
    low: wholeOf(low),
    point: point === null ? null : wholeOf(point),
    high: high === null ? null : wholeOf(high),
  };
};

const floor0 = (value: bigint): bigint => (value > 0n ? value : 0n);
const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);
const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** What is left of `whole` beside `taken`: the bounds cross, and it stops at nothing. */
export const subtractBounds = (whole: Bounds, taken: Bounds): Bounds => ({
  low: taken.high === null ? 0n : floor0(whole.low - taken.high),
  point:
    whole.point === 0n
      ? 0n
      : whole.point === null || taken.point === null
        ? null
        : floor0(whole.point - taken.point),
  high: whole.high === null ? null : floor0(whole.high - taken.low),
});

export const largerBounds = (left: Bounds, right: Bounds): Bounds => ({
  low: max(left.low, right.low),
  point: left.point === null || right.point === null ? null : max(left.point, right.point),
  high: left.high === null || right.high === null ? null : max(left.high, right.high),
});

export const smallerBounds = (left: Bounds, right: Bounds): Bounds => ({
  low: min(left.low, right.low),
  point: left.point === null || right.point === null ? null : min(left.point, right.point),
  high: left.high === null ? right.high : right.high === null ? left.high : min(left.high, right.high),
});

export const isNothing = (bounds: Bounds): boolean =>
  bounds.low === 0n && bounds.point === 0n && bounds.high === 0n;

export { isUndisclosed };
