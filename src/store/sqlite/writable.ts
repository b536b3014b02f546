import { statfsSync } from 'node:fs';
import { dirname } from 'node:path';
import { StoreUnavailable } from '../store.js';
import { assertDurable, type SqliteConnection } from './connection.js';
import { schemaVersion } from './sql.js';

const leastFreePart = 0.05;
/** A large disk has room for long when a twentieth of it is free. */
const enoughBytes = 1024 ** 3;

/** Throws StoreUnavailable when the disk of a file is all but full. */
export const assertRoom = (file: string, space: typeof statfsSync = statfsSync): void => {
  const { bavail, blocks, bsize } = space(dirname(file));
  if (bavail > blocks * leastFreePart || bavail * bsize > enoughBytes) return;
  throw new StoreUnavailable(
    `the disk of the event file is all but full: ${Math.floor((bavail * bsize) / 1024 ** 2)} MiB are free`,
  );
};

/** Writes what is there already, through to the disk. Throws when that fails. */
const writeThrough = (connection: SqliteConnection): unknown =>
  connection.transaction(() => connection.pragma(`user_version = ${schemaVersion}`)).immediate();

/** Throws when the file could not be written durably; `isDoubtful` after a write that failed, when it has to be tried. */
export const assertWritable = (connection: SqliteConnection, isDoubtful: boolean): void => {
  assertDurable(connection);
  assertRoom(connection.name);
  if (isDoubtful) writeThrough(connection);
  else connection.transaction(() => undefined).immediate();
};
