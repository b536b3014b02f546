import {
  getSQLiteEventStore,
  type SQLiteConnection,
  sqliteConnection,
  type SQLiteEventStore,
} from '@event-driven-io/emmett-sqlite';
import type { Submitted } from '../log-of-deals.js';
import type { AppendCall, AppendingStore } from './appending.js';
import { emmettCalls } from './emmett.js';

/** Whether a connection is kept open, or opened for each call, as it is when nothing is said. */
export type Connecting = 'one-kept' | 'one-a-call';

/** Emmett on SQLite. A kept connection serves one caller alone: of two at once it makes one transaction. */
export class EmmettSqlite implements AppendingStore {
  private constructor(
    private readonly store: SQLiteEventStore,
    private readonly connection: SQLiteConnection,
  ) {}

  static async open(fileName: string, connecting: Connecting): Promise<EmmettSqlite> {
    const connection = sqliteConnection({ fileName });
    const connectionOptions =
      connecting === 'one-kept'
        ? ({ singleton: true, connection } as const)
        : ({ singleton: false } as const);
    const store = getSQLiteEventStore({ fileName, connectionOptions });
    await store.schema.migrate();
    return new EmmettSqlite(store, connection);
  }

  callsFor(deals: readonly Submitted[][]): AppendCall[][] {
    return emmettCalls(this.store, deals);
  }

  /** What SQLite keeps, and how surely: `synchronous` is 2 for FULL. */
  async durability(): Promise<string> {
    const [mode, synchronous] = await Promise.all(
      ['journal_mode', 'synchronous'].map((name) => this.connection.querySingle<object>(`PRAGMA ${name}`)),
    );
    return JSON.stringify({ ...mode, ...synchronous });
  }

  async count(): Promise<number> {
    const row = await this.connection.querySingle<{ count: number }>(
      'SELECT count(*) AS count FROM emt_messages',
    );
    return row?.count ?? NaN;
  }

  async close(): Promise<void> {
    this.connection.close();
  }
}
