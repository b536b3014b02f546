/** A cell of a sheet, as people see it. */
export interface SheetCell {
  text: string;
  /** What else is to be known of it: that it is what a formula came to, or stands in a merged cell. */
  note?: string;
  /** It repeats what a merged cell says: what is counted is counted once, where that begins. */
  isRepeated?: true;
  /** Why it can't be taken as it stands. */
  fault?: string;
}

export interface SheetRow {
  /** As a spreadsheet numbers it, from 1. */
  number: number;
  /** By column, from 0; a cell that is empty may be missing. */
  cells: readonly (SheetCell | undefined)[];
}

/** One sheet of a file, whatever kind of file it is. */
export interface ImportedSheet {
  name: string;
  rows: readonly SheetRow[];
  /** What is to be known of the file: another encoding than usual, further sheets. */
  notes: readonly string[];
  /** The names of all sheets that are not hidden, where it is one of a workbook. */
  sheets: readonly string[];
}

const letters = 26;

/** "A" for 0, "AA" for 26. */
export const columnName = (index: number): string =>
  (index >= letters ? columnName(Math.floor(index / letters) - 1) : '') +
  String.fromCharCode(65 + (index % letters));

/** The index of a column by its letters; undefined where they name none. */
export const columnIndex = (name: string): number | undefined =>
  /^[A-Z]{1,3}$/.test(name)
    ? [...name].reduce((sum, letter) => sum * letters + letter.charCodeAt(0) - 64, 0) - 1
    : undefined;

const quotedName = (name: string): string =>
  /^[A-Za-z_][\w.]*$/.test(name) ? name : `'${name.replaceAll("'", "''")}'`;

/** "Sheet1!D17", as a spreadsheet writes it. */
export const addressOf = (sheet: string, column: number, row: number): string =>
  `${quotedName(sheet)}!${columnName(column)}${row}`;

/** A dash alone says as little as an empty cell. */
const isBlank = (text: string): boolean => /^[\s\u00A0]*[-–—]?[\s\u00A0]*$/.test(text);

/** What a cell says; undefined where it says nothing. */
export const cellAt = ({ cells }: SheetRow, column: number): SheetCell | undefined => {
  const cell = cells[column];
  return cell && (cell.fault !== undefined || !isBlank(cell.text)) ? cell : undefined;
};
