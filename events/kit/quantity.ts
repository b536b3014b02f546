/** How firmly a source states a number. */
export const qualifiers = [
  'exactly',
  'about',
  'at-least',
  'over',
  'up-to',
  'between',
  'order-of',
  'undisclosed',
] as const;
export type Qualifier = (typeof qualifiers)[number];

/** What a source can measure: power in kW, money in minor units, a part in basis points, things in pieces. */
export type Dimension = 'power' | 'money' | 'part' | 'pieces';

export const bases = ['it', 'facility', 'grid', 'unstated'] as const;
export type Basis = (typeof bases)[number];

/** @pattern ^-?[0-9]+$ */
type Digits = string;

/** A number in whole units; a decimal string beyond 2^53 − 1. Concentrations have decimals. */
export type Whole = number | Digits;

/** Whole-number bounds in one unit, with the words they came from. `high: null` is open, `point: null` unknown. */
export interface Quantity {
  low: Whole;
  point: Whole | null;
  high: Whole | null;
  qualifier: Qualifier;
  text?: string;
  /** ISO 4217, on money only. */
  currency?: string;
  /** What the words say of the power's basis, on power only. */
  basis?: Basis;
}

/** The same bounds for exact sums. */
export interface Bounds {
  readonly low: bigint;
  readonly point: bigint | null;
  readonly high: bigint | null;
}

export const nothing: Bounds = { low: 0n, point: 0n, high: 0n };
export const undisclosed: Bounds = { low: 0n, point: null, high: null };

const wholeOrNull = (value: Whole | null): bigint | null => (value === null ? null : BigInt(value));

export const boundsOf = (quantity: Pick<Quantity, 'low' | 'point' | 'high'>): Bounds => ({
  low: BigInt(quantity.low),
  point: wholeOrNull(quantity.point),
  high: wholeOrNull(quantity.high),
});

/** A sum; unknown, or open, where one of its addends is. */
export const sumOrNull = (addends: Iterable<bigint | null>): bigint | null => {
  let sum = 0n;
  for (const addend of addends) {
    if (addend === null) return null;
    sum += addend;
  }
  return sum;
};

/** Bounds add end by end; what is open or unknown stays so. */
export const addBounds = (left: Bounds, right: Bounds): Bounds => ({
  low: left.low + right.low,
  point: left.point === null || right.point === null ? null : left.point + right.point,
  high: left.high === null || right.high === null ? null : left.high + right.high,
});

/** A JSON number while exact, a decimal string beyond. */
export const wholeOf = (value: bigint): Whole =>
  value <= BigInt(Number.MAX_SAFE_INTEGER) && value >= BigInt(Number.MIN_SAFE_INTEGER)
    ? Number(value)
    : value.toString();

/** Nothing is known of it: neither a floor above nothing nor a ceiling. */
export const isUndisclosed = (bounds: Bounds): boolean =>
  bounds.low === 0n && bounds.point === null && bounds.high === null;
