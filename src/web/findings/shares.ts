import { daysOf } from '../../../events/kit/date.js';
import { textIn } from '../../charts/words/amounts.js';
import type { Entry } from '../../../projections/kit/line.js';
import { amountSaid, listed } from './said.js';

const mostNamed = 3;

export const shareSize = (row: Entry): number => {
  const share = row.shareBp as { low: number; point: number | null } | null;
  return Number(share?.point ?? share?.low ?? 0);
};

/** The publisher with most to say, one of several: they are never mixed. */
const leadPublisher = (rows: readonly Entry[]): string | undefined => {
  const counts = Map.groupBy(rows, (row) => textIn(row, 'publisher'));
  return [...counts].toSorted(([, left], [, right]) => right.length - left.length)[0]?.[0];
};

/** One party by name: neither the rest nor several together. */
const isOne = (row: Entry): boolean => !/^others$|\+/.test(textIn(row, 'party'));

const lastDay = (period: string): string => (period === '' ? '' : daysOf(period).last);

/** The one that ends later: of halves and quarters, or of a year and its quarters, the words do not tell. */
const laterPeriod = (one: string, other: string): string => (lastDay(other) > lastDay(one) ? other : one);

interface MarketNames {
  market: string;
  publisher(id: string): string;
  party(slug: string): string;
}

/** Who had the largest shares when its chief publisher last said so; undefined where nobody has. */
export const sharesFinding = (rows: readonly Entry[], names: MarketNames): string | undefined => {
  const publisher = leadPublisher(rows);
  const own = rows.filter((row) => row.publisher === publisher && isOne(row) && amountSaid(row, 'shareBp'));
  const latest = own.map((row) => textIn(row, 'period')).reduce(laterPeriod, '');
  const largest = own
    .filter((row) => row.period === latest)
    .toSorted((left, right) => shareSize(right) - shareSize(left))
    .slice(0, mostNamed);
  if (publisher === undefined || largest.length === 0) return undefined;
  const parts = largest.map((row) => `${names.party(textIn(row, 'party'))} ${amountSaid(row, 'shareBp')!}`);
  return `${names.publisher(publisher)} gives ${listed(parts)} of ${names.market} in ${latest}.`;
};
