import { itemAt } from '../../../events/kit/item-at.js';

/** A table before it is drawn: titles, cells as text, and which columns are numbers. */
export interface TextTable {
  titles: readonly string[];
  right: readonly boolean[];
  rows: readonly (readonly string[])[];
}

const gap = 2;
const narrowest = 8;

const widthOf = (text: string): number => Math.max(...text.split('\n').map((line) => [...line].length));

const widthsOf = ({ titles, rows }: TextTable): number[] =>
  titles.map((title, column) => Math.max(widthOf(title), ...rows.map((row) => widthOf(row[column] ?? ''))));

const together = (widths: readonly number[]): number =>
  widths.reduce((sum, width) => sum + width, 0) + gap * Math.max(widths.length - 1, 0);

/** Breaks where words end, and within what is longer than a line. */
const wrapText = (text: string, width: number): string => {
  const lines: string[] = [];
  for (const word of text.match(/[^\s\-/,]*[\s\-/,]?/gu) ?? []) {
    const joined = (lines.at(-1) ?? '') + word;
    if (lines.length > 0 && joined.trimEnd().length <= width) lines[lines.length - 1] = joined;
    else lines.push(...(word.match(new RegExp(`.{1,${width}}`, 'gu')) ?? []));
  }
  return lines.map((line) => line.trimEnd()).join('\n');
};

/** Columns of names in front, which are repeated wherever the table is broken; there is at least one. */
const keysIn = ({ right }: TextTable): number => {
  const first = right.indexOf(true);
  return Math.max(1, first === -1 ? right.length : first);
};

/** Takes from the widest until all together are no wider. */
const squeeze = (widths: readonly number[], most: number): number[] => {
  const squeezed = [...widths];
  while (together(squeezed) > most) {
    const widest = squeezed.indexOf(Math.max(...squeezed));
    const width = itemAt(squeezed, widest);
    if (width <= narrowest) break;
    squeezed[widest] = width - 1;
  }
  return squeezed;
};

const wrapped = ({ titles, right, rows }: TextTable, widths: readonly number[]): TextTable => ({
  titles: titles.map((title, column) => wrapText(title, itemAt(widths, column))),
  right,
  rows: rows.map((row) =>
    row.map((cell, column) => (widthOf(cell) > widths[column]! ? wrapText(cell, widths[column]!) : cell)),
  ),
});

const columnsAt = ({ titles, right, rows }: TextTable, columns: readonly number[]): TextTable => ({
  titles: columns.map((column) => itemAt(titles, column)),
  right: columns.map((column) => right[column]!),
  rows: rows.map((row) => columns.map((column) => row[column] ?? '')),
});

/** The columns after the keys, as many at a time as there is room for. */
const packed = (widths: readonly number[], keys: number, room: number): number[][] => {
  const packs: number[][] = [[]];
  for (let column = keys; column < widths.length; column++) {
    const pack = [...packs.at(-1)!, column];
    const isTooWide = together(pack.map((one) => itemAt(widths, one))) > room;
    if (isTooWide && pack.length > 1) packs.push([column]);
    else packs[packs.length - 1] = pack;
  }
  return packs;
};

/**
 * The same table in a given width: as it is where it fits; else its names are wrapped to half of it, and its numbers
 * stand in several tables below each other, each with the names in front.
 */
export const fitGrid = (grid: TextTable, width: number): TextTable[] => {
  const natural = widthsOf(grid);
  if (together(natural) <= width) return [grid];
  const keys = keysIn(grid);
  const isAllNames = keys === natural.length;
  const names = squeeze(natural.slice(0, keys), isAllNames ? width : Math.floor(width / 2));
  const room = width - together(names) - gap;
  const widths = [...names, ...natural.slice(keys).map((one) => Math.min(one, Math.max(room, narrowest)))];
  const narrow = wrapped(grid, widths);
  const numbers = isAllNames ? [[]] : packed(widths, keys, room);
  return numbers.map((columns) => columnsAt(narrow, [...widths.slice(0, keys).keys(), ...columns]));
};
