import { execFileSync } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { party, type Problem, TestServer } from './http-server.js';

interface Job {
  id: string;
  status: string;
  progress: { done: number; of: number };
  startedAt: string | null;
  answer?: ScenarioAnswer;
  problem?: Problem;
}

const runAddress = '/api/v1/scenarios/run';
const delays = ['openai-amd', 'openai-nvidia', 'openai-aws'].map((deal) => ({
  op: 'delay',
  target: `deal-${deal}-2025`,
  months: 6,
  probability: 0.5,
}));
const cut = { effectiveAt: '2026-06-30', knownAt: '2026-06-30' };

/** Some work: three years, every selection and every outcome of three edits that a cap ties together. */
const heavy = {
  edits: [...delays.slice(0, 2), { op: 'cap', perQuarterKw: 1_000_000, overflow: 'defer' }],
  views: [{ view: 'compute-capacity', timeline: 'year', from: '2025-01-01', to: '2027-12-31', ...cut }],
  monteCarlo: { draws: 1_000, seed: 7 },
  attribution: true,
  tornado: true,
};

/** Minutes of work, however fast the engine: twenty views of fifty years by month. */
const endless = {
  edits: delays.slice(0, 1),
  views: Array.from({ length: 20 }, (_, more) => ({
    view: 'flows',
    timeline: 'month',
    from: `${1990 - more}-01-01`,
    to: `${2039 - more}-12-31`,
    ...cut,
  })),
};

/** Twenty periods of every deal: little work, but more than is done in the process that serves. */
const tooHeavyToAnswerAtOnce =
  '/api/v1/views/flows?timeline=quarter&from=2025-01-01&to=2029-12-31&effectiveAt=2026-06-30';
const plainView = '/api/v1/views/market-share';

const start = async (server: TestServer, scenario: unknown): Promise<Job> => {
  const { status, body } = await server.post<Job>(runAddress, scenario, { prefer: 'respond-async' });
  expect(status).toBe(202);
  return body;
};

const look = async (server: TestServer, { id }: Job): Promise<Job> =>
  (await server.ask<Job>(`/api/v1/jobs/${id}`)).body;

const until = async (server: TestServer, job: Job, ...statuses: string[]): Promise<Job> => {
  for (;;) {
    const now = await look(server, job);
    if (statuses.includes(now.status)) return now;
    await setTimeout(50);
  }
};

const cancel = async (server: TestServer, { id }: Job): Promise<Job> =>
  (await server.ask<Job>(`/api/v1/jobs/${id}`, { method: 'DELETE' })).body;

/** The processes that work for this one. */
const workersAtWork = (): string[] => {
  const listed = execFileSync('ps', ['-o', 'pid=,args=', '--ppid', String(process.pid)], {
    encoding: 'utf8',
  });
  return listed.split('\n').filter((line) => line.includes('worker.js'));
};

describe('a heavy scenario', () => {
  it('has the same answer with one, two, three and four workers, with none, and after a restart', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'http-'));
    const hashes: string[] = [];
    for (const processes of [0, 1, 2, 3, 4, 1]) {
      const server = await TestServer.start({ folder, publicRecord: true, work: { processes } });
      const { status, body } = await server.post<ScenarioAnswer>(runAddress, { base: 1_000, ...heavy });
      expect(status).toBe(200);
      hashes.push(body.resultHash);
      await server.serving.close();
    }
    await rm(folder, { recursive: true });
    expect(hashes).toEqual(hashes.map(() => hashes[0]));
    // Six servers, each with the record and the scenario once.
  }, 300_000);
});

describe('a job', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ publicRecord: true, work: { processes: 1 } });
  });
  afterAll(() => server.stop());

  it('has an address at which it comes on and ends with the answer that waiting gives', async () => {
    const { status, headers, body } = await server.post<Job>(runAddress, heavy, {
      prefer: 'respond-async, wait=10',
    });
    expect([status, headers.get('preference-applied'), headers.get('location')]).toEqual([
      202,
      'respond-async',
      `/api/v1/jobs/${body.id}`,
    ]);
    expect(body).toMatchObject({ status: 'waiting', startedAt: null });
    const done = await until(server, body, 'done', 'failed');
    expect(done).toMatchObject({ status: 'done', startedAt: expect.any(String) as string });
    expect(done.progress.done).toBe(done.progress.of);
    expect(done.answer).toEqual((await server.post(runAddress, heavy)).body);
  });

  it('tells of its progress, then of its end, and then no more', async () => {
    const job = await start(server, heavy);
    const { text } = await server.ask(`/api/v1/jobs/${job.id}/events`);
    const told = [...text.matchAll(/^event: (\w+)\ndata: (.*)$/gm)].map(([, name, data]) => ({
      name,
      ...(JSON.parse(data!) as Job),
    }));
    expect(told.map(({ name }) => name)).toEqual([...told.slice(1).map(() => 'progress'), 'done']);
    const done = told.map(({ progress }) => progress.done);
    expect(done).toEqual([...done].sort((left, right) => left - right));
    expect(done[0]).toBe(0);
    expect(told.at(-1)!.progress.of).toBe(done.at(-1));
    expect(told.at(-1)!.answer).toBeUndefined();
  });

  it('seeks a goal, too', async () => {
    const goal = {
      edits: [{ op: 'scale', target: 'deal-openai-nvidia-2025', toBp: { assumption: 'part' } }],
      views: [{ view: 'compute-capacity', by: 'layer', layer: 'chips', ...cut }],
      goal: { lever: 'part', least: 0, most: 10_000, step: 100, target: { measure: 'headlineKw', level: 1 } },
    };
    const { body } = await server.post<Job>('/api/v1/scenarios/goal', goal, { prefer: 'respond-async' });
    const { answer } = await until(server, body, 'done', 'failed');
    expect(answer).toMatchObject({ found: { passes: true } });
    expect(answer).toEqual((await server.post('/api/v1/scenarios/goal', goal)).body);
  });

  it('fails with the problem that waiting gives', async () => {
    const wrong = { ...heavy, edits: [{ op: 'delay', target: 'deal-of-nobody', months: 1 }] };
    const { problem } = await until(server, await start(server, wrong), 'failed', 'done');
    const { body } = await server.post<Problem>(runAddress, wrong);
    const { instance: _i, requestId: _r, ...reason } = body;
    expect(problem).toMatchObject(reason);
    expect(reason.errors).toHaveLength(1);
  });

  it('that nobody started is not there, and a name that is none is refused', async () => {
    const { status } = await server.ask('/api/v1/jobs/00000000-0000-4000-8000-000000000000');
    expect([status, (await server.ask('/api/v1/jobs/1')).status]).toEqual([404, 400]);
  });
});

