import type { GiveTurn } from './files/json-values.js';
import { readCompanyFacts } from './filings/company-facts.js';
import { proposeFilings } from './filings/propose-filings.js';
import { mostFilingsBytes } from './files/limits.js';
import { readSheet } from './files/read-sheet.js';
import { UnreadableSheet } from './files/unreadable-sheet.js';
import { type ImportContext, proposeEvents, type SheetProposal } from './propose.js';

/** A file that was read, and what it comes to beside a ledger. */
export interface ReadImport {
  /** The sheet, or the company, that it is about. */
  name: string;
  propose(context: ImportContext): SheetProposal;
}

/** JSON begins with a brace or a bracket, after a mark of its byte order and blanks. */
const isJson = (bytes: Uint8Array): boolean =>
  /^(?:\u00EF\u00BB\u00BF)?\s*[{[]/.test(new TextDecoder('latin1').decode(bytes.subarray(0, 1024)));

/** A file as what it shows itself to be: the facts of a company, or a sheet. Throws UnreadableSheet. */
export const readImport = async (
  bytes: Uint8Array,
  wanted: string | undefined,
  giveTurn: GiveTurn,
): Promise<ReadImport> => {
  if (!isJson(bytes)) {
    const sheet = await readSheet(bytes, wanted);
    return { name: sheet.name, propose: (context) => proposeEvents(sheet, context) };
  }
  if (bytes.length > mostFilingsBytes)
    throw new UnreadableSheet(
      `the file has ${bytes.length} bytes; the facts of a company may have 64 MiB`,
      true,
    );
  const facts = await readCompanyFacts(bytes, giveTurn);
  return { name: facts.name, propose: (context) => proposeFilings(facts, context) };
};
