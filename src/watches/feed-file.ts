import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import Database from 'better-sqlite3';

const inMemory = ':memory:';

/** Milliseconds that a call waits for another process that writes. */
const busyMs = 2_000;

const schema = `
CREATE TABLE IF NOT EXISTS watches (
  id TEXT NOT NULL PRIMARY KEY,
  watch TEXT NOT NULL,
  told TEXT NOT NULL,
  alertCount INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE TABLE IF NOT EXISTS alerts (
  watch TEXT NOT NULL REFERENCES watches (id) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  alert TEXT NOT NULL,
  PRIMARY KEY (watch, number)
) STRICT;
CREATE TABLE IF NOT EXISTS hooks (
  id TEXT NOT NULL PRIMARY KEY,
  hook TEXT NOT NULL,
  state TEXT NOT NULL,
  secret TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS turn (
  one INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
  holder TEXT NOT NULL,
  untilMs INTEGER NOT NULL
) STRICT;
`;

/** There is nowhere to keep who wants to be told. */
export class NoFeedFile extends Error {}

/** Opened for its owner alone: what is called from here may be secret. */
const connect = (file: string): Database.Database => {
  if (file !== inMemory && !existsSync(file)) {
    closeSync(openSync(file, 'a', 0o600));
    chmodSync(file, 0o600);
  }
  const database = new Database(file, { timeout: busyMs });
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  database.exec(schema);
  return database;
};

/**
 * The file beside the log that says who wants to be told of what, and how far each was told: no part of the log. It is
 * made when there is something to keep.
 */
export class FeedFile {
  #database: Database.Database | undefined;
  #isClosed = false;

  /** In memory when no file is named; nowhere when it is null. */
  constructor(private readonly file: string | null = inMemory) {}

  /** The file to read; undefined while there is none. */
  get toRead(): Database.Database | undefined {
    if (this.#database || this.file === null || this.#isClosed) return this.#database;
    return this.file !== inMemory && existsSync(this.file) ? this.toWrite : undefined;
  }

  /** Throws NoFeedFile. */
  get toWrite(): Database.Database {
    if (this.file === null)
      throw new NoFeedFile('name a file for it in FEEDS_FILE: it is not kept in the database');
    if (this.#isClosed) throw new NoFeedFile('it is closed');
    return (this.#database ??= connect(this.file));
  }

  /** For good: what comes late finds nothing. */
  close(): void {
    this.#isClosed = true;
    this.#database?.close();
    this.#database = undefined;
  }
}
