import { randomUUID } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { upTo } from '../contract/candidates.js';
import { workplace } from '../e2e/built.js';
import { party, type Problem } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { PostgresServer } from '../postgres/server.js';
import { canWatchDisk, diskBetween, diskFaults } from './disk.js';

describe.runIf(canWatchDisk)('A server whose database has a disk that fails', () => {
  let between: ReturnType<typeof diskBetween>;
  let place: ReturnType<typeof workplace>;
  let database: PostgresServer;
  let broken: Record<string, string>;
  let ledger: Awaited<ReturnType<typeof served>>;
  beforeAll(async () => {
    between = diskBetween();
    place = workplace();
    database = await PostgresServer.start();
    broken = between.environment({ folder: database.data, fault: join(database.folder, 'fault') });
    await database.halt('SIGINT');
    await database.run(broken);
    ledger = await served(place, (await database.database()).url, ['--empty']);
  });
  afterEach(mend);
  afterAll(async () => {
    await ledger.end('SIGKILL');
    await database.stop();
    place.remove();
    between.remove();
  });

  function mend(): void {
    rmSync(broken.DISK_FAULT!, { force: true });
  }
  const breakIt = (letter: string): void => {
    writeFileSync(broken.DISK_FAULT!, letter);
    chmodSync(broken.DISK_FAULT!, 0o644);
  };

  const ask = async (address: string, body?: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(ledger.address + address, sent);
    const answer = (await response.json()) as Problem & { events?: { stream: string }[] };
    return { status: response.status, retryAfter: response.headers.get('retry-after'), body: answer };
  };
  /** So many that what they are kept in must grow. */
  const batch = (name: string): { id: string; stream: string }[] =>
    upTo(60).map((number) => {
      const slug = `${name}-${number}`;
      return { ...party(slug), id: randomUUID(), stream: `party-${slug}` };
    });
  const record = (events: readonly unknown[]) => ask('/api/v1/events', events);
  const streams = async (): Promise<string[]> =>
    ((await ask('/api/v1/events?limit=1000')).body.events ?? []).map(({ stream }) => stream);
  const statusOf = async (address: string): Promise<number> => (await ask(address)).status;

  /** What fails a sync of its log, PostgreSQL ends with, and its recovery with the next: it is started once the disk is whole. */
  const startAgain = async (): Promise<void> => {
    await database.crash();
    mend();
    await database.run(broken);
  };

  const refused = /store-unavailable$/;
  /** It may have been sent, or the database was gone before. */
  const unknown = /(?:outcome-unknown|store-unavailable)$/;

  const failures: [string, string, RegExp][] = [
    ['room', diskFaults.growing, refused],
    ['syncs', diskFaults.syncs, unknown],
    ['every write', diskFaults.room, unknown],
    ['writing, as one that is only read', diskFaults.writing, unknown],
  ];

  it.each(process.env.DISKS === 'all' ? failures : failures.slice(0, 2))(
    'in its %s acknowledges nothing, goes on reading, says that it is not ready, and recovers by itself',
    async (_, letter, problem) => {
      const names = ['before', 'a', 'b', 'after'].map((name) => `${name}-${letter.toLowerCase()}`);
      const [before, a, b, after] = names.map(batch);
      expect((await record(before!)).status).toBe(201);
      const acknowledged = await streams();
      expect(acknowledged).toContain(`party-${names[0]!}-60`);
      breakIt(letter);
      for (const { status, retryAfter, body } of await Promise.all([a!, b!].map(record)))
        expect([status, retryAfter, body.type]).toEqual([
          503,
          expect.stringMatching(/^\d+$/),
          expect.stringMatching(problem),
        ]);
      expect(await statusOf('/health/live')).toBe(200);
      expect(await statusOf('/api/v1/views/compute-capacity')).toBe(200);
      expect(await statusOf(`/api/v1/parties/${names[0]!}-1`)).toBe(200);
      expect(await statusOf('/health/ready')).toBe(503);
      if (problem === refused) expect(await streams()).toEqual(acknowledged);
      if (problem === refused) mend();
      else await startAgain();
      await expect.poll(() => statusOf('/health/ready')).toBe(200);
      expect((await record(after!)).status).toBe(201);
      for (const again of [a!, b!]) expect((await record(again)).status).toBeLessThan(300);
      const there = await streams();
      expect(there.slice(0, acknowledged.length)).toEqual(acknowledged);
      const later = [a!, b!, after!].flat().map(({ stream }) => stream);
      expect(there.slice(acknowledged.length).sort()).toEqual(later.sort());
      expect((await ask('/api/v1/log/verify')).body).toMatchObject({ ok: true });
    },
  );

  it('in its syncs is not noticed by a database that leaves them to chance: the control', async () => {
    const careless = await PostgresServer.start({ fsync: 'off' });
    await careless.halt('SIGINT');
    const { url } = await careless
      .run({ ...broken, DISK_FOLDER: careless.data })
      .then(() => careless.database());
    breakIt(diskFaults.syncs);
    await careless.ask('CREATE TABLE kept AS SELECT 1 AS id', url);
    await careless.ask('CHECKPOINT', url);
    expect(await careless.ask('SELECT id FROM kept', url)).toEqual([{ id: 1 }]);
    mend();
    await careless.stop();
  });
});
