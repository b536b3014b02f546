import { setTimeout } from 'node:timers/promises';
import { PgBoss } from 'pg-boss';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { PostgresServer } from '../postgres/server.js';
import { workplace } from './built.js';
import type { Problem } from './http-server.js';
import { served, worker } from './postgres-process.js';

interface Job {
  id: string;
  status: string;
  progress: { done: number; of: number };
  startedAt: string | null;
  answer?: ScenarioAnswer;
  problem?: Problem;
}

const cut = { effectiveAt: '2026-06-30', knownAt: '2026-06-30' };
const delay = { op: 'delay', target: 'deal-openai-amd-2025', months: 6, probability: 0.5 };
const cap = { op: 'cap', perQuarterKw: 1_000_000, overflow: 'defer' };
/** A second of work, in parts. */
const light = {
  edits: [delay, cap],
  views: [{ view: 'compute-capacity', ...cut }],
  monteCarlo: { draws: 100, seed: 7 },
};
/** Some seconds of work. */
const long = {
  edits: [delay],
  views: [{ view: 'flows', timeline: 'quarter', from: '2000-01-01', to: '2029-12-31', ...cut }],
};
/** Minutes of work, however fast the engine: twenty views of fifty years by month. */
const endless = {
  edits: [delay],
  views: Array.from({ length: 20 }, (_, more) => ({
    view: 'flows',
    timeline: 'month',
    from: `${1990 - more}-01-01`,
    to: `${2039 - more}-12-31`,
    ...cut,
  })),
};

let server: PostgresServer;
let database: Awaited<ReturnType<PostgresServer['database']>>;
let place: ReturnType<typeof workplace>;
let one: Awaited<ReturnType<typeof served>>;
let other: Awaited<ReturnType<typeof served>>;
let running: Awaited<ReturnType<typeof worker>> | undefined;

beforeAll(async () => {
  place = workplace();
  server = await PostgresServer.shared();
  database = await server.database();
  one = await served(place, database.url, []);
  other = await served(place, database.url, []);
});
afterAll(async () => {
  await Promise.all([one, other, running].map((each) => each?.end('SIGTERM')));
  await database.drop();
  await server.stop();
  place.remove();
});

const ask = async <T>(address: string, path: string, init?: RequestInit): Promise<T> =>
  (await fetch(address + path, init)).json() as Promise<T>;

const post = async (scenario: unknown, headers: Record<string, string> = {}): Promise<Response> =>
  fetch(`${one.address}/api/v1/scenarios/run`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(scenario),
  });

const asJob = { prefer: 'respond-async' };
const start = async (scenario: unknown): Promise<Job> => {
  const answer = await post(scenario, asJob);
  expect(answer.status).toBe(202);
  return answer.json() as Promise<Job>;
};
const waitFor = async (scenario: unknown): Promise<ScenarioAnswer> =>
  (await post(scenario)).json() as Promise<ScenarioAnswer>;

const look = async ({ id }: Job, { address } = other): Promise<Job> =>
  ask<Job>(address, `/api/v1/jobs/${id}`);
const until = async (job: Job, ...statuses: string[]): Promise<Job> => {
  for (let now = await look(job); ; now = await look(job)) {
    if (statuses.includes(now.status)) return now;
    await setTimeout(50);
  }
};
const cancel = async ({ id }: Job): Promise<Job> =>
  ask<Job>(other.address, `/api/v1/jobs/${id}`, { method: 'DELETE' });

