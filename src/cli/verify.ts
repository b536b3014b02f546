import type { Command } from 'commander';
import type { IntegrityReport } from '../store/store.js';
import { Stop } from './failure.js';
import { print, printJson } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

const faultText = ({ position, detail }: IntegrityReport['faults'][number]): string =>
  position > 0 ? `position ${position}: ${detail}` : detail;

const printVerdict = (verdict: IntegrityReport, what: string, { json }: CommonOptions): void => {
  if (json) printJson(verdict);
  else if (verdict.ok) print(`${what} is sound: ${verdict.position} events, head hash ${verdict.hash}.`);
  else print(verdict.faults.map(faultText).join('\n'));
  if (verdict.ok) return;
  const [first] = verdict.faults;
  throw new Stop(
    'checkFailed',
    `${what} is not sound${first!.position > 0 ? `: the first bad position is ${first!.position}` : ''}.`,
  );
};

const verifyStore = async (options: CommonOptions): Promise<void> => {
  const { withExistingLedger, VerifyLog } = await import('./ledger.js');
  const { showWaiting } = await import('./progress.js');
  await withExistingLedger(options, async ({ ask, address }) =>
    printVerdict(await showWaiting('Verifying', ask(new VerifyLog())), address, options),
  );
};

interface VerifyOptions extends CommonOptions {
  sources?: boolean;
}

const sourcesText = ({
  checked,
  faults,
}: {
  checked: number;
  faults: { view: string; keys: object; because: string }[];
}): string =>
  faults.length === 0
    ? `Every number traces to its sources: ${checked} rows of all views were followed.`
    : faults
        .map(({ view, keys, because }) => `${view} ${Object.values(keys).join(' · ')}: ${because}`)
        .join('\n');

const verifySources = async (options: CommonOptions): Promise<void> => {
  const { withExistingLedger, TraceNumbers } = await import('./ledger.js');
  const { showWaiting } = await import('./progress.js');
  await withExistingLedger(options, async ({ ask }) => {
    const traced = await showWaiting('Tracing', ask(new TraceNumbers()));
    if (options.json) printJson(traced);
    else print(sourcesText(traced));
    if (traced.faults.length > 0)
      throw new Stop('checkFailed', `${traced.faults.length} numbers can't be traced to a source.`);
  });
};

const verifyFile = async (file: string, options: CommonOptions): Promise<void> => {
  const { verdictOf } = await import('./verify/exported.js');
  printVerdict(await verdictOf(file, options), file, options);
};

export const declareVerify = (program: Command): void => {
  verb(
    program,
    'verify [file]',
    'Check the hash chain, revisions and positions of the store, or of an export, and decode every event again.',
    ['verify', 'verify ledger.ndjson', 'verify --sources'],
  )
    .option('--sources', 'follow every number of every view to its events and their sources instead')
    .addHelpText(
      'after',
      '\nAn export needs no store to be verified. With FILE.manifest.json beside it, it must also be what the manifest says.',
    )
    .action(async (file: string | undefined, _options: unknown, command: Command) => {
      const options = optionsOf<VerifyOptions>(command);
      if (options.sources) await verifySources(options);
      else await (file === undefined ? verifyStore(options) : verifyFile(file, options));
    });
};
