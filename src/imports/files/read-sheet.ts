import type { ImportedSheet } from '../sheet.js';
import { sheetOfCsv } from './csv.js';
import { mostSheetBytes } from './limits.js';
import { UnreadableSheet } from './unreadable-sheet.js';

/** The sheet of a file. Throws UnreadableSheet. */
export const readSheet = async (bytes: Uint8Array, _sheet?: string): Promise<ImportedSheet> => {
  if (bytes.length === 0) throw new UnreadableSheet('the file is empty');
  if (bytes.length > mostSheetBytes)
    throw new UnreadableSheet(`the file has ${bytes.length} bytes; a sheet may have 16 MiB`, true);
  return sheetOfCsv(bytes);
};
