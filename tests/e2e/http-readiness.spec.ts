import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { party, type Problem, TestServer } from './http-server.js';

let server: TestServer;
let file: string;
beforeEach(async () => {
  server = await TestServer.start();
  file = join(server.folder, 'ledger.db');
  await server.record([party('openai'), party('amd')]);
});
afterEach(async () => server.stop());

const ready = async (): Promise<[number, Problem & { firstBadPosition?: number }]> => {
  const { status, body } = await server.ask<Problem>('/health/ready');
  return [status, body];
};

describe('A server whose event file goes', () => {
  it.each<[string, () => void]>([
    ['removed', () => rmSync(file)],
    ['replaced', () => (copyFileSync(file, `${file}.copy`), renameSync(`${file}.copy`, file))],
  ])('acknowledges nothing once it is %s, is not ready, and goes on reading', async (how, spoil) => {
    spoil();
    const { status, body, headers } = await server.record<Problem>(party('nvidia'));
    expect([status, body.type, body.detail, headers.get('retry-after')]).toEqual([
      503,
      '/docs/problems/store-unavailable',
      expect.stringContaining(`the event file was ${how} while it is in use`) as string,
      '1',
    ]);
    const [notReady, why] = await ready();
    expect([notReady, why.type]).toEqual([503, '/docs/problems/not-ready']);
    expect(why.detail).toContain(how);
    expect((await server.ask('/api/v1/log/proof')).body.position).toBe(2);
    expect((await server.ask('/health/live')).status).toBe(200);
  });

  it('is ready again, and records, once the same file is back', async () => {
    renameSync(file, `${file}.away`);
    expect((await ready())[0]).toBe(503);
    renameSync(`${file}.away`, file);
    expect((await ready())[0]).toBe(200);
    expect((await server.record(party('nvidia'))).status).toBe(201);
  });
});

describe('A server whose log was found broken', () => {
  const spoil = (): void => {
    const raw = new Database(file);
    raw.exec('DROP TRIGGER events_are_never_changed');
    raw.exec("UPDATE events SET canonical = replace(canonical, 'amd', 'and') WHERE position = 2");
    raw.close();
  };

  it('records before it is verified, and from then on only reads, saying where it is broken', async () => {
    spoil();
    expect((await ready())[0]).toBe(200);
    expect((await server.ask('/api/v1/log/verify')).body).toMatchObject({ ok: false });
    const before = (await server.ask('/api/v1/log/proof')).text;
    const { status, body, headers } = await server.record<Problem & { firstBadPosition: number }>(party('x'));
    expect([status, body.type, body.firstBadPosition, headers.get('retry-after')]).toEqual([
      503,
      '/docs/problems/log-broken',
      2,
      '60',
    ]);
    const [notReady, why] = await ready();
    expect([notReady, why.firstBadPosition]).toEqual([503, 2]);
    expect(why.detail).toContain('broken at position 2');
    expect((await server.ask('/api/v1/views/compute-capacity')).status).toBe(200);
    expect((await server.ask('/api/v1/log/proof')).text).toBe(before);
  });
});
