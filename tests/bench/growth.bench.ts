import { availableParallelism } from 'node:os';
import { afterAll, describe, it } from 'vitest';
import { compare, type Cost } from './costs.js';
import { GrowingLedger } from './growing-ledger.js';
import { GrowthTable } from './growth-table.js';

/** Deals of ten events each; `BENCH_DEALS=100000` adds a million events. */
const sizes = [1_000, 10_000, ...(process.env.BENCH_DEALS ? [Number(process.env.BENCH_DEALS)] : [])];
const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const patience = 3_600_000;

/** Of every kind of work what it costs on each ledger; the first line of it that breaks its bound fails. */
describe(`What grows with the log, on ${availableParallelism()} cores`, () => {
  const ledgers = sizes.map((deals) => new GrowingLedger(deals));
  const table = new GrowthTable(sizes);

  afterAll(async () => {
    await Promise.all(ledgers.map((ledger) => ledger.stop()));
    table.print();
  });

  it(
    'is not what an event costs that is recorded, nor much what it costs to settle it',
    { timeout: patience },
    async () => {
      table.hold('append, for each event', 'flat', await each((ledger) => ledger.append()));
      table.hold('rebuild of all views, for each event', 'flat', await each((ledger) => ledger.rebuild()));
    },
  );

  it('is what a start takes, and its memory', { timeout: patience }, async () => {
    const starts = await each((ledger) => ledger.start());
    table.hold(
      'a start',
      'linear',
      starts.map(({ seconds, wallSeconds }) => ({ passed: wallSeconds * 1e6, busy: seconds * 1e6 })),
    );
    table.holdMiB(
      'memory of the serving process',
      starts.map(({ residentBytes }) => residentBytes),
    );
  });

  it('is a first what-if over HTTP, and not the ones after it', { timeout: patience }, async () => {
    table.hold('a first what-if', 'linear', await each((ledger) => ledger.whatIf(5)));
    for (const deals of [1, 5])
      table.hold(
        `a what-if on ${deals === 1 ? 'one deal' : `${deals} deals`}`,
        'flat',
        await inTurns((ledger) => ledger.whatIf(deals)),
      );
  });

  it(
    'is a question over HTTP that nobody has asked before, and not one that is asked all the time',
    { timeout: patience },
    async () => {
      table.hold('a question, never asked before', 'linear', await inTurns((ledger) => ledger.question()));
      table.hold('a question, asked again', 'flat', await inTurns((ledger) => ledger.questionAgain()));
      table.holdMiB(
        'memory of all processes then',
        ledgers.map(({ residentBytes }) => residentBytes),
      );
    },
  );

  const each = async <T>(work: (ledger: GrowingLedger) => Promise<T>): Promise<T[]> => {
    const done: T[] = [];
    for (const ledger of ledgers) done.push(await work(ledger));
    return done;
  };

  /** Medians of rounds in which every ledger has its turn. */
  const inTurns = async (work: (ledger: GrowingLedger) => Promise<Cost>): Promise<Cost[]> => {
    const ways = ledgers.map((ledger) => [ledger.deals, () => work(ledger)] as const);
    const costs = await compare(rounds, Object.fromEntries(ways) as Record<number, () => Promise<Cost>>);
    return sizes.map((deals) => costs[deals] ?? { passed: NaN, busy: NaN });
  };
});
