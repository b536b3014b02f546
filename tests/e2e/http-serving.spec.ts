import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BadConfiguration } from '../../src/configuration.js';
import { EventStore } from '../../src/store/store.js';
import { serve } from '../../src/serving.js';
import { party, type Problem, TestServer } from './http-server.js';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'serving-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const configuration = (more: Partial<{ host: string; port: number; publicRecord: boolean }> = {}) => ({
  storeUrl: `sqlite:${join(folder, 'ledger.db')}`,
  host: '127.0.0.1',
  port: 0,
  publicRecord: false,
  ...more,
});

const occupy = (port: number): Promise<Server> =>
  new Promise((resolve, reject) => {
    const server = createServer().once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve(server));
  });

const portOf = (server: Server): number => (server.address() as { port: number }).port;

describe('serving', () => {
  it('takes the next free port when one is taken, and says so', async () => {
    const taken = await occupy(0);
    const said: string[] = [];
    const serving = await serve(configuration({ port: portOf(taken) }), { say: (line) => said.push(line) });
    try {
      const { port } = new URL(serving.url);
      expect(Number(port)).toBeGreaterThan(portOf(taken));
      expect(said).toEqual([`Port ${portOf(taken)} is taken: it is ${port} instead.`]);
      expect((await fetch(`${serving.url}/health/live`)).status).toBe(200);
    } finally {
      await serving.close();
      taken.close();
    }
  });

  it.each(['0.0.0.0', '::', '192.168.0.1', 'example.org', '127.0.0.1.example.org'])(
    'refuses to listen on %s',
    async (host) => {
      await expect(serve(configuration({ host }))).rejects.toThrow(BadConfiguration);
    },
  );

  it.each(['127.0.0.1', 'localhost'])('listens on %s', async (host) => {
    const serving = await serve(configuration({ host }), { say: () => {} });
    expect((await fetch(`${serving.url}/health/ready`)).status).toBe(200);
    await serving.close();
  });

  it('records the public record on an empty store, once', async () => {
    const said: string[] = [];
    const first = await serve(configuration({ publicRecord: true }), { say: (line) => said.push(line) });
    const head = await (await fetch(`${first.url}/api/v1/log/proof`)).text();
    await first.close();
    expect(said.join()).toMatch(/\d+ events of the public record/);
    const second = await serve(configuration({ publicRecord: true }), { say: (line) => said.push(line) });
    expect(await (await fetch(`${second.url}/api/v1/log/proof`)).text()).toBe(head);
    await second.close();
    expect(said).toHaveLength(1);
  });

  it('goes on where it was after it is stopped', async () => {
    const first = await serve(configuration(), { say: () => {} });
    await fetch(`${first.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      body: JSON.stringify(party('openai')),
    });
    await first.close();
    const second = await serve(configuration(), { say: () => {} });
    const again = await fetch(`${second.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': 'k' },
      body: JSON.stringify(party('openai')),
    });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
    await second.close();
  });

  it('answers what has begun before it stops', async () => {
    const serving = await serve(configuration(), { say: () => {} });
    const events = Array.from({ length: 300 }, (_, index) => party(`p-${index}`));
    const begun = fetch(`${serving.url}/api/v1/events`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(events),
    });
    await new Promise((resolve) => serving.app.getHttpServer().once('request', resolve));
    await Promise.all([serving.close(), serving.close()]);
    expect((await begun).status).toBe(201);
  });
});

describe('health', () => {
  it('is live and ready while it serves', async () => {
    const server = await TestServer.start();
    expect((await server.ask('/health/live')).body).toEqual({ status: 'live' });
    expect((await server.ask('/health/ready')).body).toEqual({ status: 'ready', position: 0 });
    await server.stop();
  });

  it('is not ready when the store is away, and writing says when to come again', async () => {
    const server = await TestServer.start();
    await server.serving.app.get(EventStore).close();
    expect((await server.ask('/health/live')).status).toBe(200);
    const ready = await server.ask<Problem>('/health/ready');
    expect([ready.status, ready.body.type, ready.headers.get('retry-after')]).toEqual([
      503,
      '/docs/problems/not-ready',
      '1',
    ]);
    const written = await server.record<Problem>(party('openai'));
    expect([written.status, written.body.type, written.headers.get('retry-after')]).toEqual([
      503,
      '/docs/problems/store-unavailable',
      '1',
    ]);
    const { status, body } = await server.ask<Problem>('/api/v1/events');
    expect([status, body.type]).toEqual([503, '/docs/problems/store-unavailable']);
    await server.stop();
  });
});
