import pg from 'pg';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { StoreUnavailable } from '../../src/store/store.js';
import { PostgresServer } from '../postgres/server.js';
import { one, positionsOf, several, submitted, terms, upTo } from './candidates.js';
import { hashesOf } from './chain.js';

let server: PostgresServer;
let database: Awaited<ReturnType<PostgresServer['database']>>;
let store: PostgresStore;
let raw: pg.Client;

beforeAll(async () => {
  server = await PostgresServer.shared();
});
afterAll(() => server.stop());
beforeEach(async () => {
  database = await server.database();
  store = await PostgresStore.open(database.url, undefined, 1_000);
  const receipt = { key: 'key', digest: 'd', status: 201, body: '' };
  await store.append([one(terms('deal-a', 'one')), one(terms('deal-a', 'two'))], () => receipt);
  raw = new pg.Client({ connectionString: database.url });
  await raw.connect();
});
afterEach(async () => {
  await raw.end();
  await store.close();
  await database.drop();
});

/** The row of the next event, its hash fitting the chain, but for some changes. */
const insert = async (changes: Record<string, unknown>, ending = ''): Promise<unknown> => {
  const { rows } = await raw.query<Record<string, unknown>>(
    'SELECT * FROM gigaledger.events WHERE position = 2',
  );
  const next = { ...rows[0]!, position: 3, id: 'new', revision: 3 };
  const hash = `encode(sha256(convert_to('${String(rows[0]!.hash)}' || E'\\n' || $6, 'UTF8')), 'hex')`;
  const values = Object.values({ ...next, ...changes });
  if ('hash' in changes)
    return raw.query(
      `INSERT INTO gigaledger.events VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10) ${ending}`,
      values,
    );
  values.splice(6, 1);
  return raw.query(
    `INSERT INTO gigaledger.events VALUES ($1,$2,$3,$4,$5,$6,${hash},$7,$8,$9) ${ending}`,
    values,
  );
};

