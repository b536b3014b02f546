import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance, type DuckDBConnection, type DuckDBPreparedStatement } from '@duckdb/node-api';
import { periodsOf } from '../../../projections/kit/question.js';
import type { History } from '../../../projections/kit/log.js';
import { lines } from '../../e2e/http-server.js';
import { factsOf } from '../../packed.js';
import { type Planned, quarters } from './own-capacity.js';

/** What is said of tranches, in columns of their own types: what each said last of its date, and what it adds up to. */
const loading = (file: string, names: readonly string[]): string[] => [
  `CREATE TABLE events AS
     SELECT position, stream, type, CAST(knownOn AS DATE) AS known_on, body->>'tranche' AS tranche,
            body->>'layer' AS layer, CAST(body->'power'->>'point' AS BIGINT) AS kw, body->>'due' AS due
     FROM read_json('${file}', columns = {position: 'BIGINT', stream: 'VARCHAR', type: 'VARCHAR', knownOn: 'VARCHAR', body: 'JSON'})`,
  `CREATE TABLE quarters AS SELECT unnest([${names.map((name) => `'${name}'`).join()}]) AS quarter`,
];

const planned = `
  WITH said AS (
    SELECT stream, tranche, max(layer) AS layer, max(kw) AS kw, arg_max(due, position) AS due
    FROM events
    WHERE type IN ('CapacityCommitted', 'CapacityRescheduled') AND known_on <= CAST($1 AS DATE)
    GROUP BY stream, tranche)
  SELECT quarter || ' ' || layer AS cell, CAST(coalesce(sum(kw) FILTER (due <= quarter), 0) AS DOUBLE) AS kw
  FROM said CROSS JOIN quarters
  GROUP BY quarter, layer`;

/** The events of a log in DuckDB, in memory, with the question as a prepared statement. */
export class DuckCapacity {
  private constructor(
    private readonly connection: DuckDBConnection,
    private readonly statement: DuckDBPreparedStatement,
  ) {}

  static async over(history: History): Promise<DuckCapacity> {
    const connection = await (await DuckDBInstance.create()).connect();
    const folder = mkdtempSync(join(tmpdir(), 'gigaledger-peers-'));
    const file = join(folder, 'events.ndjson');
    writeFileSync(file, lines(factsOf(history)));
    const names = periodsOf(quarters.from, quarters.to, 'quarter').map(({ name }) => name);
    for (const statement of loading(file, names)) await connection.run(statement);
    rmSync(folder, { recursive: true, force: true });
    return new DuckCapacity(connection, await connection.prepare(planned));
  }

  async planned(day: string): Promise<Planned> {
    this.statement.bindVarchar(1, day);
    const rows = await (await this.statement.run()).getRows();
    return Object.fromEntries(rows.map(([cell, kw]) => [String(cell), Number(kw)]));
  }

  close(): void {
    this.connection.closeSync();
  }
}
