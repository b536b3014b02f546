import type { Dimension } from '../quantity.js';
import { type Decimal, roundedTo } from './number.js';
import type { Bounding } from './qualifier.js';
import type { Unit } from './unit.js';

/** Bounds before they are kept. */
export interface RawBounds {
  low: bigint;
  point: bigint | null;
  high: bigint | null;
}

export const ceilOf = (dividend: bigint, divisor: bigint): bigint => (dividend + divisor - 1n) / divisor;

/**
 * What "about" spans: half a unit of the last stated digit that is not nought, either way, and at most a tenth of the
 * value, percentages aside; whole units within it.
 */
export const endsAround = (decimal: Decimal, unit: Unit, dimension: Dimension, point: bigint): RawBounds => {
  const power = roundedTo(decimal, unit.ten);
  // In twentieths, so that halves and tenths are whole.
  const half = power < 0 ? 0n : 10n * 10n ** BigInt(power);
  const tenth = 2n * point;
  const reach = point === 0n ? 0n : dimension === 'part' || half < tenth ? half : tenth;
  const low = 20n * point - reach;
  return { low: low < 0n ? 0n : ceilOf(low, 20n), point, high: (20n * point + reach) / 20n };
};

const keepNever = ({ low, point, high }: RawBounds, never: Bounding['never']): RawBounds => ({
  low: never === 'less' ? point! : low,
  point,
  high: never === 'more' ? point : high,
});

export const applyBounding = (
  { qualifier, never }: Bounding,
  value: RawBounds,
  spread: () => RawBounds,
): RawBounds => {
  if (qualifier === 'about') return keepNever(spread(), never);
  if (qualifier === 'at-least' || qualifier === 'over') return { ...value, high: null };
  if (qualifier === 'up-to') return { ...value, low: 0n };
  return value;
};
