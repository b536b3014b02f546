import { existsSync } from 'node:fs';
import type { CapTableRemark, WrittenCapTable } from '../../formats/cap-table/cap-table.js';
import type { CapTableTerms } from '../../formats/cap-table/terms.js';
import { Stop } from '../failure.js';
import { fileNamed } from '../file-question.js';
import { type LedgerClient, ReadEvents, ShowNames, ShowView } from '../ledger.js';
import { print, printJson, say } from '../terminal.js';
import type { CommonOptions } from '../verb.js';
import { writeToFile } from './files.js';

/** What a package is made of: of whom, by which terms, of when. */
export interface CapTableOptions extends CommonOptions {
  ocf?: string;
  issuer?: string;
  terms?: string;
  force?: boolean;
  effective?: string;
  known?: string;
}

const termsFrom = async (options: CapTableOptions): Promise<CapTableTerms> => {
  const { readTerms } = await import('../../formats/cap-table/terms.js');
  if (options.issuer === undefined)
    throw new Stop('usage', '--ocf needs --issuer: a package is about one issuer.');
  if (options.terms === undefined)
    throw new Stop(
      'usage',
      '--ocf needs --terms FILE: the format demands where and when the issuer was formed, the class of its stock and what was paid for a warrant, which no event says. docs/export.md shows one.',
    );
  const file = await fileNamed(options.terms, options);
  const { value, problems } = readTerms(file.members);
  if (problems) throw file.refusal(problems);
  return value;
};

/** The package of an issuer, and what the ledger knows of it. */
const writtenFrom = async (ledger: LedgerClient, options: CapTableOptions): Promise<WrittenCapTable> => {
  const { capTableOf } = await import('../../formats/cap-table/cap-table.js');
  const { issuer = '', effective, known } = options;
  const answer = await ledger.ask(
    new ShowView('ownership', {
      issuer,
      by: 'holder,issuer,basis',
      rests: 'all',
      ...(effective !== undefined && { effectiveAt: effective }),
      ...(known !== undefined && { knownAt: known }),
    }),
  );
  const warrants = Array.isArray(answer.warrants) ? answer.warrants : [];
  const rests = [...answer.rows, ...warrants].flatMap((entry: { rests?: unknown }) =>
    Array.isArray(entry.rests) ? entry.rests.map(String) : [],
  );
  const events = await ledger.ask(new ReadEvents([...new Set(rests)]));
  const { parties } = await ledger.ask(new ShowNames(answer.position));
  const names = new Map(parties.map(({ id, name }) => [id, name]));
  return capTableOf({
    answer,
    events,
    issuer: answer.question.issuer === undefined ? issuer : String(answer.question.issuer),
    nameOf: (slug) => names.get(slug) ?? slug,
    terms: await termsFrom(options),
    madeAt: new Date().toISOString(),
  });
};

const remarkLines = (heading: string, remarks: readonly CapTableRemark[]): string[] =>
  remarks.length === 0 ? [] : [`${heading}:`, ...remarks.map(({ of, because }) => `  ${of}: ${because}`)];

/** Writes the stakes in an issuer and the warrants on its shares as a package of the Open Cap Table Format. */
export const exportCapTable = async (
  ledger: LedgerClient,
  file: string,
  options: CapTableOptions,
): Promise<void> => {
  if (existsSync(file) && !options.force)
    throw new Stop('conflict', `${file} is there already; --force overwrites it.`);
  const { bytes, stakes, warrants, leftOut, unsaid } = await writtenFrom(ledger, options);
  await writeToFile([bytes], file, 0o644);
  if (options.json) printJson({ file, stakes, warrants, leftOut, unsaid });
  else print([...remarkLines('Left out', leftOut), ...remarkLines('Said in words only', unsaid)].join('\n'));
  say(`${stakes} stakes and ${warrants} warrants in ${file}.`);
};
