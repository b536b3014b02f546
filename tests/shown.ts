import { expect } from 'vitest';
import type { Row, Total } from '../projections/kit/line.js';
import type { Measure } from '../projections/kit/measure.js';
import type { Answer } from '../projections/kit/view.js';
import { isMeasure } from '../projections/wording/measure.js';

/** One number is exact; else low, point and high. */
type Amount = number | readonly [low: number | null, point: number | null, high: number | null] | null;

/** What a table says: of its one total, or of its rows by their keys; powers in GW, money in billions, shares in per cent. */
export type Shown = Readonly<
  Record<string, Amount | string | readonly string[] | Readonly<Record<string, Amount>>>
>;

/** The keys of an entry. */
export type Keys = Readonly<Record<string, string | null>>;

const units: readonly (readonly [RegExp, number])[] = [
  [/Kw$/, 1e6],
  [/UsCents$/, 1e11],
  [/Bp$/, 100],
];

const unitOf = (name: string): number => units.find(([pattern]) => pattern.test(name))?.[1] ?? 1;

const endsOf = (name: string, { low, point, high }: Measure): (number | null)[] =>
  [low, point, high].map((end) => (end === null ? null : Number(end) / unitOf(name)));

const saidOf = (name: string, value: unknown): unknown => (isMeasure(value) ? endsOf(name, value) : value);

const exact = (value: unknown): unknown => (typeof value === 'number' ? [value, value, value] : value);

const isByRow = (value: unknown): value is Readonly<Record<string, Amount>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const exactByRow = (rows: Readonly<Record<string, Amount>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(rows).map(([key, value]) => [key, exact(value)]));

/** The values by which a row is told apart, in one text. */
const keyOf = (row: Row, by: readonly string[]): string => by.map((name) => String(row[name])).join(' ');

const byRow = (answer: Answer, by: readonly string[], measure: string): Record<string, unknown> => {
  const rows = answer.rows.map((row) => [keyOf(row, by), saidOf(measure, row[measure])] as const);
  if (new Set(rows.map(([key]) => key)).size < rows.length)
    throw new Error(`several rows have one key: ${rows.map(([key]) => key).join(', ')}`);
  return Object.fromEntries(rows);
};

/** The one entry that has these keys. */
export const entryOf = <Entry extends Row | Total>(entries: readonly Entry[], keys: Keys): Entry => {
  const found = entries.filter((one) => Object.entries(keys).every(([key, value]) => one[key] === value));
  if (found.length !== 1) throw new Error(`${found.length} entries have ${JSON.stringify(keys)}`);
  return found[0]!;
};

const expectEntry = (entry: Readonly<Record<string, unknown>>, expected: Shown): void => {
  const names = Object.keys(expected);
  const said = Object.fromEntries(names.map((name) => [name, saidOf(name, entry[name])]));
  expect(said).toEqual(Object.fromEntries(names.map((name) => [name, exact(expected[name])])));
};

/** Where there is no total, nothing is promised: every measure that is asked for is zero. */
const totalOf = (answer: Answer, keys: Keys, expected: Shown): Readonly<Record<string, unknown>> =>
  answer.totals.length === 0
    ? Object.fromEntries(Object.keys(expected).map((name) => [name, { low: 0, point: 0, high: 0 }]))
    : { ...pickAnswer(answer), ...entryOf(answer.totals, keys) };

const pickAnswer = ({ undisclosed, undated, notes }: Answer) => ({ undisclosed, undated, notes });

/** Expects of the one total with these keys, and of all rows where a measure is given by row. */
export const expectTable = (answer: Answer, by: readonly string[], expected: Shown, keys: Keys): void => {
  const [rows, totals] = [true, false].map((isRow) =>
    Object.fromEntries(Object.entries(expected).filter(([, value]) => isByRow(value) === isRow)),
  ) as [Record<string, Readonly<Record<string, Amount>>>, Shown];
  if (Object.keys(totals).length > 0) expectEntry(totalOf(answer, keys, totals), totals);
  for (const [measure, expectedRows] of Object.entries(rows))
    expect(byRow(answer, by, measure)).toEqual(exactByRow(expectedRows));
};

/** Expects of the one row with these keys. */
export const expectRow = (answer: Answer, keys: Keys, expected: Shown): void =>
  expectEntry(entryOf(answer.rows, keys), expected);
