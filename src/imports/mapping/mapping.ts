import type { RoleKind, SheetKind } from './roles.js';

/** Where the use of a column comes from. */
type MappingGround = 'header' | 'values' | 'given' | 'remembered';

/** What a column is used for. */
export interface ColumnUse {
  /** Its letters. */
  column: string;
  header: string;
  /** The role, or "ignored". */
  as: string;
  because?: MappingGround;
  /** The unit of numbers without one, as the header has it. */
  unit?: string;
  /** The date that the column is about, where its header is one. */
  period?: string;
}

/** What stands for all rows. */
export interface ConstantUse {
  as: string;
  value: string;
  /** Nobody said so: it is what is usually meant, or the least that may be meant. */
  assumed?: true;
}

/** How a sheet is read. */
export interface SheetMapping {
  kind: SheetKind;
  /** The row that names the columns. */
  headerRow: number;
  columns: readonly ColumnUse[];
  constants: readonly ConstantUse[];
}

/** How a file is read: as a kind of sheet, or as what shows itself: the facts of a company, or its cap table. */
export interface FileMapping extends Omit<SheetMapping, 'kind'> {
  kind: SheetKind | 'company-facts' | 'cap-table';
}

/** What somebody says of how a sheet is to be read; the rest is guessed. */
export interface MappingGiven {
  kind?: SheetKind;
  /** Which of the sheets of a workbook, by name. */
  sheet?: string;
  /** Roles, or "ignored", by header or by the letters of the column. */
  columns?: Readonly<Record<string, string>>;
  /** What stands for all rows, by role. */
  values?: Readonly<Record<string, string>>;
  /** Parties of the ledger by the names that the sheet has for them. */
  parties?: Readonly<Record<string, string>>;
}

/** What is said now, over what was said before. */
export const joinMappings = (before: MappingGiven | undefined, now: MappingGiven): MappingGiven => ({
  ...before,
  ...now,
  columns: { ...before?.columns, ...now.columns },
  values: { ...before?.values, ...now.values },
  parties: { ...before?.parties, ...now.parties },
});

export const ignored = 'ignored';

/** A column as rows are read by it. */
export interface MappedColumn extends ColumnUse {
  index: number;
  is: RoleKind;
}
