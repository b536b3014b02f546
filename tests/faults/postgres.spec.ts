import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { type EventStore, OutcomeUnknown } from '../../src/store/store.js';
import { idsOf, one, positionsOf, terms, upTo } from '../contract/candidates.js';
import { nextId } from '../ids.js';
import { PostgresServer } from '../postgres/server.js';

let server: PostgresServer;
let url: string;
let stores: PostgresStore[];

beforeAll(async () => {
  server = await PostgresServer.start();
});
afterAll(() => server.stop());
beforeEach(async () => {
  ({ url } = await server.database());
  stores = [];
});
afterEach(async () => {
  await Promise.all(stores.map((store) => store.close()));
});

const opened = async (patience?: number): Promise<PostgresStore> => {
  const store = await PostgresStore.open(url, undefined, patience);
  stores.push(store);
  return store;
};

const endAllSessions = async (): Promise<void> => {
  await server.ask(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'gigaledger'",
  );
};

/** Appends through a store until told to stop, and notes what was acknowledged. */
const appending = async (
  store: EventStore,
  name: string,
  acknowledged: string[],
  signal: AbortSignal,
): Promise<void> => {
  const caller = async (number: number): Promise<void> => {
    for (let turn = 1; !signal.aborted; turn++)
      acknowledged.push(...idsOf(await store.append([one(terms(`deal-${number}`, `${name} ${turn}`))])));
  };
  await Promise.all(upTo(6).map(caller));
};

/** What was acknowledged is there once, and nothing else is. */
const expectWhole = async (acknowledged: readonly string[]): Promise<void> => {
  const store = await opened();
  const stored = await store.read(0, 1e6);
  expect(positionsOf(stored)).toEqual(upTo(stored.length));
  expect(idsOf(stored).sort()).toEqual([...acknowledged].sort());
  expect(await store.verify()).toMatchObject({ ok: true });
};

describe('Two writers on one database', () => {
  it.each([
    ['whose sessions are ended again and again', async (_turn: number) => endAllSessions()],
    [
      'whose server is restarted, orderly and as after a crash',
      async (turn: number) => {
        await server.halt(turn % 2 === 0 ? 'SIGINT' : 'SIGQUIT');
        await server.run();
        await setTimeout(300);
      },
    ],
  ])('%s lose nothing that was acknowledged and record nothing twice', async (_, disturb) => {
    const writers = [await opened(60_000), await opened(60_000)];
    const stopping = new AbortController();
    const acknowledged: string[] = [];
    const all = Promise.all(
      writers.map((store, index) => appending(store, `writer ${index}`, acknowledged, stopping.signal)),
    );
    for (let turn = 0; turn < 5; turn++) {
      const before = acknowledged.length;
      await expect.poll(() => acknowledged.length).toBeGreaterThan(before);
      await disturb(turn);
    }
    stopping.abort();
    await all;
    await expectWhole(acknowledged);
  });

  it('lose what was acknowledged before the commit: the control', async () => {
    const store = await opened();
    const client = new pg.Client({ connectionString: url, application_name: 'gigaledger' });
    client.on('error', () => undefined);
    await client.connect();
    await client.query("BEGIN; INSERT INTO gigaledger.receipts VALUES ('early', '', 201, '', '[]', '')");
    const acknowledged = ['early'];
    await endAllSessions();
    await expect(client.query('COMMIT')).rejects.toThrow();
    for (const key of acknowledged) expect(await store.receipt(key)).toBeUndefined();
  });
});

describe('A write that is not confirmed in time', () => {
  /** Whoever holds the row of the head keeps the append from ending. */
  const unconfirmed = async (id: string): Promise<EventStore> => {
    const store = await opened(600);
    const holder = new pg.Client({ connectionString: url });
    await holder.connect();
    await holder.query('BEGIN; SELECT FROM gigaledger.head FOR UPDATE');
    await expect(store.append([one(terms('deal-a', 'one', id))])).rejects.toBeInstanceOf(OutcomeUnknown);
    await holder.query('ROLLBACK');
    await holder.end();
    return store;
  };

  it('is recorded once when the same is sent again', async () => {
    const id = nextId();
    const store = await unconfirmed(id);
    await setTimeout(300);
    expect(positionsOf(await store.append([one(terms('deal-a', 'one', id))]))).toEqual([1]);
    await expectWhole([id]);
  });

  it('is recorded twice when it is sent again as something new: the control', async () => {
    const store = await unconfirmed(nextId());
    await setTimeout(300);
    expect(positionsOf(await store.append([one(terms('deal-a', 'one'))]))).toEqual([2]);
  });
});

describe('A database that stands still', () => {
  /** Stops what serves the ledger's sessions, while the work goes on. */
  const frozen = async <T>(work: () => Promise<T>): Promise<T> => {
    const sessions = await server.ask(
      "SELECT pid FROM pg_stat_activity WHERE application_name IN ('gigaledger', 'control')",
    );
    for (const { pid } of sessions) process.kill(Number(pid), 'SIGSTOP');
    return work().finally(() => {
      for (const { pid } of sessions) process.kill(Number(pid), 'SIGCONT');
    });
  };
  const isOver = (work: Promise<unknown>, withinMs: number): Promise<boolean> =>
    Promise.race([work.then(() => true), setTimeout(withinMs, false)]);

  it('is not waited for when the ledger closes', async () => {
    const store = await opened();
    await store.append([one(terms('deal-a', 'one'))]);
    expect(await frozen(() => isOver(store.close(), 60_000))).toBe(true);
  });

  it('is waited for by the driver alone: the control', async () => {
    const client = new pg.Client({ connectionString: url, application_name: 'control' });
    await client.connect();
    const ending = await frozen(async () => {
      const end = client.end();
      return { end, over: await isOver(end, 4_000) };
    });
    await ending.end;
    expect(ending.over).toBe(false);
  });
});
