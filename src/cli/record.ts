import type { Command } from 'commander';
import { isPlainObject } from '../../events/kit/decode.js';
import type { Recording } from '../messages/record-events.js';
import { type ExitReason, Stop } from './failure.js';
import { nameOf, textOf } from './input.js';
import type { LedgerClient } from './ledger.js';
import type { EventFile } from './record/event-file.js';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface RecordOptions extends CommonOptions {
  dryRun?: boolean;
}

interface RecordedFile {
  file: EventFile;
  recording: Recording;
}

interface RefusedFile {
  file: EventFile;
  outcome: ExitReason;
  lines: string[];
  /** It may be recorded once other files are. */
  waits: boolean;
}

const readAll = async (names: readonly string[], options: RecordOptions): Promise<EventFile[]> => {
  const { eventFile, sortFiles } = await import('./record/event-file.js');
  const files: EventFile[] = [];
  for (const name of names) files.push(eventFile(nameOf(name), await textOf(name, options)));
  return sortFiles(files);
};

const recordFile = async (ledger: LedgerClient, file: EventFile): Promise<RecordedFile | RefusedFile> => {
  const { RecordEvents } = await import('./ledger.js');
  const { refusalOf } = await import('./record/refusal.js');
  try {
    return { file, recording: await ledger.tell(new RecordEvents(file.events)) };
  } catch (error) {
    return { file, ...refusalOf(error, [file]) };
  }
};

const isDone = (result: RecordedFile | RefusedFile): result is RecordedFile => 'recording' in result;

/** File by file; one that breaks a rule is tried again after the others, as long as that helps. */
const recordAll = async (
  ledger: LedgerClient,
  files: readonly EventFile[],
): Promise<{ done: RecordedFile[]; refused: RefusedFile[] }> => {
  const { ProgressBar } = await import('./progress.js');
  const progress = new ProgressBar('Recording', files.length);
  const done: RecordedFile[] = [];
  const refused: RefusedFile[] = [];
  for (let left = [...files]; left.length > 0;) {
    const waiting: RefusedFile[] = [];
    for (const file of left) {
      const result = await recordFile(ledger, file);
      if (isDone(result)) done.push(result);
      else (result.waits ? waiting : refused).push(result);
      progress.reached(done.length);
    }
    if (waiting.length === left.length) refused.push(...waiting);
    left = waiting.length === left.length ? [] : waiting.map(({ file }) => file);
  }
  progress.stop();
  return { done, refused };
};

const countText = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

const summary = ({ events, skipped }: Pick<Recording, 'events' | 'skipped'>): string => {
  const warnings = events.reduce((sum, event) => sum + event.warnings.length, 0);
  return `${events.length} recorded, ${skipped.length} skipped, ${countText(warnings, 'warning')}`;
};

const warningLines = ({ file, recording }: RecordedFile): string[] => {
  const index = new Map(
    file.events.map((event, at) => [isPlainObject(event) ? String(event.id).toLowerCase() : '', at]),
  );
  return recording.events.flatMap(({ id, warnings }) =>
    warnings.map(({ rule, detail }) => `${file.placeOf(index.get(id) ?? 0, '')} warning, ${rule}: ${detail}`),
  );
};

const mergeRecordings = (done: readonly RecordedFile[]): Recording => ({
  position: Math.max(0, ...done.map(({ recording }) => recording.position)),
  events: done.flatMap(({ recording }) => recording.events),
  skipped: done.flatMap(({ recording }) => recording.skipped),
});

const printOutcome = (
  { done, refused }: { done: RecordedFile[]; refused: RefusedFile[] },
  { json }: RecordOptions,
): void => {
  for (const one of done) warningLines(one).forEach(say);
  for (const { lines } of refused) lines.forEach(say);
  const all = mergeRecordings(done);
  if (json)
    printJson({
      files: done.map(({ file, recording }) => ({ file: file.name, ...recording })),
      refused: refused.map(({ file, lines }) => ({ file: file.name, errors: lines })),
    });
  else {
    if (done.length + refused.length > 1)
      done.forEach(({ file, recording }) => print(`${file.name}: ${summary(recording)}`));
    if (done.length > 0) print(`${summary(all)}; the log is at position ${all.position}.`);
  }
};

const record = async (names: readonly string[], options: RecordOptions): Promise<void> => {
  const files = await readAll(names, options);
  const { addressOf, withLedger } = await import('./ledger.js');
  const results = await withLedger(addressOf(options), async (ledger) => recordAll(ledger, files));
  printOutcome(results, options);
  const [first] = results.refused;
  if (first)
    throw new Stop(
      first.outcome,
      `${countText(results.refused.length, 'file was', 'files were')} refused; nothing of ${results.refused.length === 1 ? 'it' : 'them'} was recorded.`,
    );
};

const dryRun = async (names: readonly string[], options: RecordOptions): Promise<void> => {
  const files = await readAll(names, options);
  const { rehearse } = await import('./record/rehearsal.js');
  await rehearse(files, options);
};

export const declareRecord = (program: Command): void => {
  verb(
    program,
    'record <files...>',
    'Record events from NDJSON or JSON files: all or nothing of each; recording a file again records nothing.',
    [
      'record deals.ndjson',
      'record deals.ndjson --dry-run',
      'export | gigaledger record - --store sqlite:copy.db',
    ],
  )
    .option(
      '--dry-run',
      'record nothing: show what each quantity and date is read as, and the numbers that would move',
    )
    .addHelpText(
      'after',
      '\n"-" reads stdin. `gigaledger types TYPE` shows the fields of an event and a line to start from.',
    )
    .action(async (names: string[], _options: unknown, command: Command) => {
      const options = optionsOf<RecordOptions>(command);
      await (options.dryRun ? dryRun : record)(names, options);
    });
};
