import type { Market } from '../../../events/market/market.js';
import { type Log, stateAt } from '../../../projections/kit/log.js';
import { slugOf } from '../ledger/known-parties.js';
import type { ConstantUse, MappedColumn, MappingGiven } from './mapping.js';
import type { SheetKind } from './roles.js';
import type { Table } from './table.js';

/** What rows are taken to say where nobody says it: the least that they may say. */
const usual: Readonly<Partial<Record<SheetKind, Readonly<Record<string, string>>>>> = {
  deals: { kind: 'cloud-services', stage: 'announced' },
  sites: { layer: 'site', stage: 'announced' },
  stakes: { basis: 'unstated' },
};

const fileStem = (file: string): string => file.replace(/^.*[\\/]/, '').replace(/\.[^.]+$/, '');

/** The market that a title or the name of the file means; a new one of that name where none does. */
const marketOf = (table: Table, log: Log, file: string): string => {
  const markets = [...log.streams('market')].map((stream) => ({
    slug: stream.slice('market-'.length),
    name: stateAt<Market>(log, stream).name,
  }));
  const titles = [...table.above, table.sheet.name, fileStem(file)];
  const found = markets.find(({ slug, name }) =>
    titles.some(
      (title) =>
        slugOf(title) === slug ||
        slugOf(title) === slugOf(name) ||
        title.toLowerCase().includes(name.toLowerCase()),
    ),
  );
  return found?.slug ?? (slugOf(fileStem(file)) || 'market');
};

/** What stands for all rows: as given, else what is usually meant where no column says it. */
export const constantsFor = (
  table: Table,
  kind: SheetKind,
  columns: readonly MappedColumn[],
  { values = {} }: MappingGiven,
  { log, file }: { log: Log; file: string },
): ConstantUse[] => {
  const given = Object.entries(values).map(([as, value]) => ({ as, value }));
  const isSaid = (role: string): boolean => columns.some(({ as }) => as === role) || role in values;
  const assumed: Record<string, string> = {
    ...usual[kind],
    ...(kind === 'shares' && {
      publisher: 'own',
      ...(!isSaid('market') && { market: marketOf(table, log, file) }),
    }),
  };
  return [
    ...given,
    ...Object.entries(assumed)
      .filter(([role]) => !isSaid(role))
      .map(([as, value]) => ({ as, value, assumed: true as const })),
  ];
};
