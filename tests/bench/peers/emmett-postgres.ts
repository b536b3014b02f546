import { getPostgreSQLEventStore, type PostgresEventStore } from '@event-driven-io/emmett-postgresql';
import pg from 'pg';
import type { Submitted } from '../log-of-deals.js';
import type { AppendCall, AppendingStore } from './appending.js';
import { emmettCalls, emmettEvent } from './emmett.js';

/** Emmett on PostgreSQL, with a connection for each of sixteen callers where its own pool would have ten. */
export class EmmettPostgres implements AppendingStore {
  private constructor(
    private readonly store: PostgresEventStore,
    private readonly pool: pg.Pool,
  ) {}

  static async open(url: string): Promise<EmmettPostgres> {
    const pool = new pg.Pool({ connectionString: url, max: 16 });
    const store = getPostgreSQLEventStore(url, { connectionOptions: { pool } });
    await store.schema.migrate();
    return new EmmettPostgres(store, pool);
  }

  callsFor(deals: readonly Submitted[][]): AppendCall[][] {
    return emmettCalls(this.store, deals);
  }

  /** Each stream in one call. */
  async appendWhole(events: readonly Submitted[]): Promise<void> {
    for (const [stream, own] of Map.groupBy(events, (event) => event.stream))
      await this.store.appendToStream(stream, own.map(emmettEvent));
  }

  async count(): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>('SELECT count(*) FROM emt_messages');
    return Number(rows[0]?.count);
  }

  async close(): Promise<void> {
    await this.store.close();
    await this.pool.end();
  }
}
