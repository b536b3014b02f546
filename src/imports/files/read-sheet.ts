import type { ImportedSheet } from '../sheet.js';
import { sheetOfCsv } from './csv.js';
import { mostSheetBytes } from './limits.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import { sheetOfWorkbook } from './xlsx.js';

const startsWith = (bytes: Uint8Array, ...start: number[]): boolean =>
  start.every((byte, at) => bytes[at] === byte);

/** The sheet of a file: what it is shows in its first bytes, whatever it is called. Throws UnreadableSheet. */
export const readSheet = async (bytes: Uint8Array, sheet?: string): Promise<ImportedSheet> => {
  if (bytes.length === 0) throw new UnreadableSheet('the file is empty');
  if (bytes.length > mostSheetBytes)
    throw new UnreadableSheet(`the file has ${bytes.length} bytes; a sheet may have 16 MiB`, true);
  if (startsWith(bytes, 0x50, 0x4b)) return sheetOfWorkbook(bytes, sheet);
  if (startsWith(bytes, 0xd0, 0xcf, 0x11, 0xe0))
    throw new UnreadableSheet(
      'the file is an old or a protected workbook: save it as .xlsx without a password',
    );
  return sheetOfCsv(bytes);
};
