import { capitalize } from '../../projections/wording/capitalize.js';
import { stringify } from 'csv-stringify/sync';

/** Digits in a string are a number that is too long for one: no formula, since only text can be taken for one. */
const asNumber = (value: unknown): unknown =>
  typeof value === 'string' && /^-?\d+$/.test(value) ? BigInt(value) : value;

/** Lines of cells as CSV (RFC 4180) with comments above them, and no cell that a spreadsheet would run. */
export const csvText = (comments: readonly string[], lines: readonly (readonly unknown[])[]): string =>
  comments.map((comment) => `# ${comment}\n`).join('') +
  stringify(
    lines.map((cells) => cells.map(asNumber)),
    { escape_formulas: true, cast: { bigint: String } },
  );

/** The numbers that a measure is written as: what is open or unknown is empty, never nothing. */
export const ends = ['low', 'point', 'high'] as const;

export const endTitle = (name: string, end: string): string => name + capitalize(end);
