import type { Command } from 'commander';
import type { Verdict } from '../store/store.js';
import { Stop } from './failure.js';
import { print, printJson } from './terminal.js';
import { type Everywhere, optionsOf, verb } from './verb.js';

const faultText = ({ position, detail }: Verdict['faults'][number]): string =>
  position > 0 ? `position ${position}: ${detail}` : detail;

const tell = (verdict: Verdict, what: string, { json }: Everywhere): void => {
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

const verifyStore = async (options: Everywhere): Promise<void> => {
  const { withExistingLedger, VerifyLog } = await import('./ledger.js');
  const { waiting } = await import('./progress.js');
  await withExistingLedger(options, async ({ ask, address }) =>
    tell(await waiting('Verifying', ask(new VerifyLog())), address, options),
  );
};

const verifyFile = async (file: string, options: Everywhere): Promise<void> => {
  const { verdictOf } = await import('./verify/exported.js');
  tell(await verdictOf(file, options), file, options);
};

export const declareVerify = (program: Command): void => {
  verb(
    program,
    'verify [file]',
    'Check the hash chain, revisions and positions of the store, or of an export, and decode every event again.',
    ['verify', 'verify ledger.ndjson'],
  )
    .addHelpText(
      'after',
      '\nAn export needs no store to be verified. With FILE.manifest.json beside it, it must also be what the manifest says.',
    )
    .action(async (file: string | undefined, _options: unknown, command: Command) => {
      const options = optionsOf(command);
      await (file === undefined ? verifyStore(options) : verifyFile(file, options));
    });
};
