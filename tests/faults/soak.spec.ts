import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { party } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { Progress } from './progress.js';
import { type HeapSample, slopeOf } from './slope.js';

const minutes = Number(process.env.MINUTES ?? 0.12);
const lastsMs = minutes * 60_000;
const enoughTime = lastsMs + 120_000;
const sampleEveryMs = Math.min(10_000, lastsMs / 12);
const mebibyte = 1024 * 1024;

let place: ReturnType<typeof workplace>;
let server: Awaited<ReturnType<typeof served>>;
beforeAll(async () => {
  place = workplace();
  server = await served(place, 'sqlite:ledger.db', []);
});
afterAll(async () => {
  await server.end('SIGKILL');
  place.remove();
});

const api = '/api/v1';
const json = { 'content-type': 'application/json' };
const questions = [
  `${api}/views/compute-capacity?by=consumer,layer`,
  `${api}/views/compute-capacity?effectiveAt=2025-12-31&knownAt=2025-12-31`,
  `${api}/views/ownership`,
  `${api}/deals`,
  `${api}/events?limit=100`,
  `${api}/parties`,
  '/health/ready',
];
const whatIf = {
  edits: [{ op: 'cancel', target: 'deal-openai-amd-2025' }],
  views: [{ view: 'compute-capacity', effectiveAt: '2025-11-30' }],
};

const statusOf = async (address: string, body?: unknown): Promise<number> => {
  const sent = body === undefined ? {} : { method: 'POST', headers: json, body: JSON.stringify(body) };
  const response = await fetch(server.address + address, sent);
  await response.arrayBuffer();
  return response.status;
};

const listened = async (): Promise<number> => {
  const leaving = new AbortController();
  const { status, body } = await fetch(`${server.address}${api}/events/stream`, { signal: leaving.signal });
  await body!.getReader().read();
  leaving.abort();
  return status;
};

const heap = async (): Promise<number> => {
  const text = await (await fetch(`${server.address}/metrics`)).text();
  return Number(/^nodejs_heap_size_used_bytes (\S+)$/m.exec(text)![1]);
};

const descriptors = (): number => readdirSync(`/proc/${server.child.pid}/fd`).length;

/** A server that keeps something of each request, and says how much memory it uses. */
const leak = `const kept = [];
  const server = require('http').createServer((request, response) => {
    kept.push(Array.from({ length: 5000 }, () => ({ of: request.url })));
    response.end(String(process.memoryUsage().heapUsed));
  });
  server.listen(0, '127.0.0.1', () => console.log(server.address().port));`;

describe('Hours of mixed load', () => {
  it(
    'bring no fault, no descriptor that stays open and no memory that is not given back',
    async () => {
      const progress = new Progress('requests', Infinity);
      const until = performance.now() + lastsMs;
      const faults: string[] = [];
      const samples: HeapSample[] = [];
      const repeat = async (pauseMs: number, ask: (turn: number) => Promise<number>): Promise<void> => {
        for (let turn = 0; performance.now() < until; turn++) {
          const status = await ask(turn);
          if (status >= 300) faults.push(`answered ${status} at turn ${turn} of every ${pauseMs} ms`);
          progress.count();
          await setTimeout(Math.min(pauseMs, Math.max(0, until - performance.now())));
        }
      };
      await statusOf(questions[0]!);
      const before = descriptors();
      await Promise.all([
        repeat(20, async (turn) => statusOf(questions[turn % questions.length]!)),
        repeat(100, async () => statusOf(`${api}/scenarios/run`, whatIf)),
        repeat(50, listened),
        repeat(sampleEveryMs, async (turn) => statusOf(`${api}/events`, [party(`soaked-${turn}`)])),
        repeat(sampleEveryMs, async () => {
          samples.push({ atMs: performance.now(), bytes: await heap() });
          return 200;
        }),
      ]);
      progress.end();
      const slope = slopeOf(samples) / mebibyte;
      const most = Math.max(...samples.map(({ bytes }) => bytes)) / mebibyte;
      await expect.poll(descriptors).toBeLessThanOrEqual(before + 5);
      console.log(
        `${minutes} minutes of mixed load: ${faults.length} faults; heap at most ${most.toFixed()} MiB, its floor moved by ${slope.toFixed(2)} MiB in 10 minutes; descriptors ${before}, then ${descriptors()}`,
      );
      expect(faults).toEqual([]);
      // What a few seconds tell of ten minutes is noise.
      if (minutes >= 20) expect(slope).toBeLessThan(1);
    },
    enoughTime,
  );

  it('are too much for a server that keeps what it is sent: the control', async () => {
    const leaking = spawn(process.execPath, ['-e', leak], { stdio: ['ignore', 'pipe', 'inherit'] });
    const [port] = (await once(leaking.stdout.setEncoding('utf8'), 'data')) as [string];
    const samples: HeapSample[] = [];
    for (let turn = 0; turn < 200; turn++) {
      const said = await fetch(`http://127.0.0.1:${port.trim()}`);
      samples.push({ atMs: performance.now(), bytes: Number(await said.text()) });
    }
    leaking.kill('SIGKILL');
    expect(slopeOf(samples) / mebibyte).toBeGreaterThan(1);
  });
});
