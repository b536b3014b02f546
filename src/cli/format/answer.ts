import type { ViewAnswer } from '../../simulator/answer/view-answer.js';
import { bold, dim } from '../terminal.js';
import { isMeasure, isZero } from '../../../projections/kit/measure.js';
import { measureText, unsaidText } from '../../../projections/wording/measure.js';
import { spansOf } from '../../../projections/wording/spans.js';
import { besideText } from './beside.js';
import { tableText } from './table.js';
import { titlesOf } from './titles.js';
import type { Entry } from '../../../projections/kit/line.js';

type PrintedAnswer = Pick<ViewAnswer, 'rows' | 'totals' | 'undisclosed' | 'undated' | 'notes'>;

const notColumns = new Set(['rests', 'restsCount', 'flags', 'span', 'undisclosed']);
/** By its unit, though nothing may be known of it; or because it is known of one of them. */
const isMeasureIn = (name: string, entries: readonly Entry[]): boolean =>
  /(?:Kw|UsCents|Bp|Days|Count)$|^hhi$/.test(name) || entries.some((entry) => isMeasure(entry[name]));

const isList = (value: unknown): value is readonly Entry[] =>
  Array.isArray(value) && value.some((one) => typeof one === 'object' && one !== null);

const namesIn = (entries: readonly Entry[]): string[] =>
  [...new Set(entries.flatMap((entry) => Object.keys(entry)))].filter(
    (name) => !notColumns.has(name) && !entries.some((entry) => isList(entry[name])),
  );

/** Lists within entries, each as a table of its own whose lines say to which entry they belong. */
const listsIn = (entries: readonly Entry[]): Entry => {
  const lists: Record<string, Entry[]> = {};
  for (const entry of entries) {
    const keys = Object.entries(entry).filter(
      ([name, value]) => typeof value === 'string' && !isMeasureIn(name, [entry]),
    );
    for (const [name, value] of Object.entries(entry))
      if (isList(value))
        (lists[name] ??= []).push(...value.map((one) => ({ ...Object.fromEntries(keys), ...one })));
  }
  return lists;
};

interface Columns {
  keys: string[];
  measures: string[];
  /** Measures that are nothing throughout: named below instead. */
  idle: string[];
  flags: boolean;
  titleOf(name: string): string;
}

const columnsOf = ({ rows, totals }: PrintedAnswer): Columns => {
  const entries = [...rows, ...totals];
  const names = namesIn(entries);
  const measures = names.filter((name) => isMeasureIn(name, entries));
  const isIdle = (name: string): boolean =>
    entries.every((entry) => !(name in entry) || (isMeasure(entry[name]) && isZero(entry[name])));
  return {
    keys: names.filter((name) => !measures.includes(name)),
    measures: measures.filter((name) => !isIdle(name)),
    idle: measures.filter(isIdle),
    flags: rows.some(({ flags }) => flags.length > 0),
    titleOf: titlesOf(names),
  };
};

const textOf = (value: unknown): string => {
  if (value === null || value === undefined) return '–';
  return Array.isArray(value) ? value.map(textOf).join(', ') : String(value);
};

const keyCells = (entry: Entry, keys: readonly string[]): string[] =>
  keys.map((name) => (name in entry ? textOf(entry[name]) : ''));

/** Null where a measure has no meaning: money without a currency, capacity without a layer, days without a date. */
const isMeaningless = (name: string, entry: Entry): boolean =>
  name.endsWith('Days') ||
  (name.endsWith('UsCents') && entry.currency === null) ||
  (name.endsWith('Kw') && entry.layer === null);

const measureCell = (name: string, entry: Entry): string => {
  const value = entry[name];
  if (isMeasure(value)) return measureText(name, value, entry);
  return name in entry && !isMeaningless(name, entry) ? unsaidText(name) : name in entry ? '–' : '';
};

const measureCells = (entry: Entry, measures: readonly string[]): string[] =>
  measures.map((name) => measureCell(name, entry));

const totalCells = (entry: Entry, keys: readonly string[]): string[] => {
  const cells = keyCells(entry, keys);
  const free = cells.indexOf('');
  return cells.map((cell, index) => (index === Math.max(free, 0) && cell === '' ? 'total' : cell));
};

