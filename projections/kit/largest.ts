import { addBounds, type Bounds } from '../../events/kit/quantity.js';
import type { Measure } from './measure.js';
import { divideHalfToEven } from './rounding.js';

/** A counterparty and what is between it and a party. */
export interface CounterpartyShare {
  /** Null where nobody named it. */
  readonly counterparty: string | null;
  readonly bounds: Bounds;
}

export interface Largest {
  counterparty: string | null;
  bounds: Bounds;
  partBp: Measure;
  /** No other one can be larger. */
  certain: boolean;
}

const whole = 10_000n;

const divideUp = (numerator: bigint, denominator: bigint): bigint =>
  (numerator + denominator - 1n) / denominator;

const lowOf = ({ low }: Bounds, others: bigint | null): bigint =>
  others === null || low === 0n ? 0n : (low * whole) / (low + others);

const highOf = ({ high }: Bounds, others: bigint): bigint =>
  high === null || high + others === 0n ? whole : divideUp(high * whole, high + others);

const pointOf = ({ point }: Bounds, others: bigint | null): bigint | null =>
  point === null || others === null || point + others === 0n
    ? null
    : divideHalfToEven(point * whole, point + others);

/** One's part of the whole in basis points, as far off as the amounts leave it; null where one is unknown. */
const partOf = ({ bounds }: CounterpartyShare, others: readonly CounterpartyShare[]): Measure => {
  if (others.length === 0) return { low: 10_000, point: 10_000, high: 10_000 };
  const rest = others.map((other) => other.bounds).reduce(addBounds);
  const point = pointOf(bounds, rest.point);
  return {
    low: Number(lowOf(bounds, rest.high)),
    point: point === null ? null : Number(point),
    high: Number(highOf(bounds, rest.low)),
  };
};

const compare = (left: bigint, right: bigint): number => (left < right ? -1 : left > right ? 1 : 0);

/** By name; what nobody named last. */
export const compareNames = (left: string | null, right: string | null): number =>
  left !== null && (right === null || left < right) ? -1 : 1;

/** By point, where there is one, else by what is sure; then by name. */
const bySize = (left: CounterpartyShare, right: CounterpartyShare): number =>
  compare(right.bounds.point ?? right.bounds.low, left.bounds.point ?? left.bounds.low) ||
  compareNames(left.counterparty, right.counterparty);

/** The largest counterparty, as far as it can be told, and its part; undefined where there is nothing between them. */
export const largestOf = (shares: readonly CounterpartyShare[]): Largest | undefined => {
  const [first, ...others] = shares.filter(({ bounds }) => bounds.high !== 0n).sort(bySize);
  if (!first) return undefined;
  const certain = others.every(({ bounds: { high } }) => high !== null && high <= first.bounds.low);
  return { ...first, partBp: partOf(first, others), certain };
};
