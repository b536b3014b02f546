import type { Contested } from './contested.js';
import type { FirstRestsMaker } from './first-rests.js';
import type { Row, Total } from './line.js';
import type { Measure } from './measure.js';
import type { NameCounts } from './name-counts.js';
import type { RowTally, Tally } from './tally.js';
import type { Answer } from './view.js';

const sumsOf = (cell: RowTally, measures: readonly string[]): Record<string, Measure | null> =>
  Object.fromEntries(measures.map((measure) => [measure, cell.measure(measure)]));

const flagsOf = (cell: RowTally, firstMeasure: string, contested: Contested): string[] => {
  const isOpen = cell.sum(firstMeasure).bounds.high === null;
  return [
    ...cell.flags.sorted,
    ...contested.flagsOf(cell.rests),
    ...(cell.undisclosed.size > 0 ? ['undisclosed'] : []),
    ...(isOpen ? ['unbounded'] : []),
  ].sort();
};

/** What a cell of the table says; a view's first measure decides whether it is unbounded. */
const rowOf = (
  cell: RowTally,
  measures: readonly string[],
  rests: readonly string[],
  contested: Contested,
): Row => ({
  ...cell.keys,
  ...sumsOf(cell, measures),
  rests,
  flags: flagsOf(cell, measures[0]!, contested),
});

const totalOf = (cell: RowTally, measures: readonly string[]): Total => ({
  ...cell.keys,
  ...sumsOf(cell, measures),
  undisclosed: cell.undisclosed.sorted,
});

export const uniqueNames = (names: readonly string[]): string[] => [...new Set(names)];

/** Fewer events than these are put in order when they are asked for. */
const fewRests = 200;

/** Whether all events that a number rests on stand beside it, or of many only the first ones in the order of a log. */
export interface RestsChoice {
  readonly firstIn?: FirstRestsMaker | undefined;
}

/** Whether anybody reads a table. */
interface ToldTables {
  isTold(table: string): boolean;
}

export const restsOf = (rests: NameCounts, { firstIn }: RestsChoice): readonly string[] =>
  firstIn && rests.size > fewRests ? rests.firstIn(firstIn) : rests.sorted;

/** What the tables of a view say as they are, before anything is derived from them. */
export const answerIn = (
  rows: Tally,
  totals: Tally,
  measures: readonly string[],
  choice: RestsChoice & ToldTables,
  contested: Contested,
): Answer => ({
  rows: (choice.isTold('rows') ? rows.cells : []).map((cell) =>
    rowOf(cell, measures, restsOf(cell.rests, choice), contested),
  ),
  totals: totals.cells.map((cell) => totalOf(cell, measures)),
  undisclosed: uniqueNames(totals.cells.flatMap((cell) => cell.undisclosed.sorted)).sort(),
  undated: uniqueNames(totals.cells.flatMap((cell) => cell.undated.sorted)).sort(),
  notes: [],
});
