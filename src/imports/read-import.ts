import { isCapTable, readCapTable } from './cap-table/cap-table-package.js';
import { proposeCapTable } from './cap-table/propose-cap-table.js';
import type { GiveTurn } from './files/json-values.js';
import { readCompanyFacts } from './filings/company-facts.js';
import { proposeFilings } from './filings/propose-filings.js';
import { mostFilingsBytes } from './files/limits.js';
import { PackedParts } from './files/packed-parts.js';
import { assertSheetSize, isPacked, readSheet } from './files/read-sheet.js';
import { UnreadableSheet } from './files/unreadable-sheet.js';
import { sheetOfWorkbook } from './files/xlsx.js';
import { type ImportContext, proposeEvents, type SheetProposal } from './propose.js';
import type { ImportedSheet } from './sheet.js';

/** A file that was read, and what it comes to beside a ledger. */
export interface ReadImport {
  /** The sheet, or the company, that it is about. */
  name: string;
  propose(context: ImportContext): SheetProposal;
}

/** JSON begins with a brace or a bracket, after a mark of its byte order and blanks. */
const isJson = (bytes: Uint8Array): boolean =>
  /^(?:\u00EF\u00BB\u00BF)?\s*[{[]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 1024)));

const sheetImport = (sheet: ImportedSheet): ReadImport => ({
  name: sheet.name,
  propose: (context) => proposeEvents(sheet, context),
});

const readPacked = async (parts: PackedParts, wanted: string | undefined): Promise<ReadImport> => {
  if (!isCapTable(parts)) return sheetImport(await sheetOfWorkbook(parts, wanted));
  const capTable = await readCapTable(parts);
  return { name: capTable.manifest.address, propose: (context) => proposeCapTable(capTable, context) };
};

/** A file as what it shows itself to be: the facts of a company, its cap table, or a sheet. Throws UnreadableSheet. */
export const readImport = async (
  bytes: Uint8Array,
  wanted: string | undefined,
  giveTurn: GiveTurn,
): Promise<ReadImport> => {
  if (!isJson(bytes)) {
    assertSheetSize(bytes);
    return isPacked(bytes)
      ? readPacked(await PackedParts.open(bytes), wanted)
      : sheetImport(await readSheet(bytes));
  }
  if (bytes.length > mostFilingsBytes)
    throw new UnreadableSheet(
      `the file has ${bytes.length} bytes; the facts of a company may have 64 MiB`,
      true,
    );
  const facts = await readCompanyFacts(bytes, giveTurn);
  return { name: facts.name, propose: (context) => proposeFilings(facts, context) };
};