describe('The PostgreSQL database', () => {
  it.each([
    ['a change of an event', "UPDATE gigaledger.events SET type = 'DealAnnounced' WHERE position = 1"],
    ['the deletion of an event', 'DELETE FROM gigaledger.events WHERE position = 2'],
    ['the removal of all events', 'TRUNCATE gigaledger.events'],
    ['a change of a receipt', "UPDATE gigaledger.receipts SET body = 'other'"],
    ['the deletion of a receipt', 'DELETE FROM gigaledger.receipts'],
    ['the removal of all receipts', 'TRUNCATE gigaledger.receipts'],
    ['the deletion of the head', 'DELETE FROM gigaledger.head'],
    [
      'as a replica, a change of an event',
      "SET session_replication_role = replica; UPDATE gigaledger.events SET type = 'x'",
    ],
  ])('itself refuses its owner %s', async (_, sql) => {
    await expect(raw.query(sql)).rejects.toThrow(/never/);
    expect(await store.verify()).toMatchObject({ ok: true, position: 2 });
  });

  it.each([
    ['in place of an event', { position: 2 }],
    ['behind a gap', { position: 4 }],
    ['without a position', { position: null }],
    ['in front of the log', { position: 0 }],
    ['with the revision of an event', { revision: 2 }],
    ['with a gap in revisions', { revision: 4 }],
    ['with a hash that does not follow', { hash: 'f'.repeat(64) }],
  ])('itself refuses an event %s', async (_, changes) => {
    await expect(insert(changes)).rejects.toThrow();
    expect(await store.head()).toMatchObject({ position: 2 });
    expect((await raw.query('SELECT FROM gigaledger.events')).rowCount).toBe(2);
  });

  it('itself refuses to change an event where it would be inserted', async () => {
    const ending = 'ON CONFLICT (position) DO UPDATE SET type = excluded.type';
    await expect(insert({ position: 2 }, ending)).rejects.toThrow(/never/);
  });

  it('itself refuses a head that is not where the events end', async () => {
    const moved = raw.query('UPDATE gigaledger.head SET position = 7, commits = commits + 1');
    await expect(moved).rejects.toThrow('the head only ever follows the events');
  });

  it('finds an event that came past the head, and writes no more', async () => {
    await insert({});
    expect((await store.verify()).ok).toBe(false);
    await expect(store.append([one(terms('deal-b', 'three'))])).rejects.toThrow(StoreUnavailable);
    expect(await store.head()).toMatchObject({ position: 2 });
  });

  it('lets a role with few rights append and read, and nothing else', async () => {
    const role = `r${database.url.slice(-12)}`;
    await raw.query(`CREATE ROLE ${role} LOGIN; GRANT USAGE ON SCHEMA gigaledger TO ${role};
      GRANT SELECT ON ALL TABLES IN SCHEMA gigaledger TO ${role};
      GRANT INSERT ON gigaledger.events, gigaledger.receipts TO ${role}; GRANT UPDATE ON gigaledger.head TO ${role}`);
    const url = new URL(database.url);
    url.username = role;
    const narrow = await PostgresStore.open(url.href);
    expect(positionsOf(await narrow.append([one(terms('deal-a', 'three'))]))).toEqual([3]);
    await narrow.close();
    const client = new pg.Client({ connectionString: url.href });
    await client.connect();
    for (const sql of [
      'UPDATE gigaledger.events SET revision = 9',
      'DELETE FROM gigaledger.events',
      'TRUNCATE gigaledger.events',
      'ALTER TABLE gigaledger.events DISABLE TRIGGER ALL',
      'DROP TABLE gigaledger.events',
      'SET session_replication_role = replica',
    ])
      await expect(client.query(sql), sql).rejects.toMatchObject({ code: '42501' });
    await client.end();
    await raw.query(`DROP OWNED BY ${role}; DROP ROLE ${role}`);
  });

  it.each([
    [
      'of another program',
      'DROP SCHEMA gigaledger CASCADE; CREATE SCHEMA gigaledger',
      'not that of a ledger',
    ],
    ['of a later version', 'INSERT INTO gigaledger.version VALUES (99)', 'later version'],
    [
      'without a guard',
      'DROP TRIGGER events_are_only_appended ON gigaledger.events',
      'events_are_only_appended is missing',
    ],
    [
      'with a guard asleep',
      'ALTER TABLE gigaledger.events DISABLE TRIGGER events_are_never_deleted',
      'events_are_never_deleted is missing',
    ],
    [
      'with an altered guard',
      "CREATE OR REPLACE FUNCTION gigaledger.refuse() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'",
      'refuse is missing or altered',
    ],
  ])('is refused when it is one %s', async (_, sql, says) => {
    await raw.query(sql);
    const refusal = PostgresStore.open(database.url);
    await expect(refusal).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refusal).rejects.toThrow(says);
  });

  it('is made once by many that open it at the same moment', async () => {
    const fresh = await server.database();
    const stores = await Promise.all(upTo(6).map(() => PostgresStore.open(fresh.url)));
    await Promise.all(stores.map((each, index) => each.append([one(terms('deal-a', `from ${index}`))])));
    expect(await stores[0]!.verify()).toMatchObject({ ok: true, position: 6 });
    await Promise.all(stores.map((each) => each.close()));
    await fresh.drop();
  });

  it('keeps nothing of a transaction that failed, and goes on', async () => {
    const unwritable = { key: 'other', digest: 'd', status: 201.5, body: '' };
    await expect(store.append([one(terms('deal-a', 'three'))], () => unwritable)).rejects.toThrow();
    expect(await store.head()).toMatchObject({ position: 2 });
    expect(positionsOf(await store.append([one(terms('deal-a', 'three'))]))).toEqual([3]);
    expect(await store.verify()).toMatchObject({ ok: true });
  });

  it('tells other processes that the log grew', async () => {
    const other = await PostgresStore.open(database.url);
    const heard = new Promise((resolve) =>
      other.grew.subscribe((position) => position === 3 && resolve(position)),
    );
    await store.append([one(terms('deal-a', 'three'))]);
    expect(await heard).toBe(3);
    await other.close();
  });

  it('is read beside whoever writes it, and not made for that', async () => {
    const reader = await PostgresStore.openToRead(database.url);
    expect(positionsOf(await reader.read(0, 10))).toEqual([1, 2]);
    await reader.close();
    const empty = await server.database();
    await expect(PostgresStore.openToRead(empty.url)).rejects.toThrow('there is no ledger');
    await empty.drop();
  });
});

