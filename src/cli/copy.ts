import type { Command } from 'commander';
import { Stop } from './failure.js';
import { print, printJson, say, sayInPassing } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

/** Opens both, the source only when it is there: copying makes no source. */
const withStores = async <T>(
  [from, to]: readonly [string, string],
  work: (
    stores: Record<'source' | 'target', Awaited<ReturnType<typeof import('../open-store.js').openStore>>>,
  ) => Promise<T>,
): Promise<T> => {
  const { isMissing } = await import('./ledger.js');
  const { nameOfStore, openStore } = await import('../open-store.js');
  if (isMissing(from)) throw new Stop('notFound', `There is no ledger at ${nameOfStore(from)}.`);
  sayInPassing(`Opening ${nameOfStore(from)} and ${nameOfStore(to)} …`);
  const source = await openStore(from);
  try {
    const target = await openStore(to);
    return await work({ source, target }).finally(() => target.close());
  } finally {
    await source.close();
  }
};

const copy = async (from: string, to: string, options: CommonOptions): Promise<void> => {
  const { copyLog } = await import('../store/copying.js');
  const { OtherHistory } = await import('../store/store.js');
  const { ProgressBar } = await import('./progress.js');
  await withStores([from, to], async ({ source, target }) => {
    const progress = new ProgressBar('Copying', 1);
    try {
      const copied = await copyLog(source, target, (position, end) => progress.reached(position, end));
      progress.stop();
      if (options.json) printJson(copied);
      else
        print(
          `${copied.copied} events copied; the head is at position ${copied.position}, hash ${copied.hash}.`,
        );
      say('Answers kept for Idempotency-Keys are not copied; ids keep their events.');
    } catch (error) {
      progress.stop();
      if (!(error instanceof OtherHistory)) throw error;
      throw new Stop(
        'conflict',
        `${error.message}: the target must be empty, or hold the beginning of the same log.`,
      );
    }
  });
};

export const declareCopy = (program: Command): void => {
  verb(
    program,
    'copy <from> <to>',
    'Copy one store into another: positions, recorded instants and hashes stay. Goes on where an earlier copy ended.',
    [
      'copy sqlite:ledger.db postgres://ledger@db.example/ledger',
      'copy postgres://ledger@db.example/ledger sqlite:ledger.db',
    ],
  ).action(async (from: string, to: string, _options: unknown, command: Command) =>
    copy(from, to, optionsOf(command)),
  );
};