describe('Jobs of a ledger in PostgreSQL', { timeout: 300_000 }, () => {
  it('are refused while nobody works on them, and it is said who could', async () => {
    const answer = await post(light, asJob);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([503, '5']);
    expect(((await answer.json()) as Problem).detail).toContain('start `gigaledger work`');
  });

  it('are worked on by a process of its own, and followed at another server, with the answer that waiting gives', async () => {
    running = await worker(place, database.url);
    const job = await start(light);
    expect(job).toMatchObject({ status: 'waiting', startedAt: null });
    const told = await (await fetch(`${other.address}/api/v1/jobs/${job.id}/events`)).text();
    const events = [...told.matchAll(/^event: (\w+)\ndata: (.*)$/gm)];
    expect(events.map(([, name]) => name)).toEqual([...events.slice(1).map(() => 'progress'), 'done']);
    const steps = events.map(([, , data]) => (JSON.parse(data!) as Job).progress.done);
    expect(steps).toEqual([...steps].sort((left, right) => left - right));
    expect(steps.at(-1)).toBeGreaterThan(1);
    const [here, there] = await Promise.all([look(job, one), look(job)]);
    expect(here).toEqual(there);
    expect(here.answer).toEqual(await waitFor(light));
  });

  it.each([
    '/api/v1/views/obligations?effectiveAt=2026-06-30&knownAt=2026-06-30&rests=all',
    '/api/v1/changes?from=2025-12-01&to=2026-02-01&effectiveAt=2026-06-30',
    '/api/v1/deals/deal-meta-capex-2026/why?effectiveAt=2026-06-30&knownAt=2026-06-30',
  ])('answer a question with the bytes that waiting gives: %s', async (path) => {
    const asked = await fetch(one.address + path, { headers: asJob });
    expect(asked.status).toBe(202);
    const job = asked.headers.get('location') ?? '';
    while (['waiting', 'running'].includes((await ask<Job>(one.address, job)).status)) await setTimeout(50);
    const [told, waited] = await Promise.all(
      [job, path].map(async (each) => (await fetch(other.address + each)).text()),
    );
    expect(told?.endsWith(`,"answer":${waited}}`)).toBe(true);
  });

  it('fail with the problem that waiting gives', async () => {
    const wrong = { ...light, edits: [{ ...delay, target: 'deal-of-nobody' }] };
    const { problem } = await until(await start(wrong), 'failed', 'done');
    const { type, detail, errors } = (await (await post(wrong)).json()) as Problem;
    expect(problem).toMatchObject({ type, detail, errors });
  });

  it('are called off at another server: what works on them works on what comes next', async () => {
    const job = await start(endless);
    await until(job, 'running');
    expect(await cancel(job)).toMatchObject({ status: 'cancelled' });
    expect((await until(await start(light), 'done', 'failed')).status).toBe('done');
    expect((await look(job, one)).status).toBe('cancelled');
  });

  it('that nobody started are not there', async () => {
    const answer = await fetch(`${one.address}/api/v1/jobs/00000000-0000-4000-8000-000000000000`);
    expect(answer.status).toBe(404);
  });

  it('whose process was killed are finished by another, with the same hash; those of one that stops are given back', async () => {
    const control = await withoutHeartbeat();
    const job = await start(long);
    await until(job, 'running');
    const killedAt = performance.now();
    await running!.end('SIGKILL');
    expect((await look(job)).status).toBe('running');

    running = await worker(place, database.url);
    const next = await start(endless);
    await until(next, 'running');
    expect(await running.end('SIGTERM')).toBe(0);
    expect((await until(next, 'waiting', 'failed')).status).toBe('waiting');
    await cancel(next);

    // Nobody does nothing else any more: the server that has processes stands in.
    await other.end('SIGTERM');
    other = await served(place, database.url, [], '1');
    const { answer } = await until(job, 'done', 'failed');
    console.log(
      `a job was finished ${Math.round(performance.now() - killedAt)} ms after its process was killed`,
    );
    expect(answer!.resultHash).toBe((await waitFor(long)).resultHash);
    expect(await control.isTakenAgain()).toBe(false);
  });

  it('are left to the processes that do nothing else as soon as there is one', async () => {
    running = await worker(place, database.url);
    const standing =
      "SELECT workers FROM gigaledger_queue.instance WHERE name = 'serve' AND stopped_on IS NULL";
    for (let taking = 1; taking > 0; await setTimeout(100))
      taking = ((await server.ask(standing, database.url))[0]!.workers as unknown[]).length;
    expect((await until(await start(light), 'done', 'failed')).status).toBe('done');
  });

  it('leave the log as it was', async () => {
    const env = { STORE_URL: database.url };
    expect(await place.run(['verify'], { env })).toMatchObject({ code: 0 });
    const change = server.ask("UPDATE gigaledger.events SET stream = 'deal-other'", database.url);
    await expect(change).rejects.toThrow('an event is never changed');
  });
});

/** The control: a job of a queue that asks for no sign of life, taken by somebody who does nothing about it. */
const withoutHeartbeat = async () => {
  const queue = 'without-heartbeat';
  const boss = new PgBoss({ connectionString: database.url, schema: 'gigaledger_queue', supervise: false });
  boss.on('error', () => undefined);
  await boss.start();
  await boss.createQueue(queue);
  await boss.send(queue, {});
  expect(await boss.fetch(queue)).toHaveLength(1);
  const isTakenAgain = async (): Promise<boolean> => {
    const again = await boss.fetch(queue);
    await boss.stop({ graceful: false });
    return again.length > 0;
  };
  return { isTakenAgain };
};

describe('A process that works', () => {
  it('needs a database to share', async () => {
    const { code, stderr } = await place.run(['work'], { env: { STORE_URL: 'sqlite:ledger.db' } });
    expect([code, stderr]).toEqual([2, expect.stringContaining('STORE_URL must be postgres://…')]);
  });
  it('works on one job at least', async () => {
    const { code, stderr } = await place.run(['work', '--jobs', '0']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('--jobs must be from 1 to 64')]);
  });
});
