import { describe, it } from 'vitest';
import { Board } from '../../projections/kit/board.js';
import { viewNamed, views } from '../../projections/index.js';
import { compare, type Cost, costOf } from './costs.js';
import { asked, logOf, whatIf } from './settled-log.js';
import { WhatIfs } from './what-ifs.js';

/** `BENCH_DEALS=1000,100000` asks for other logs, `BENCH_ONLY=flows` for one view. */
const sizes = (process.env.BENCH_DEALS ?? '1000,10000').split(',').map(Number);
const only = process.env.BENCH_ONLY;
const rounds = Number(process.env.BENCH_ROUNDS ?? 9);

const inMs = ({ busy }: Cost): string => (busy / 1_000).toFixed(1);
const times = (one: Cost, other: Cost): string => (one.busy / other.busy).toFixed(1);

const logs = new Map(sizes.map((deals) => [deals, logOf(deals)]));
const [fewest, most] = [sizes[0]!, sizes.at(-1)!];

/** The views that such a log says something of. */
const names = views.filter(({ category }) => category === 'deal').map(({ name }) => name);

describe('A what-if on six deals: processor time with its answer, the difference and the listed events', () => {
  it.each(names.filter((name) => name.includes(only ?? '')))('of %s', async (name) => {
    const first = new Map<number, Cost>();
    const bytes = new Map<number, number>();
    const asking = [...logs].map(([deals, history]) => [deals, new WhatIfs(name, history)] as const);
    for (const [deals, whatIfs] of asking) {
      first.set(deals, await costOf(1, () => whatIfs.answer()));
      for (let warm = 0; warm < 3; warm++) bytes.set(deals, (await whatIfs.answer()).length);
    }
    const ways = asking.map(([deals, whatIfs]) => [deals, () => costOf(1, () => whatIfs.answer())]);
    const costs = await compare(rounds, Object.fromEntries(ways) as Record<string, () => Promise<Cost>>);
    for (const deals of sizes)
      console.log(
        `${name}, ${deals} deals: ${inMs(costs[deals]!)} ms, ${bytes.get(deals)} bytes; the first ${inMs(first.get(deals)!)} ms, ${times(first.get(deals)!, costs[deals]!)} times as much`,
      );
    console.log(
      `${name}: from ${fewest} to ${most} deals ${times(costs[most]!, costs[fewest]!)} times as much (aim 3)`,
    );
  });
});

describe('The engine alone, there and back, on boards that are settled', () => {
  it('of compute-capacity', async () => {
    const view = viewNamed('compute-capacity')!;
    for (const [deals, history] of logs) {
      const board = new Board(view, asked, history);
      const { settled, moved } = await compare(3, {
        settled: () => costOf(1, () => void new Board(view, asked, history)),
        moved: () =>
          costOf(20, () => {
            for (let times = 0; times < 20; times++) whatIf(history, board);
          }),
      });
      console.log(`${deals} deals: ${inMs(moved)} ms, of settling them ${times(settled, moved)} times less`);
    }
  });
});
