import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { KeyFile } from '../../src/access/key-file.js';
import { KeyRing } from '../../src/access/key-ring.js';
import { serve, type Serving } from '../../src/serving.js';
import { ReplicatedPair } from '../postgres/pair.js';
import { assertDescribed } from './http-described.js';
import { party } from './http-server.js';

let pair: ReplicatedPair;
let url: string;
/** Records; answers off the standby within a second; answers off it within an hour. */
let recording: Serving;
let strict: Serving;
let lenient: Serving;

const started = async (maxLagSeconds?: number): Promise<Serving> =>
  serve(
    {
      storeUrl: url,
      host: '127.0.0.1',
      port: 0,
      publicRecord: true,
      ...(maxLagSeconds !== undefined && { maxLagSeconds }),
    },
    { say: () => undefined },
  );

beforeAll(async () => {
  pair = await ReplicatedPair.start('asynchronous');
  url = await pair.database();
  recording = await started();
  await pair.reaches();
  [strict, lenient] = await Promise.all([started(1), started(3_600)]);
});
afterAll(async () => {
  await Promise.all([strict, lenient, recording].map((serving) => serving.close()));
  await pair.stop();
});

const asked = async (
  { url: place }: Serving,
  address: string,
  body?: unknown,
): Promise<{ status: number; headers: Headers; body: Record<string, unknown> }> => {
  const response = await fetch(place + address, {
    ...(body !== undefined && {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  });
  const told = (await response.json()) as Record<string, unknown>;
  assertDescribed(body === undefined ? 'GET' : 'POST', address, response, told);
  return { status: response.status, headers: response.headers, body: told };
};

const statusOf = async (serving: Serving, address: string): Promise<number> =>
  (await asked(serving, address)).status;
const knows = async (serving: Serving, slug: string): Promise<boolean> =>
  (await statusOf(serving, `/api/v1/parties/${slug}`)) === 200;
const record = async (slug: string): Promise<void> =>
  expect(await asked(recording, '/api/v1/events', party(slug))).toMatchObject({ status: 201 });

const patience = { timeout: 30_000, interval: 50 };
const view = '/api/v1/views/compute-capacity?by=tranche';

describe('A process that is told how late it may be', () => {
  it('answers off the standby what the other records, and says how late it is', async () => {
    await record('seen');
    await expect.poll(() => knows(strict, 'seen'), patience).toBe(true);
    const { status, body } = await asked(strict, '/health/ready');
    expect([status, body.status, body.standbys]).toEqual([200, 'ready', undefined]);
    expect(body.lagSeconds).toBeLessThan(1);
    const [same, other] = [await asked(strict, view), await asked(recording, view)];
    expect(same.body.viewHash).toBe(other.body.viewHash);
    const metrics = await (await fetch(`${strict.url}/metrics`)).text();
    expect(metrics).toMatch(/^gigaledger_standby_lag_seconds 0\.\d+$/m);
    expect(metrics).not.toContain('gigaledger_store_writable ');
    const readers = `SELECT count(*)::int AS count FROM pg_stat_activity WHERE application_name = 'gigaledger'`;
    expect((await pair.standby.ask(readers))[0]!.count).toBeGreaterThanOrEqual(2);
  });

  it('refuses to record, and says where to', async () => {
    const refused = await asked(strict, '/api/v1/events', party('lost'));
    expect(refused.status).toBe(421);
    expect(refused.body).toMatchObject({
      type: expect.stringMatching(/reads-a-standby$/) as unknown,
      detail: 'this process reads a standby and records nothing: send it to one that records',
    });
    expect(await knows(recording, 'lost')).toBe(false);
  });

  it('answers no question while the standby is later, and by itself once it is not', async () => {
    const letGo = await pair.holdBack();
    await record('held-back');
    await expect.poll(() => statusOf(strict, '/health/ready'), patience).toBe(503);
    const late = await asked(strict, view);
    expect(late.status).toBe(503);
    expect(late.headers.get('retry-after')).toBe('1');
    expect(late.body.detail).toMatch(/^the standby may be \d+\.\d s late, and at most 1 s are allowed/);
    expect(await statusOf(strict, '/health/live')).toBe(200);
    // The control: who was told that an hour is well answers what the standby had.
    expect([await statusOf(lenient, view), await knows(lenient, 'held-back')]).toEqual([200, false]);
    letGo();
    await expect.poll(() => statusOf(strict, '/health/ready'), patience).toBe(200);
    await expect.poll(() => knows(strict, 'held-back'), patience).toBe(true);
  });

  it('grows late with a primary that is away, and is in time again when the standby was promoted', async () => {
    await pair.reaches();
    await pair.primary.crash();
    await expect.poll(() => statusOf(strict, view), patience).toBe(503);
    expect(await statusOf(lenient, view)).toBe(200);
    await pair.standby.ask('SELECT pg_promote(true, 30)');
    await expect.poll(() => statusOf(strict, view), patience).toBe(200);
    await expect.poll(async () => (await asked(recording, '/health/ready')).status, patience).toBe(200);
    await record('after');
    await expect.poll(() => knows(strict, 'after'), patience).toBe(true);
  });

  it('is refused beside a file, which has no standby', async () => {
    const beside = { storeUrl: 'sqlite:/nowhere/x.db', host: '127.0.0.1', port: 0, publicRecord: false };
    await expect(serve({ ...beside, maxLagSeconds: 1 })).rejects.toThrow(/--max-lag .* is for a database/);
  });

  it('is refused with confidential facts, which stand where the log of the primary ends', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'lag-'));
    const keysFile = join(folder, 'keys.json');
    new KeyRing(new KeyFile(keysFile)).create('trusted', ['read', 'confidential'], null);
    const beside = { storeUrl: url, host: '127.0.0.1', port: 0, publicRecord: false, keysFile };
    const refused = serve({ ...beside, maxLagSeconds: 1, confidentialStore: join(folder, 'secret.db') });
    await expect(refused).rejects.toThrow(
      /^CONFIDENTIAL_STORE and --max-lag \(MAX_LAG\) do not go together$/,
    );
    expect(existsSync(join(folder, 'secret.db'))).toBe(false);
    rmSync(folder, { recursive: true });
  });
});
