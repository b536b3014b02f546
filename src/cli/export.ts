import { type Command, Option } from 'commander';
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
  datapackage?: string;
  site?: string;
  effective?: string;
  known?: string;
  ocf?: string;
  issuer?: string;
  terms?: string;
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
      const { writeToFile } = await import('./export/files.js');
      const manifest = {
        events: position,
        position,
        hash,
        sha256: (await writeToFile(written, output)).sha256,
      };
      await writeManifest(output, manifest);
      if (options.json) printJson(manifest);
    }
    say(`${position} events exported; head hash ${hash}.`);
  });
};

/** Into a folder: a data package, or a site that has one in it. */
const exportFolder = async (path: string, options: ExportOptions): Promise<void> => {
  const { ExportFolder } = await import('./export/files.js');
  const folder = await ExportFolder.open(path, options);
  const { withExistingLedger } = await import('./ledger.js');
  await withExistingLedger(options, async (ledger) => {
    const { pinsOf, writeDataPackage } = await import('./export/data-package.js');
    const { writeSite } = await import('./export/site.js');
    const pins = await pinsOf(ledger, options);
    const made = { ledger, folder, pins };
    const resources = await (options.site === undefined
      ? writeDataPackage({ ...made, prefix: '' })
      : writeSite(made));
    if (options.json) printJson({ ...pins, files: resources.map(({ path: file }) => file) });
    say(
      `${options.site === undefined ? '' : 'The page, its pictures, '}${resources.length} files and datapackage.json in ${path}, up to position ${pins.position}, for ${pins.effectiveAt} as known on ${pins.knownAt}.`,
    );
  });
};

const exportPackage = async (file: string, options: ExportOptions): Promise<void> => {
  const { withExistingLedger } = await import('./ledger.js');
  const { exportCapTable } = await import('./export/cap-table.js');
  await withExistingLedger(options, (ledger) => exportCapTable(ledger, file, options));
};

const exportAs = async (options: ExportOptions): Promise<void> => {
  if (options.ocf !== undefined) return exportPackage(options.ocf, options);
  const path = options.site ?? options.datapackage;
  return path === undefined ? exportLog(options) : exportFolder(path, options);
};

export const declareExport = (program: Command): void => {
  verb(
    program,
    'export',
    'Write the whole log as NDJSON, lossless: recorded elsewhere it gives the same views.',
    [
      'export --output ledger.ndjson',
      'export | gzip > ledger.ndjson.gz',
      'export --datapackage bulk',
      'export --site public',
      'export --ocf amd.ocf --issuer amd --terms amd.yaml',
    ],
  )
    .option('-o, --output <file>', 'write to a file, with FILE.manifest.json beside it, instead of stdout')
    .option('--csv', 'as a sheet, a member to a column, which `gigaledger import` takes in again')
    .option('--force', 'overwrite the file, or what the folder holds')
    .addOption(
      new Option(
        '--datapackage <folder>',
        'the log, deals, parties and views as CSV, NDJSON and Parquet, with datapackage.json',
      ).conflicts(['output', 'csv']),
    )
    .addOption(
      new Option(
        '--site <folder>',
        'the page with all of it as files that any web host serves, to be read; under any path',
      ).conflicts(['output', 'csv', 'datapackage']),
    )
    .addOption(
      new Option(
        '--ocf <file>',
        'the stakes in one issuer and the warrants on its shares as a package of the Open Cap Table Format',
      ).conflicts(['output', 'csv', 'datapackage', 'site']),
    )
    .option('--issuer <party>', 'with --ocf: whose shares they are')
    .option('--terms <file>', 'with --ocf: what the format demands and no event says, as YAML or JSON')
    .option('--effective <date>', 'but for the log itself: true in the world by then (today when missing)')
    .option('--known <date>', 'but for the log itself: known by then (now when missing)')
    .action(async (_options: unknown, command: Command) => exportAs(optionsOf<ExportOptions>(command)));
};
