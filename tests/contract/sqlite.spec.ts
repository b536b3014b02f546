import { existsSync, statSync, writeFileSync } from 'node:fs';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteStore } from '../../src/store/sqlite.js';
import { connect } from '../../src/store/sqlite/connection.js';
import { StoreUnavailable } from '../../src/store/store.js';
import { LogCopy } from '../../src/workers/log-copy.js';
import { one, positionsOf, terms, upTo } from './candidates.js';
import { folder, openSqlite } from './sqlite.files.js';
import { storeContract } from './store.contract.js';

storeContract('SQLite', openSqlite);

describe('The SQLite file', () => {
  const patience = 50;
  let files: ReturnType<typeof folder>;
  let file: string;
  let store: SqliteStore;
  let raw: Database.Database;

  beforeEach(async () => {
    files = folder();
    file = files.file('ledger.db');
    store = await SqliteStore.open(file, undefined, patience);
    const receipt = { key: 'key', digest: 'd', status: 201, body: '' };
    await store.append([one(terms('deal-a', 'one')), one(terms('deal-a', 'two'))], () => receipt);
    raw = new Database(file);
  });
  afterEach(async () => {
    raw.close();
    await store.close();
    files.remove();
  });

  const row = (changes: Record<string, unknown>): unknown[] => {
    const last = raw.prepare<[], Record<string, unknown>>('SELECT * FROM events WHERE position = 2').get()!;
    return Object.values({ ...last, position: 3, id: 'new', revision: 3, ...changes });
  };
  const insert = (how: string, changes: Record<string, unknown>) => (): unknown =>
    raw.prepare(`${how} INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`).run(...row(changes));

  it.each([
    ['a change of an event', "UPDATE events SET type = 'DealAnnounced' WHERE position = 1"],
    ['the deletion of an event', 'DELETE FROM events WHERE position = 2'],
    ['the deletion of all events', 'DELETE FROM events'],
    ['a change of a receipt', "UPDATE receipts SET body = 'other'"],
    ['the deletion of a receipt', 'DELETE FROM receipts'],
    [
      'a receipt in place of another',
      "REPLACE INTO receipts SELECT key, digest, 500, '', '', '' FROM receipts",
    ],
  ])('itself refuses %s', (_, sql) => {
    expect(() => raw.exec(sql)).toThrow(/never/);
  });

  describe.each(['INSERT', 'INSERT OR REPLACE', 'REPLACE', 'INSERT OR IGNORE', 'INSERT OR FAIL'])(
    'given an %s',
    (how) => {
      it.each([
        ['in place of an event', { position: 2, id: 'new', revision: 2 }],
        ['behind a gap', { position: 4 }],
        ['without a position', { position: null }],
        ['in front of the log', { position: 0 }],
        ['with the id of an event', { id: '' }],
        ['with the revision of an event', { revision: 2 }],
        ['with a gap in revisions', { revision: 4 }],
      ])('itself refuses an event %s', (_, changes) => {
        const [first] = raw.prepare<[], { id: string }>('SELECT id FROM events').all();
        const { id, ...others } = changes as { id?: string };
        expect(insert(how, { ...others, ...(id === '' && { id: first!.id }) })).toThrow('only ever appended');
        expect(raw.prepare('SELECT count(*) FROM events').pluck().get()).toBe(2);
      });

      it('itself accepts the next event', () => {
        expect(insert(how, {})).not.toThrow();
      });
    },
  );

  it('itself refuses to update an event where it would be inserted', () => {
    const upsert = 'ON CONFLICT (position) DO UPDATE SET type = excluded.type';
    const attempt = (): unknown =>
      raw
        .prepare(`INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ${upsert}`)
        .run(...row({ position: 2 }));
    expect(attempt).toThrow();
  });

  it('is durable on every connection, on the one that made it and on later ones', () => {
    const settings = ['journal_mode', 'synchronous', 'trusted_schema', 'recursive_triggers', 'fullfsync'];
    for (const name of ['new.db', 'new.db', 'ledger.db']) {
      const connection = connect(files.file(name));
      const read = settings.map((setting) => connection.pragma(setting, { simple: true }));
      connection.close();
      expect(read).toEqual(['wal', 3, 0, 1, 1]);
    }
  });

  it('would lose its durability if the driver were left to itself', () => {
    expect(raw.pragma('synchronous', { simple: true })).toBe(1);
  });

  it('is for its owner alone, with its companions', () => {
    for (const companion of ['', '-wal', '-shm']) expect(statSync(file + companion).mode & 0o777).toBe(0o600);
  });

  it.each([
    ['memory', ':memory:', 'needs a file'],
    ['nowhere', ' ', 'needs a file'],
    ['a folder that does not exist', '/nowhere/at/all/ledger.db', "can't be opened"],
  ])('is not looked for in %s', async (_, path, says) => {
    const refusal = SqliteStore.open(path);
    await expect(refusal).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refusal).rejects.toThrow(says);
  });

  it.each([
    ['of another program', 'CREATE TABLE songs (title TEXT)', 'not the file of a ledger'],
    ['of a later version', 'PRAGMA user_version = 99', 'another version'],
    ['without its guard', 'DROP TRIGGER events_are_only_appended', 'events_are_only_appended is missing'],
    [
      'with an altered guard',
      `DROP TRIGGER events_are_never_deleted;
       CREATE TRIGGER events_are_never_deleted BEFORE DELETE ON events BEGIN SELECT 1; END`,
      'events_are_never_deleted is missing or altered',
    ],
  ])('is refused when it is one %s', async (kind, sql, says) => {
    const spoilt = files.file('spoilt.db');
    if (kind !== 'of another program') await (await SqliteStore.open(spoilt)).close();
    const altering = new Database(spoilt);
    altering.exec(sql);
    altering.close();
    const refusal = SqliteStore.open(spoilt);
    await expect(refusal).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refusal).rejects.toThrow(says);
  });

  it('is refused when it is no database', async () => {
    writeFileSync(files.file('letter.txt'), 'Dear Sir or Madam, '.repeat(100));
    await expect(SqliteStore.open(files.file('letter.txt'))).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it('can be opened by many at the moment it is made', async () => {
    const stores = await Promise.all(upTo(8).map(() => SqliteStore.open(files.file('new.db'))));
    await Promise.all(stores.map((each, index) => each.append([one(terms('deal-a', `from ${index}`))])));
    expect(await stores[0]!.verify()).toMatchObject({ ok: true, position: 8 });
    await Promise.all(stores.map((each) => each.close()));
  });

  it('keeps nothing of a transaction that failed, and goes on', async () => {
    const unwritable = { key: 'other', digest: 'd', status: 201.5, body: '' };
    const failed = store.append([one(terms('deal-a', 'three'))], () => unwritable);
    await expect(failed).rejects.toThrow();
    expect(await store.head()).toMatchObject({ position: 2 });
    expect(positionsOf(await store.append([one(terms('deal-a', 'three'))]))).toEqual([3]);
    expect(await store.verify()).toMatchObject({ ok: true });
  });

  describe('opened for reading', () => {
    it('shows what others append, and takes nothing itself', async () => {
      const reader = await SqliteStore.openToRead(file, patience);
      await store.append([one(terms('deal-a', 'three'))]);
      expect(positionsOf(await reader.read(0, 10))).toEqual([1, 2, 3]);
      await expect(reader.append([one(terms('deal-a', 'four'))])).rejects.toThrow(StoreUnavailable);
      await reader.close();
      expect(await store.head()).toMatchObject({ position: 3 });
    });

    it('is refused where there is none, and not made', async () => {
      const missing = files.file('missing.db');
      await expect(SqliteStore.openToRead(missing, patience)).rejects.toThrow(StoreUnavailable);
      expect(existsSync(missing)).toBe(false);
    });

    it('is copied up to a position and no further, also after it was copied further', async () => {
      const reader = await SqliteStore.openToRead(file, patience);
      const copy = new LogCopy(reader);
      await store.append([one(terms('deal-b', 'three'))]);
      const positions: number[] = [];
      for (const position of [1, 3, 2]) positions.push((await copy.upTo(position)).history.position);
      expect(positions).toEqual([1, 3, 2]);
      expect((await copy.upTo(2)).history.has('deal-b')).toBe(false);
      expect((await copy.upTo(3)).history.has('deal-b')).toBe(true);
      await expect(copy.upTo(4)).rejects.toThrow('the log ends at 3');
      await reader.close();
    });
  });

  describe('while another process holds it', () => {
    it('answers reads, refuses appends, and accepts them again afterwards', async () => {
      raw.exec('BEGIN IMMEDIATE');
      const calls = upTo(3).map((turn) => store.append([one(terms('deal-a', `during ${turn}`))]));
      const outcomes = await Promise.allSettled(calls);
      for (const outcome of outcomes) expect(outcome).toMatchObject({ reason: expect.any(StoreUnavailable) });
      expect(positionsOf(await store.read(0, 10))).toEqual([1, 2]);
      raw.exec('ROLLBACK');
      expect(positionsOf(await store.append([one(terms('deal-a', 'afterwards'))]))).toEqual([3]);
    });

    it('waits its turn', async () => {
      raw.exec('BEGIN IMMEDIATE');
      const patient = await SqliteStore.open(file);
      const appended = patient.append([one(terms('deal-a', 'patiently'))]);
      await store.append([one(terms('deal-a', 'impatiently'))]).catch(() => undefined);
      raw.exec('ROLLBACK');
      expect(positionsOf(await appended)).toEqual([3]);
      await patient.close();
    });
  });
});
