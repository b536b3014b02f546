import type { Log } from '../../projections/kit/log.js';
import { type Settlement, settlementOf } from './ledger/change.js';
import { settleDeals } from './ledger/settle-deals.js';
import { settleShares } from './ledger/settle-shares.js';
import { settleStakes } from './ledger/settle-stakes.js';
import type { MappedColumn } from './mapping/mapping.js';
import type { SheetKind } from './mapping/roles.js';
import type { Table } from './mapping/table.js';
import { dealOfRow } from './rows/deal-rows.js';
import type { DealStatement } from './rows/deal-statement.js';
import { eventOfRow } from './rows/event-rows.js';
import { partyOfRow } from './rows/party-rows.js';
import { type RowContext, RowReader } from './rows/row-reader.js';
import { sharesOfRow } from './rows/share-rows.js';
import { siteOfRow } from './rows/site-rows.js';
import { stakeOfRow } from './rows/stake-rows.js';
import { addressOf, cellAt, type SheetRow } from './sheet.js';

/** What rows are settled against. */
export interface SettlingContext {
  log: Log;
  today: string;
  /** The name of the file, which is the source of what names none. */
  file: string;
}

const totalRow = /^(?:grand |sub-?)?totals?\b|^sum$/i;

const isTotal = (columns: readonly MappedColumn[], row: SheetRow): boolean =>
  columns.some(
    ({ as, index }) =>
      ['title', 'party', 'consumer', 'provider'].includes(as) &&
      totalRow.test(cellAt(row, index)?.text.trim() ?? ''),
  );

/** The rows that say something of their own. */
const readersOf = (table: Table, context: RowContext): RowReader[] => {
  const rows = table.rows.filter((row) => {
    const total = isTotal(context.columns, row);
    const address = addressOf(table.sheet.name, 0, row.number);
    if (total) context.findings.leaveOut(address, 'is a total: what it adds up is in the rows');
    return !total;
  });
  return rows.map((row) => new RowReader(context, row));
};

type ReadDeal = (reader: RowReader) => DealStatement | { fault: string } | undefined;

const settleDealRows = (
  readers: readonly RowReader[],
  read: ReadDeal,
  { parties, findings }: RowContext,
  { log, today }: SettlingContext,
): Settlement => {
  const statements = readers.flatMap((reader) => {
    const statement = read(reader);
    if (!statement) return [];
    if (!('fault' in statement)) return statement;
    findings.fault(reader.address, statement.fault);
    return [];
  });
  return settleDeals(statements, log, parties, today);
};

type SettleKind = (
  readers: readonly RowReader[],
  row: RowContext,
  settling: SettlingContext,
  table: Table,
) => Settlement;

const settleByKind: Readonly<Record<SheetKind, SettleKind>> = {
  deals: (readers, row, settling) =>
    settleDealRows(readers, (reader) => dealOfRow(reader, settling.file), row, settling),
  sites: (readers, row, settling) =>
    settleDealRows(readers, (reader) => siteOfRow(reader, settling.file, settling.today), row, settling),
  shares: (readers, { parties }, { log, today, file }) =>
    settleShares(
      readers.flatMap((reader) => sharesOfRow(reader, file)),
      log,
      parties,
      today,
    ),
  stakes: (readers, _, { log, today, file }) =>
    settleStakes(
      readers.flatMap((reader) => stakeOfRow(reader, file) ?? []),
      log,
      today,
    ),
  parties: (readers, { parties }, { file }) =>
    settlementOf({ events: readers.flatMap((reader) => partyOfRow(reader, file, parties) ?? []) }),
  events: (_readers, { findings }, _settling, table) =>
    settlementOf({ events: table.rows.map((row) => eventOfRow(table, row, findings)) }),
};

/** What the rows of a sheet come to, by its kind. */
export const settleRows = (
  kind: SheetKind,
  table: Table,
  row: RowContext,
  settling: SettlingContext,
): Settlement => settleByKind[kind](readersOf(table, row), row, settling, table);
