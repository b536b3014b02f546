import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, it } from 'vitest';
import type { ScenarioAnswer } from '../../src/simulator/run.js';
import { TestServer } from '../e2e/http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ publicRecord: true, work: { threads: 1 } });
});
afterAll(() => server.stop());

const deals = async (): Promise<string[]> => {
  const { body } = await server.ask<{ deals: { deal: string }[] }>('/api/v1/deals');
  return body.deals.map(({ deal }) => deal);
};

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const start = performance.now();
  await work();
  return performance.now() - start;
};
const median = (values: number[]): number => values.sort((left, right) => left - right)[values.length >> 1]!;

it('measures the hop', async () => {
  const view = (n: number) =>
    `/api/v1/views/obligations?timeline=quarter&from=2020-01-01&to=${2030 + n}-12-31`;
  const first = await timed(() => server.ask(view(0)));
  const second = await timed(() => server.ask(view(1)));
  const third = await timed(() => server.ask(view(2)));
  console.log(
    `a view on a thread: cold ${first.toFixed()} ms, then ${second.toFixed()} and ${third.toFixed()} ms`,
  );
  const small = {
    edits: [{ op: 'delay', target: 'deal-openai-amd-2025', months: 6 }],
    views: [{ view: 'compute-capacity' }],
  };
  const times: number[] = [];
  for (let n = 0; n < 30; n++) times.push(await timed(() => server.post('/api/v1/scenarios/run', small)));
  const [cold] = times;
  console.log(`a small scenario: first ${cold!.toFixed(1)} ms, median ${median(times).toFixed(1)} ms`);
});

/** Ten edits that a cap ties together: 1,024 selections. */
const attributed = async (): Promise<unknown> => {
  const names = (await deals()).slice(0, 7);
  const edits = [
    ...names.map((target) => ({ op: 'delay', target, months: 6 })),
    { op: 'scale', target: 'deal-openai-amd-2025', toBp: 5_000 },
    { op: 'cap', scope: {}, perQuarterKw: 1_000_000, overflow: 'defer' },
    { op: 'delay', target: 'deal-openai-nvidia-2025', months: 3 },
  ];
  return { edits, views: [{ view: 'compute-capacity', timeline: 'year' }], attribution: true };
};

it('measures how late the event loop is while ten edits are attributed', async () => {
  const heavy = await attributed();
  const idle: number[] = [];
  const ask = () => server.ask('/api/v1/views/market-share');
  for (let n = 0; n < 20; n++) idle.push(await timed(ask));
  const delay = monitorEventLoopDelay({ resolution: 5 });
  delay.enable();
  const before = performance.eventLoopUtilization();
  let answered = false;
  const running = timed(() => server.post('/api/v1/scenarios/run', heavy)).finally(() => (answered = true));
  const busy: number[] = [];
  const live: number[] = [];
  while (!answered) {
    live.push(await timed(() => server.ask('/health/live')));
    busy.push(await timed(ask));
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  delay.disable();
  const { utilization } = performance.eventLoopUtilization(before);
  const inMs = (nanoseconds: number): string => (nanoseconds / 1e6).toFixed(1);
  console.log(
    `attribution ${(await running).toFixed()} ms; a plain view ${median(idle).toFixed(1)} ms before, ${median(busy).toFixed(1)} ms meanwhile; health ${median(live).toFixed(1)} ms; the slowest ${Math.max(...live, ...busy).toFixed(1)} ms`,
  );
  console.log(
    `event loop delay p50 ${inMs(delay.percentile(50))}, p99 ${inMs(delay.percentile(99))}, most ${inMs(delay.max)} ms; busy ${(utilization * 100).toFixed()} % of the time`,
  );
});

it('measures two threads against one, on the same work with the same answer', async () => {
  const heavy = await attributed();
  const two = await TestServer.start({ publicRecord: true, work: { threads: 2 } });
  // Each server recorded its log at its own time, so that only what was worked out is compared.
  const run = async (on: TestServer): Promise<string> => {
    const { views, attribution } = (await on.post<ScenarioAnswer>('/api/v1/scenarios/run', heavy)).body;
    return JSON.stringify([views.map(({ scenario }) => scenario.viewHash), attribution]);
  };
  // Threads that are warm: what starts them is measured above.
  const answers = [await run(server), await run(two)];
  const times: [number[], number[]] = [[], []];
  for (let n = 0; n < 3; n++) {
    times[0].push(await timed(() => run(server)));
    times[1].push(await timed(() => run(two)));
  }
  await two.stop();
  const [one, both] = [median(times[0]), median(times[1])];
  console.log(
    `attribution of ten edits: one thread ${one.toFixed()} ms, two ${both.toFixed()} ms: ${(one / both).toFixed(2)} times; the answers are ${new Set(answers).size === 1 ? 'the same' : 'NOT the same'}`,
  );
});
