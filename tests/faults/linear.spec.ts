import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { SqliteStore } from '../../src/store/sqlite.js';
import { type EventStore, WrongRevision } from '../../src/store/store.js';
import { one, terms, upTo } from '../contract/candidates.js';
import { folder } from '../contract/sqlite.files.js';
import { PostgresServer } from '../postgres/server.js';
import { follow } from './following.js';
import { type SeenCall, violations } from './linear.js';
import { Progress } from './progress.js';

const operations = Number(process.env.OPERATIONS ?? 1_000);
const enoughTime = 120_000 + operations * 100;
const callers = 8;

let server: PostgresServer;
let files: ReturnType<typeof folder>;
beforeAll(async () => {
  server = await PostgresServer.start();
  files = folder();
});
afterAll(async () => {
  files.remove();
  await server.stop();
});

const timed = async <T>(work: () => Promise<T>): Promise<[T, begun: number, ended: number]> => {
  const begun = performance.now();
  return [await work(), begun, performance.now()];
};

/** Appends where it believes the stream to stand; what it is told instead, it believes. */
const contend = async (
  store: EventStore,
  caller: number,
  share: number,
  progress: Progress,
): Promise<SeenCall[]> => {
  const calls: SeenCall[] = [];
  const believed = new Map<string, number>();
  for (const turn of upTo(share)) {
    const stream = `deal-${(turn + caller) % 4}`;
    const expected = believed.get(stream);
    const [told, begun, ended] = await timed(async () => {
      if (expected === undefined) return ['look', await store.revision(stream)] as const;
      try {
        await store.append([one(terms(stream, `by ${caller}, turn ${turn}`), expected)]);
        return ['append', expected + 1] as const;
      } catch (error) {
        if (error instanceof WrongRevision) return ['look', error.actual] as const;
        throw error;
      }
    });
    const [did, revision] = told;
    if (turn % 7 === 0) believed.delete(stream);
    else believed.set(stream, revision);
    calls.push({ stream, did, revision, begun, ended });
    if (!progress.count()) break;
  }
  return calls;
};

const contention = async (stores: readonly EventStore[]): Promise<SeenCall[]> => {
  const share = Math.ceil(operations / callers);
  const progress = new Progress(`calls through ${stores.length} stores`, share * callers);
  try {
    const all = upTo(callers).map((caller) =>
      contend(stores[caller % stores.length]!, caller, share, progress),
    );
    return (await Promise.all(all)).flat();
  } finally {
    progress.end();
  }
};

const say = (what: string, calls: readonly SeenCall[]): void => {
  const appends = calls.filter(({ did }) => did === 'append').length;
  console.log(`${what}: ${calls.length} calls, ${appends} appends, ${violations(calls)} violations`);
};

describe('The check of calls', () => {
  const call = (did: SeenCall['did'], revision: number, begun: number, ended: number): SeenCall => ({
    stream: 'deal-a',
    did,
    revision,
    begun,
    ended,
  });
  const first = call('append', 1, 0, 10);

  it.each([
    ['an append, then a look', [first, call('look', 1, 11, 12)], 0],
    [
      'a look that runs beside an append and sees it, or not',
      [first, call('look', 1, 5, 6), call('look', 0, 5, 6)],
      0,
    ],
    ['a look behind what was acknowledged', [first, call('look', 0, 11, 12)], 1],
    ['a look ahead of what had begun', [call('look', 1, 0, 1), call('append', 1, 2, 3)], 1],
    ['a revision that two have', [first, call('append', 1, 0, 9)], 1],
    ['an append below what was acknowledged', [call('append', 2, 0, 1), call('append', 1, 2, 3)], 1],
  ] as const)('counts what is wrong with %s', (_, calls, wrong) => {
    expect(violations(calls)).toBe(wrong);
  });
});

describe('Calls that contend for the same streams', { timeout: enoughTime }, () => {
  it('happen one after the other in a file', async () => {
    const store = await SqliteStore.open(files.file('contended.db'));
    const calls = await contention([store]);
    say('SQLite', calls);
    expect(violations(calls)).toBe(0);
    await store.close();
  });

  it('happen one after the other in a database, through two stores whose sessions are ended every 100 ms, and a reader sees each once', async () => {
    const { url } = await server.database();
    const stores = await Promise.all(upTo(3).map(() => PostgresStore.open(url, undefined, 60_000)));
    const [reading, ...writing] = stores;
    let isOver = false;
    const ended = contention(writing).finally(() => (isOver = true));
    const following = follow(reading!, () => isOver);
    const sessions =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gigaledger'";
    let rounds = 0;
    for (; !isOver; rounds++, await setTimeout(100)) await server.ask(sessions);
    const [calls, seen] = await Promise.all([ended, following]);
    say(`PostgreSQL, ${rounds} times all sessions ended`, calls);
    const appends = calls.filter(({ did }) => did === 'append').length;
    expect(violations(calls)).toBe(0);
    expect(seen).toEqual(upTo(seen.length));
    expect(seen.length).toBe(appends);
    await Promise.all(stores.map((store) => store.close()));
  });
});

describe('A table without the guards of a store: the control', { timeout: enoughTime }, () => {
  let clients: pg.Client[];
  beforeAll(async () => {
    const { url } = await server.database();
    clients = upTo(callers).map(() => new pg.Client({ connectionString: url }));
    await Promise.all(clients.map((client) => client.connect()));
    await clients[0]!.query('CREATE TABLE counted (revision integer)');
    await clients[0]!.query('CREATE TABLE numbered (seq bigserial, by integer)');
  });
  afterAll(() => Promise.all(clients.map((client) => client.end())));

  it('gives a revision to several', async () => {
    const append =
      'INSERT INTO counted SELECT coalesce(max(revision), 0) + 1 FROM counted RETURNING revision';
    const work = clients.map(async (client) => {
      const calls: SeenCall[] = [];
      for (const _ of upTo(100)) {
        const [told, begun, ended] = await timed(() => client.query<{ revision: number }>(append));
        calls.push({ stream: 'counted', did: 'append', revision: told.rows[0]!.revision, begun, ended });
      }
      return calls;
    });
    const calls = (await Promise.all(work)).flat();
    say('without a guard', calls);
    expect(violations(calls)).toBeGreaterThan(0);
  });

  it('hides from a reader what is committed late under a number of a sequence', async () => {
    const [reader, ...writers] = clients;
    let isOver = false;
    const written = Promise.all(
      writers.map(async (client, index) => {
        for (const _ of upTo(60)) {
          await client.query('BEGIN');
          await client.query('INSERT INTO numbered (by) VALUES ($1)', [index]);
          await setTimeout(Math.random() * 5);
          await client.query('COMMIT');
        }
      }),
    ).finally(() => (isOver = true));
    const seen = new Set<number>();
    for (let last = false, after = 0; !last;) {
      last = isOver;
      const { rows } = await reader!.query<{ seq: string }>(
        'SELECT seq FROM numbered WHERE seq > $1 ORDER BY seq',
        [after],
      );
      for (const { seq } of rows) seen.add((after = Number(seq)));
    }
    await written;
    console.log(`a position from a sequence: ${seen.size} of ${writers.length * 60} seen`);
    expect(seen.size).toBeLessThan(writers.length * 60);
  });
});
