import { setTimeout } from 'node:timers/promises';
import { Subject } from 'rxjs';
import { readAddress } from './postgres/address.js';
import { Lateness } from './postgres/lateness.js';
import { ServerReading } from './postgres/server-reading.js';
import { assertMigrated } from './postgres/migrate.js';
import { Readers } from './postgres/readers.js';
import { Servers, standbyFirst } from './postgres/servers.js';
import { wrapTrouble } from './postgres/trouble.js';
import {
  type AppendStanding,
  EventStore,
  type Head,
  type IntegrityReport,
  type StandbyLag,
  ReadsStandby,
  type Receipt,
  type StoredEvent,
  type WrittenEvent,
} from './store.js';

/** How long a read is tried again while the servers are away, in milliseconds. */
const patienceMs = 5_000;
const mostReaders = 4;
/** How often both servers are asked where the log ends, in milliseconds. */
const usualBeatMs = 250;

/** The last position of the log, and the hash that it has at another one. */
interface Sighting {
  position: number;
  hash: string | null;
}
const sightSql =
  'SELECT position, (SELECT hash FROM gigaledger.events WHERE position = $1) AS hash FROM gigaledger.head';

/**
 * The log in a PostgreSQL database, read off a standby, and off the server that takes writes where there is no standby.
 * How late that may be is known by asking the server that takes writes: while it is away, it grows with every second.
 */
export class StandbyStore extends EventStore {
  readonly grew = new Subject<number>();
  readonly appended = 0;
  readonly #readers: Readers;
  readonly #log: ServerReading;
  readonly #writer: Readers;
  readonly #lateness = new Lateness();
  readonly #closing = new AbortController();
  #following: Promise<void> = Promise.resolve();
  #nudged = 0;

  private constructor(
    private readonly standby: Servers,
    private readonly primary: Servers,
    private readonly mostSeconds: number,
  ) {
    super();
    this.#readers = new Readers(standby, mostReaders, patienceMs);
    this.#log = new ServerReading(this.#readers);
    this.#writer = new Readers(primary, 1, 0);
  }

  /** Throws BadAddress, or StoreUnavailable when no server can be read or there is no ledger in the database. */
  static async open(address: string, mostSeconds: number): Promise<StandbyStore> {
    const { servers } = readAddress(address);
    const store = new StandbyStore(new Servers(servers, standbyFirst), new Servers(servers), mostSeconds);
    try {
      await store.#readers.read(assertMigrated);
      store.#following = store.#follow();
      return store;
    } catch (error) {
      await store.close();
      throw wrapTrouble(error);
    }
  }

  append(): Promise<never> {
    return Promise.reject(
      new ReadsStandby('this process reads a standby and records nothing: send it to one that records'),
    );
  }

  async read(
    after: number,
    limit: number,
    only?: { stream?: string; type?: string },
  ): Promise<readonly StoredEvent[]> {
    return this.#log.read(after, limit, only);
  }

  async readWritten(after: number, limit: number): Promise<readonly WrittenEvent[]> {
    return this.#log.readWritten(after, limit);
  }

  async byIds(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    return this.#log.byIds(ids);
  }

  async receipt(key: string): Promise<Receipt | undefined> {
    return this.#log.receipt(key);
  }

  async head(): Promise<Head> {
    return this.#log.head();
  }

  async revision(stream: string): Promise<number> {
    return this.#log.revision(stream);
  }

  async assertWritable(): Promise<AppendStanding> {
    return this.append();
  }

  override lagAt(position: number): StandbyLag {
    return { seconds: this.#lateness.secondsAt(position), most: this.mostSeconds };
  }

  async verify(): Promise<IntegrityReport> {
    return this.#log.verify();
  }

  async close(): Promise<void> {
    if (this.#closing.signal.aborted) return;
    this.#closing.abort();
    this.grew.complete();
    await Promise.all([this.standby.close(), this.primary.close()]);
    await this.#following;
    await Promise.all([this.#readers.close(), this.#writer.close()]);
  }

  async #follow(): Promise<void> {
    const { signal } = this.#closing;
    const pause = Math.min(usualBeatMs, this.mostSeconds * 250);
    while (!signal.aborted) {
      // A server that is away tells nothing: that grows late by itself.
      await this.#look().catch(() => undefined);
      await setTimeout(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  /** What the standby has must be what the other has there: one that follows another history is never in time. */
  async #look(): Promise<void> {
    const here = await this.#log.head();
    if (here.position > this.#nudged) this.grew.next((this.#nudged = here.position));
    const at = performance.now();
    const { position, hash } = await this.#writer.read(async (client) => {
      const query = { name: 'sight', text: sightSql, values: [here.position] };
      return (await client.query<Sighting>(query)).rows[0]!;
    });
    if (here.position > 0 && hash !== here.hash) return this.#lateness.forget();
    this.#lateness.saw({ at, position });
  }
}
