import { stringify } from 'csv-stringify/sync';
import { type Entry, isMeasure } from '../../projections/wording/measure.js';
import { citation, type ViewAnswer } from '../simulator/answer/view-answer.js';

const ends = ['low', 'point', 'high'] as const;
const titled = (end: string): string => end[0]!.toUpperCase() + end.slice(1);

const unique = (names: readonly string[]): string[] => [...new Set(names)];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const plainCell = (value: unknown): unknown => {
  if (Array.isArray(value) && !value.some(isObject)) return value.join(' ');
  return isObject(value) ? JSON.stringify(value) : value;
};

/** Digits in a string are a number that is too long for one: no formula, since only text can be taken for one. */
export const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : value;

/** Rows as CSV (RFC 4180): three columns to a measure, and no cell that a spreadsheet would run. */
const csvOf = (entries: readonly Entry[]): string => {
  const columns = unique(entries.flatMap((entry) => Object.keys(entry)));
  const measures = new Set(columns.filter((name) => entries.some((entry) => isMeasure(entry[name]))));
  const header = columns.flatMap((name) =>
    measures.has(name) ? ends.map((end) => name + titled(end)) : [name],
  );
  const cells = ([name, value]: [string, unknown]): unknown[] =>
    measures.has(name) ? ends.map((end) => (isMeasure(value) ? value[end] : undefined)) : [plainCell(value)];
  const rows = entries.map((entry) => columns.flatMap((name) => cells([name, entry[name]])).map(asNumber));
  return stringify([header, ...rows], { escape_formulas: true, cast: { bigint: String } });
};

/** The rows of an answer; comments above them say what they were read off. */
export const answerCsv = (answer: ViewAnswer): string =>
  citation(answer)
    .map(([name, value]) => `# ${name}: ${value}\n`)
    .join('') + csvOf(answer.rows);
