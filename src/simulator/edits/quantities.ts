import { type Bounds, isUndisclosed, type Quantity, wholeOf } from '../../../events/kit/quantity.js';

/** Bounds as an event states them, in the manner of another quantity. What has an upper end only is no longer undisclosed. */
export const quantityOf = (
  bounds: Bounds,
  { qualifier, currency, basis }: Pick<Quantity, 'qualifier' | 'currency' | 'basis'> = {
    qualifier: 'exactly',
  },
): Quantity => {
  const { low, point, high } = bounds;
  return {
    low: wholeOf(low),
    point: point === null ? null : wholeOf(point),
    high: high === null ? null : wholeOf(high),
    qualifier: qualifier === 'undisclosed' && !isUndisclosed(bounds) ? 'up-to' : qualifier,
    ...(currency !== undefined && { currency }),
    ...(basis !== undefined && { basis }),
  };
};
