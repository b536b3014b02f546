import { cell, type Grid } from '../grid.js';
import { lowIn, measureWords } from '../words/amounts.js';
import type { Entry } from '../../../projections/kit/line.js';

/** A column of words, by what it says of a row. */
export interface Words {
  title: string;
  of: (row: Entry) => string;
}

/** Rows as a table: columns of words, and then each measure with the events behind it. */
export const measuredGrid = (
  rows: readonly Entry[],
  words: readonly Words[],
  measures: Readonly<Record<string, string>>,
): Grid => ({
  columns: [
    ...words.map(({ title }) => ({ title })),
    ...Object.values(measures).map((title) => ({ title, isNumber: true })),
  ],
  rows: rows.map((row) => [
    ...words.map(({ of }) => cell(of(row))),
    ...Object.keys(measures).map((name) => ({
      text: measureWords(row, name),
      rests: row.rests,
      order: lowIn(row, name),
    })),
  ]),
});
