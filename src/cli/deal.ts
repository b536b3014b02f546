import type { Command } from 'commander';
import { Stop } from './failure.js';
import { print, printJson } from './terminal.js';
import type { LedgerClient } from './ledger.js';
import { parametersFrom } from './show.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

type DealOptions = CommonOptions & Record<string, unknown>;

const streamOf = (id: string): string => (id.startsWith('deal-') ? id : `deal-${id}`);

const eventsOf = async ({ ask }: LedgerClient, stream: string) => {
  const { ReadLog, largestPage } = await import('./ledger.js');
  const { events } = await ask(new ReadLog({ stream, limit: largestPage }));
  return events;
};

const mostSimilar = 3;

/** The deals whose names share the most words with what was asked for. */
const similarDeals = async ({ ask }: LedgerClient, id: string): Promise<string[]> => {
  const { isOneDeal, ShowDeals } = await import('./ledger.js');
  const { distance } = await import('fastest-levenshtein');
  const answer = await ask(new ShowDeals());
  const far = (name: string): number => distance(streamOf(id), name);
  const near = (isOneDeal(answer) ? [] : answer.deals)
    .map(({ deal }) => deal)
    .filter((name) => name.split('-').some((word, index) => index > 0 && id.split('-').includes(word)));
  return near.sort((left, right) => far(left) - far(right)).slice(0, mostSimilar);
};

const missingDeal = async (ledger: LedgerClient, id: string, reason: string): Promise<Stop> => {
  const names = await similarDeals(ledger, id);
  return new Stop(
    'notFound',
    [
      reason,
      ...(names.length > 0
        ? [`Did you mean one of ${names.join(', ')}?`]
        : ['`gigaledger deal` lists all deals.']),
    ].join('\n'),
  );
};

const showOne = async (ledger: LedgerClient, id: string, options: DealOptions): Promise<void> => {
  const { NotFound } = await import('../messages/refusals.js');
  const { ShowDeals } = await import('./ledger.js');
  const { dealText } = await import('./format/deal.js');
  const stream = streamOf(id);
  try {
    const deal = await ledger.ask(new ShowDeals(parametersFrom(options), stream));
    const history = await eventsOf(ledger, stream);
    if (options.json) printJson(deal);
    else print(dealText(deal, history));
  } catch (error) {
    throw error instanceof NotFound ? await missingDeal(ledger, id, error.message) : error;
  }
};

const showAll = async ({ ask }: LedgerClient, options: DealOptions): Promise<void> => {
  const { ShowDeals } = await import('./ledger.js');
  const { dealsText } = await import('./format/deal.js');
  const answer = await ask(new ShowDeals(parametersFrom(options)));
  if (options.json) printJson(answer);
  else print(dealsText(answer));
};

const run = async (id: string | undefined, options: DealOptions): Promise<void> => {
  const { withExistingLedger } = await import('./ledger.js');
  await withExistingLedger(options, async (ledger) =>
    id === undefined ? showAll(ledger, options) : showOne(ledger, id, options),
  );
};

export const declareDeal = (program: Command): void => {
  verb(
    program,
    'deal [id]',
    'Show one deal with its tranches, payments, claims, and its history with quotes and sources; all deals without an id.',
    ['deal openai-amd-2025', 'deal deal-openai-nvidia-2025 --known 2025-12-01', 'deal --json'],
  )
    .option('--effective <date>', 'true in the world by then (today when missing)')
    .option('--known <date>', 'known by then (now when missing)')
    .option('--at-position <n>', 'recorded by then: a position of the log')
    .option('--policy <policy>', 'which of rival claims counts: primary, latest, lowest, highest')
    .option('--rests <which>', 'which of the events that a number rests on --json lists: first (20) or all')
    .option('--scenario <id>', 'as if this saved scenario were the log; @version if not the latest')
    .action(async (id: string | undefined, _options: unknown, command: Command) =>
      run(id, optionsOf<DealOptions>(command)),
    );
};
