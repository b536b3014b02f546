import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { SqliteStore } from '../../src/store/sqlite.js';
import type { EventStore } from '../../src/store/store.js';
import { one, terms, upTo } from '../contract/candidates.js';
import { folder } from '../contract/sqlite.files.js';
import { PostgresServer } from '../postgres/server.js';
import { follow } from './following.js';
import { Progress } from './progress.js';

const appends = Number(process.env.APPENDS ?? 1_000);
const enoughTime = 120_000 + appends * 20;
const callers = 32;

/** Many callers append at once, each to streams of its own, one event after the other. */
const appendAll = async (stores: readonly EventStore[]): Promise<void> => {
  const progress = new Progress(`appends through ${stores.length} stores`, appends);
  let begun = 0;
  const appending = async (caller: number): Promise<void> => {
    const store = stores[caller % stores.length]!;
    for (let turn = ++begun; turn <= appends; turn = ++begun) {
      await store.append([one(terms(`deal-${caller}-${turn % 10}`, `turn ${turn}`))]);
      progress.count();
    }
  };
  await Promise.all(upTo(callers).map(appending));
  progress.end();
};

describe('Readers of the feed during many appends', { timeout: enoughTime }, () => {
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

  it.each([
    ['a file, by one process', () => openAll('file', 1)],
    ['a database, by two processes', () => openAll('database', 2)],
  ])('see every position once and in order: %s', async (_, open) => {
    const { writing, reading } = await open();
    let isOver = false;
    const ended = appendAll(writing).finally(() => (isOver = true));
    const [, ...all] = await Promise.all([ended, ...reading.map((store) => follow(store, () => isOver))]);
    for (const seen of all) expect(seen).toEqual(upTo(appends));
    await Promise.all([...writing, ...reading].map((store) => store.close()));
  });

  const openAll = async (kind: 'file' | 'database', count: number) => {
    const url = kind === 'database' ? (await server.database()).url : files.file('read.db');
    const open = (): Promise<EventStore> =>
      kind === 'database' ? PostgresStore.open(url) : SqliteStore.open(url);
    const writing: EventStore[] = [];
    for (const _ of upTo(count)) writing.push(await open());
    const toRead = (): Promise<EventStore> =>
      kind === 'database' ? PostgresStore.openToRead(url) : SqliteStore.openToRead(url);
    const reading = await Promise.all(upTo(3).map(toRead));
    return { writing, reading };
  };
});
