import { UnreadableSheet } from '../files/unreadable-sheet.js';
import { viewShownIn } from '../rows/event-rows.js';
import type { ImportedSheet } from '../sheet.js';
import { guessKind } from './guess.js';
import { headerOf } from './header.js';
import type { ColumnUse, MappedColumn, MappingGiven } from './mapping.js';
import { type RoleKind, rolesOf, type SheetKind } from './roles.js';
import { type Table, tableIn } from './table.js';

/** The columns of a table, whatever periods they are about. */
export const shapeOf = ({ columns }: Table): string =>
  [
    ...new Set(
      columns.map(({ header }) => (header.period === undefined ? header.text.toLowerCase() : '(period)')),
    ),
  ].join(' | ');

/** The table of a sheet. Throws UnreadableSheet. */
export const tableOf = (sheet: ImportedSheet, { columns = {} }: MappingGiven): Table => {
  const view = viewShownIn(sheet);
  if (view !== undefined)
    throw new UnreadableSheet(
      `the sheet is an answer of the view ${view}, not what happened: import a sheet of events, as \`gigaledger export --csv\` writes it`,
    );
  const table = tableIn(sheet, Object.keys(columns));
  if (!table)
    throw new UnreadableSheet('no row of the first thirty has two cells, so that there is no table in it');
  return table;
};

/** What a row of a table is. Throws UnreadableSheet. */
export const kindOf = (table: Table, { kind }: MappingGiven): SheetKind => {
  const found = kind ?? guessKind(table);
  if (found === undefined)
    throw new UnreadableSheet(
      `it can't be told what a row is about: the columns are ${table.columns.map(({ header }) => header.text).join(', ')}. Give "kind" in the mapping: deals, sites, shares, stakes, parties or events`,
    );
  return found;
};

/** A column without a unit has the one of the others of its kind, or of the title: dates say no unit. */
const sharedUnit = (
  table: Table,
  uses: readonly ColumnUse[],
  kind: SheetKind,
  is: RoleKind,
): string | undefined => {
  const told = uses.filter(({ as }) => rolesOf(kind)[as]?.is === is).flatMap(({ unit }) => unit ?? []);
  const titled = table.above.flatMap((title) => headerOf(title).unit ?? []);
  const [first, second] = new Set(
    told.length > 0 ? told : titled.filter((unit) => (unit === '%') === (is === 'part')),
  );
  return second === undefined ? first : undefined;
};

const unitless: readonly RoleKind[] = ['power', 'part'];

/** The columns that say something, with the unit of those that have none. */
export const mappedColumns = (
  table: Table,
  uses: readonly (ColumnUse & { index: number })[],
  kind: SheetKind,
): MappedColumn[] =>
  uses.flatMap((use) => {
    const role = rolesOf(kind)[use.as];
    const unit =
      use.unit ?? (role && unitless.includes(role.is) ? sharedUnit(table, uses, kind, role.is) : undefined);
    return role ? [{ ...use, is: role.is, ...(unit !== undefined && { unit }) }] : [];
  });

export const withoutIndex = ({ index: _, ...use }: ColumnUse & { index: number }): ColumnUse => use;
