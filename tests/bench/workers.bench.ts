import { monitorEventLoopDelay, performance } from 'node:perf_hooks';
import { afterAll, beforeAll, it } from 'vitest';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { lines, ndjson, TestServer } from '../e2e/http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ publicRecord: true, work: { processes: 1 } });
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
    `a view in a process of its own: cold ${first.toFixed()} ms, then ${second.toFixed()} and ${third.toFixed()} ms`,
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

const slips = [0, 0, 3, 3, 6, 9, 12, 24];
const tranches = Array.from({ length: 1_000 }, (_, index) => ({
  deal: `deal-${index % 100}`,
  name: `t-${index}`,
}));

/** A hundred deals of ten tranches, due over seven years. */
const plan = (): string => {
  const said = (stream: string, type: string, body: object): object => ({
    stream,
    type,
    effectiveOn: '2025-01-15',
    knownOn: '2025-01-15',
    body,
  });
  const parties = ['lab', 'vendor'].map((slug) =>
    said(`party-${slug}`, 'PartyRegistered', { name: slug, kind: 'company' }),
  );
  const deals = [...new Set(tranches.map(({ deal }) => deal))].map((deal) =>
    said(deal, 'DealAnnounced', {
      title: deal,
      kind: 'chip-supply',
      stage: 'signed',
      parties: [{ party: 'lab', role: 'customer' }],
    }),
  );
  const committed = tranches.map(({ deal, name }, index) =>
    said(deal, 'CapacityCommitted', {
      tranche: name,
      layer: 'chips',
      provider: 'vendor',
      consumer: 'lab',
      power: `${100 + ((index * 7_919) % 901)} MW`,
      basis: 'unstated',
      due: `${2026 + (index % 7)}-Q${(index % 4) + 1}`,
      bindingness: 'firm',
    }),
  );
  return lines([...parties, ...deals, ...committed]);
};

const drawn = {
  edits: tranches.flatMap(({ deal, name }) => [
    { op: 'set', assumption: name, distribution: { values: slips } },
    { op: 'delay', target: `${deal}/${name}`, months: { assumption: name } },
  ]),
  views: [
    {
      view: 'compute-capacity',
      effectiveAt: '2025-12-31',
      knownAt: '2025-12-31',
      timeline: 'quarter',
      from: '2026-01-01',
      to: '2035-12-31',
    },
  ],
  monteCarlo: { draws: 10_000, seed: 7, targets: [{ measure: 'plannedKw' }] },
};

/** Times some work on servers with one worker process and with two; what is worked out must be the same. */
const compared = async (named: string, work: unknown, log?: string): Promise<void> => {
  const servers = await Promise.all(
    [1, 2].map((processes) => TestServer.start({ publicRecord: log === undefined, work: { processes } })),
  );
  if (log !== undefined) for (const one of servers) await one.record(log, ndjson);
  // Each server recorded its log at its own time, so that only what was worked out is compared.
  const run = async (on: TestServer): Promise<string> => {
    const { body } = await on.post<ScenarioAnswer>('/api/v1/scenarios/run', work);
    const { views, attribution, monteCarlo } = body;
    return JSON.stringify([views.map(({ scenario }) => scenario.viewHash), attribution, monteCarlo]);
  };
  // Processes that are warm: what starts them is measured above.
  const answers = await Promise.all(servers.map(run));
  const times: number[][] = [[], []];
  for (let n = 0; n < 3; n++)
    for (const [index, one] of servers.entries()) times[index]!.push(await timed(() => run(one)));
  for (const one of servers) await one.stop();
  const [one, two] = times.map(median);
  console.log(
    `${named}: one process ${one!.toFixed()} ms, two ${two!.toFixed()} ms: ${(one! / two!).toFixed(2)} times; the answers are ${new Set(answers).size === 1 ? 'the same' : 'NOT the same'}`,
  );
};

it('measures two processes against one on attribution', async () =>
  compared('attribution of ten edits', await attributed()));

it('measures two processes against one on draws', async () =>
  compared('10,000 paths of 1,000 tranches over 40 quarters', drawn, plan()));
