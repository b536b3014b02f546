import type pg from 'pg';
import { readAddress } from '../store/postgres/address.js';
import { Servers } from '../store/postgres/servers.js';
import { Readers } from '../store/postgres/readers.js';

/** For so long a statement is tried again while the database is away, in milliseconds. */
const patienceMs = 5_000;
const mostConnections = 2;

/**
 * The queue's own connections, to whichever server takes writes. A statement whose outcome nobody knows is sent again:
 * each of the queue's does no harm twice.
 */
export class QueueDatabase {
  readonly #primary: Servers;
  readonly #sessions: Readers;

  constructor(address: string) {
    this.#primary = new Servers(readAddress(address).servers);
    this.#sessions = new Readers(this.#primary, mostConnections, patienceMs);
  }

  /** Throws StoreUnavailable. */
  async executeSql<Row extends pg.QueryResultRow>(
    text: string,
    values?: unknown[],
  ): Promise<{ rows: Row[] }> {
    return this.#sessions.read((client) => client.query<Row>(text, values));
  }

  async close(): Promise<void> {
    await this.#sessions.close();
    await this.#primary.close();
  }
}
