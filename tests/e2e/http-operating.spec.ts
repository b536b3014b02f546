import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import parse from 'parse-prometheus-text-format';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { maskSecrets } from '../../src/journal/masked.js';
import { party, type Problem, TestServer } from './http-server.js';

let server: TestServer;
const lines: string[] = [];
beforeAll(async () => {
  server = await TestServer.start({ journal: { write: (line) => void lines.push(line) } });
});
afterAll(async () => server.stop());

const told = (text: string) => new Map(parse(text).map((family) => [family.name, family]));

const scraped = async (headers: Record<string, string> = {}) => {
  const { text, headers: answered } = await server.ask('/metrics', { headers });
  expect(answered.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
  return told(text);
};

/** A number of a scrape: the whole one, or that with these labels. */
const numberIn = (families: Awaited<ReturnType<typeof scraped>>, name: string, labels?: object): number => {
  const samples = families.get(name)?.metrics ?? [];
  const found = samples.find((one) => JSON.stringify(one.labels ?? {}) === JSON.stringify(labels ?? {}));
  return Number(found?.value ?? 0);
};

/** The lines of the log about one request, once it is there: an answer is logged after it was read. */
const linesAbout = async (requestId: string): Promise<Record<string, unknown>[]> =>
  expect
    .poll(() => lines.filter((line) => line.includes(requestId)).length)
    .toBeGreaterThan(0)
    .then(() =>
      lines
        .filter((line) => line.includes(requestId))
        .map((line) => JSON.parse(line) as Record<string, unknown>),
    );

describe('The metrics', () => {
  it('count what was appended, and what was refused for its revision', async () => {
    await server.record([party('openai'), party('amd'), party('nvidia')]);
    await server.record(party('openai'));
    expect((await server.record({ ...party('openai'), expectedRevision: 7 })).status).toBe(412);
    const families = await scraped();
    const numbers = ['appended_events_total', 'conflicts_total', 'log_position', 'projection_lag_events'];
    expect(numbers.map((name) => numberIn(families, `gigaledger_${name}`))).toEqual([3, 1, 3, 0]);
  });

  it('count answers by view and status, and how long they took', async () => {
    const before = await scraped();
    await server.ask('/api/v1/views/ownership');
    await server.ask('/api/v1/views/ownership.csv');
    await server.ask('/api/v1/views/ownership?by=nothing');
    await server.ask('/api/v1/views/none-such');
    const answers = (families: typeof before, status: string) =>
      numberIn(families, 'gigaledger_answers_total', { view: 'ownership', status });
    await expect.poll(async () => answers(await scraped(), '400')).toBe(1);
    const after = await scraped();
    expect(answers(after, '200')).toBe(2);
    const [seconds] = after.get('gigaledger_answer_seconds')!.metrics;
    expect([seconds!.count, seconds!.buckets!['+Inf']]).toEqual(['3', '3']);
    expect(Number(seconds!.sum)).toBeGreaterThan(0);
    const views = after.get('gigaledger_answers_total')!.metrics.map(({ labels }) => labels!.view);
    expect(views).not.toContain('none-such');
    const route = { method: 'GET', route: '/api/v1/views/:view' };
    expect(numberIn(after, 'gigaledger_requests_total', { ...route, status: '404' })).toBe(1);
  });

  it('count the streams that are open', async () => {
    const leaving = new AbortController();
    await fetch(`${server.url}/api/v1/events/stream`, { signal: leaving.signal });
    expect(numberIn(await scraped(), 'gigaledger_streams_open')).toBe(1);
    leaving.abort();
    await expect.poll(async () => numberIn(await scraped(), 'gigaledger_streams_open')).toBe(0);
  });

  it('say how late the event loop was, and that the store can be written', async () => {
    const delayIn = (found: Awaited<ReturnType<typeof scraped>>) =>
      found.get('gigaledger_event_loop_delay_seconds')!.metrics[0]!;
    const looks = Number(delayIn(await scraped()).count);
    await expect.poll(async () => Number(delayIn(await scraped()).count)).toBeGreaterThan(looks);
    // The first look after a scrape only begins: what is held up is what comes after it.
    await sleep(100);
    const until = performance.now() + 200;
    while (performance.now() < until);
    await sleep(100);
    const families = await scraped();
    expect(Number(delayIn(families).quantiles!['1'])).toBeGreaterThan(0.1);
    expect(numberIn(families, 'gigaledger_store_writable')).toBe(1);
    expect(numberIn(families, 'gigaledger_jobs_waiting')).toBe(0);
  });

  it('are text whose every line Prometheus can read', async () => {
    const { text } = await server.ask('/metrics');
    const label = String.raw`[a-z_]+="(?:[^"\\\n]|\\["\\n])*"`;
    const line = new RegExp(
      String.raw`^(?:# HELP [a-z_]+ [^\\\n]+|# TYPE [a-z_]+ (?:counter|gauge|histogram|summary)|[a-z_]+(?:\{${label}(?:,${label})*\})? (?:NaN|[+]Inf|-?\d+(?:\.\d+)?(?:e[+-]?\d+)?))$`,
    );
    const strange = text.split('\n').filter((one) => one !== '' && !line.test(one));
    expect([strange, text.endsWith('\n')]).toEqual([[], true]);
  });
});

describe('The log', () => {
  it('has a line for each answer, by the name that the caller gave its request', async () => {
    await server.ask('/api/v1/views/ownership', { headers: { 'x-request-id': 'from-a-caller' } });
    const [line, ...more] = await linesAbout('from-a-caller');
    expect(more).toEqual([]);
    expect(line).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      pid: process.pid,
      requestId: 'from-a-caller',
      method: 'GET',
      route: '/api/v1/views/:view',
      status: 200,
      ms: expect.any(Number) as number,
      msg: 'answered',
    });
  });

  it('names a refusal as its problem document does', async () => {
    const { body } = await server.ask<Problem>('/api/v1/deals/deal-none');
    expect(await linesAbout(body.requestId)).toMatchObject([{ status: 404, route: '/api/v1/deals/:id' }]);
  });
});