describe('The PostgreSQL store, verified,', () => {
  const spoil = async (change: string): Promise<void> => {
    await raw.query(
      'ALTER TABLE gigaledger.events DISABLE TRIGGER USER; ALTER TABLE gigaledger.receipts DISABLE TRIGGER USER',
    );
    await raw.query(change);
    const { rows } = await raw.query<{ tgname: string; table: string }>(
      `SELECT tgname, tgrelid::regclass::text AS table FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'gigaledger.%' AND NOT tgisinternal`,
    );
    for (const { tgname, table } of rows)
      await raw.query(`ALTER TABLE ${table} ENABLE ALWAYS TRIGGER ${tgname}`);
  };

  it.each([
    ['a change of its bytes', "canonical = replace(canonical, 'two', 'too')", 'the hash does not match'],
    ['bytes that are not canonical', "canonical = ' ' || canonical", 'not a canonical event'],
    ['bytes that are no JSON', "canonical = '{'", 'not a canonical event'],
    ['another hash', "hash = replace(hash, substr(hash, 1, 1), 'g')", 'the hash does not match'],
    ['another id', "id = 'other'", 'the column id differs'],
    ['another type', "type = 'DealAnnounced'", 'the column type differs'],
    ['another revision', 'revision = 7', 'is revision 7 of deal-a where 2 is due'],
    ['another position', 'position = 9', 'is missing: 9 follows 1'],
    ['another digest of what was sent', "sent = 'other'", 'beside the event was changed'],
    ['other warnings', "warnings = '[1]'", 'beside the event was changed'],
  ])('finds %s, and where', async (_, change, says) => {
    await spoil(`UPDATE gigaledger.events SET ${change} WHERE position = 2`);
    const { ok, faults } = await store.verify();
    expect(ok).toBe(false);
    expect(faults.map(({ detail }) => detail).join('\n')).toContain(says);
    expect(faults[0]).toMatchObject({ position: 2 });
  });

  it('finds an event that is gone, and one at the end', async () => {
    await spoil('DELETE FROM gigaledger.events WHERE position = 2');
    expect((await store.verify()).faults[0]!.detail).toContain('the head is at 2');
    await spoil('DELETE FROM gigaledger.events WHERE position = 1');
    expect((await store.verify()).ok).toBe(false);
  });

  it('finds a change of a receipt and a guard that is gone', async () => {
    await spoil("UPDATE gigaledger.receipts SET body = 'other'");
    await raw.query('DROP TRIGGER head_is_one ON gigaledger.head');
    expect((await store.verify()).faults).toEqual([
      { position: 0, detail: 'gigaledger.head.head_is_one is missing or altered' },
      { position: 0, detail: 'the receipt key was changed' },
    ]);
  });

  it('decodes corrections by the type of the event that they correct', async () => {
    const [wrong] = await store.read(0, 1);
    const correction = { event: wrong!.event.id, body: { terms: 'right' }, reason: 'Misread.' };
    await store.append([one(submitted({ stream: 'deal-a', type: 'EventCorrected', body: correction }))]);
    expect(await store.verify()).toMatchObject({ ok: true, position: 3 });
  });

  it('walks logs that are longer than a page', async () => {
    await store.append([
      { stream: 'deal-b', events: several(1_500, (index) => terms('deal-b', `event ${index}`)) },
    ]);
    const stored = await store.read(0, 2_000);
    expect(await store.verify()).toEqual({
      ok: true,
      position: 1_502,
      hash: hashesOf(stored).at(-1),
      faults: [],
    });
  });
});
