import { columnIndex, columnName, type SheetCell, type SheetRow } from '../../sheet.js';
import { mostCellText, mostColumns, mostRows } from '../limits.js';
import { UnreadableSheet } from '../unreadable-sheet.js';
import type { Workbook } from './book.js';
import { numberText } from './number-text.js';
import { readXml, type XmlAttributes } from './xml.js';

/** A cell as it stands in its part. */
interface RawCell {
  row: number;
  column: number;
  type: string;
  style: number;
  isFormula: boolean;
  value: string;
}

const placeIn = (reference: string | undefined): { column: number; row: number } | undefined => {
  const [, letters = '', digits = ''] = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference ?? '') ?? [];
  const column = columnIndex(letters);
  return column === undefined ? undefined : { column, row: Number(digits) };
};

const refuseBeyond = ({ row, column }: RawCell): void => {
  if (row > mostRows)
    throw new UnreadableSheet(
      `the sheet has something in row ${row}; a sheet may have ${mostRows} rows`,
      true,
    );
  if (column >= mostColumns)
    throw new UnreadableSheet(
      `the sheet has something in column ${columnName(column)}; a sheet may have ${mostColumns} columns`,
      true,
    );
};

const textOf = ({ type, value, style }: RawCell, { strings, forms, is1904 }: Workbook): string => {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  const isNumber = type === 'n' && value.trim() !== '' && Number.isFinite(Number(value));
  return isNumber ? numberText(Number(value), forms[style] ?? { is: 'plain' }, is1904) : value;
};

const cellOf = (raw: RawCell, book: Workbook): SheetCell => {
  const text = textOf(raw, book);
  if (raw.type === 'e') return { text, fault: `is an error of the spreadsheet: ${text}` };
  if (text.length > mostCellText)
    return { text: text.slice(0, 100), fault: `has more than ${mostCellText} characters` };
  if (!raw.isFormula) return { text };
  return raw.value === ''
    ? {
        text: '',
        fault: 'is a formula without the value that it came to: open the workbook, calculate and save it',
      }
    : { text, note: 'what a formula came to when the workbook was saved' };
};

/** A block of cells that show as one. */
interface MergedBlock {
  top: number;
  bottom: number;
  column: number;
}

const mostMergedRows = 100_000;

const blockIn = (reference = ''): MergedBlock | undefined => {
  const [first, last] = reference.split(':').map(placeIn);
  return first && last && last.row > first.row
    ? { top: first.row, bottom: last.row, column: first.column }
    : undefined;
};

/** What a merged block says holds for each of its rows. */
const fillMerged = (rows: Map<number, SheetCell[]>, blocks: readonly MergedBlock[], last: number): void => {
  let filled = 0;
  for (const { top, bottom, column } of blocks) {
    const cell = rows.get(top)?.[column];
    if (!cell) continue;
    for (let row = top + 1; row <= Math.min(bottom, last); row++) {
      if (++filled > mostMergedRows) throw new UnreadableSheet('the sheet has too many merged cells', true);
      const cells = rows.get(row) ?? [];
      cells[column] = { ...cell, note: `merged with ${columnName(column)}${top}`, isRepeated: true };
      rows.set(row, cells);
    }
  }
};

/** Collects the cells of a sheet as its part is read; it stops at the first that is beyond the limits. */
class CellCollector {
  readonly rows = new Map<number, SheetCell[]>();
  readonly blocks: MergedBlock[] = [];
  #row = 0;
  #column = -1;
  #cell: RawCell | undefined;
  #isValue = false;

  constructor(private readonly book: Workbook) {}

  open(name: string, attributes: XmlAttributes): void {
    if (name === 'row') this.#openRow(attributes);
    else if (name === 'c') this.#openCell(attributes);
    else if (name === 'f' && this.#cell) this.#cell.isFormula = true;
    else if (name === 'mergeCell')
      this.blocks.push(...[blockIn(attributes.ref)].flatMap((block) => block ?? []));
    this.#isValue = name === 'v' || name === 't';
  }

  text(text: string): void {
    if (this.#isValue && this.#cell && this.#cell.value.length <= mostCellText) this.#cell.value += text;
  }

  close(name: string): void {
    if (name === 'v' || name === 't') this.#isValue = false;
    if (name !== 'c' || !this.#cell) return;
    if (this.#cell.value !== '' || this.#cell.isFormula) this.#keep(this.#cell);
    this.#cell = undefined;
  }

  #openRow({ r }: XmlAttributes): void {
    this.#row = /^\d{1,7}$/.test(r ?? '') ? Number(r) : this.#row + 1;
    this.#column = -1;
  }

  #openCell({ r, t = 'n', s = '0' }: XmlAttributes): void {
    const place = placeIn(r) ?? { row: this.#row, column: this.#column + 1 };
    this.#column = place.column;
    this.#cell = { ...place, type: t, style: Number(s), isFormula: false, value: '' };
  }

  #keep(raw: RawCell): void {
    refuseBeyond(raw);
    const cells = this.rows.get(raw.row) ?? [];
    cells[raw.column] = cellOf(raw, this.book);
    this.rows.set(raw.row, cells);
  }
}

/** The rows of a sheet's part that say something. Throws UnreadableSheet. */
export const readCells = async (chunks: AsyncIterable<string>, book: Workbook): Promise<SheetRow[]> => {
  const collector = new CellCollector(book);
  await readXml(chunks, {
    open: (name, attributes) => collector.open(name, attributes),
    text: (text) => collector.text(text),
    close: (name) => collector.close(name),
  });
  const { rows, blocks } = collector;
  const last = Math.max(0, ...rows.keys());
  fillMerged(rows, blocks, last);
  return Array.from({ length: last }, (_, index) => ({
    number: index + 1,
    cells: rows.get(index + 1) ?? [],
  }));
};
