import { chmodSync, closeSync, openSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { reasonOf } from '../../../events/kit/reason.js';
import { StoreUnavailable } from '../store.js';
import { applicationId, schema, schemaSql, schemaVersion } from './sql.js';

export type SqliteConnection = Database.Database;

/** Releases before it can corrupt a file when the write-ahead log is reset (SQLite's list of bugs, "WAL-reset"). */
const oldestSqlite = [3, 51, 3] as const;

/** How long a single call may block the process while another one holds the file. */
const blockingMs = 100;

/** What is set on every connection, and what it must read back as: the driver's defaults differ from session to session. */
const pragmas: readonly { name: string; value: string | number; readsBack: string | number }[] = [
  { name: 'busy_timeout', value: blockingMs, readsBack: blockingMs },
  { name: 'journal_mode', value: 'WAL', readsBack: 'wal' },
  // NORMAL, which the driver falls back to on an existing file, loses acknowledged events at power loss.
  { name: 'synchronous', value: 'EXTRA', readsBack: 3 },
  { name: 'fullfsync', value: 'ON', readsBack: 1 },
  { name: 'checkpoint_fullfsync', value: 'ON', readsBack: 1 },
  { name: 'trusted_schema', value: 'OFF', readsBack: 0 },
  { name: 'recursive_triggers', value: 'ON', readsBack: 1 },
  { name: 'cell_size_check', value: 'ON', readsBack: 1 },
  { name: 'cache_size', value: -65_536, readsBack: -65_536 },
];

/** Those that mean something to whoever only reads. */
const readersPragmas = new Set(['busy_timeout', 'trusted_schema', 'cell_size_check', 'cache_size']);

const isSqliteError = (error: unknown): error is InstanceType<typeof Database.SqliteError> =>
  error instanceof Database.SqliteError;

/** Another process holds the file at this moment. */
export const isBusy = (error: unknown): boolean =>
  isSqliteError(error) && error.code.startsWith('SQLITE_BUSY');

/** The store itself failed, not what it was asked to keep. */
export const isTrouble = (error: unknown): boolean =>
  isSqliteError(error) && !error.code.startsWith('SQLITE_CONSTRAINT');

/** What was written before a sync that failed is in the file all the same, and may be found there after a crash. */
export const isUnsynced = (error: unknown): boolean =>
  isSqliteError(error) && /^SQLITE_IOERR_(?:DIR_)?FSYNC$/.test(error.code);

/** Trouble as the port names it; any other error as it is. */
export const wrapTrouble = (error: unknown): unknown =>
  isTrouble(error)
    ? new StoreUnavailable(`the event file fails: ${reasonOf(error)}`, { cause: error })
    : error;

/** Does something with the file; StoreUnavailable when the file can't be read or written. */
export const withFile = <T>(work: () => T): T => {
  try {
    return work();
  } catch (error) {
    throw wrapTrouble(error);
  }
};

/** Tries again while another process holds the file, without blocking this one. */
export const retryWhileBusy = async <T>(patienceMs: number, attempt: () => T): Promise<T> => {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    try {
      return attempt();
    } catch (error) {
      if (!isBusy(error) || performance.now() > deadline) throw error;
    }
    await setTimeout(1 + Math.random() * 20);
  }
};

/** Opens the file, made if missing, for its owner alone. Throws StoreUnavailable when it can't keep its promises. */
export const connect = (file: string): SqliteConnection => {
  if (!file.trim() || file.trim() === ':memory:') throw new StoreUnavailable('the store needs a file');
  makePrivate(file);
  const connection = new Database(file);
  try {
    assertRecentSqlite(connection);
    const isNew = isEmpty(connection);
    if (!isNew) assertSchema(connection);
    makeDurable(connection);
    if (isNew) makeSchema(connection);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** Opens a file that is there so that nothing can be written through it. Throws StoreUnavailable when it can't be used. */
export const connectToRead = (file: string): SqliteConnection => {
  const connection = new Database(file, { readonly: true, fileMustExist: true });
  try {
    assertRecentSqlite(connection);
    assertSchema(connection);
    for (const { name, value } of pragmas.filter(({ name: one }) => readersPragmas.has(one)))
      connection.pragma(`${name} = ${value}`);
    return connection;
  } catch (error) {
    connection.close();
    throw error;
  }
};

/** SQLite gives its companions, `-wal` and `-shm`, the mode of the file itself. */
export const makePrivate = (file: string): void => {
  try {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  } catch (error) {
    throw new StoreUnavailable(`the event file can't be opened: ${reasonOf(error)}`, {
      cause: error,
    });
  }
};

const assertRecentSqlite = (connection: SqliteConnection): void => {
  const version = String(connection.prepare('SELECT sqlite_version()').pluck().get());
  const parts = version.split('.').map(Number);
  const differences = oldestSqlite.map((oldest, index) => (parts[index] ?? 0) - oldest);
  if ((differences.find((one) => one !== 0) ?? 0) < 0) {
    throw new StoreUnavailable(`SQLite ${version} is older than ${oldestSqlite.join('.')}`);
  }
};

const makeDurable = (connection: SqliteConnection): void => {
  for (const { name, value } of pragmas) connection.pragma(`${name} = ${value}`);
  assertDurable(connection);
};

/** Throws StoreUnavailable when a setting doesn't read back as what it was set to. */
export const assertDurable = (connection: SqliteConnection): void => {
  for (const { name, readsBack } of pragmas) {
    const actual = connection.pragma(name, { simple: true });
    if (actual !== readsBack) throw new StoreUnavailable(`${name} is ${String(actual)} and not ${readsBack}`);
  }
};

const isEmpty = (connection: SqliteConnection): boolean => connection.prepare(schemaSql).get() === undefined;

/** Several processes may open a new file at the same moment; one of them makes it. */
const makeSchema = (connection: SqliteConnection): void =>
  connection
    .transaction(() => {
      if (isEmpty(connection)) create(connection);
      assertSchema(connection);
    })
    .immediate();

const assertSchema = (connection: SqliteConnection): void => {
  const fault = schemaFaults(connection)[0];
  if (fault) throw new StoreUnavailable(fault);
};

const create = (connection: SqliteConnection): void => {
  for (const sql of Object.values(schema)) connection.exec(sql);
  connection.pragma(`application_id = ${applicationId}`);
  connection.pragma(`user_version = ${schemaVersion}`);
};

/** Where the file differs from what this version of the ledger keeps. */
export const schemaFaults = (connection: SqliteConnection): string[] => {
  const number = (pragma: string): unknown => connection.pragma(pragma, { simple: true });
  if (number('application_id') !== applicationId) return ['this is not the file of a ledger'];
  if (number('user_version') !== schemaVersion) return ['the file was made by another version of the ledger'];
  const rows = connection.prepare<[], { name: string; sql: string }>(schemaSql).all();
  const found = new Map(rows.map(({ name, sql }) => [name, sql]));
  return Object.keys(schema)
    .filter((name) => found.get(name) !== schema[name])
    .map((name) => `${name} is missing or altered`);
};
