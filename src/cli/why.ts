import type { Command } from 'commander';
import { print, printJson } from './terminal.js';
import { parametersFrom } from './show.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

type WhyOptions = CommonOptions & Record<string, unknown>;

const run = async (id: string, options: WhyOptions): Promise<void> => {
  const { ShowWhy, withExistingLedger } = await import('./ledger.js');
  const { whyText } = await import('./format/why.js');
  await withExistingLedger(options, async ({ ask }) => {
    const why = await ask(new ShowWhy(id.startsWith('deal-') ? id : `deal-${id}`, parametersFrom(options)));
    if (options.json) printJson(why);
    else print(whyText(why));
  });
};

export const declareWhy = (program: Command): void => {
  verb(
    program,
    'why <deal>',
    'Show why the numbers of a deal are what they are: rival claims, what each policy makes of them, and the evidence.',
    [
      'why openai-aws-2025',
      'why openai-aws-2025 --policy latest',
      'why openai-oracle-2025 --known 2025-12-01',
    ],
  )
    .option('--effective <date>', 'true in the world by then (today when missing)')
    .option('--known <date>', 'known by then (now when missing)')
    .option('--at-position <n>', 'recorded by then: a position of the log')
    .option('--policy <policy>', 'which of rival claims counts: primary, latest, lowest, highest')
    .option('--rests <which>', 'which of the events that a number rests on --json lists: first (20) or all')
    .action(async (id: string, _options: unknown, command: Command) =>
      run(id, optionsOf<WhyOptions>(command)),
    );
};
