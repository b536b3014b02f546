import type { Integer } from '../events/kit/formats.js';
import { isMeasure, isZero, type Measure, measureAt } from './kit/measure.js';
import type { Entry } from './kit/line.js';

/** What changed of a number, end by end; null where one of the two is open or unknown. */
export interface Change {
  low: Measure['low'];
  point: Measure['point'];
  high: Measure['high'];
  /** Basis points of the baseline; "new" where that is nothing. */
  relativeBp: Integer | 'new' | null;
  baseline: Measure | null;
  scenario: Measure | null;
}

/** The keys of an entry, and the measures that differ. */
export interface ChangedEntry {
  [name: string]: string | null | Change;
}

export interface Difference {
  rows: ChangedEntry[];
  totals: ChangedEntry[];
}

/** The tables of an answer whose numbers are compared. */
type ComparedTables = { readonly [Table in keyof Difference]: readonly Entry[] };

export const isChange = (value: unknown): value is Change =>
  typeof value === 'object' && value !== null && 'relativeBp' in value;

/** By its unit a measure, though nothing may be known of it; or a day, of which something else is said. */
const saidBeside = /(?:Kw|UsCents|Bp|Days|Count|Shares|On)$|^hhi$/;

/** Whether a member of an entry tells it apart from others: neither a number nor the day that a number is of. */
export const isKey = (name: string, value: unknown): boolean =>
  (value === null || typeof value === 'string') && !saidBeside.test(name);

/** The key part of an entry: its text values. */
const keysOf = (entry: Entry, measures: ReadonlySet<string>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(entry).filter(([name, value]) => !measures.has(name) && isKey(name, value)),
  );

const measuresIn = (entries: readonly Entry[]): Set<string> =>
  new Set(
    entries.flatMap((entry) =>
      Object.entries(entry).flatMap(([name, value]) => (isMeasure(value) ? [name] : [])),
    ),
  );

// Concentrations have four decimals; everything else is whole.
const decimals = 10_000n;
/** Ten thousandths of a unit: exact, whatever the size. */
export const scaleNumber = (value: Measure['low']): bigint =>
  typeof value === 'number' && !Number.isInteger(value)
    ? BigInt(Math.round(value * Number(decimals)))
    : BigInt(value) * decimals;
const scale = (value: Measure['point']): bigint | null => (value === null ? null : scaleNumber(value));

const unscale = (value: bigint): Measure['low'] => {
  if (value % decimals !== 0n) return Number(value) / Number(decimals);
  const whole = value / decimals;
  return whole >= -9007199254740991n && whole <= 9007199254740991n ? Number(whole) : whole.toString();
};

const subtractPoints = (after: Measure['point'], before: Measure['point']): Measure['point'] => {
  const [a, b] = [scale(after), scale(before)];
  return a === null || b === null ? null : unscale(a - b);
};

const none: Measure = { low: 0, point: 0, high: 0 };

/** Rounded half away from zero: a percentage for people, beside the exact difference. */
const relativeChange = (before: Measure['point'], after: Measure['point']): Change['relativeBp'] => {
  const [b, a] = [scale(before), scale(after)];
  if (a === null || b === null) return null;
  if (b === 0n) return a === 0n ? 0 : 'new';
  const twice = (2n * 10_000n * (a - b)) / b;
  return Number((twice + (twice < 0n ? -1n : 1n)) / 2n);
};

const changeOf = (before: Measure | null | undefined, after: Measure | null | undefined): Change => {
  const [b, a] = [before ?? none, after ?? none];
  return {
    low: unscale(scaleNumber(a.low) - scaleNumber(b.low)),
    point: subtractPoints(a.point, b.point),
    high: subtractPoints(a.high, b.high),
    relativeBp: relativeChange(b.point, a.point),
    baseline: before ?? null,
    scenario: after ?? null,
  };
};

const areSame = (before: Measure | null | undefined, after: Measure | null | undefined): boolean => {
  if (!before || !after) return (before ?? null) === (after ?? null) || isZero(before ?? after ?? none);
  return before.low === after.low && before.point === after.point && before.high === after.high;
};

type ChangeFilter = (before: Measure | null | undefined, after: Measure | null | undefined) => boolean;

const unknownAmong = (
  measures: readonly string[],
  one: Entry | undefined,
  other: Entry | undefined,
): [string, null][] =>
  measures.flatMap((name): [string, null][] =>
    one?.[name] === null || other?.[name] === null ? [[name, null]] : [],
  );

const entriesOf = (
  before: readonly Entry[],
  after: readonly Entry[],
  picks: ChangeFilter,
  /** Measures that are told as null where neither side knows anything of them. */
  unknown: readonly string[] = [],
): ChangedEntry[] => {
  const measures = measuresIn([...before, ...after]);
  const indexed = (entries: readonly Entry[]): Map<string, Entry> =>
    new Map(entries.map((entry) => [JSON.stringify(keysOf(entry, measures)), entry]));
  const [old, now] = [indexed(before), indexed(after)];
  return [...new Set([...old.keys(), ...now.keys()])].sort().flatMap((key) => {
    const [one, other] = [old.get(key), now.get(key)];
    const changes = [...measures].flatMap((measure) => {
      const [b, a] = [one && measureAt(one, measure), other && measureAt(other, measure)];
      return picks(b, a) ? [[measure, changeOf(b, a)] as const] : [];
    });
    return changes.length === 0
      ? []
      : [
          {
            ...(JSON.parse(key) as ChangedEntry),
            ...Object.fromEntries(unknownAmong(unknown, one, other)),
            ...Object.fromEntries(changes),
          },
        ];
  });
};

const changedEntries = (before: readonly Entry[], after: readonly Entry[]): ChangedEntry[] =>
  entriesOf(before, after, (b, a) => !areSame(b, a));

const comparedEntries = (
  before: readonly Entry[],
  after: readonly Entry[],
  measures: readonly string[],
): ChangedEntry[] => entriesOf(before, after, (b, a) => Boolean(b ?? a), measures);

/** Every number that differs between two answers to one question, over the union of both sides' keys. */
export const differenceOf = (baseline: ComparedTables, scenario: ComparedTables): Difference => ({
  rows: changedEntries(baseline.rows, scenario.rows),
  totals: changedEntries(baseline.totals, scenario.totals),
});

/** Every number of both answers, whether it differs or not; of these measures also that nobody knows it. */
export const comparisonOf = (
  baseline: ComparedTables,
  scenario: ComparedTables,
  measures: readonly string[] = [],
): Difference => ({
  rows: comparedEntries(baseline.rows, scenario.rows, measures),
  totals: comparedEntries(baseline.totals, scenario.totals, measures),
});
