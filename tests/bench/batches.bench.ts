import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, it } from 'vitest';
import { History } from '../../projections/kit/log.js';
import { decideBatch } from '../../src/messages/deciding.js';
import { openStore } from '../../src/open-store.js';
import type { EventStore } from '../../src/store/store.js';
import { bulks, overManyDeals } from '../laws/bulk.js';

const folder = mkdtempSync(join(tmpdir(), 'gigaledger-bench-batches-'));
let store: EventStore;
beforeAll(async () => {
  store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Milliseconds of the processor's time: what else the machine does does not count. */
const busyMs = async (sent: readonly object[]): Promise<number> => {
  const before = process.cpuUsage();
  await decideBatch(sent, store, new History(), '2026-11-23').catch(() => undefined);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

it.each(Object.keys(bulks))('%s', async (name) => {
  const bulk = bulks[name]!;
  const many = await busyMs(overManyDeals(10_000));
  const half = await busyMs(bulk(5_000));
  const whole = await busyMs(bulk(10_000));
  console.log(
    `${name}: 10,000 take ${(whole / half).toFixed(2)} times as long as 5,000, and ${(whole / many).toFixed(2)} times as long as over 1,000 deals`,
  );
});
