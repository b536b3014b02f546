import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { party, type Problem } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { canWatchDisk, diskBetween, diskFaults } from './disk.js';

describe.runIf(canWatchDisk)('A server whose disk fails', () => {
  let between: ReturnType<typeof diskBetween>;
  let place: ReturnType<typeof workplace>;
  let server: Awaited<ReturnType<typeof served>>;
  let fault: string;
  beforeAll(async () => {
    between = diskBetween();
    place = workplace();
    fault = `${place.folder}.fault`;
    await start();
  });
  afterEach(() => rmSync(fault, { force: true }));
  afterAll(async () => {
    await server.end('SIGKILL');
    place.remove();
    between.remove();
  });

  const failing = [
    ['syncs', diskFaults.syncs, '/docs/problems/outcome-unknown'],
    ['room', diskFaults.room, '/docs/problems/store-unavailable'],
    ['writing', diskFaults.writing, '/docs/problems/store-unavailable'],
  ] as const;

  const start = async (): Promise<void> => {
    const broken = between.environment({ folder: place.folder, fault });
    server = await served(place, 'sqlite:ledger.db', ['--empty'], '0', broken);
  };

  const ask = async (address: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(server.address + address, sent);
    const answer = (await response.json()) as Problem & { events?: { stream: string }[] };
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: answer };
  };
  const record = (slug: string) => ask('/api/v1/events', [party(slug)]);
  const streams = async (): Promise<string[]> =>
    ((await ask('/api/v1/events')).body.events ?? []).map(({ stream }) => stream);
  const readiness = async (): Promise<number> => (await ask('/health/ready')).status;

  it.each(failing)(
    'in its %s acknowledges nothing, goes on reading, recovers by itself, and if killed has what it said',
    async (name, letter, problem) => {
      const slug = (what: string): string => `${what}-${name}`;
      expect((await record(slug('before'))).status).toBe(201);
      const acknowledged = await streams();
      writeFileSync(fault, letter);
      for (const { status, retryAfter, body } of await Promise.all(['a', 'b', 'c', 'd'].map(record)))
        expect([status, retryAfter, body.type]).toEqual([503, expect.stringMatching(/^\d+$/), problem]);
      expect(await streams()).toEqual(acknowledged);
      expect((await ask('/api/v1/views/compute-capacity')).status).toBe(200);
      expect(await readiness()).toBe(503);
      rmSync(fault);
      await expect.poll(readiness).toBe(200);
      expect((await record(slug('after'))).status).toBe(201);
      writeFileSync(fault, letter);
      const sent = { ...party(slug('refused')), id: randomUUID() };
      expect((await ask('/api/v1/events', [sent])).body.type).toBe(problem);
      await server.end('SIGKILL');
      rmSync(fault);
      await start();
      const expected = [...acknowledged, `party-${slug('after')}`];
      if (problem !== '/docs/problems/outcome-unknown') expect(await streams()).toEqual(expected);
      expect((await ask('/api/v1/events', [sent])).status).toBeLessThan(300);
      expect(await streams()).toEqual([...expected, `party-${slug('refused')}`]);
      expect((await ask('/api/v1/log/verify')).body).toMatchObject({ ok: true });
    },
  );

  it('in its syncs is not noticed by a driver that leaves them to chance: the control', () => {
    const file = join(place.folder, 'kept.db');
    writeFileSync(fault, diskFaults.syncs);
    const careless = `const file = new (require('better-sqlite3'))(${JSON.stringify(file)});
      file.pragma('synchronous = OFF');
      file.exec('CREATE TABLE kept (id INTEGER); INSERT INTO kept VALUES (1)');
      console.log('acknowledged');`;
    const env = { ...process.env, ...between.environment({ folder: place.folder, fault }) };
    const { stdout } = spawnSync(process.execPath, ['-e', careless], { env, encoding: 'utf8' });
    expect([stdout, existsSync(file)]).toEqual(['acknowledged\n', true]);
  });
});
