import { type Change, comparisonOf, isChange } from '../../projections/difference.js';
import { viewNamed } from '../../projections/index.js';
import type { Comparison, ScenarioAnswer } from '../simulator/answer/run.js';
import { csvText, ends, endTitle } from './csv.js';

type CsvLine = Record<string, unknown>;

/** Three columns to a number. */
const boundCells = (side: string, measure: Partial<Change> | null): CsvLine =>
  Object.fromEntries(ends.map((end) => [endTitle(side, end), measure?.[end]]));

/** What nobody knows has a line of its own, with nothing in it. */
const lineOf = (name: string, value: unknown): CsvLine => {
  const change = isChange(value) ? value : null;
  return {
    measure: name,
    ...boundCells('baseline', change?.baseline ?? null),
    ...boundCells('scenario', change?.scenario ?? null),
    ...boundCells('difference', change),
    differenceBp: change?.relativeBp,
  };
};

const linesOf = (measures: readonly string[], entry: string, cells: CsvLine): CsvLine[] => {
  const isNumber = ([name, value]: [string, unknown]): boolean => isChange(value) || measures.includes(name);
  const all = Object.entries(cells);
  const keys = Object.fromEntries(all.filter((cell) => !isNumber(cell)));
  return all.filter(isNumber).map(([name, value]) => ({ entry, ...keys, ...lineOf(name, value) }));
};

const linesOfView = ({ view, question, baseline, scenario }: Comparison, index: number): CsvLine[] => {
  const { measures } = viewNamed(view, { of: String(question.of) })!;
  const { rows, totals } = comparisonOf(baseline, scenario, measures);
  const lines = [
    ...rows.flatMap((row) => linesOf(measures, 'row', row)),
    ...totals.flatMap((total) => linesOf(measures, 'total', total)),
  ];
  return lines.map((line) => ({ number: index, view, ...line }));
};

/** The keys of all views first, then the number and its sides. */
const columnsOf = (lines: readonly CsvLine[]): string[] => {
  const all = [...new Set(lines.flatMap((line) => Object.keys(line)))];
  const numbers = all.filter((name) => /^(?:measure$|baseline|scenario|difference)/.test(name));
  return [...all.filter((name) => !numbers.includes(name)), ...numbers];
};

/** What the answer was read off: the log at its base, and the dates of each view. */
const comments = ({ base, resultHash, views }: ScenarioAnswer): string[] => [
  `basePosition: ${base.position}`,
  `logHash: ${base.hash}`,
  ...views.map(
    ({ view, question }, index) =>
      `view ${index}: ${view}, effectiveAt ${question.effectiveAt}, knownAt ${question.knownAt}, policy ${question.policy}`,
  ),
  `resultHash: ${resultHash}`,
];

/** A scenario's views as CSV: a line for each number with both sides and their difference. */
export const scenarioCsv = (answer: ScenarioAnswer): string => {
  const lines = answer.views.flatMap(linesOfView);
  const columns = columnsOf(lines);
  return csvText(comments(answer), [columns, ...lines.map((line) => columns.map((name) => line[name]))]);
};
