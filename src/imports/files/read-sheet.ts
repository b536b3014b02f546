import type { ImportedSheet } from '../sheet.js';
import { sheetOfCsv } from './csv.js';
import { mostSheetBytes } from './limits.js';
import { UnreadableSheet } from './unreadable-sheet.js';

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

/** A workbook or a package: several files packed into one (ZIP). */
export const isPacked = (bytes: Uint8Array): boolean => startsWith(bytes, 0x50, 0x4b);

export const assertSheetSize = (bytes: Uint8Array): void => {
  if (bytes.length === 0) throw new UnreadableSheet('the file is empty');
  if (bytes.length > mostSheetBytes)
    throw new UnreadableSheet(`the file has ${bytes.length} bytes; a sheet may have 16 MiB`, true);
};

/** The sheet of a text. Throws UnreadableSheet. */
export const readSheet = async (bytes: Uint8Array): Promise<ImportedSheet> => {
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableSheet(
      'the file is an old or a protected workbook: save it as .xlsx without a password',
    );
  return sheetOfCsv(bytes);
};
