import { isMeasure } from '../../projections/wording/measure.js';
import type { Entry } from '../../projections/kit/line.js';
import { csvText, ends, endTitle } from './csv.js';

/** Entries as a sheet: a line of titles, and one of cells for each entry. */
export interface EntrySheet {
  titles: string[];
  lines: unknown[][];
}

const isObject = (value: unknown): value is object => typeof value === 'object' && value !== null;

const plainCell = (value: unknown): unknown => {
  if (Array.isArray(value) && !value.some(isObject)) return value.join(' ');
  return isObject(value) ? JSON.stringify(value) : value;
};

/**
 * Three columns to a measure: those that are named are measures, though nothing may be known of them. Where there are no
 * entries, the columns are the keys and measures that there could be.
 */
export const sheetOf = (
  entries: readonly Entry[],
  measureNames: readonly string[] = [],
  keyNames: readonly string[] = [],
): EntrySheet => {
  const named = entries.length === 0 ? [...keyNames, ...measureNames] : [];
  const columns = [...new Set([...named, ...entries.flatMap((entry) => Object.keys(entry))])];
  const isMeasureName = (name: string): boolean =>
    measureNames.includes(name) || entries.some((entry) => isMeasure(entry[name]));
  const measures = new Set(columns.filter(isMeasureName));
  const cells = (name: string, value: unknown): unknown[] =>
    measures.has(name) ? ends.map((end) => (isMeasure(value) ? value[end] : undefined)) : [plainCell(value)];
  return {
    titles: columns.flatMap((name) => (measures.has(name) ? ends.map((end) => endTitle(name, end)) : [name])),
    lines: entries.map((entry) => columns.flatMap((name) => cells(name, entry[name]))),
  };
};

/** A sheet as CSV; comments above it say what it was read off. */
export const sheetCsv = ({ titles, lines }: EntrySheet, comments: readonly string[] = []): string =>
  csvText(comments, [titles, ...lines]);
