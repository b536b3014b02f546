import type { Row, Total } from './line.js';
import type { Measure } from './measure.js';
import type { RowTally } from './tally.js';

const sumsOf = (cell: RowTally, measures: readonly string[]): Record<string, Measure | null> =>
  Object.fromEntries(measures.map((measure) => [measure, cell.sum(measure).measure]));

const flagsOf = (cell: RowTally, firstMeasure: string): string[] => {
  const isOpen = cell.sum(firstMeasure).bounds.high === null;
  return [
    ...cell.flags.sorted,
    ...(cell.rivals > 0 ? [`rivals:${cell.rivals}`] : []),
    ...(cell.undisclosed.sorted.length > 0 ? ['undisclosed'] : []),
    ...(isOpen ? ['unbounded'] : []),
  ].sort();
};

/** What a cell of the table says; a view's first measure decides whether it is unbounded. */
export const rowOf = (cell: RowTally, measures: readonly string[]): Row => ({
  ...cell.keys,
  ...sumsOf(cell, measures),
  rests: cell.rests.sorted,
  flags: flagsOf(cell, measures[0]!),
});

export const totalOf = (cell: RowTally, measures: readonly string[]): Total => ({
  ...cell.keys,
  ...sumsOf(cell, measures),
  undisclosed: cell.undisclosed.sorted,
});

export const uniqueNames = (names: readonly string[]): string[] => [...new Set(names)];
