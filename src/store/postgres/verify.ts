import type pg from 'pg';
import { type CheckedRow, eventIn, type ReceiptRow } from '../rows.js';
import type { Head, IntegrityReport } from '../store.js';
import { changedReceipts, type IntegrityFault, LogWalk, mostFaults } from '../walk.js';
import { schemaFaults } from './migrate.js';

const rowsPerPage = 500;

const pageSql = `SELECT *, convert_to(canonical, 'UTF8') AS bytes FROM gigaledger.events WHERE position > $1 ORDER BY position LIMIT ${rowsPerPage}`;
const receiptsSql = `SELECT * FROM gigaledger.receipts WHERE key > $1 ORDER BY key LIMIT ${rowsPerPage}`;
const typesSql = 'SELECT id, type FROM gigaledger.events WHERE id = ANY($1)';
const headSql = 'SELECT position, hash FROM gigaledger.head';

/**
 * Walks the whole log from the first event, as it is at one moment. The faults of events come first, the first bad
 * position first; those of the head, the guards and of receipts follow with position 0.
 */
export const verify = async (client: pg.Client): Promise<IntegrityReport> => {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  try {
    return await verifyMoment(client);
  } finally {
    await client.query('COMMIT');
  }
};

const verifyMoment = async (client: pg.Client): Promise<IntegrityReport> => {
  const { position, hash, faults: found } = await walkEvents(client);
  const others = [
    ...(await headFaults(client, { position, hash })),
    ...(await schemaFaults(client)),
    ...(await receiptFaults(client)),
  ].map((detail) => ({ position: 0, detail }));
  const faults: IntegrityFault[] = [...found, ...others];
  return { ok: faults.length === 0, position, hash, faults: faults.slice(0, mostFaults) };
};

const walkEvents = async (client: pg.Client): Promise<LogWalk> => {
  const types = new Map<string, string>();
  const walk = new LogWalk((id) => types.get(id));
  for (let after = Number.MIN_SAFE_INTEGER; walk.faults.length < mostFaults; after = walk.position) {
    const { rows } = await client.query<CheckedRow>(pageSql, [after]);
    if (rows.length === 0) break;
    const { rows: found } = await client.query<{ id: string; type: string }>(typesSql, [
      rows.flatMap(correctedIn),
    ]);
    for (const { id, type } of found) types.set(id, type);
    for (const row of rows) walk.check(row);
    types.clear();
  }
  return walk;
};

/** The id of the event that this one corrects or takes back, where it says one. */
const correctedIn = ({ bytes }: CheckedRow): string[] => {
  try {
    const { event } = (eventIn(Buffer.from(bytes).toString()) as { body?: { event?: unknown } }).body ?? {};
    return typeof event === 'string' ? [event] : [];
  } catch {
    return [];
  }
};

const headFaults = async (client: pg.Client, reached: Head): Promise<string[]> => {
  const { rows } = await client.query<Head>(headSql);
  const { position, hash } = rows[0] ?? {};
  return position === reached.position && hash === reached.hash
    ? []
    : [`the head is at ${position}, ${hash}, and the log ends at ${reached.position}, ${reached.hash}`];
};

const receiptFaults = async (client: pg.Client): Promise<string[]> => {
  const faults: string[] = [];
  for (let after = ''; faults.length < mostFaults;) {
    const { rows } = await client.query<ReceiptRow>(receiptsSql, [after]);
    if (rows.length === 0) break;
    faults.push(...changedReceipts(rows));
    after = rows.at(-1)!.key;
  }
  return faults;
};
