import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openStore } from '../../src/open-store.js';
import { canonicalJson } from '../../src/store/canonical.js';
import { schema } from '../../src/store/sqlite/sql.js';
import type { EventStore } from '../../src/store/store.js';
import { one, submitted } from '../contract/candidates.js';
import { lines, ndjson, TestServer } from '../e2e/http-server.js';
import { logOfDeals, type Submitted } from './log-of-deals.js';

/** The ratios to reach, and what a broken one is told from a noisy machine by. */
const aims = { single: 0.8, grouped: 10, http: 0.5 };
const margin = 2.5;
const rounds = 7;
const perRound = 200;
const perBatch = 100;
const batchesPerRound = 10;

const folder = mkdtempSync(join(tmpdir(), 'gigaledger-bench-writes-'));
const agent = new Agent({ keepAlive: true, maxSockets: 1 });
let server: TestServer;
let store: EventStore;
let bareDatabase: Database.Database;

beforeAll(async () => {
  server = await TestServer.start();
  await send(lines(logOfDeals(0)));
  store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
  bareDatabase = new Database(join(folder, 'bare.db'));
  for (const setting of ['journal_mode = WAL', 'synchronous = EXTRA', 'fullfsync = ON'])
    bareDatabase.pragma(setting);
  for (const name of ['events', 'events_by_type']) bareDatabase.exec(schema[name]!);
}, 120_000);
afterAll(async () => {
  agent.destroy();
  bareDatabase.close();
  await store.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

const send = (body: string): Promise<void> =>
  new Promise((resolve, reject) => {
    const sent = request(
      `${server.url}/api/v1/events`,
      { method: 'POST', headers: ndjson, agent },
      (answer) =>
        answer
          .resume()
          .on('end', () =>
            answer.statusCode === 201 ? resolve() : reject(new Error(`${answer.statusCode}`)),
          ),
    );
    sent.on('error', reject).end(body);
  });

let inserted = 0;
let deals = 0;
/** New events of deals that no round had before. */
const newEvents = (count: number): Submitted[] => {
  const more = Math.ceil(count / 10);
  const start = (deals += more);
  return logOfDeals(more)
    .slice(3, 3 + count)
    .map((event) => ({
      ...event,
      stream: event.stream.replace(/\d+$/, (number) => String(start + Number(number))),
    }))
    .map((event) =>
      JSON.parse(JSON.stringify(event).replaceAll(/deal-(\d+)\/hall/g, `${event.stream}/hall`)),
    );
};

/** Microseconds an event: that passed, and of the processor. */
interface Cost {
  passed: number;
  busy: number;
}

const median = (values: number[]): number => values.sort((left, right) => left - right)[values.length >> 1]!;

/** Medians of rounds in which every way has its turn. */
const measure = async <Way extends string>(
  ways: Record<Way, () => Promise<Cost>>,
): Promise<Record<Way, Cost>> => {
  const names = Object.keys(ways) as Way[];
  const took = new Map(names.map((name) => [name, [] as Cost[]]));
  for (let round = 0; round <= rounds; round++)
    for (const name of names) {
      const cost = await ways[name]();
      if (round > 0) took.get(name)!.push(cost);
    }
  const costOf = (name: Way): Cost => ({
    passed: median(took.get(name)!.map(({ passed }) => passed)),
    busy: median(took.get(name)!.map(({ busy }) => busy)),
  });
  return Object.fromEntries(names.map((name) => [name, costOf(name)])) as Record<Way, Cost>;
};

const timed = async (count: number, work: () => Promise<unknown> | void): Promise<Cost> => {
  const [start, before] = [performance.now(), process.cpuUsage()];
  await work();
  const { user, system } = process.cpuUsage(before);
  return { passed: ((performance.now() - start) * 1_000) / count, busy: (user + system) / count };
};

/** The same rows into the same table with its indexes, without triggers, and worked out beforehand. */
const bareInserts = async (): Promise<Cost> => {
  const insert = bareDatabase.prepare('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const rows = newEvents(perRound).map((raw) => {
    const { event, sent } = submitted({ ...raw });
    const position = ++inserted;
    const canonical = canonicalJson({ ...event, position, revision: position, recordedAt: '' });
    return [position, event.id, event.stream, position, event.type, canonical, sent, sent, '[]', sent];
  });
  return timed(perRound, () => rows.forEach((row) => void insert.run(...row)));
};

const oneAtATime = (): Promise<Cost> => {
  const writes = newEvents(perRound).map((event) => one(submitted({ ...event })));
  return timed(perRound, async () => {
    for (const write of writes) await store.append([write]);
  });
};

const sixtyFourCallers = (): Promise<Cost> => {
  const left = newEvents(perRound).map((event) => one(submitted({ ...event })));
  const call = async (): Promise<void> => {
    for (let write = left.pop(); write; write = left.pop()) await store.append([write]);
  };
  return timed(perRound, () => Promise.all(Array.from({ length: 64 }, call)));
};

const batchesOf = (events: readonly Submitted[]): Submitted[][] =>
  Array.from({ length: events.length / perBatch }, (_, batch) =>
    events.slice(batch * perBatch, (batch + 1) * perBatch),
  );

const throughPort = (): Promise<Cost> => {
  const batches = batchesOf(newEvents(perBatch * batchesPerRound)).map((batch) =>
    batch.map((event) => one(submitted({ ...event }))),
  );
  return timed(perBatch * batchesPerRound, async () => {
    for (const batch of batches) await store.append(batch);
  });
};

const overHttp = (): Promise<Cost> => {
  const batches = batchesOf(newEvents(perBatch * batchesPerRound)).map(lines);
  return timed(perBatch * batchesPerRound, async () => {
    for (const batch of batches) await send(batch);
  });
};

const ratio = (one: Cost, other: Cost, of: keyof Cost): string => (one[of] / other[of]).toFixed(2);

/** A broken ratio shows in both: on a machine that does other things, time that passes says little. */
const tell = (what: string, one: Cost, other: Cost, aim: number): void => {
  console.log(
    `${what}: ${ratio(one, other, 'passed')}, ${ratio(one, other, 'busy')} by the processor's time (aim ${aim}); ${one.passed.toFixed()} against ${other.passed.toFixed()} µs an event`,
  );
  const reached = Math.max(one.passed / other.passed, one.busy / other.busy);
  expect(reached, what).toBeGreaterThan(aim / margin);
};

describe('Writing', () => {
  it('one at a time is nearly as quick as a bare insert, and many callers share a flush', async () => {
    const { bare, single, grouped } = await measure({
      bare: bareInserts,
      single: oneAtATime,
      grouped: sixtyFourCallers,
    });
    tell('one at a time, of a bare insert at the same durability', bare, single, aims.single);
    tell('64 callers, of one at a time', single, grouped, aims.grouped);
  });

  it('over HTTP in batches of 100 is half as quick as through the port', async () => {
    const { port, http } = await measure({ port: throughPort, http: overHttp });
    tell('batches of 100 over HTTP, of the same through the port', port, http, aims.http);
  });
});
