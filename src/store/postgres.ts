import { setTimeout } from 'node:timers/promises';
import { Subject } from 'rxjs';
import { GroupCommit } from './group-commit.js';
import { type Append, eventCount } from './plan.js';
import { readAddress } from './postgres/address.js';
import { Feed } from './postgres/feed.js';
import { Lease } from './postgres/lease.js';
import { ServerReading } from './postgres/server-reading.js';
import { assertMigrated, migrate } from './postgres/migrate.js';
import { Servers } from './postgres/servers.js';
import { Readers } from './postgres/readers.js';
import { assertRoom } from './postgres/room.js';
import { standingOf } from './postgres/standing.js';
import { isPassing, wrapTrouble } from './postgres/trouble.js';
import { waitAtMost } from './postgres/waiting.js';
import { type GroupResult, LeasedWriter } from './postgres/writer.js';
import {
  EventStore,
  type Head,
  type IntegrityReport,
  OutcomeUnknown,
  type Receipt,
  type AppendStanding,
  type StoredEvent,
  StoreUnavailable,
  type Write,
  type WrittenEvent,
} from './store.js';

/** How long a write waits for its turn and for the database to come back, in milliseconds. */
const patienceMs = 5_000;
/** A process that holds the lease keeps it for so long while it has work, whoever wishes for it. */
const leastTermMs = 20;
const mostReaders = 4;
/** How long what is read at closing may take, in milliseconds. */
const leavingMs = 1_000;

/** The log in a PostgreSQL database, which several processes may share. Every acknowledged event is on its disk. */
export class PostgresStore extends EventStore {
  readonly grew = new Subject<number>();
  appended = 0;
  readonly #readers: Readers;
  readonly #log: ServerReading;
  readonly #lease: Lease;
  readonly #writer: LeasedWriter;
  readonly #feed: Feed;
  readonly #group = new GroupCommit((calls: readonly Append[]) => this.#commit(calls), eventCount);
  #isCommitting = false;
  #isWished = false;
  #nudged = 0;
  #closed = false;

  private constructor(
    private readonly primary: Servers,
    clock: () => Date,
    private readonly patience: number,
    private readonly standbys: number,
  ) {
    super();
    this.#readers = new Readers(primary, mostReaders, patience);
    this.#log = new ServerReading(this.#readers);
    this.#feed = new Feed(primary, {
      grew: (position) => this.#nudge(position),
      wished: () => this.#handOn(),
    });
    this.#lease = new Lease(primary, () => this.#feed.wish());
    this.#writer = new LeasedWriter(this.#lease, clock);
  }

  /**
   * Opens the ledger in a database, made if missing. `patience`: milliseconds to wait for another process that writes,
   * or for a database that is away. Throws BadAddress, or StoreUnavailable when it can't be used or isn't a ledger's.
   */
  static async open(
    address: string,
    clock = (): Date => new Date(),
    patience = patienceMs,
  ): Promise<PostgresStore> {
    const { servers, standbys } = readAddress(address);
    const store = new PostgresStore(new Servers(servers), clock, patience, standbys);
    try {
      await store.#readers.read(migrate);
      await store.#feed.open();
      return store;
    } catch (error) {
      await store.close();
      throw wrapTrouble(error);
    }
  }

  /** Opens a ledger that is there for reading alone, on one connection. */
  static async openToRead(address: string, patience = patienceMs): Promise<PostgresStore> {
    const { servers, standbys } = readAddress(address);
    const store = new PostgresStore(new Servers(servers), () => new Date(), patience, standbys);
    await store.#readers.read(assertMigrated);
    return store;
  }

  async append(
    writes: readonly Write[],
    receipt?: (events: readonly StoredEvent[]) => Receipt,
  ): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    return this.#group.submit({ writes, receipt });
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

  /** After a write that was not confirmed, or found no room, another one must be: that nobody can know without. */
  async assertWritable(): Promise<AppendStanding> {
    this.#assertOpen();
    if (this.#writer.isDoubtful) await this.#group.submit({ writes: [] });
    if (this.#writer.isOutOfRoom) await this.#readers.read(assertRoom);
    this.#writer.isOutOfRoom = false;
    return this.#readers.read((client) => standingOf(client, this.standbys));
  }

  /** The faults of events come first; those of the head, the guards and of receipts follow with position 0. */
  async verify(): Promise<IntegrityReport> {
    return this.#log.verify();
  }

  /** Waits for the appends that were accepted, then hands the lease on; a database that is away is not waited for. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await waitAtMost(this.patience, this.#group.idle());
    this.grew.complete();
    const leaving = [this.#feed.close(), this.#lease.close(), this.#readers.close()];
    await waitAtMost(leavingMs, Promise.all(leaving));
    await this.primary.close();
  }

  async #commit(calls: readonly Append[]): Promise<GroupResult['outcomes']> {
    this.#isCommitting = true;
    try {
      const { outcomes, position, appended } = await this.#commitPatiently(calls);
      this.appended += appended;
      if (position > this.#nudged) {
        this.#nudge(position);
        this.#feed.tell(position);
      }
      return outcomes;
    } finally {
      this.#isCommitting = false;
      if (this.#isWished) this.#handOn();
    }
  }

  /**
   * Tries again on another connection or server. A write whose outcome is not known is tried again, too: it can't
   * happen any more once the lease is there again, and what it did, its ids and its receipts tell.
   */
  async #commitPatiently(calls: readonly Append[]): Promise<GroupResult> {
    const deadline = performance.now() + this.patience;
    for (;;) {
      try {
        return await this.#writer.commit(calls, deadline);
      } catch (error) {
        this.#lease.drop();
        if (!isPassing(error) || performance.now() > deadline) throw this.#failure(error);
      }
      await setTimeout(20 + Math.random() * 80);
    }
  }

  #failure(error: unknown): unknown {
    if (!this.#writer.isDoubtful) return wrapTrouble(error);
    return new OutcomeUnknown('the database did not confirm in time: it may be recorded, or not', {
      cause: error,
    });
  }

  #nudge(position: number): void {
    if (position > this.#nudged && !this.#closed) this.grew.next((this.#nudged = position));
  }

  /** Another process wishes to write: it may, once this one has had its least term. */
  #handOn(): void {
    this.#isWished = this.#lease.isHeld;
    if (!this.#isWished || this.#isCommitting) return;
    const rest = leastTermMs - this.#lease.age;
    if (rest > 0) return void setTimeout(rest, undefined, { ref: false }).then(() => this.#handOn());
    this.#isWished = false;
    void this.#lease.release();
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
  }
}
