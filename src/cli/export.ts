import type { Command } from 'commander';
import type { RecordedEvent } from '../../events/kit/envelope.js';
import { Stop } from './failure.js';
import type { LedgerClient } from './ledger.js';
import type { Manifest } from './manifest.js';
import { clearPassing, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface ExportOptions extends CommonOptions {
  output?: string;
  force?: boolean;
  csv?: boolean;
}

/** The canonical lines of the log up to a position. */
async function* lines(ledger: LedgerClient, position: number): AsyncGenerator<string> {
  const { canonicalJson } = await import('../store/canonical.js');
  const { pagesUpTo } = await import('./pages.js');
  const { ProgressBar } = await import('./progress.js');
  const progress = new ProgressBar('Exporting', position);
  for await (const page of pagesUpTo(ledger, position)) {
    yield page.map((event) => `${canonicalJson(event)}\n`).join('');
    progress.reached(page.at(-1)!.position);
  }
  progress.stop();
}

/** The same as one sheet: its columns are known once all events are. */
async function* sheet(ledger: LedgerClient, position: number): AsyncGenerator<string> {
  const { eventsCsv } = await import('../sheets/events.js');
  const { pagesUpTo } = await import('./pages.js');
  const events: RecordedEvent[] = [];
  for await (const page of pagesUpTo(ledger, position)) events.push(...page);
  yield eventsCsv(events);
}

const writeToStdout = async (chunks: AsyncIterable<string>): Promise<void> => {
  clearPassing();
  for await (const chunk of chunks) {
    if (!process.stdout.write(chunk)) await new Promise((resolve) => process.stdout.once('drain', resolve));
  }
};

/** Nothing is there until all of it is: written beside and renamed, so that a broken export leaves no half file. */
const writeToFile = async (chunks: AsyncIterable<string>, file: string): Promise<string> => {
  const { createHash } = await import('node:crypto');
  const { open, rename } = await import('node:fs/promises');
  const digest = createHash('sha256');
  const draft = await open(`${file}.part`, 'w', 0o600);
  try {
    for await (const chunk of chunks) {
      digest.update(chunk);
      await draft.write(chunk);
    }
    await draft.sync();
  } finally {
    await draft.close();
  }
  await rename(`${file}.part`, file);
  return digest.digest('hex');
};

const assertFree = async (file: string, { force }: ExportOptions): Promise<void> => {
  const { existsSync } = await import('node:fs');
  const { manifestName } = await import('./manifest.js');
  const taken = [file, manifestName(file)].find((name) => existsSync(name));
  if (taken !== undefined && !force)
    throw new Stop('conflict', `${taken} is there already; --force overwrites it.`);
};

const writeManifest = async (file: string, manifest: Manifest): Promise<void> => {
  const { writeFile } = await import('node:fs/promises');
  const { manifestName } = await import('./manifest.js');
  await writeFile(manifestName(file), `${JSON.stringify(manifest, null, 2)}\n`, { mode: 0o600 });
};

const exportLog = async (options: ExportOptions): Promise<void> => {
  const { output } = options;
  if (output !== undefined) await assertFree(output, options);
  const { withExistingLedger, ProveLog } = await import('./ledger.js');
  await withExistingLedger(options, async (ledger) => {
    const { position, hash } = await ledger.ask(new ProveLog());
    const written = (options.csv ? sheet : lines)(ledger, position);
    if (output === undefined) await writeToStdout(written);
    else {
      const manifest = {
        events: position,
        position,
        hash,
        sha256: await writeToFile(written, output),
      };
      await writeManifest(output, manifest);
      if (options.json) printJson(manifest);
    }
    say(`${position} events exported; head hash ${hash}.`);
  });
};

export const declareExport = (program: Command): void => {
  verb(
    program,
    'export',
    'Write the whole log as NDJSON, lossless: recorded elsewhere it gives the same views.',
    ['export --output ledger.ndjson', 'export | gzip > ledger.ndjson.gz'],
  )
    .option('-o, --output <file>', 'write to a file, with FILE.manifest.json beside it, instead of stdout')
    .option('--csv', 'as a sheet, a member to a column, which `gigaledger import` takes in again')
    .option('--force', 'overwrite the file')
    .action(async (_options: unknown, command: Command) => exportLog(optionsOf<ExportOptions>(command)));
};