describe('Secrets', () => {
  it('are in no line of the log, however they were sent', async () => {
    const ring = new KeyRing(new KeyFile(join(server.folder, 'ledger.db.keys.json')));
    const { key } = ring.create('desk', ['read', 'record', 'admin'], null);
    const bearer = { authorization: `Bearer ${key}` };
    const hook = { secret: `whsec_${'U2VjcmV0'.repeat(4)}`, token: 'planted-token', login: 'planted-login' };
    await server.ask(`/api/v1/deals?access_token=${key}&token=${hook.token}`);
    await server.ask('/api/v1/deals', { headers: { ...bearer, 'x-request-id': key } });
    await server.ask(`/api/v1/jobs/${hook.token}`, { headers: bearer });
    const signedIn = await fetch(`${server.url}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ key }),
    });
    const [cookie = ''] = (signedIn.headers.get('set-cookie') ?? '').split(';');
    await server.ask('/api/v1/deals', { headers: { cookie } });
    const address = `http://${hook.login}@example.org/in?token=${hook.token}`;
    await server.post('/api/v1/webhooks', { address, secret: hook.secret }, bearer);
    const { headers } = await server.ask('/metrics', { headers: bearer });
    const log = await linesAbout(headers.get('x-request-id')!).then(() => lines.join(''));
    expect(log).toContain('"key":"desk"');
    const planted = [key, key.slice(6, 30), cookie.split('=')[1]!, hook.secret, hook.token, hook.login];
    expect(planted.filter((secret) => secret === '' || log.includes(secret))).toEqual([]);
  });

  it.each([
    ['"x-request-id":"glk_r_0123456789_abc"', '"x-request-id":"glk_…"'],
    ['Error: no "Bearer abc.def" here', 'Error: no "Bearer …" here'],
    ['postgres://ledger:pass@db:5432/x is away', 'postgres://…@db:5432/x is away'],
    ['got whsec_AbC/d+e= and gigaledger_session=a-b_c;', 'got whsec_… and gigaledger_session=…;'],
    ['https://example.org/in?token=abc#x failed', 'https://example.org/in?… failed'],
  ])('are masked in whatever line they got into: %s', (line, masked) => {
    expect(maskSecrets(line)).toBe(masked);
  });
});
