import type { Command } from 'commander';
import { print, printJson } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface ChangesOptions extends CommonOptions {
  from?: string;
  to?: string;
  effective?: string;
  policy?: string;
  views?: string;
  rests?: string;
}

const run = async (options: ChangesOptions): Promise<void> => {
  const { ShowChanges, withExistingLedger } = await import('./ledger.js');
  const { changesText } = await import('./format/changes.js');
  const { from, to, effective: effectiveAt, policy, views, rests } = options;
  const given = Object.entries({ from, to, effectiveAt, policy, views, rests }).filter(
    ([, value]) => value !== undefined,
  );
  await withExistingLedger(options, async ({ ask }) => {
    const changes = await ask(new ShowChanges(Object.fromEntries(given)));
    if (options.json) printJson(changes);
    else print(changesText(changes));
  });
};

export const declareChanges = (program: Command): void => {
  verb(
    program,
    'changes',
    'Show what changed between two known dates or positions: which events, and which numbers they moved.',
    [
      'changes --from 2025-12-01',
      'changes --from 2026-02-01 --to 2026-03-01 --views obligations',
      'changes --from 400',
    ],
  )
    .requiredOption(
      '--from <moment>',
      'the earlier side: a date by which it was known, or a position of the log',
    )
    .option('--to <moment>', 'the later side (now when missing)')
    .option('--effective <date>', 'true in the world by then, on both sides (today when missing)')
    .option('--policy <policy>', 'which of rival claims counts: primary, latest, lowest, highest')
    .option('--views <views>', 'the views to compare, separated by commas (all when missing)')
    .option('--rests <which>', 'which of the events that a number rests on --json lists: first (20) or all')
    .action(async (_options: unknown, command: Command) => run(optionsOf<ChangesOptions>(command)));
};
