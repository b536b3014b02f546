import { viewNamed } from '../../projections/index.js';
import type { Measure } from '../../projections/kit/measure.js';
import { isMeasure } from '../../projections/wording/measure.js';
import { answerCsv } from '../sheets/view.js';
import { citation, type ViewAnswer } from '../simulator/answer/view-answer.js';
import type { Entry } from '../../projections/kit/line.js';

interface Format {
  type: string;
  write: (answer: ViewAnswer) => string;
}

const uniqueNames = (names: readonly string[]): string[] => [...new Set(names)];

const namesIn = (entries: readonly Entry[]): string[] =>
  uniqueNames(entries.flatMap((entry) => Object.keys(entry)));

const ndjson = (answer: ViewAnswer): string => {
  const { rows, totals, ...rest } = answer;
  const entries = [
    { entry: 'answer', ...rest },
    ...rows.map((row) => ({ entry: 'row', ...row })),
    ...totals.map((total) => ({ entry: 'total', ...total })),
  ];
  return entries.map((entry) => `${JSON.stringify(entry)}\n`).join('');
};

const numbers = new Intl.NumberFormat('en-US', { maximumFractionDigits: 4 });
const groupDigits = (value: Measure['low']): string =>
  numbers.format(typeof value === 'string' ? BigInt(value) : value);

/** A measure in one cell: a number, a range, a bound on one side, or unknown. */
const measureInWords = ({ low, point, high }: Measure): string => {
  if (point !== null && low === point && high === point) return groupDigits(point);
  if (point === null && high === null && low === 0) return 'unknown';
  const range = high === null ? `≥ ${groupDigits(low)}` : `${groupDigits(low)}–${groupDigits(high)}`;
  return point === null || low === point ? range : `${groupDigits(point)} (${range})`;
};

const cell = (value: unknown): string => {
  const words = isMeasure(value)
    ? measureInWords(value)
    : Array.isArray(value)
      ? value.map(String).join(', ')
      : typeof value === 'object' && value !== null
        ? JSON.stringify(value)
        : String(value ?? '');
  return words.replaceAll('|', '\\|').replaceAll('\n', ' ').replaceAll('<', '&lt;');
};

const notColumns = new Set(['rests', 'restsCount', 'span']);

const table = (entries: readonly Entry[]): string => {
  const columns = namesIn(entries).filter((name) => !notColumns.has(name));
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |\n`;
  return (
    line(columns) +
    line(columns.map(() => '---')) +
    entries.map((entry) => line(columns.map((name) => cell(entry[name])))).join('')
  );
};

const section = (title: string, entries: readonly Entry[]): string =>
  entries.length === 0 ? '' : `\n## ${title}\n\n${table(entries)}`;

const markdown = (answer: ViewAnswer): string => {
  const about = viewNamed(answer.view, { of: String(answer.question.of) });
  const lines = [
    ...citation(answer).map(([name, value]) => `${name}: ${value}`),
    ...answer.notes,
    ...(answer.undisclosed.length > 0 ? [`undisclosed: ${answer.undisclosed.join(', ')}`] : []),
  ];
  return `# ${answer.view}\n\n${about?.definition ?? ''}\n\n${lines.map((line) => `- ${cell(line)}\n`).join('')}${section('Rows', answer.rows)}${section('Totals', answer.totals)}`;
};

/** The ways in which a view is written beside JSON, by the ending of its address. */
export const formats: Readonly<Record<string, Format | undefined>> = Object.assign(
  Object.create(null) as Record<string, Format>,
  {
    csv: { type: 'text/csv; charset=utf-8', write: answerCsv },
    ndjson: { type: 'application/x-ndjson', write: ndjson },
    md: { type: 'text/markdown; charset=utf-8', write: markdown },
  },
);

/** Drawings need more than an answer, and are made elsewhere. */
export const drawing = 'svg';

export const endings: readonly string[] = [...Object.keys(formats), drawing];
