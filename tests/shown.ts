import { expect } from 'vitest';
import type { Row, Total } from '../projections/kit/line.js';
import type { Measure } from '../projections/kit/measure.js';
import type { Answer } from '../projections/kit/view.js';
import { isMeasure } from '../projections/wording/measure.js';

/** One number is exact; else low, point and high. */
type Amount = number | readonly [low: number | null, point: number | null, high: number | null] | null;

/** A span has two ends. */
type Told =
  | Amount
  | string
  | boolean
  | undefined
  | readonly [low: number, high: number]
  | readonly Told[]
  | { readonly [name: string]: Told };

/** Some members of an entry; powers in GW, money in billions, shares in per cent. */
export type Shown = Readonly<Record<string, Told>>;

/** The keys of an entry. */
export type Keys = Readonly<Record<string, string | null>>;

const units: readonly (readonly [RegExp, number])[] = [
  [/Kw$/, 1e6],
  [/UsCents$/, 1e11],
  [/Bp$/, 100],
];

const unitOf = (name: string): number => units.find(([pattern]) => pattern.test(name))?.[1] ?? 1;

type Ends = Pick<Measure, 'low' | 'high'> & Partial<Measure>;

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const hasEnds = (value: unknown): value is Ends => isRecord(value) && 'low' in value && 'high' in value;

/** A measure has three ends, a span two; what is said in one number has it at each. */
const endsOf = (name: string, value: Ends, expected: unknown): unknown => {
  const all = isMeasure(value) ? [value.low, value.point, value.high] : [value.low, value.high];
  const ends = all.map((end) => (end === null ? null : Number(end) / unitOf(name)));
  return typeof expected === 'number' && new Set(ends).size === 1 ? ends[0] : ends;
};

/** A value in the form in which it is expected: in the unit of its name, and of a record what is looked at. */
const formOf = (name: string, value: unknown, expected: unknown): unknown => {
  if (hasEnds(value)) return endsOf(name, value, expected);
  if (Array.isArray(value) && Array.isArray(expected))
    return value.map((one, index) => formOf(name, one, expected[index]));
  return isRecord(value) && isRecord(expected) ? membersOf(value, expected) : value;
};

const membersOf = (
  entry: Readonly<Record<string, unknown>>,
  expected: Readonly<Record<string, unknown>>,
): Record<string, unknown> =>
  Object.fromEntries(Object.keys(expected).map((name) => [name, formOf(name, entry[name], expected[name])]));

/** Expects of a value what is said of it, and of lists that they are as long. */
export const expectForm = (name: string, value: unknown, expected: Told): void =>
  expect(formOf(name, value, expected)).toEqual(expected);

/** A measure by row, not the members of a total's own record. */
const isByRow = ([name, value]: readonly [string, unknown]): boolean => isRecord(value) && name !== 'span';

/** The values by which a row is told apart, in one text. */
const keyOf = (row: Row, by: readonly string[]): string => by.map((name) => String(row[name])).join(' ');

const byRow = (answer: Answer, by: readonly string[], measure: string, expected: Told): unknown => {
  const rows = answer.rows.map((row) => [keyOf(row, by), row[measure]] as const);
  if (new Set(rows.map(([key]) => key)).size < rows.length)
    throw new Error(`several rows have one key: ${rows.map(([key]) => key).join(', ')}`);
  return Object.fromEntries(
    rows.map(([key, value]) => [key, formOf(measure, value, isRecord(expected) ? expected[key] : undefined)]),
  );
};

/** The one entry that has these keys. */
export const entryOf = <Entry extends Row | Total>(entries: readonly Entry[], keys: Keys): Entry => {
  const found = entries.filter((one) => Object.entries(keys).every(([key, value]) => one[key] === value));
  if (found.length !== 1) throw new Error(`${found.length} entries have ${JSON.stringify(keys)}`);
  return found[0]!;
};

/** Expects of an entry what is said of it. */
export const expectEntry = (entry: Readonly<Record<string, unknown>>, expected: Shown): void =>
  expect(membersOf(entry, expected)).toEqual(expected);

/** Where there is no total, nothing is promised: every measure that is asked for is zero. */
const totalOf = (answer: Answer, keys: Keys, expected: Shown): Readonly<Record<string, unknown>> =>
  answer.totals.length === 0
    ? Object.fromEntries(Object.keys(expected).map((name) => [name, { low: 0, point: 0, high: 0 }]))
    : { ...pickAnswer(answer), ...entryOf(answer.totals, keys) };

const pickAnswer = ({ undisclosed, undated, notes }: Answer) => ({ undisclosed, undated, notes });

/** Expects of the one total with these keys, and of all rows where a measure is given by row. */
export const expectTable = (answer: Answer, by: readonly string[], expected: Shown, keys: Keys): void => {
  const members = Object.entries(expected);
  const totals = Object.fromEntries(members.filter((one) => !isByRow(one)));
  if (Object.keys(totals).length > 0) expectEntry(totalOf(answer, keys, totals), totals);
  for (const [measure, rows] of members.filter(isByRow))
    expect(byRow(answer, by, measure, rows)).toEqual(rows);
};

/** Expects of the one row with these keys. */
export const expectRow = (answer: Answer, keys: Keys, expected: Shown): void =>
  expectEntry(entryOf(answer.rows, keys), expected);
