import type { GiveTurn } from './files/json-values.js';
import { UnreadableSheet } from './files/unreadable-sheet.js';
import type { MappingGiven } from './mapping/mapping.js';
import type { SheetProposal } from './propose.js';
import { readImport } from './read-import.js';
import type { SettlingContext } from './settle-rows.js';

/** A file to read, as plain data: it may be read by a process beside this one that has its own copy of the log. */
export interface SheetToRead {
  bytes: Uint8Array;
  /** Its name, which is the source of what names none. */
  file: string;
  given: MappingGiven;
  /** How sheets were read the last time, by their shapes. */
  remembered: ReadonlyMap<string, MappingGiven>;
}

/** What a file comes to, or why it can't be read. */
export type SheetOutcome =
  { sheet: string; proposal: SheetProposal } | { unreadable: string; isTooLarge: boolean };

/** Reads a file into what it would add to the ledger. */
export const readProposal = async (
  { bytes, file, given, remembered }: SheetToRead,
  { log, today }: Pick<SettlingContext, 'log' | 'today'>,
  giveTurn: GiveTurn,
): Promise<SheetOutcome> => {
  const recall = (shape: string): MappingGiven | undefined => remembered.get(shape);
  try {
    const read = await readImport(bytes, given.sheet, giveTurn);
    return { sheet: read.name, proposal: read.propose({ log, today, file, given, recall }) };
  } catch (error) {
    if (!(error instanceof UnreadableSheet)) throw error;
    return { unreadable: error.message, isTooLarge: error.isTooLarge };
  }
};