/** The rows, and the totals below them under the same columns. */
const table = (answer: PrintedAnswer, columns: Columns): string => {
  const { keys, measures, flags, titleOf } = columns;
  const heads = [
    ...keys.map((name) => ({ title: titleOf(name) })),
    ...measures.map((name) => ({ title: titleOf(name), right: true })),
    ...(flags ? [{ title: 'marks' }] : []),
  ];
  const rows = answer.rows.map((row) => [
    ...keyCells(row, keys),
    ...measureCells(row, measures),
    ...(flags ? [row.flags.join(' ')] : []),
  ]);
  const totals = answer.totals.map((total) => [
    ...totalCells(total, keys),
    ...measureCells(total, measures),
    ...(flags ? [''] : []),
  ]);
  const rule = heads.map(() => '');
  return tableText(heads, totals.length > 0 ? [...rows, rule, ...totals] : rows);
};

const most = 12;

const listLine = (title: string, names: readonly string[]): string[] => {
  if (names.length === 0) return [];
  const more = names.length > most ? `, and ${names.length - most} more (--json lists them)` : '';
  return [`${title}: ${names.slice(0, most).join(', ')}${more}`];
};

/** "deal-a/p services EUR: committed €10–12B" */
const spanLine = (cells: readonly string[], entry: Entry, { measures, titleOf }: Columns): string[] => {
  const ends = spansOf(entry).filter(([name]) => measures.includes(name));
  if (ends.length === 0) return [];
  const named = cells.filter((cell) => cell !== '' && cell !== '–').join(' ');
  const words = ends.map(([name, span]) => `${titleOf(name)} ${measureText(name, span, entry)}`);
  return [`  ${named}: ${words.join(', ')}`];
};

/** What the numbers come to at least and at most, whichever of rival claims counts. */
const spanLines = ({ rows, totals }: PrintedAnswer, columns: Columns): string[] => {
  const lines = [
    ...rows.flatMap((row) => spanLine(keyCells(row, columns.keys), row, columns)),
    ...totals.flatMap((total) => spanLine(totalCells(total, columns.keys), total, columns)),
  ];
  if (lines.length === 0) return [];
  const more = lines.length > most ? [`  and ${lines.length - most} more (--json lists them)`] : [];
  return ['Over all rival claims:', ...lines.slice(0, most), ...more];
};

const extras = (answer: PrintedAnswer & { distinctKw?: unknown }): string[] =>
  isMeasure(answer.distinctKw)
    ? [`Distinct over the layers, which are never added: ${measureText('distinctKw', answer.distinctKw)}`]
    : [];

const definition = (answer: PrintedAnswer & { definition?: unknown }): string[] =>
  typeof answer.definition === 'string' ? [answer.definition] : [];

/** What no number counts: it is told where there are no rows, too. */
const missing = ({ undisclosed, undated }: PrintedAnswer): string[] => [
  ...listLine('Undisclosed, in no total', undisclosed),
  ...listLine('Undated, on no axis', undated),
];

/** An answer as people read it: an aligned table, the totals, and everything that is missing from them. */
export const answerText = (answer: PrintedAnswer): string => {
  if (answer.rows.length === 0)
    return ['Nothing to show.', ...besideText(answer), ...missing(answer), ...answer.notes].join('\n');
  const columns = columnsOf(answer);
  const below = [
    ...extras(answer),
    ...spanLines(answer, columns),
    ...listLine('Nothing throughout', columns.idle.map(columns.titleOf)),
    ...missing(answer),
    ...definition(answer),
    ...answer.notes,
  ];
  const lists = besideText(listsIn([...answer.rows, ...answer.totals]));
  return [table(answer, columns), ...lists, ...besideText(answer), '', ...below].join('\n');
};

/** What is needed to cite an answer. */
export const citation = ({
  view,
  question: { scenario },
  effectiveAt,
  knownAt,
  position,
  policy,
  viewHash,
  confidential,
}: ViewAnswer): string =>
  dim(
    `${view}${scenario === undefined ? '' : ` through ${scenario}`} · effective ${effectiveAt} · known ${knownAt} · position ${position} · policy ${policy} · hash ${viewHash.slice(0, 12)}${confidential ? ' · confidential' : ''}`,
  );

export const headingText = (text: string): string => bold(text);
