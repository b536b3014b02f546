import { scaleNumber } from '../../projections/difference.js';
import { isZero, type Measure } from '../../projections/kit/measure.js';

/** A change is told when it is more than this. */
export interface Threshold {
  amount: bigint;
  /** Basis points of what was told last, rather than units of the measure. */
  isRelative: boolean;
}

const allBp = 10_000n;

/** Reads "5%", "2.5%" or "1000000"; undefined where it is neither. */
export const readThreshold = (text: string): Threshold | undefined => {
  const [, percent, decimals = ''] = /^(\d{1,6})(?:\.(\d{1,2}))?%$/.exec(text) ?? [];
  if (percent !== undefined)
    return { amount: BigInt(percent) * 100n + BigInt(decimals.padEnd(2, '0')), isRelative: true };
  return /^\d{1,18}$/.test(text)
    ? { amount: scaleNumber(BigInt(text).toString()), isRelative: false }
    : undefined;
};

const size = (value: bigint): bigint => (value < 0n ? -value : value);

const isEndBeyond = (
  from: Measure['point'],
  to: Measure['point'],
  { amount, isRelative }: Threshold,
): boolean => {
  if (from === null || to === null) return from !== to;
  const [before, after] = [scaleNumber(from), scaleNumber(to)];
  const change = size(after - before);
  return isRelative ? change * allBp > amount * size(before) : change > amount;
};

/** Whether a bound or the point moved by more than the threshold, became known or came to be unknown. */
export const isBeyond = (from: Measure | null, to: Measure | null, threshold: Threshold): boolean => {
  if (from === null || to === null) {
    const only = from ?? to;
    return only !== null && !isZero(only);
  }
  return (['low', 'point', 'high'] as const).some((end) => isEndBeyond(from[end], to[end], threshold));
};
