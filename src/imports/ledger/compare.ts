import { daysOf } from '../../../events/kit/date.js';
import { type Bounds, boundsOf, type Quantity } from '../../../events/kit/quantity.js';
import { measureOf } from '../../../projections/kit/measure.js';
import { measureText } from '../../../projections/wording/measure.js';
import type { Outlier } from './change.js';

/** Bounds in the unit in which they are told. */
export interface TellableBounds {
  bounds: Bounds;
  unit: 'amountKw' | 'amountUsCents' | 'amountBp' | 'amount';
  currency?: string | undefined;
}

export const tellable = (unit: TellableBounds['unit'], quantity: Quantity): TellableBounds => ({
  bounds: boundsOf(quantity),
  unit,
  currency: quantity.currency,
});

export const boundsText = ({ bounds, unit, currency }: TellableBounds): string =>
  measureText(unit, measureOf(bounds), { currency });

export const isSameBounds = (one: TellableBounds, other: TellableBounds): boolean =>
  one.bounds.low === other.bounds.low &&
  one.bounds.point === other.bounds.point &&
  one.bounds.high === other.bounds.high &&
  (one.currency ?? '') === (other.currency ?? '');

export const isSameDate = (one: string, other: string): boolean => {
  const [left, right] = [daysOf(one), daysOf(other)];
  return left.first === right.first && left.last === right.last;
};

const sizeOf = ({ low, point, high }: Bounds): bigint => point ?? (low > 0n ? low : (high ?? 0n));

const factor = 10n;

/** A number ten times away from what others say of the same. */
export const outlierAgainst = (
  address: string,
  sheet: TellableBounds,
  others: TellableBounds,
  whose: string,
): Outlier[] => {
  const [one, other] = [sizeOf(sheet.bounds), sizeOf(others.bounds)];
  if (one === 0n || other === 0n || sheet.currency !== others.currency) return [];
  const [small, large] = one < other ? [one, other] : [other, one];
  if (large < small * factor) return [];
  const times = large / small;
  return [
    {
      address,
      says: boundsText(sheet),
      others: boundsText(others),
      detail: `${boundsText(sheet)} is ${one < other ? `a ${times}th` : `${times} times`} of the ${boundsText(others)} ${whose}`,
    },
  ];
};
