import { isMeasure } from '../../projections/wording/measure.js';
import { citation, type ViewAnswer } from '../simulator/answer/view-answer.js';
import { csvText, ends, endTitle } from './csv.js';
import type { Entry } from '../../projections/kit/line.js';

const uniqueNames = (names: readonly string[]): string[] => [...new Set(names)];

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const plainCell = (value: unknown): unknown => {
  if (Array.isArray(value) && !value.some(isObject)) return value.join(' ');
  return isObject(value) ? JSON.stringify(value) : value;
};

/** A line of titles and one for each entry: three columns to a measure. */
const linesOf = (entries: readonly Entry[]): unknown[][] => {
  const columns = uniqueNames(entries.flatMap((entry) => Object.keys(entry)));
  const measures = new Set(columns.filter((name) => entries.some((entry) => isMeasure(entry[name]))));
  const header = columns.flatMap((name) =>
    measures.has(name) ? ends.map((end) => endTitle(name, end)) : [name],
  );
  const cells = ([name, value]: [string, unknown]): unknown[] =>
    measures.has(name) ? ends.map((end) => (isMeasure(value) ? value[end] : undefined)) : [plainCell(value)];
  return [header, ...entries.map((entry) => columns.flatMap((name) => cells([name, entry[name]])))];
};

/** The rows of an answer; comments above them say what they were read off. */
export const answerCsv = (answer: ViewAnswer): string =>
  csvText(
    citation(answer).map(([name, value]) => `${name}: ${value}`),
    linesOf(answer.rows),
  );
