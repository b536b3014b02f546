import { randomUUID } from 'node:crypto';
import { chmodSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, describe, expect, it } from 'vitest';
import { upTo } from '../contract/candidates.js';
import { workplace } from '../e2e/built.js';
import { party } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { PostgresServer } from '../postgres/server.js';
import { canWatchDisk, diskBetween, diskFaults } from './disk.js';

describe.runIf(canWatchDisk)('A database whose disk fails its syncs, once the disk is well', () => {
  let between: ReturnType<typeof diskBetween>;
  let place: ReturnType<typeof workplace>;
  let database: PostgresServer;
  let broken: Record<string, string>;
  let ledger: Awaited<ReturnType<typeof served>>;
  const start = async (restart_after_crash: 'on' | 'off'): Promise<void> => {
    between = diskBetween();
    place = workplace();
    database = await PostgresServer.start({ restart_after_crash });
    broken = between.environment({ folder: database.data, fault: join(database.folder, 'fault') });
    await database.halt('SIGINT');
    await database.run(broken);
    ledger = await served(place, (await database.database()).url, ['--empty']);
    expect(await record(events('before'))).toBe(201);
  };
  afterEach(async () => {
    mend();
    await ledger.end('SIGKILL');
    await database.crash();
    await database.stop();
    place.remove();
    between.remove();
  });

  const breakIt = (letter: string): void => {
    writeFileSync(broken.DISK_FAULT!, letter);
    chmodSync(broken.DISK_FAULT!, 0o644);
  };
  const mend = (): void => rmSync(broken.DISK_FAULT!, { force: true });

  const events = (name: string) => upTo(5).map((at) => ({ ...party(`${name}-${at}`), id: randomUUID() }));
  const statusOf = async (address: string, body?: unknown): Promise<number> => {
    const headers = { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) };
    return (await fetch(ledger.address + address, sent)).status;
  };
  const record = (some: unknown): Promise<number> => statusOf('/api/v1/events', some);

  /** What was sent meanwhile is there once when it is sent again, behind what was there before. */
  const expectAllThere = async (meanwhile: unknown): Promise<void> => {
    await expect.poll(() => statusOf('/health/ready'), { timeout: 60_000 }).toBe(200);
    expect(await record(meanwhile)).toBeLessThan(300);
    const log = await (await fetch(`${ledger.address}/api/v1/events.ndjson`)).text();
    const streams = log.match(/"stream":"party-[^"]*"/g)!.map((one) => one.slice(16, -1));
    const slugs = ['before', 'meanwhile'].flatMap((name) => upTo(5).map((at) => `${name}-${at}`));
    expect(streams.toSorted()).toEqual(slugs.toSorted());
    expect(await statusOf('/api/v1/log/verify')).toBe(200);
  };

  it('recovers by itself when a single sync had failed: the server that was started stays', async () => {
    await start('on');
    let isOver = false;
    void database.ended().then(() => (isOver = true));
    breakIt(diskFaults.oneSync);
    // Recorded when the ledger tries again; or that takes too long.
    const meanwhile = events('meanwhile');
    expect([201, 503]).toContain(await record(meanwhile));
    await expectAllThere(meanwhile);
    expect(isOver).toBe(false);
  });

  /** As a service manager keeps it: started again a moment after each end. */
  const keepRunning = (signal: AbortSignal): { starts: number; over: Promise<void> } => {
    const kept = { starts: 0, over: Promise.resolve() };
    const keep = async (): Promise<void> => {
      for (; !signal.aborted; kept.starts++) {
        await database.ended();
        if (signal.aborted) return;
        await setTimeout(200);
        await database.run(broken).catch(() => undefined);
      }
    };
    kept.over = keep();
    return kept;
  };

  it('recovers by itself when it ends at each failure, and a service manager starts it again', async () => {
    await start('off');
    const managing = new AbortController();
    const kept = keepRunning(managing.signal);
    breakIt(diskFaults.syncs);
    const meanwhile = events('meanwhile');
    expect(await record(meanwhile)).toBe(503);
    await expect.poll(() => kept.starts, { timeout: 60_000 }).toBeGreaterThan(1);
    expect(await statusOf('/health/live')).toBe(200);
    expect(await statusOf('/api/v1/views/compute-capacity')).toBe(200);
    expect(await statusOf('/health/ready')).toBe(503);
    mend();
    await expectAllThere(meanwhile);
    managing.abort();
    await database.halt('SIGINT');
    await kept.over;
  });

  it('stays away when it is left to itself, as its settings are by default: the control', async () => {
    await start('on');
    breakIt(diskFaults.syncs);
    expect(await record(events('meanwhile'))).toBe(503);
    await setTimeout(2_000);
    mend();
    await setTimeout(3_000);
    expect(await statusOf('/health/ready')).toBe(503);
  });
});
