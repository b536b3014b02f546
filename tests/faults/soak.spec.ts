import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { workplace } from '../e2e/built.js';
import { party } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { heapOf, tellsHeap } from './heap.js';
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
  // Answers are remembered up to a bound, which is reached after a moment, not after hours: then what grows is a leak.
  const more = { ...tellsHeap, ANSWER_MEBIBYTES: '1' };
  server = await served(place, 'sqlite:ledger.db', [], '0', more);
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

const descriptors = (): number => readdirSync(`/proc/${server.child.pid}/fd`).length;

/** A server that makes something of each request, and keeps it or not. */
const serverThat = (keeps: boolean): string => `const kept = [];
  const server = require('http').createServer((request, response) => {
    const made = Array.from({ length: 5000 }, () => ({ of: request.url }));
    if (${keeps}) kept.push(made);
    response.end(String(made.length));
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
          samples.push({ atMs: performance.now(), bytes: await heapOf(server.child) });
          return 200;
        }),
      ]);
      progress.end();
      const slope = slopeOf(samples) / mebibyte;
      const most = Math.max(...samples.map(({ bytes }) => bytes)) / mebibyte;
      await expect.poll(descriptors).toBeLessThanOrEqual(before + 5);
      console.log(
        `${minutes} minutes of mixed load: ${faults.length} faults; at most ${most.toFixed(1)} MiB kept after a full collection, moved by ${slope.toFixed(2)} MiB in 10 minutes; descriptors ${before}, then ${descriptors()}`,
      );
      expect(faults).toEqual([]);
      // What a few seconds tell of ten minutes is noise.
      if (minutes >= 20) expect(slope).toBeLessThan(1);
    },
    enoughTime,
  );

  it.each([true, false])(
    'are told apart from what is collected late, where something is kept: %s',
    async (keeps) => {
      const child = spawn(process.execPath, ['-e', serverThat(keeps)], {
        env: { ...process.env, ...tellsHeap },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const [said] = (await once(child.stdout, 'data')) as [Buffer];
      const samples: HeapSample[] = [];
      for (let turn = 0; turn < 60; turn++) {
        await (await fetch(`http://127.0.0.1:${String(said).trim()}`)).text();
        samples.push({ atMs: turn * 1_000, bytes: await heapOf(child) });
      }
      child.kill('SIGKILL');
      // Each request makes at least 5,000 objects of 16 bytes, and a second is said to pass between two.
      const mebibytesKept = (600 * 5_000 * 16) / mebibyte;
      if (keeps) expect(slopeOf(samples) / mebibyte).toBeGreaterThan(mebibytesKept);
      else expect(slopeOf(samples) / mebibyte).toBeLessThan(mebibytesKept / 10);
    },
  );
});
