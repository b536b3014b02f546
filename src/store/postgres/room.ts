import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { StoreUnavailable } from '../store.js';
import { isOfDisk } from './trouble.js';

/** More than what is kept has left in its last page, and nothing that packs. */
const probeBytes = 48_000;

const probeSql = `INSERT INTO gigaledger.receipts VALUES ($1, '', 0, $2, '', '')`;

/** Writes something that needs room, and takes it back. Throws StoreUnavailable when the database has none. */
export const assertRoom = async (client: pg.Client): Promise<void> => {
  await client.query('BEGIN');
  try {
    await client.query(probeSql, [randomUUID(), randomBytes(probeBytes).toString('base64')]);
  } catch (cause) {
    if (isOfDisk(cause)) throw new StoreUnavailable('the disk of the database is full, or fails', { cause });
    throw cause;
  } finally {
    await client.query('ROLLBACK');
  }
};
