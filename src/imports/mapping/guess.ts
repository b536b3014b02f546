import { columnIndex } from '../sheet.js';
import { roleNamedBy } from './header.js';
import { type ColumnUse, ignored, type MappingGiven } from './mapping.js';
import { rolesOf, type SheetKind, sheetKindNames } from './roles.js';
import { isEventHeader, type Table, type SheetColumn } from './table.js';
import { areMostly, valuesOf } from './values.js';

const datedColumns = ({ columns }: Table): SheetColumn[] =>
  columns.filter(({ header }) => header.period !== undefined);

const datedValues = (table: Table): string[] =>
  datedColumns(table).flatMap((one) => valuesOf(table, one).slice(0, 5));

const isShares = (table: Table): boolean =>
  areMostly(datedValues(table), 'part') ||
  datedColumns(table).some(({ header }) => header.unit === '%') ||
  [table.sheet.name, ...table.above].some((text) => /\bshares?\b|%/i.test(text));

/** The roles without which a sheet is none of its kind: one of each group. */
const needed: Readonly<Record<SheetKind, readonly (readonly string[])[]>> = {
  deals: [
    ['consumer', 'provider', 'parties', 'payer', 'payee'],
    ['amount', 'power', 'accelerators'],
  ],
  sites: [
    ['title'],
    ['power', 'level', 'accelerators'],
    ['provider', 'consumer', 'level', 'due', 'energized'],
  ],
  shares: [['party'], ['share']],
  stakes: [['holder'], ['issuer'], ['stake']],
  parties: [['name'], ['slug', 'ticker', 'lei', 'kind', 'cik']],
  events: [['']],
};

interface NamedColumn {
  column: SheetColumn;
  role: string;
  fit: number;
}

/** The role of each column by its header; of several that name one role the one that names it best has it. */
const rolesByHeader = (
  table: Table,
  kind: SheetKind,
  free: (column: SheetColumn) => boolean,
): NamedColumn[] => {
  const roles = rolesOf(kind);
  const named = table.columns.filter(free).flatMap((column): NamedColumn[] => {
    const found = roleNamedBy(column.header, roles);
    return found ? [{ column, ...found }] : [];
  });
  return named.filter(
    ({ column, role, fit }) =>
      column.header.period !== undefined ||
      !named.some(
        (other) =>
          other.role === role &&
          other.column !== column &&
          (other.fit > fit || (other.fit === fit && other.column.index < column.index)),
      ),
  );
};

const kindScore = (table: Table, kind: SheetKind): number => {
  const named = rolesByHeader(table, kind, () => true);
  const has = (role: string): boolean => named.some((one) => one.role === role);
  if (!needed[kind].every((group) => group.some(has))) return 0;
  if (has('level') && datedColumns(table).length > 0 && isShares(table)) return 0;
  if (kind === 'shares' && datedColumns(table).length > 0 && !isShares(table)) return 0;
  const exact = named.filter(({ fit }) => fit >= 1000).length;
  return (
    exact * 10 + named.length + datedColumns(table).length * (kind === 'sites' || kind === 'shares' ? 20 : 0)
  );
};

/** The kind of sheet that a table looks like; undefined when it looks like none. */
export const guessKind = (table: Table): SheetKind | undefined => {
  const header = table.sheet.rows.find(({ number }) => number === table.headerRow);
  if (header && isEventHeader(header)) return 'events';
  const scored = sheetKindNames.map((kind) => ({ kind, score: kindScore(table, kind) }));
  const [best] = scored.sort((one, other) => other.score - one.score);
  return best && best.score > 0 ? best.kind : undefined;
};

const givenRole = (column: SheetColumn, { columns = {} }: MappingGiven): string | undefined => {
  const byHeader = Object.entries(columns).find(
    ([name]) => name === column.header.text || name.toLowerCase() === column.header.text.toLowerCase(),
  );
  return byHeader?.[1] ?? columns[column.letters];
};

/** What a header does not tell, values may. */
const rolesByValue = (
  table: Table,
  kind: SheetKind,
  columns: readonly SheetColumn[],
  taken: ReadonlySet<string>,
): NamedColumn[] => {
  const used = new Set(taken);
  return columns.flatMap((column): NamedColumn[] => {
    const values = valuesOf(table, column);
    const role = Object.entries(rolesOf(kind)).find(
      ([name, { is, dated }]) => !used.has(name) && !dated && areMostly(values, is, 80),
    )?.[0];
    if (role === undefined) return [];
    used.add(role);
    return [{ column, role, fit: 1 }];
  });
};

const useOf = (
  column: SheetColumn,
  as: string,
  because?: ColumnUse['because'],
): ColumnUse & { index: number } => {
  const { unit, period } = column.header;
  return {
    column: column.letters,
    header: column.header.text,
    index: column.index,
    as,
    ...(because && { because }),
    ...(unit !== undefined && { unit }),
    ...(period !== undefined && { period }),
  };
};

/** What every column is used for: as given, as its header says, as its values look, else not at all. */
export const guessColumns = (
  table: Table,
  kind: SheetKind,
  given: MappingGiven,
  ground: 'given' | 'remembered',
): (ColumnUse & { index: number })[] => {
  const told = (column: SheetColumn): string | undefined => givenRole(column, given);
  const roleTold = new Set(table.columns.flatMap((column) => told(column) ?? []));
  const byHeader = rolesByHeader(table, kind, (column) => told(column) === undefined).filter(
    ({ role, column }) => !roleTold.has(role) || column.header.period !== undefined,
  );
  const isLeft = (column: SheetColumn): boolean =>
    told(column) === undefined && !byHeader.some((one) => one.column === column);
  const byValue = rolesByValue(
    table,
    kind,
    table.columns.filter(isLeft),
    new Set([...roleTold, ...byHeader.map(({ role }) => role)]),
  );
  return table.columns.map((column) => {
    const said = told(column);
    if (said !== undefined) return useOf(column, said, ground);
    const named = byHeader.find((one) => one.column === column);
    if (named) return useOf(column, named.role, 'header');
    const valued = byValue.find((one) => one.column === column);
    return valued ? useOf(column, valued.role, 'values') : useOf(column, ignored);
  });
};

/** What a mapping names that is not there. */
export const mappingFaults = (table: Table, kind: SheetKind, given: MappingGiven): string[] => {
  const roles = [...Object.keys(rolesOf(kind)), ignored];
  const names = new Set(
    table.columns.flatMap(({ header, letters }) => [header.text.toLowerCase(), letters.toLowerCase()]),
  );
  const columns = Object.entries(given.columns ?? {});
  return [
    ...columns
      .filter(([name]) => !names.has(name.toLowerCase()) && columnIndex(name) === undefined)
      .map(
        ([name]) =>
          `there is no column "${name}"; the columns are ${table.columns.map(({ header }) => header.text).join(', ')}`,
      ),
    ...[...columns.map(([, role]) => role), ...Object.keys(given.values ?? {})]
      .filter((role) => kind !== 'events' && !roles.includes(role))
      .map((role) => `a sheet of ${kind} has no "${role}"; it has ${roles.join(', ')}`),
  ];
};
