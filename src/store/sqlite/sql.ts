import type { Database } from 'better-sqlite3';
import type { CheckedRow, EventRow, NewEventRow, NewReceiptRow, ReceiptRow } from '../rows.js';
import type { Head, WrittenEvent } from '../store.js';

/** Bytes 68 to 71 of the file: "gled". */
export const applicationId = 0x676c6564;

/** The version of the tables below, kept in the file as `user_version`. */
export const schemaVersion = 1;

const refuse = (trigger: string, when: string, says: string): string =>
  `CREATE TRIGGER ${trigger} BEFORE ${when} BEGIN SELECT RAISE(ABORT, '${says}'); END`;

/**
 * Everything the file must hold, by name, in exactly these words. An event's canonical form and its hash are what
 * counts; the columns beside them are derived, and `seal` covers what the chain does not.
 */
export const schema: Readonly<Record<string, string>> = {
  events: `CREATE TABLE events (
  position INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  stream TEXT NOT NULL,
  revision INTEGER NOT NULL,
  type TEXT NOT NULL,
  canonical TEXT NOT NULL,
  hash TEXT NOT NULL,
  sent TEXT NOT NULL,
  warnings TEXT NOT NULL,
  seal TEXT NOT NULL,
  UNIQUE (stream, revision)
) STRICT`,
  events_by_type: 'CREATE INDEX events_by_type ON events (type)',
  receipts: `CREATE TABLE receipts (
  key TEXT NOT NULL PRIMARY KEY,
  digest TEXT NOT NULL,
  status INTEGER NOT NULL,
  body TEXT NOT NULL,
  positions TEXT NOT NULL,
  seal TEXT NOT NULL
) STRICT`,
  // REPLACE deletes without asking the delete trigger on a connection that left recursive_triggers off, so the
  // insert is refused before it comes to that.
  events_are_only_appended: refuse(
    'events_are_only_appended',
    `INSERT ON events
WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
  OR NEW.revision IS NOT (SELECT coalesce(max(revision), 0) + 1 FROM events WHERE stream = NEW.stream)
  OR EXISTS (SELECT 1 FROM events WHERE id = NEW.id)`,
    'an event is only ever appended',
  ),
  events_are_never_changed: refuse(
    'events_are_never_changed',
    'UPDATE ON events',
    'an event is never changed',
  ),
  events_are_never_deleted: refuse(
    'events_are_never_deleted',
    'DELETE ON events',
    'an event is never deleted',
  ),
  receipts_are_never_replaced: refuse(
    'receipts_are_never_replaced',
    `INSERT ON receipts
WHEN EXISTS (SELECT 1 FROM receipts WHERE key = NEW.key)`,
    'a receipt is never replaced',
  ),
  receipts_are_never_changed: refuse(
    'receipts_are_never_changed',
    'UPDATE ON receipts',
    'a receipt is never changed',
  ),
  receipts_are_never_deleted: refuse(
    'receipts_are_never_deleted',
    'DELETE ON receipts',
    'a receipt is never deleted',
  ),
};

export const schemaSql = 'SELECT name, sql FROM sqlite_schema WHERE sql IS NOT NULL';

const asRead = 'canonical, hash, sent, warnings';

// SQLite compiles a statement anew for each value of a bare parameter that its planner looks into (index estimates,
// LIMIT), which costs more than the look-up itself; it can't look through a cast.
const text = 'CAST(? AS TEXT)';
const limit = 'LIMIT CAST(? AS INTEGER)';
const byPosition = `ORDER BY position ${limit}`;
// The same order within a stream, and the one that its index gives without sorting.
const byRevision = `ORDER BY revision ${limit}`;

const prepareWriting = (database: Database) => ({
  // Immediate, always: a transaction that first reads and then writes meets SQLITE_BUSY_SNAPSHOT under other writers.
  begin: database.prepare<[]>('BEGIN IMMEDIATE'),
  commit: database.prepare<[]>('COMMIT'),
  rollback: database.prepare<[]>('ROLLBACK'),
  insertEvent: database.prepare<NewEventRow>('INSERT INTO events VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
  insertReceipt: database.prepare<NewReceiptRow>('INSERT INTO receipts VALUES (?, ?, ?, ?, ?, ?)'),
});

const prepareLookingUp = (database: Database) => ({
  head: database.prepare<[], Head>('SELECT position, hash FROM events ORDER BY position DESC LIMIT 1'),
  revision: database
    .prepare<[stream: string], number>(`SELECT coalesce(max(revision), 0) FROM events WHERE stream = ${text}`)
    .pluck(),
  type: database.prepare<[id: string], string>('SELECT type FROM events WHERE id = ?').pluck(),
  canonical: database
    .prepare<[position: number], string>('SELECT canonical FROM events WHERE position = ?')
    .pluck(),
  receipt: database.prepare<[key: string], ReceiptRow>('SELECT * FROM receipts WHERE key = ?'),

  byId: database.prepare<[id: string], EventRow>(`SELECT ${asRead} FROM events WHERE id = ?`),
  byIds: database.prepare<[ids: string], EventRow>(
    `SELECT ${asRead} FROM events WHERE id IN (SELECT value FROM json_each(?)) ORDER BY position`,
  ),
  byPositions: database.prepare<[positions: string], EventRow>(
    `SELECT ${asRead} FROM json_each(?) AS asked JOIN events ON position = asked.value ORDER BY asked.key`,
  ),
});

const preparePaging = (database: Database) => ({
  read: database.prepare<[after: number, limit: number], EventRow>(
    `SELECT ${asRead} FROM events WHERE position > ? ${byPosition}`,
  ),
  readWritten: database.prepare<[after: number, limit: number], WrittenEvent>(
    `SELECT position, id, stream, type, canonical FROM events WHERE position > ? ${byPosition}`,
  ),
  readStream: database.prepare<[stream: string, after: number, limit: number], EventRow>(
    `SELECT ${asRead} FROM events WHERE stream = ${text} AND position > ? ${byRevision}`,
  ),
  readType: database.prepare<[type: string, after: number, limit: number], EventRow>(
    `SELECT ${asRead} FROM events WHERE type = ${text} AND position > ? ${byPosition}`,
  ),
  readStreamAndType: database.prepare<[stream: string, type: string, after: number, limit: number], EventRow>(
    `SELECT ${asRead} FROM events WHERE stream = ${text} AND type = ${text} AND position > ? ${byRevision}`,
  ),
  readChecked: database.prepare<[after: number, limit: number], CheckedRow>(
    `SELECT *, CAST(canonical AS BLOB) AS bytes FROM events WHERE position > ? ${byPosition}`,
  ),
  readReceipts: database.prepare<[key: string, limit: number], ReceiptRow>(
    `SELECT * FROM receipts WHERE key > ? ORDER BY key ${limit}`,
  ),
});

/** Every statement of the store, compiled once for a connection. */
export const prepare = (database: Database) => ({
  ...prepareWriting(database),
  ...prepareLookingUp(database),
  ...preparePaging(database),
});

export type Statements = ReturnType<typeof prepare>;
