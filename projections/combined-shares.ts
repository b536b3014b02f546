import type { ShareReport } from '../events/market/market.js';
import { reachOf } from '../events/market/reach.js';
import { boundsOf, sumOrNull } from '../events/kit/quantity.js';
import { measureOf } from './kit/measure.js';
import type { Parties } from './kit/parties.js';

/** Whether a published combined share can be the sum of its parts, when each may be off by its rounding. */
export const consistencyOf = (
  combined: ShareReport,
  single: readonly ShareReport[],
  parties: Parties,
): Record<string, unknown> => {
  const named = combined.parties.map((party) => parties.identityOf(party)).sort();
  const parts = named.map((party) =>
    single.find((report) => parties.identityOf(report.parties[0] ?? '') === party),
  );
  const published = reachOf(combined.share);
  const base = { parties: named, shareBp: measureOf(boundsOf(combined.share)) };
  const known = parts.filter((report) => report !== undefined);
  const reaches = known.map((report) => reachOf(report.share));
  const low = reaches.reduce((sum, reach) => sum + reach.low, 0n);
  if (known.length < parts.length) {
    // What is not told of some can only add to the others.
    const isConsistent = low > published.high ? false : null;
    return { ...base, sumOfPartsBp: null, isConsistent, rests: restsOf([combined, ...known]) };
  }
  const high = reaches.reduce((sum, reach) => sum + reach.high, 0n);
  const points = known.map((report) => boundsOf(report.share).point);
  const point = sumOrNull(points);
  return {
    ...base,
    sumOfPartsBp: measureOf({ low: low / 10n, point, high: high / 10n }),
    isConsistent: low <= published.high && published.low <= high,
    rests: restsOf([combined, ...known]),
  };
};

/** The events that reports rest on. */
export const restsOf = (reports: readonly ShareReport[]): string[] =>
  [...new Set(reports.flatMap((report) => report.rests))].sort();
