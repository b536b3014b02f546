import type { Command } from 'commander';
import { Stop } from './failure.js';
import type { LedgerClient } from './ledger.js';
import type { EventSource } from './record/event-source.js';
import type { FileRecording } from './record/file-recording.js';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface RecordOptions extends CommonOptions {
  dryRun?: boolean;
  atomic?: boolean;
}

/** What is recorded all or nothing is decided in one go, and kept in memory whole. */
const mostAtomic = 100_000;

const openAll = async (names: readonly string[], options: RecordOptions): Promise<EventSource[]> => {
  const { openEvents, sortSources } = await import('./record/event-source.js');
  const sources: EventSource[] = [];
  for (const name of names) sources.push(await openEvents(name, options));
  return sortSources(sources);
};

/** A source of one chunk. */
const atOnce = async (source: EventSource): Promise<EventSource> => {
  const { noChunks, wholeOf } = await import('./record/event-source.js');
  return { ...source, first: await wholeOf(source, mostAtomic), rest: noChunks() };
};

const recordingsOf = async (
  sources: readonly EventSource[],
  { json = false, atomic = false }: RecordOptions,
): Promise<FileRecording[]> => {
  const { FileRecording } = await import('./record/file-recording.js');
  const files: FileRecording[] = [];
  for (const source of sources) files.push(new FileRecording(atomic ? await atOnce(source) : source, json));
  return files;
};

const kilo = 1_000;

/** File by file; one that breaks a rule is taken up again after the others, as long as that helps. */
const recordAll = async (
  ledger: LedgerClient,
  files: readonly FileRecording[],
  bytes: number,
): Promise<void> => {
  const { ProgressBar } = await import('./progress.js');
  const progress = new ProgressBar('Recording, in kB:', Math.ceil(bytes / kilo));
  let characters = 0;
  const reached = (more: number): void => {
    characters += more;
    progress.reached(Math.ceil(characters / kilo), Math.ceil(Math.max(bytes, characters) / kilo));
  };
  for (let left = files; left.length > 0;) {
    const before = characters;
    for (const file of left) await file.goOn(ledger, reached);
    left = characters > before ? left.filter(({ refusal }) => refusal?.waits) : [];
  }
  progress.stop();
};

const countText = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const sumOf = (files: readonly FileRecording[], of: (file: FileRecording) => number): number =>
  files.reduce((sum, file) => sum + of(file), 0);

const summary = (files: readonly FileRecording[]): string => {
  const warnings = sumOf(files, (file) => file.warnings.length);
  return `${sumOf(files, ({ recorded }) => recorded)} recorded, ${sumOf(files, ({ skipped }) => skipped)} skipped, ${countText(warnings, 'warning')}`;
};

const told = ({ name, position, answers }: FileRecording) => ({
  file: name,
  position,
  events: answers.flatMap(({ events }) => events),
  skipped: answers.flatMap(({ skipped }) => skipped),
});

const printOutcome = (files: readonly FileRecording[], { json }: RecordOptions): void => {
  const begun = files.filter(({ isBegun }) => isBegun);
  for (const { warnings } of files) warnings.forEach(say);
  for (const { refusal } of files) refusal?.lines.forEach(say);
  if (json)
    printJson({
      files: begun.map(told),
      refused: files.flatMap(({ name, refusal }) => (refusal ? [{ file: name, errors: refusal.lines }] : [])),
    });
  else {
    if (files.length > 1) begun.forEach((file) => print(`${file.name}: ${summary([file])}`));
    const position = Math.max(...begun.map((file) => file.position));
    if (begun.length > 0) print(`${summary(begun)}; the log is at position ${position}.`);
  }
};

const refusedText = (refused: readonly FileRecording[]): string => {
  const files = countText(refused.length, 'file was', 'files were');
  return refused.some(({ isBegun }) => isBegun)
    ? `${files} refused: what stands before the place named was recorded, and nothing behind it.`
    : `${files} refused; nothing of ${refused.length === 1 ? 'it' : 'them'} was recorded.`;
};

const record = async (names: readonly string[], options: RecordOptions): Promise<void> => {
  const sources = await openAll(names, options);
  const files = await recordingsOf(sources, options);
  const { openingOf, withLedger } = await import('./ledger.js');
  const bytes = sources.reduce((sum, source) => sum + source.bytes, 0);
  await withLedger(openingOf(options), (ledger) => recordAll(ledger, files, bytes));
  printOutcome(files, options);
  const refused = files.filter(({ refusal }) => refusal);
  const outcome = refused[0]?.refusal?.outcome;
  if (outcome) throw new Stop(outcome, refusedText(refused));
};

const dryRun = async (names: readonly string[], options: RecordOptions): Promise<void> => {
  const { wholeOf } = await import('./record/event-source.js');
  const files = [];
  for (const source of await openAll(names, options)) files.push(await wholeOf(source));
  const { rehearse } = await import('./record/rehearsal.js');
  await rehearse(files, options);
};

export const declareRecord = (program: Command): void => {
  verb(
    program,
    'record <files...>',
    'Record events from NDJSON or JSON files, 5,000 at a time, all or nothing of each; a file that is recorded again goes on where it ended.',
    [
      'record deals.ndjson',
      'record deals.ndjson --dry-run',
      'record deals.ndjson --atomic',
      'export | gigaledger record - --store sqlite:copy.db',
    ],
  )
    .option(
      '--dry-run',
      'record nothing: show what each quantity and date is read as, and the numbers that would move',
    )
    .option('--atomic', 'all or nothing of a whole file, in any order, however long: up to 100,000 events')
    .addHelpText(
      'after',
      '\n"-" reads stdin. `gigaledger types TYPE` shows the fields of an event and a line to start from.',
    )
    .action(async (names: string[], _options: unknown, command: Command) => {
      const options = optionsOf<RecordOptions>(command);
      await (options.dryRun ? dryRun : record)(names, options);
    });
};
