import type pg from 'pg';
import { StoreUnavailable } from '../store.js';
import { functions, migrations, triggers } from './schema.js';

/** What the tables of a ledger are locked by while they are made, within a database. */
const lockSql = "SELECT pg_advisory_xact_lock(hashtext('gigaledger migrations'))";

/** From the tables of the catalogue: what looks names up remembers what was not there a moment ago. */
const standingSql = `SELECT count(*) > 0 AS schema, coalesce(bool_or(relname IS NOT NULL), false) AS version
FROM pg_catalog.pg_namespace namespace
LEFT JOIN pg_catalog.pg_class ON relnamespace = namespace.oid AND relname = 'version'
WHERE nspname = 'gigaledger'`;

/** The version of the tables; 0 where there are none. Throws StoreUnavailable where the schema is something else's. */
const readVersion = async (client: pg.Client): Promise<number> => {
  const found = await client.query<{ schema: boolean; version: boolean }>(standingSql);
  const { schema, version } = found.rows[0]!;
  if (!version && schema) throw new StoreUnavailable('the schema gigaledger is not that of a ledger');
  if (!version) return 0;
  const { rows } = await client.query<{ version: number }>(
    'SELECT max(version) AS version FROM gigaledger.version',
  );
  return rows[0]!.version;
};

/** Brings the tables to the version that this ledger keeps; several processes may try at once. Throws StoreUnavailable. */
export const migrate = async (client: pg.Client): Promise<void> => {
  await assertEncoding(client);
  if ((await assertKnown(client)) < migrations.length) await runMigrations(client);
  const fault = (await schemaFaults(client))[0];
  if (fault !== undefined) throw new StoreUnavailable(fault);
};

/** Throws StoreUnavailable when the tables are missing or not those of this version. */
export const assertMigrated = async (client: pg.Client): Promise<void> => {
  const version = await assertKnown(client);
  if (version < migrations.length)
    throw new StoreUnavailable(
      version === 0 ? 'there is no ledger in this database' : 'the ledger is of an older version',
    );
};

/** Another encoding would change what is kept. */
const assertEncoding = async (client: pg.Client): Promise<void> => {
  const { rows } = await client.query<{ server_encoding: string }>('SHOW server_encoding');
  if (rows[0]!.server_encoding !== 'UTF8')
    throw new StoreUnavailable(`the database is encoded as ${rows[0]!.server_encoding} and not as UTF8`);
};

const assertKnown = async (client: pg.Client): Promise<number> => {
  const version = await readVersion(client);
  if (version > migrations.length)
    throw new StoreUnavailable('the database was made by a later version of the ledger');
  return version;
};

const runMigrations = async (client: pg.Client): Promise<void> => {
  await client.query('BEGIN');
  try {
    await client.query(lockSql);
    const version = await assertKnown(client);
    if (version === 0)
      await client.query(
        'CREATE SCHEMA gigaledger; CREATE TABLE gigaledger.version (version integer PRIMARY KEY)',
      );
    for (const [index, sql] of [...migrations.entries()].slice(version)) {
      await client.query(sql);
      await client.query('INSERT INTO gigaledger.version VALUES ($1)', [index + 1]);
    }
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  }
};

const functionsSql = `SELECT proname AS name, prosrc AS source FROM pg_proc WHERE pronamespace = 'gigaledger'::regnamespace`;
const triggersSql = `SELECT relname || '.' || tgname AS name FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid
WHERE relnamespace = 'gigaledger'::regnamespace AND tgenabled = 'A'`;

/** Where the guards of the database differ from what this version of the ledger keeps. */
export const schemaFaults = async (client: pg.ClientBase): Promise<string[]> => {
  const sources = await client.query<{ name: string; source: string }>(functionsSql);
  const found = new Map(sources.rows.map(({ name, source }) => [name, source]));
  const enabled = await client.query<{ name: string }>(triggersSql);
  const watching = new Set(enabled.rows.map(({ name }) => name));
  return [
    ...Object.keys(functions).filter((name) => found.get(name) !== functions[name]),
    ...triggers.filter((name) => !watching.has(name)),
  ].map((name) => `gigaledger.${name} is missing or altered`);
};
