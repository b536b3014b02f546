import { answeredEvents } from '../../src/imports/ledger/answered.js';
import type { ChangeAnswer } from '../../src/imports/ledger/change.js';
import type { MappingGiven } from '../../src/imports/mapping/mapping.js';
import { readSheet } from '../../src/imports/files/read-sheet.js';
import { proposeEvents, type SheetProposal } from '../../src/imports/propose.js';
import type { History } from '../../projections/kit/log.js';
import { ledger, record, type Sent } from '../ledger.js';

const today = '2026-11-23';

interface Reading {
  file?: string;
  mapping?: MappingGiven;
}

/** What a sheet comes to, read against a ledger. */
export const proposed = async (
  sheet: string | Uint8Array,
  log: History = ledger([]),
  { file = 'sheet.csv', mapping = {} }: Reading = {},
): Promise<SheetProposal> =>
  proposeEvents(await readSheet(typeof sheet === 'string' ? Buffer.from(sheet) : sheet, mapping.sheet), {
    log,
    today,
    file,
    given: mapping,
    recall: () => undefined,
  });

/** The ledger after a sheet was recorded, through the same rules as everything else. */
export const imported = async (
  sheet: string | Uint8Array,
  {
    log = ledger([]),
    changes = 'skip',
    ...reading
  }: Reading & { log?: History; changes?: ChangeAnswer } = {},
): Promise<History> => {
  const { events, changes: open, faults } = await proposed(sheet, log, reading);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  const answered = answeredEvents(open, () => changes);
  for (const { event } of [...events, ...answered]) record(log, event as Sent, today);
  return log;
};

/** "amount: ≤ $100B (up-to)" of a cell. */
export const readingAt = ({ readings }: SheetProposal, address: string): string | undefined => {
  const found = readings.find((one) => one.address === address);
  return found && `${found.as}: ${found.read}`;
};
