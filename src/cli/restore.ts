import type { Command } from 'commander';
import { Stop } from './failure.js';
import { print, printJson, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb, wholeFrom } from './verb.js';

interface RestoreOptions extends CommonOptions {
  acceptLoss?: number;
}

const restore = async (file: string, options: RestoreOptions): Promise<void> => {
  const { restoreBackup } = await import('./backup/restoring.js');
  const { nameOfStore } = await import('../open-store.js');
  const { addressOf } = await import('./ledger.js');
  const address = addressOf(options);
  const { keptAs, ...restored } = await restoreBackup(file, address, options.acceptLoss);
  if (options.json) printJson({ ...restored, ...(keptAs && { keptAs }) });
  else
    print(
      `${nameOfStore(address)} holds the backup, verified: ${restored.position} events, head hash ${restored.hash}.`,
    );
  if (keptAs) say(`What was there before is kept as ${keptAs}.`);
};

export const declareRestore = (program: Command): void => {
  verb(
    program,
    'restore <file>',
    'Bring a backup back, verified first. Events that it lacks are given up only when that is said.',
    ['restore ledger-2026-11-27.db', 'restore ledger-2026-11-27.db --accept-loss 12'],
  )
    .option(
      '--accept-loss <events>',
      'replace a ledger that has so many events which the backup has not; it is kept beside',
      wholeFrom('--accept-loss', (message) => new Stop('usage', message)),
    )
    .action(async (file: string, _options: unknown, command: Command) =>
      restore(file, optionsOf<RestoreOptions>(command)),
    );
};
