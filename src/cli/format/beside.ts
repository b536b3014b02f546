import { bold } from '../terminal.js';
import { isMeasure, measureText, titleOf } from '../../../projections/wording/measure.js';
import { tableText } from './table.js';
import { titlesOf } from './titles.js';
import type { Entry } from '../../../projections/kit/line.js';

const notShown = new Set(['rests', 'restsCount', 'undisclosed', 'flags', 'span']);
const most = 15;

/** Anything in one cell: a number in words, a list, the parts of a thing one after another. */
const cell = (name: string, value: unknown, entry: Entry): string => {
  if (value === null || value === undefined) return '–';
  if (isMeasure(value)) return measureText(name, value, entry);
  if (Array.isArray(value))
    return value
      .map((one) => cell(name, one, entry))
      .join(value.some((one) => typeof one === 'object') ? '; ' : ', ');
  if (typeof value !== 'object') return String(value);
  const own: Entry = { ...value };
  const parts = Object.entries(own).filter(([key]) => !notShown.has(key));
  return parts.map(([key, part]) => cell(key, part, own)).join(' ');
};

const table = (entries: readonly Entry[]): string => {
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry)))].filter(
    (name) => !notShown.has(name),
  );
  const titleIn = titlesOf(names);
  const right = (name: string): boolean => entries.some((entry) => isMeasure(entry[name]));
  return tableText(
    names.map((name) => ({ title: titleIn(name), right: right(name) })),
    entries.slice(0, most).map((entry) => names.map((name) => cell(name, entry[name], entry))),
  );
};

const known = new Set(['rows', 'totals', 'undisclosed', 'undated', 'notes']);

const isEntries = (value: unknown): value is Entry[] =>
  Array.isArray(value) && value.length > 0 && value.every((one) => typeof one === 'object' && one !== null);

/** What a view answers beside its rows: loops, warrants, payments that pass through others. */
export const besideText = (answer: Entry): string[] =>
  Object.entries(answer).flatMap(([name, entries]) =>
    known.has(name) || !isEntries(entries)
      ? []
      : [
          '',
          bold(titleOf(name)),
          table(entries),
          ...(entries.length > most ? [`and ${entries.length - most} more (--json lists them)`] : []),
        ],
  );
