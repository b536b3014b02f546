import { boundsOf } from '../events/kit/quantity.js';
import type { Market, SizeReport } from '../events/market/market.js';
import { measureOf } from './kit/measure.js';

const currencyOf = ({ size }: SizeReport): string => size.currency ?? 'USD';

/** What a publisher reported of the size of a market: in each currency, the one that was said last first. */
export const sizesOf = ({ sizes }: Market, publisher: unknown, period: unknown): SizeReport[] =>
  [...sizes.values()]
    .filter((size) => size.publisher === publisher && size.period === period)
    .sort((one, other) => {
      if (one.saidOn !== other.saidOn) return one.saidOn < other.saidOn ? 1 : -1;
      return currencyOf(one) < currencyOf(other) ? -1 : 1;
    });

/** How they stand in a total: one, and what was reported in other currencies beside it. */
export const sizeMembers = ([shown, ...beside]: readonly SizeReport[]): Record<string, unknown> => ({
  sizeUsCents: shown ? measureOf(boundsOf(shown.size)) : null,
  ...(shown && currencyOf(shown) !== 'USD' && { currency: currencyOf(shown) }),
  ...(beside.length > 0 && {
    sizesBeside: beside.map((one) => ({
      currency: currencyOf(one),
      sizeUsCents: measureOf(boundsOf(one.size)),
    })),
  }),
});
