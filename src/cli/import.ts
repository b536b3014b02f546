import type { Command } from 'commander';
import type { ChangesAnswered } from '../imports/ledger/read-answers.js';
import type { MappingGiven } from '../imports/mapping/mapping.js';
import type { ImportAnswer } from '../messages/import-sheet.js';
import { Stop } from './failure.js';
import { bytesOf, nameOf } from './input.js';
import type { LedgerClient } from './ledger.js';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface ImportVerbOptions extends CommonOptions {
  record?: boolean;
  map?: string;
  sheet?: string;
  changes?: string;
}

interface SheetOrder {
  bytes: Uint8Array;
  file: string;
  mapping: MappingGiven;
  changes?: ChangesAnswered;
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** A mapping as JSON, or the name of a file that holds it. */
const mappingFrom = async ({ map, sheet }: ImportVerbOptions): Promise<MappingGiven> => {
  const { readMapping } = await import('../imports/mapping/read-mapping.js');
  const { readFile } = await import('node:fs/promises');
  const named = sheet === undefined ? {} : { sheet };
  if (map === undefined) return named;
  const text = map.trimStart().startsWith('{')
    ? map
    : await readFile(map, 'utf8').catch(() => {
        throw new Stop('notFound', `There is no file ${map} with a mapping.`);
      });
  const { mapping, problems } = readMapping(parseJson(text));
  if (problems.length > 0)
    throw new Stop('usage', problems.map(({ pointer, detail }) => `--map ${pointer}: ${detail}`).join('\n'));
  return { ...mapping, ...named };
};

const changesFrom = async ({ changes }: ImportVerbOptions): Promise<ChangesAnswered | undefined> => {
  if (changes === undefined) return undefined;
  const { readAnswers } = await import('../imports/ledger/read-answers.js');
  const read = readAnswers(changes);
  if ('fault' in read) throw new Stop('usage', `--changes ${read.fault}`);
  return read.answered;
};

const tell = async (ledger: LedgerClient, order: SheetOrder, record: boolean): Promise<ImportAnswer> => {
  const { ImportSheet } = await import('./ledger.js');
  const { bytes, file, mapping, changes } = order;
  return ledger.tell(
    new ImportSheet(bytes, file, { record, mapping, ...(changes !== undefined && { changes }) }),
  );
};

const printRecorded = (answer: ImportAnswer, { json }: ImportVerbOptions): void => {
  const { events = [], skipped = [], position } = answer.recording ?? {};
  for (const { stream, warnings } of events)
    for (const { rule, detail } of warnings) say(`${stream} warning, ${rule}: ${detail}`);
  if (json) printJson(answer);
  else
    print(`${events.length} recorded, ${skipped.length} skipped; the log is at position ${position ?? 0}.`);
};

const recordSheet = async (order: SheetOrder, options: ImportVerbOptions): Promise<void> => {
  const { openingOf, withLedger } = await import('./ledger.js');
  await withLedger(openingOf(options), async (ledger) =>
    printRecorded(await tell(ledger, order, true), options),
  );
};

const showSheet = async (order: SheetOrder, options: ImportVerbOptions): Promise<ImportAnswer> => {
  const { openingOf } = await import('./ledger.js');
  const { withRehearsalLedger } = await import('./record/rehearsal.js');
  const { importText, summaryOf } = await import('./import/shown.js');
  const answer = await withRehearsalLedger(openingOf(options), async (ledger) => tell(ledger, order, false));
  if (options.json) printJson(answer);
  else {
    print(importText(answer));
    for (const note of answer.notes) say(note);
    print(`${summaryOf(answer)}; nothing was recorded.`);
  }
  return answer;
};

/** Shown, and asked about until it is recorded or left. */
const askAbout = async (order: SheetOrder, options: ImportVerbOptions): Promise<void> => {
  const { createInterface } = await import('node:readline/promises');
  const { decideImport } = await import('./import/asking.js');
  const { joinMappings } = await import('../imports/mapping/mapping.js');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  try {
    for (let now = order; ;) {
      const decision = await decideImport(
        (question) => lines.question(question),
        await showSheet(now, options),
      );
      if (decision.next === 'stop') return;
      if (decision.next === 'record') {
        await recordSheet(
          { ...now, ...(decision.changes !== undefined && { changes: decision.changes }) },
          options,
        );
        return;
      }
      now = { ...now, mapping: joinMappings(now.mapping, decision.mapping) };
    }
  } finally {
    lines.close();
  }
};

const importFile = async (name: string, options: ImportVerbOptions): Promise<void> => {
  const changes = await changesFrom(options);
  const order = {
    bytes: await bytesOf(name, options),
    file: nameOf(name).replace(/^.*[\\/]/, ''),
    mapping: await mappingFrom(options),
    ...(changes !== undefined && { changes }),
  };
  if (options.record) await recordSheet(order, options);
  else if (options.input && !options.json && process.stdin.isTTY && name !== '-')
    await askAbout(order, options);
  else await refuseFaulty(await showSheet(order, options));
};

/** A dry run that found errors is a check that failed. */
const refuseFaulty = async ({ errors }: ImportAnswer): Promise<void> => {
  if (errors.length === 0) return;
  const { countText } = await import('./import/shown.js');
  throw new Stop('checkFailed', `${countText(errors.length, 'error')}: it cannot be recorded as it is.`);
};

export const declareImport = (program: Command): void => {
  verb(
    program,
    'import <file>',
    "Take in a sheet (CSV or XLSX) as people keep it, the SEC's facts of a company, or a cap table (.ocf): shows what every cell is read as, asks, then records all or nothing.",
    [
      'import deals.csv',
      'import tracker.xlsx --sheet Sites --record',
      'import companyfacts.json',
      'import captable.ocf',
      `import deals.csv --map '{"columns": {"Value": "amount"}}' --changes world --record`,
    ],
  )
    .option('--record', 'record it without asking')
    .option(
      '--map <json>',
      'how it is read, as JSON or as a file of it; remembered for sheets with the same columns',
    )
    .option('--sheet <name>', 'the sheet of a workbook; the first with a table when missing')
    .option(
      '--changes <answer>',
      'what differs from the ledger: "wrong" corrects it, "world" records the change, "skip" leaves it; or each by its cell, "Sheet1!D17:wrong"',
    )
    .addHelpText(
      'after',
      '\nWith --no-input, or where nobody can be asked, it is a dry run. docs/import.md says how sheets are read.',
    )
    .action(async (name: string, _options: unknown, command: Command) =>
      importFile(name, optionsOf<ImportVerbOptions>(command)),
    );
};
