import type { Command } from 'commander';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

const backUp = async (file: string, options: CommonOptions): Promise<void> => {
  const { makeBackup } = await import('./backup/making.js');
  const { nameOfStore } = await import('../open-store.js');
  const { addressOf } = await import('./ledger.js');
  const address = addressOf(options);
  const manifest = await makeBackup(address, file);
  if (options.json) printJson({ file, ...manifest });
  else
    print(
      `${nameOfStore(address)} is in ${file}, verified: ${manifest.events} events, head hash ${manifest.hash}.`,
    );
  say(
    'Access keys, watches, webhooks and mappings of sheets are not in it: they stand in files of their own.',
  );
  if (!address.startsWith('sqlite:')) say('Answers kept for Idempotency-Keys are not in it, either.');
};

export const declareBackup = (program: Command): void => {
  verb(
    program,
    'backup <file>',
    'Write a consistent copy of the ledger, also while it is served and written, and verify it.',
    ['backup ledger-2026-11-27.db', 'backup ledger.db --store postgres://ledger@db.example/ledger'],
  )
    .addHelpText(
      'after',
      '\nThe copy is the file of a ledger: `--store sqlite:FILE` reads it. What it holds stands beside it in FILE.manifest.json.',
    )
    .action(async (file: string, _options: unknown, command: Command) => backUp(file, optionsOf(command)));
};
