import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { History, type Log } from '../../projections/kit/log.js';
import { logWith } from '../../projections/kit/log.js';
import { type Batch, decideBatch } from '../../src/messages/deciding.js';
import type { Refusal } from '../../src/messages/refusals.js';
import { openStore } from '../../src/open-store.js';
import type { EventStore } from '../../src/store/store.js';
import { type Sent, show } from '../given.js';
import { dollars, gw } from './facts.js';

const folder = mkdtempSync(join(tmpdir(), 'gigaledger-batches-'));
let store: EventStore;
beforeAll(async () => {
  store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
});
afterAll(async () => {
  await store.close();
  rmSync(folder, { recursive: true, force: true });
});

const today = '2026-11-23';

/** The ledger with what a batch comes to. */
export const logOf = (batch: Batch): Log =>
  logWith(
    new History(),
    batch.decided.map(({ fact: one }) => one),
  );

export const decided = (sent: readonly Sent[]): Promise<Batch> =>
  decideBatch(sent, store, new History(), today);
export const told = ({ decided: facts }: Batch): string[] =>
  facts.map(({ fact: { stream, type } }) => `${stream} ${type}`);
export const refusal = async (sent: readonly Sent[]): Promise<Refusal> => {
  try {
    await decided(sent);
  } catch (error) {
    return error as Refusal;
  }
  throw new Error('it was recorded');
};

const at = { effectiveAt: '2026-11-20' };
export const money = (log: Log): unknown => dollars(show(log, 'obligations', at).totals[0]!.committedUsCents);
export const energized = (log: Log): unknown => gw(show(log, 'compute-capacity', at).totals[0]!.energizedKw);
