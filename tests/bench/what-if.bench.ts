import { it } from 'vitest';
import { Board } from '../../projections/kit/board.js';
import { viewNamed } from '../../projections/index.js';
import { run } from '../../src/simulator/answer/run.js';
import { Workers } from '../../src/workers/workers.js';
import { median } from './costs.js';
import { asked, logOf, today, whatIf } from './settled-log.js';

const timed = (work: () => void, runs: number): number => {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
};

it('measures what a what-if costs against a full replay, from 1,000 to 100,000 deals', () => {
  const view = viewNamed('compute-capacity')!;
  for (const deals of [1_000, 10_000, 100_000]) {
    const history = logOf(deals);
    const board = new Board(view, asked, history);
    const replay = timed(() => new Board(view, asked, history), 3);
    for (let warm = 0; warm < 20; warm++) whatIf(history, board);
    const touched = timed(() => whatIf(history, board), 101);
    const answer = timed(() => board.answer(), 11);
    console.log(
      `${deals} deals, ${history.position} events: replay ${replay.toFixed(0)} ms; what-if on 6 deals, there and back, ${touched.toFixed(2)} ms: ${Math.round(replay / touched)} times faster; its answer ${answer.toFixed(1)} ms`,
    );
  }
});

it('measures what a whole scenario costs, with settled boards and without', async () => {
  for (const deals of [1_000, 10_000]) {
    const history = logOf(deals);
    const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
    const workers = new Workers();
    const scenario = (months: number) => ({
      edits: ['deal-1', 'deal-11', 'deal-21'].map((target) => ({ op: 'delay', target, months })),
      views: [{ view: 'compute-capacity', by: 'provider', effectiveAt: '2026-06-30' }],
    });
    const fresh = timed(() => run(scenario(12), ground), 3);
    await workers.answer('scenario', scenario(1), ground);
    const times: number[] = [];
    for (let months = 2; months < 23; months++) {
      const start = performance.now();
      await workers.answer('scenario', scenario(months), ground);
      times.push(performance.now() - start);
    }
    const kept = median(times);
    console.log(
      `${deals} deals: a scenario on fresh boards ${fresh.toFixed(1)} ms, on settled ones ${kept.toFixed(1)} ms: ${(fresh / kept).toFixed(1)} times faster`,
    );
  }
});
