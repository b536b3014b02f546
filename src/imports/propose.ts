import type { Log } from '../../projections/kit/log.js';
import type { Settlement } from './ledger/change.js';
import { KnownParties, type ProposedParty, type RecognisedParty } from './ledger/known-parties.js';
import { registrations } from './ledger/registrations.js';
import { constantsFor } from './mapping/constants.js';
import { guessColumns, mappingFaults } from './mapping/guess.js';
import {
  type ConstantUse,
  joinMappings,
  type MappedColumn,
  type MappingGiven,
  type FileMapping,
} from './mapping/mapping.js';
import { kindOf, mappedColumns, shapeOf, tableOf, withoutIndex } from './mapping/resolve.js';
import type { SheetKind } from './mapping/roles.js';
import type { Table } from './mapping/table.js';
import { Findings, type ReadCell, type SheetFault } from './rows/readings.js';
import { calendarsOf, currencyIn } from './rows/row-context.js';
import type { RowContext } from './rows/row-reader.js';
import { settleRows, type SettlingContext } from './settle-rows.js';
import { addressOf, type ImportedSheet } from './sheet.js';

/** What is known when a sheet is read. */
export interface ImportContext extends SettlingContext {
  given: MappingGiven;
  /** How a sheet of this shape was read the last time. */
  recall: (shape: string) => MappingGiven | undefined;
}

/** What a sheet comes to, before anything is decided or recorded. */
export interface SheetProposal extends Settlement {
  /** Sheets with the same columns have the same shape, whatever periods their columns are about. */
  shape: string;
  /** It was read before in this shape, and what was said then is used. */
  isRemembered: boolean;
  mapping: FileMapping;
  rows: number;
  readings: readonly ReadCell[];
  faults: readonly SheetFault[];
  leftOut: readonly SheetFault[];
  recognised: readonly RecognisedParty[];
  proposed: readonly ProposedParty[];
  notes: readonly string[];
  /** The sheets of a workbook; none of any other file. */
  sheets: readonly string[];
}

/** What is read by: what was assumed of deals is shown, and not taken for something said. */
const readConstants = (constants: readonly ConstantUse[], kind: SheetKind): ConstantUse[] =>
  constants.filter(({ assumed }) => !assumed || kind === 'shares');

const rowContext = (
  table: Table,
  columns: readonly MappedColumn[],
  constants: readonly ConstantUse[],
  parties: KnownParties,
  findings: Findings,
  log: Log,
): RowContext => ({
  sheet: table.sheet.name,
  columns,
  constants,
  parties,
  findings,
  calendars: calendarsOf(log),
  currencyOf: currencyIn(table),
});

/** The rest of a proposal, once the sheet is a table whose kind is known. */
const proposalOf = (
  table: Table,
  kind: SheetKind,
  given: MappingGiven,
  context: ImportContext,
  ground: 'given' | 'remembered',
): Omit<SheetProposal, 'shape' | 'isRemembered'> => {
  const uses = guessColumns(table, kind, given, ground);
  const columns = mappedColumns(table, uses, kind);
  const constants = constantsFor(table, kind, columns, given, context);
  const findings = new Findings();
  for (const fault of mappingFaults(table, kind, given))
    findings.fault(addressOf(table.sheet.name, 0, table.headerRow), fault);
  const parties = new KnownParties(context.log, given.parties ?? {});
  const settled = settleRows(
    kind,
    table,
    rowContext(table, columns, readConstants(constants, kind), parties, findings, context.log),
    context,
  );
  const all = [...settled.events, ...settled.changes.map(({ world }) => world)];
  return {
    ...settled,
    events: [...registrations(parties, all, findings.readings), ...settled.events],
    mapping: { kind, headerRow: table.headerRow, columns: uses.map(withoutIndex), constants },
    rows: table.rows.length,
    readings: findings.readings,
    faults: findings.faults,
    leftOut: findings.leftOut,
    recognised: [...parties.recognised.values()],
    proposed: [...parties.proposed.values()],
    notes: table.sheet.notes,
    sheets: table.sheet.sheets,
  };
};

/** Reads a sheet into what it would add to the ledger, with every cell's reading. Throws UnreadableSheet. */
export const proposeEvents = (sheet: ImportedSheet, context: ImportContext): SheetProposal => {
  const table = tableOf(sheet, context.given);
  const shape = shapeOf(table);
  const remembered = context.recall(shape);
  const given = joinMappings(remembered, context.given);
  const ground = remembered ? 'remembered' : 'given';
  return {
    ...proposalOf(table, kindOf(table, given), given, context, ground),
    shape,
    isRemembered: remembered !== undefined,
  };
};