describe('while a job runs', () => {
  let server: TestServer;
  beforeEach(async () => {
    server = await TestServer.start({ publicRecord: true, work: { processes: 1 } });
  });
  afterEach(() => server.stop());

  it('everything else is answered before it ends', async () => {
    const job = await start(server, endless);
    await until(server, job, 'running');
    expect((await server.ask('/health/live')).status).toBe(200);
    expect((await server.ask(plainView)).status).toBe(200);
    expect((await look(server, job)).status).toBe('running');
  });

  it('it can be called off: its process ends, and another one takes what comes next', async () => {
    const job = await start(server, endless);
    await until(server, job, 'running');
    const before = workersAtWork();
    const next = await start(server, heavy);
    expect(await cancel(server, job)).toMatchObject({ status: 'cancelled' });
    expect((await until(server, next, 'done', 'failed')).status).toBe('done');
    const after = workersAtWork();
    expect(before.filter((one) => !after.includes(one))).not.toEqual([]);
    expect(after.filter((one) => !before.includes(one))).toHaveLength(1);
    expect((await look(server, job)).status).toBe('cancelled');
  });

  it('a question whose asker leaves is called off, too', async () => {
    const leaving = new AbortController();
    const asked = fetch(`${server.url}${runAddress}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(endless),
      signal: leaving.signal,
    });
    await setTimeout(1_500);
    leaving.abort();
    await expect(asked).rejects.toThrow();
    expect((await server.post(runAddress, heavy)).status).toBe(200);
  });

  it('keeps no question waiting that is heavy itself', async () => {
    const running = await start(server, endless);
    await until(server, running, 'running');
    expect((await server.ask(tooHeavyToAnswerAtOnce)).status).toBe(200);
    expect((await look(server, running)).status).toBe('running');
    await cancel(server, running);
  });

  it('another one waits, and answers at the position at which it was asked', async () => {
    const { body: before } = await server.post<ScenarioAnswer>(runAddress, heavy);
    const running = await start(server, endless);
    await until(server, running, 'running');
    const waiting = await start(server, heavy);
    expect((await server.record(party('somebody'))).status).toBe(201);
    expect((await look(server, waiting)).status).toBe('waiting');
    await cancel(server, running);
    const { answer } = await until(server, waiting, 'done', 'failed');
    expect(answer).toEqual(before);
    const { body: after } = await server.post<ScenarioAnswer>(runAddress, heavy);
    expect(after.base.position).toBe(before.base.position + 1);
  });

  it('more than sixteen are refused, with the time to come again', async () => {
    const jobs: Job[] = [];
    for (let count = 0; count < 16; count++) jobs.push(await start(server, endless));
    const { status, headers, body } = await server.post<Problem>(runAddress, heavy, {
      prefer: 'respond-async',
    });
    expect([status, body.type, headers.get('retry-after')]).toEqual([503, '/docs/problems/busy', '5']);
    for (const job of jobs) await cancel(server, job);
    expect((await start(server, heavy)).status).toBe('waiting');
  });

  it('the server can stop', async () => {
    const job = await start(server, endless);
    await until(server, job, 'running');
    const followed = await fetch(`${server.url}/api/v1/jobs/${job.id}/events`);
    await server.serving.close();
    expect(await followed.text()).toMatch(/event: cancelled\n.*\n\n$/);
  });
});

describe('the limits of work', () => {
  const failing = async (work: object): Promise<void> => {
    const server = await TestServer.start({ publicRecord: true, work });
    const { status, body } = await server.post<Problem>(runAddress, endless);
    expect([status, body.type]).toEqual([422, '/docs/problems/too-much-work']);
    const { problem } = await until(server, await start(server, endless), 'failed');
    expect(problem!.detail).toBe(body.detail);
    expect((await server.ask(plainView)).status).toBe(200);
    await server.stop();
  };

  it('are of time', () => failing({ seconds: 1 }));

  it('are of memory, of the worker alone', () => failing({ mebibytes: 64 }));
});

describe('without workers', () => {
  it('a job is worked out where it is asked', async () => {
    const server = await TestServer.start({ publicRecord: true });
    const scenario = { edits: heavy.edits, views: heavy.views };
    const job = await start(server, scenario);
    const { answer } = await until(server, job, 'done', 'failed');
    expect(answer).toEqual((await server.post(runAddress, scenario)).body);
    await server.stop();
  });
});
