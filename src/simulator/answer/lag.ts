import { sumOrNull } from '../../../events/kit/quantity.js';
import { type Measure, measureAt } from '../../../projections/kit/measure.js';
import type { Answer } from '../../../projections/kit/view.js';
import type { Entry } from '../../../projections/kit/line.js';

/** How far two stocks lie apart over time: the area between them, and when each reaches a level. */
export interface Lag {
  [key: string]: unknown;
  measure: string;
  /**
   * The sum over the periods of scenario − baseline: kilowatt-periods, or minor-unit-periods; null where the two differ by
   * nobody knows how much.
   */
  area: number | string | null;
  /** The highest stock that the baseline reaches, by its point or, where it has none, for certain. */
  level: number | string;
  /** The first period whose stock reaches the level. */
  baseline: string | null;
  scenario: string | null;
  lagPeriods: number | null;
}

/** A stock by its point; where it has none, as much as is certain. */
const stockOf = (entry: Entry | undefined, measure: string): bigint | null => {
  const value = entry && measureAt(entry, measure);
  return value ? BigInt(value.point ?? value.low) : null;
};

const none: Measure = { low: 0, point: 0, high: 0 };

const endBetween = (before: Measure['point'], after: Measure['point']): bigint | null =>
  before === null || after === null ? null : BigInt(after) - BigInt(before);

const measureIn = (entry: Entry | undefined, name: string): Measure =>
  (entry && measureAt(entry, name)) ?? none;

/** What nobody disclosed adds nothing to a point. */
const countedPoint = (measure: Measure): Measure['point'] =>
  measure.point === null && measure.low === 0 && measure.high === null ? 0 : measure.point;

/** By how much two stocks differ: by their points, or by both of their ends where what is unknown is the same in both. */
const differenceBetween = (was: Measure, is: Measure): bigint | null => {
  const point = endBetween(countedPoint(was), countedPoint(is));
  if (point !== null) return point;
  const [low, high] = [endBetween(was.low, is.low), endBetween(was.high, is.high)];
  if (was.high === null && is.high === null) return low === 0n ? low : null;
  return low === high ? low : null;
};

const toWhole = (value: bigint): number | string =>
  value >= -9007199254740991n && value <= 9007199254740991n ? Number(value) : value.toString();

const seriesIn = (entries: readonly Entry[]): Map<string, Map<string, Entry>> => {
  const series = new Map<string, Map<string, Entry>>();
  for (const entry of entries) {
    const { period, ...rest } = entry;
    const keys = JSON.stringify(
      Object.fromEntries(Object.entries(rest).filter(([, value]) => typeof value === 'string')),
    );
    series.set(keys, (series.get(keys) ?? new Map()).set(String(period), entry));
  }
  return series;
};

const firstReaching = (
  periods: readonly string[],
  series: ReadonlyMap<string, Entry> | undefined,
  measure: string,
  level: bigint,
): number => {
  const index = periods.findIndex((period) => (stockOf(series?.get(period), measure) ?? -1n) >= level);
  return index;
};

const lagOf = (
  keys: string,
  measure: string,
  periods: readonly string[],
  before: ReadonlyMap<string, Entry> | undefined,
  after: ReadonlyMap<string, Entry> | undefined,
): Lag[] => {
  const differences = periods.map((period) =>
    differenceBetween(measureIn(before?.get(period), measure), measureIn(after?.get(period), measure)),
  );
  if (differences.every((difference) => difference === 0n)) return [];
  const area = sumOrNull(differences);
  const level = periods.reduce((most, period) => {
    const stock = stockOf(before?.get(period), measure) ?? 0n;
    return stock > most ? stock : most;
  }, 0n);
  const [first, second] = [
    firstReaching(periods, before, measure, level),
    firstReaching(periods, after, measure, level),
  ];
  return [
    {
      ...(JSON.parse(keys) as Entry),
      measure,
      area: area === null ? null : toWhole(area),
      level: toWhole(level),
      baseline: periods[first] ?? null,
      scenario: periods[second] ?? null,
      lagPeriods: first < 0 || second < 0 ? null : second - first,
    },
  ];
};

/** For every series of totals and every measure of stock that differs: the area between, and the lead or lag. */
export const lagsBetween = (baseline: Answer, scenario: Answer, measures: readonly string[]): Lag[] => {
  const [before, after] = [seriesIn(baseline.totals), seriesIn(scenario.totals)];
  const periods = [
    ...new Set([...baseline.totals, ...scenario.totals].map((total) => String(total.period))),
  ].sort();
  return [...new Set([...before.keys(), ...after.keys()])]
    .sort()
    .flatMap((keys) =>
      measures.flatMap((measure) => lagOf(keys, measure, periods, before.get(keys), after.get(keys))),
    );
};
