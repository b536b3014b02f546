import { viewNamed } from '../../projections/index.js';
import type { Entry } from '../../projections/kit/line.js';
import type { Measure } from '../../projections/kit/measure.js';
import { isMeasure, unsaidText } from '../../projections/wording/measure.js';
import { spansOf } from '../../projections/wording/spans.js';
import { citation, type ViewAnswer } from '../simulator/answer/view-answer.js';

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });
const groupDigits = (value: Measure['low']): string =>
  numbers.format(typeof value === 'string' ? BigInt(value) : value);

/** A measure in one cell: a number, a range, a bound on one side, or that nobody knows it. */
const measureInWords = (name: string, { low, point, high }: Measure): string => {
  if (point !== null && low === point && high === point) return groupDigits(point);
  if (point === null && high === null && low === 0) return unsaidText(name);
  const range = high === null ? `≥ ${groupDigits(low)}` : `${groupDigits(low)}–${groupDigits(high)}`;
  return point === null || low === point ? range : `${groupDigits(point)} (${range})`;
};

const wordsOf = (name: string, value: unknown): string => {
  if (isMeasure(value)) return measureInWords(name, value);
  if (Array.isArray(value) && value.every((one) => typeof one !== 'object'))
    return value.map(String).join(', ');
  return typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
};

const escapeCell = (words: string): string =>
  words.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');

const notColumns = new Set(['rests', 'restsCount']);

/** What numbers come to over all rival claims: "committedUsCents 10–12". */
const spanInWords = (entry: Entry): string =>
  spansOf(entry)
    .map(([name, ends]) => `${name} ${measureInWords(name, ends)}`)
    .join('; ');

const cellOf = (entry: Entry, name: string): string =>
  name === 'span' ? spanInWords(entry) : wordsOf(name, entry[name]);

/** Entries as a table of Markdown: what they rest on is left to the other formats. */
export const markdownTable = (entries: readonly Entry[]): string => {
  const columns = [...new Set(entries.flatMap((entry) => Object.keys(entry)))].filter(
    (name) => !notColumns.has(name),
  );
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return (
    line(columns) +
    line(columns.map(() => '---')) +
    entries.map((entry) => line(columns.map((name) => escapeCell(cellOf(entry, name))))).join('')
  );
};

const section = (title: string, entries: readonly Entry[]): string =>
  entries.length === 0 ? '' : `\n## ${title}\n\n${markdownTable(entries)}`;

/** An answer as Markdown: its definition, what it was read off, rows and totals. */
export const answerMarkdown = (answer: ViewAnswer): string => {
  const about = viewNamed(answer.view, { of: String(answer.question.of) });
  const lines = [
    ...citation(answer).map(([name, value]) => `${name}: ${value}`),
    ...answer.notes,
    ...(answer.undisclosed.length > 0 ? [`undisclosed: ${answer.undisclosed.join(', ')}`] : []),
  ];
  return `# ${answer.view}\n\n${about?.definition ?? ''}\n\n${lines.map((line) => `- ${escapeCell(line)}\n`).join('')}${section('Rows', answer.rows)}${section('Totals', answer.totals)}`;
};
