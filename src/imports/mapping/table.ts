import { cellAt, columnName, type ImportedSheet, type SheetRow } from '../sheet.js';
import { type ColumnHeader, headerOf, roleNamedBy } from './header.js';
import { rolesOf, type SheetKind, sheetKindNames } from './roles.js';

export interface SheetColumn {
  index: number;
  letters: string;
  header: ColumnHeader;
}

/** The part of a sheet that is a table: a row of headers and the rows under it. */
export interface Table {
  sheet: ImportedSheet;
  headerRow: number;
  columns: readonly SheetColumn[];
  rows: readonly SheetRow[];
  /** What stands above the headers. */
  above: readonly string[];
}

const rowsSearched = 30;

const columnsOf = (row: SheetRow): SheetColumn[] =>
  row.cells.flatMap((_, index) => {
    const cell = cellAt(row, index);
    return cell === undefined ? [] : [{ index, letters: columnName(index), header: headerOf(cell.text) }];
  });

/** Our own sheets say above their headers what they were read off. */
const isComment = (row: SheetRow): boolean => cellAt(row, 0)?.text.startsWith('# ') ?? false;

const exact = 1000;

/** How much a row looks like headers of a kind of sheet: not at all where no name is exact and no two are dates. */
const headerScore = (row: SheetRow, kind: SheetKind): number => {
  const columns = columnsOf(row);
  const fits = columns.map(({ header }) => Math.min(roleNamedBy(header, rolesOf(kind))?.fit ?? 0, exact));
  const dates = columns.filter(({ header }) => header.period !== undefined).length;
  return fits.includes(exact) || dates > 1 ? fits.reduce((sum, fit) => sum + fit, 0) : 0;
};

/** The names that an event carries: with both of them a row is an event. */
export const isEventHeader = (row: SheetRow): boolean => {
  const names = columnsOf(row).map(({ header }) => header.text);
  return names.includes('stream') && names.includes('type');
};

/** What somebody names as columns are headers, whatever else they look like. */
const namedScore = (row: SheetRow, named: ReadonlySet<string>): number =>
  columnsOf(row).filter(({ header }) => named.has(header.text.toLowerCase())).length * 2000;

const bestScore = (row: SheetRow, named: ReadonlySet<string>): number =>
  isEventHeader(row)
    ? Number.MAX_SAFE_INTEGER
    : namedScore(row, named) + Math.max(...sheetKindNames.map((kind) => headerScore(row, kind)));

/**
 * The table in a sheet: its headers are the row near the top that most looks like some, else the first with two cells.
 * Undefined where there is none.
 */
export const tableIn = (sheet: ImportedSheet, names: readonly string[] = []): Table | undefined => {
  const named = new Set(names.map((name) => name.toLowerCase()));
  const searched = sheet.rows.filter((row) => !isComment(row)).slice(0, rowsSearched);
  const scored = searched
    .filter((row) => columnsOf(row).length > 1)
    .map((row) => ({ row, score: bestScore(row, named) }))
    .sort((one, other) => other.score - one.score);
  const [best] = scored;
  if (!best) return undefined;
  const { number } = best.row;
  const isFilled = (row: SheetRow): boolean => row.cells.some((_, index) => cellAt(row, index) !== undefined);
  return {
    sheet,
    headerRow: number,
    columns: columnsOf(best.row),
    rows: sheet.rows.filter((row) => row.number > number && isFilled(row)),
    above: sheet.rows
      .filter((row) => row.number < number)
      .flatMap((row) => row.cells.flatMap((_, index) => cellAt(row, index)?.text ?? [])),
  };
};
