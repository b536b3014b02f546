import { randomUUID } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { answeredEvents } from '../../src/imports/ledger/answered.js';
import type { ChangeAnswer } from '../../src/imports/ledger/change.js';
import type { MappingGiven } from '../../src/imports/mapping/mapping.js';
import type { SheetProposal } from '../../src/imports/propose.js';
import { readImport } from '../../src/imports/read-import.js';
import { type Given, given, type Sent } from '../given.js';

const today = '2026-11-23';

interface Reading {
  file?: string;
  mapping?: MappingGiven;
}

/** What a sheet comes to, read against a ledger. */
export const proposed = async (
  sheet: string | Uint8Array,
  onto: Given = given(),
  { file = 'sheet.csv', mapping = {} }: Reading = {},
): Promise<SheetProposal> => {
  const read = await readImport(
    typeof sheet === 'string' ? Buffer.from(sheet) : sheet,
    mapping.sheet,
    setImmediate,
  );
  return read.propose({ log: onto.history, today, file, given: mapping, recall: () => undefined });
};

interface Import extends Reading {
  onto?: Given;
  changes?: ChangeAnswer;
}

/** A ledger on which a sheet was recorded, through the same rules as everything else. */
export const imported = async (
  sheet: string | Uint8Array,
  { onto = given(), changes = 'skip', ...reading }: Import = {},
): Promise<Given> => {
  const { events, changes: open, faults } = await proposed(sheet, onto, reading);
  if (faults.length > 0) throw new Error(JSON.stringify(faults));
  const answered = answeredEvents(open, () => changes);
  // An event keeps its id when more is recorded after it: a correction names it.
  return onto.and(...[...events, ...answered].map(({ event }) => ({ id: randomUUID(), ...event }) as Sent));
};

/** "amount: ≤ $100B (up-to)" of a cell. */
export const readingAt = ({ readings }: SheetProposal, address: string): string | undefined => {
  const found = readings.find((one) => one.address === address);
  return found && `${found.as}: ${found.read}`;
};
