import { mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, it } from 'vitest';
import { PostgresServer } from '../../postgres/server.js';
import { tellRatio } from '../costs.js';
import { compareAppends } from './appending.js';
import { CastorePostgres } from './castore.js';
import { EmmettPostgres } from './emmett-postgres.js';
import { type EmmettSqlite, openEmmettSqlite } from './emmett-sqlite-where-built.js';
import { OwnStore } from './own-store.js';

const rounds = Number(process.env.BENCH_ROUNDS ?? 5);
const one = { callers: 1, deals: 8 };
const sixteen = { callers: 16, deals: 48 };
const cores = `${availableParallelism()} cores`;

describe('Durable appends on PostgreSQL, the same server for all', () => {
  let server: PostgresServer;
  let stores: { own: OwnStore; emmett: EmmettPostgres; castore: CastorePostgres };

  beforeAll(async () => {
    server = await PostgresServer.start();
    const urls = await Promise.all([server.database(), server.database(), server.database()]);
    const [own, emmett, castore] = urls.map(({ url }) => url) as [string, string, string];
    stores = {
      own: await OwnStore.open(own),
      emmett: await EmmettPostgres.open(emmett),
      castore: await CastorePostgres.open(castore),
    };
  }, 120_000);
  afterAll(async () => {
    await Promise.all(Object.values(stores).map((store) => store.close()));
    await server.stop();
  }, 60_000);

  it.each([one, sixteen])('event by event, of $callers callers', async (work) => {
    const { own, emmett, castore } = stores;
    const costs = await compareAppends(rounds, {
      own: { store: own, ...work },
      emmett: { store: emmett, ...work },
      castore: { store: castore, ...work },
    });
    const [told] = await server.ask(
      "SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit",
    );
    const what = `${work.callers} at a time, fsync ${told?.fsync}, synchronous_commit ${told?.commit}, ${cores}`;
    tellRatio({ what: `${what}: against Emmett`, aim: 3 }, costs.emmett, costs.own);
    tellRatio(
      { what: `${what}: against Castore, which has no order over streams`, aim: 3 },
      costs.castore,
      costs.own,
    );
  });
});

describe('Durable appends in a file of SQLite', () => {
  const folder = mkdtempSync(join(tmpdir(), 'gigaledger-peers-'));
  let own: OwnStore;
  let kept: EmmettSqlite | undefined;
  let opened: EmmettSqlite | undefined;

  beforeAll(async () => {
    own = await OwnStore.open(`sqlite:${join(folder, 'own.db')}`);
    kept = await openEmmettSqlite(join(folder, 'kept.db'), 'one-kept');
    opened = await openEmmettSqlite(join(folder, 'opened.db'), 'one-a-call');
  });
  afterAll(async () => {
    await Promise.all([own, kept, opened].map((store) => store?.close()));
    rmSync(folder, { recursive: true, force: true });
  });

  it('event by event, of one caller', async () => {
    if (!kept || !opened) return tellUnmeasured('one at a time');
    const costs = await compareAppends(rounds, {
      own: { store: own, ...one },
      kept: { store: kept, ...one },
      opened: { store: opened, ...one },
    });
    const what = `one at a time, Emmett at ${await kept.durability()}, ours at WAL and EXTRA, ${cores}`;
    tellRatio(
      { what: `${what}: against Emmett with a connection that is kept`, aim: 1 },
      costs.kept,
      costs.own,
    );
    tellRatio({ what: `${what}: against Emmett as it comes`, aim: 1 }, costs.opened, costs.own);
  });

  // Sixteen at once get SQLITE_BUSY of Emmett as it comes, and one transaction for all on a kept connection.
  it('event by event, of sixteen callers, and of one that has Emmett to itself', async () => {
    if (!kept) return tellUnmeasured('16 at a time');
    const { own: ours, kept: theirs } = await compareAppends(rounds, {
      own: { store: own, ...sixteen },
      kept: { store: kept, ...one },
    });
    const what = `16 at a time, ${cores}: against Emmett with one caller and a connection that is kept`;
    tellRatio({ what, aim: 3 }, theirs, ours);
  });
});

const tellUnmeasured = (what: string): void =>
  console.log(`${what}: not measured, since sqlite3, which Emmett needs, could not be built here`);
