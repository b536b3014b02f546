import { type Fraction, fraction, reduceFraction, root } from './fraction.js';

/** How often each whole number came out, in rising order; the weights add to `of`. */
export interface Spread {
  readonly values: readonly bigint[];
  readonly weights: readonly bigint[];
  readonly of: bigint;
  /** How many paths stand behind it; none where every combination was reckoned through. */
  readonly paths?: number;
}

/** The spread of equally likely outcomes. */
export const spreadOf = (outcomes: Float64Array): Spread => {
  const sorted = outcomes.slice().sort();
  const values: bigint[] = [];
  const weights: bigint[] = [];
  for (let start = 0, end = 0; start < sorted.length; start = end) {
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    values.push(BigInt(sorted[start]!));
    weights.push(BigInt(end - start));
  }
  return { values, weights, of: BigInt(sorted.length), paths: sorted.length };
};

/** The spread of outcomes with whole-number weights. */
export const weightedSpread = (outcomes: readonly (readonly [number, bigint])[]): Spread => {
  const sums = new Map<number, bigint>();
  for (const [value, weight] of outcomes) sums.set(value, (sums.get(value) ?? 0n) + weight);
  const sorted = [...sums].filter(([, weight]) => weight > 0n).sort(([left], [right]) => left - right);
  return {
    values: sorted.map(([value]) => BigInt(value)),
    weights: sorted.map(([, weight]) => weight),
    of: sorted.reduce((sum, [, weight]) => sum + weight, 0n),
  };
};

/** The average of what is made of each value. */
export const meanOf = ({ values, weights, of }: Spread, made = (value: bigint): bigint => value): Fraction =>
  reduceFraction(
    fraction(
      values.reduce((sum, value, index) => sum + made(value) * weights[index]!, 0n),
      of,
    ),
  );

const billion = 1_000_000_000n;

/** The standard error of that average, in billionths; nothing where it is exact. */
const errorInBillionths = (spread: Spread, made = (value: bigint): bigint => value): bigint => {
  if (spread.paths === undefined || spread.paths < 2) return 0n;
  const sum = meanOf(spread, made);
  const squares = meanOf(spread, (value) => made(value) ** 2n);
  // s² ÷ N with s² = (mean of squares − square of mean) · N ÷ (N − 1).
  const over = squares.over * sum.under ** 2n - sum.over ** 2n * squares.under;
  const under = squares.under * sum.under ** 2n * BigInt(spread.paths - 1);
  return root((over * billion ** 2n) / under);
};

/** The standard error of an average, in units of its value. */
export const errorOf = (spread: Spread, made?: (value: bigint) => bigint): Fraction =>
  fraction(errorInBillionths(spread, made), billion);

/** The least value at which the weights reach a part of the whole: the inverted cumulative distribution. */
export const percentile = ({ values, weights, of }: Spread, part: Fraction): bigint => {
  let sum = 0n;
  const index = weights.findIndex((weight) => (sum += weight) * part.under >= part.over * of);
  return values[index < 0 ? values.length - 1 : index]!;
};

/** The average of the lowest part, with what is left of that part taken from the value at its edge. */
export const worstMean = (spread: Spread, part: Fraction): Fraction => {
  const edge = percentile(spread, part);
  const below = meanOf(spread, (value) => (value < edge ? edge - value : 0n));
  return reduceFraction(
    fraction(edge * below.under * part.over - below.over * part.under, below.under * part.over),
  );
};

/** Its standard error, by the spread of what lies below the edge. */
export const worstError = (spread: Spread, part: Fraction): Fraction => {
  const edge = percentile(spread, part);
  const { over, under } = errorOf(spread, (value) => (value < edge ? edge - value : 0n));
  return fraction(over * part.under, under * part.over);
};
