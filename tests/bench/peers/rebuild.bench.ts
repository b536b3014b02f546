import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { views } from '../../../projections/index.js';
import { openToRead } from '../../../src/open-store.js';
import type { LogReader } from '../../../src/store/store.js';
import { PostgresServer } from '../../postgres/server.js';
import { compare, type Cost, costOf, tellRatio } from '../costs.js';
import { logOfDeals } from '../log-of-deals.js';
import { readAndParse, rebuildViews } from '../rebuilt-views.js';
import { recordDeals } from '../recorded-deals.js';
import { CastorePostgres } from './castore.js';
import { EmmettRebuilds } from './emmett-rebuilds.js';

/** Ten events each; `BENCH_DEALS=10000` and 100000 make a log of a hundred thousand events and of a million. */
const deals = Number(process.env.BENCH_DEALS ?? 1_000);
/** For peers that take milliseconds for each event. */
const fewDeals = Math.min(100, deals);
const rounds = Number(process.env.BENCH_ROUNDS ?? 3);
const patience = 3_600_000;

describe(`A rebuild of all ${views.length} views from a stored log`, () => {
  let server: PostgresServer;

  beforeAll(async () => {
    server = await PostgresServer.start();
  }, 60_000);
  afterAll(() => server.stop(), 60_000);

  it.each([
    { of: deals, says: 'Emmett counting into one row, 1,000 events fetched at a time', open: openNumber },
    {
      of: fewDeals,
      says: 'Emmett counting in a document for each stream, as documented',
      open: openDocuments,
    },
    { of: fewDeals, says: 'Castore folding every stream, which is all that it has', open: openStreams },
  ])(
    'is compared with that of one projection that counts: $says',
    { timeout: patience },
    async ({ of, says, open }) => {
      const [own, theirs] = [await server.database(), await server.database()];
      const count = await recordDeals(own.url, of);
      const store = await openToRead(own.url);
      const peer = await open(theirs.url, of);
      const costs = await compare(rounds, {
        ours: rebuilding(store, count),
        theirs: counting(count, () => peer.rebuild()),
      });
      const what = `${aboutLog(count)} on PostgreSQL, of ${says}`;
      tellRatio({ what, aim: 20 }, costs.theirs, costs.ours);
      await Promise.all([store.close(), peer.close()]);
    },
  );

  it('is compared with reading and parsing the log and no more', { timeout: patience }, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'gigaledger-peers-'));
    const url = `sqlite:${join(folder, 'own.db')}`;
    const count = await recordDeals(url, deals);
    const store = await openToRead(url);
    const costs = await compare(rounds, {
      parsed: counting(count, () => readAndParse(store)),
      ours: rebuilding(store, count),
    });
    const what = `${aboutLog(count)} on SQLite, of reading and parsing`;
    tellRatio({ what, aim: 0.5 }, costs.parsed, costs.ours);
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
});

/** One projection that counts in the store of a peer. */
interface RebuildingPeer {
  /** How many events it counted. */
  rebuild(): Promise<number>;
  close(): Promise<void>;
}

const openNumber = async (url: string, of: number): Promise<RebuildingPeer> => {
  const emmett = await EmmettRebuilds.open(url, logOfDeals(of));
  return { rebuild: () => emmett.asOneNumber(), close: () => emmett.close() };
};

const openDocuments = async (url: string, of: number): Promise<RebuildingPeer> => {
  const emmett = await EmmettRebuilds.open(url, logOfDeals(of));
  return { rebuild: () => emmett.asDocuments(), close: () => emmett.close() };
};

const openStreams = async (url: string, of: number): Promise<RebuildingPeer> => {
  const castore = await CastorePostgres.open(url);
  await castore.appendWhole(logOfDeals(of));
  return { rebuild: () => castore.fold(), close: () => castore.close() };
};

const aboutLog = (events: number): string => `${events} events, ${availableParallelism()} cores, one thread`;

/** What an event costs of work that says how many it counted. */
const counting = (events: number, work: () => Promise<number>) => (): Promise<Cost> =>
  costOf(events, async () => expect(await work()).toBe(events));

const rebuilding = (store: LogReader, events: number) => (): Promise<Cost> =>
  costOf(events, async () => expect(await rebuildViews(store, events)).toHaveLength(views.length));
