import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { Subject } from 'rxjs';
import { GroupCommit } from './group-commit.js';
import { type Append, eventCount } from './plan.js';
import { readAddress } from './postgres/address.js';
import { readReceipts } from './postgres/fetched.js';
import { Feed } from './postgres/feed.js';
import { Lease } from './postgres/lease.js';
import { assertMigrated, migrate } from './postgres/migrate.js';
import { Primary } from './postgres/primary.js';
import { Readers } from './postgres/readers.js';
import { standingOf } from './postgres/standing.js';
import { isPassing, wrapTrouble } from './postgres/trouble.js';
import { verify } from './postgres/verify.js';
import { waitAtMost } from './postgres/waiting.js';
import { type GroupResult, LeasedWriter } from './postgres/writer.js';
import { assertDense, type EventRow, storedEventOf } from './rows.js';
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
} from './store.js';

/** How long a write waits for its turn and for the database to come back, in milliseconds. */
const patienceMs = 5_000;
/** A process that holds the lease keeps it for so long while it has work, whoever wishes for it. */
const leastTermMs = 20;
const mostReaders = 4;
/** How long what is read at closing may take, in milliseconds. */
const leavingMs = 1_000;

const asRead = 'SELECT canonical, hash, sent, warnings FROM gigaledger.events';

/** The log in a PostgreSQL database, which several processes may share. Every acknowledged event is on its disk. */
export class PostgresStore extends EventStore {
  readonly grew = new Subject<number>();
  appended = 0;
  readonly #readers: Readers;
  readonly #lease: Lease;
  readonly #writer: LeasedWriter;
  readonly #feed: Feed;
  readonly #group = new GroupCommit((calls: readonly Append[]) => this.#commit(calls), eventCount);
  #isCommitting = false;
  #isWished = false;
  #nudged = 0;
  #closed = false;

  private constructor(
    private readonly primary: Primary,
    clock: () => Date,
    private readonly patience: number,
    private readonly standbys: number,
  ) {
    super();
    this.#readers = new Readers(primary, mostReaders, patience);
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
    const store = new PostgresStore(new Primary(servers), clock, patience, standbys);
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
    const store = new PostgresStore(new Primary(servers), () => new Date(), patience, standbys);
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
    only: { stream?: string; type?: string } = {},
  ): Promise<readonly StoredEvent[]> {
    const events = await this.#events(...pageOf(after, limit, only));
    if (only.stream === undefined && only.type === undefined) assertDense(after, events);
    return events;
  }

  async byIds(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    return this.#events('read ids', `${asRead} WHERE id = ANY($1) ORDER BY position`, [ids]);
  }

  async receipt(key: string): Promise<Receipt | undefined> {
    const row = (await this.#reading((client) => readReceipts(client, [key]))).get(key);
    return row && { key: row.key, digest: row.digest, status: row.status, body: row.body };
  }

  async head(): Promise<Head> {
    const text = 'SELECT position, hash FROM gigaledger.head';
    return (await this.#reading((client) => client.query<Head>({ name: 'head', text }))).rows[0]!;
  }

  async revision(stream: string): Promise<number> {
    const text = 'SELECT coalesce(max(revision), 0) AS revision FROM gigaledger.events WHERE stream = $1';
    const { rows } = await this.#reading((client) =>
      client.query<{ revision: number }>({ name: 'revision', text, values: [stream] }),
    );
    return rows[0]!.revision;
  }

  /** After a write that was not confirmed, another one, of nothing, must be: that nobody can know without. */
  async assertWritable(): Promise<AppendStanding> {
    this.#assertOpen();
    if (this.#writer.isDoubtful) await this.#group.submit({ writes: [] });
    return this.#reading((client) => standingOf(client, this.standbys));
  }

  /** The faults of events come first; those of the head, the guards and of receipts follow with position 0. */
  async verify(): Promise<IntegrityReport> {
    return this.#reading(verify);
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

  async #events(name: string, text: string, values: readonly unknown[]): Promise<StoredEvent[]> {
    const query = { name, text, values: [...values] };
    const { rows } = await this.#reading((client) => client.query<EventRow>(query));
    return rows.map(storedEventOf);
  }

  async #reading<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    this.#assertOpen();
    return this.#readers.read(work);
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
  }
}

/** Of one stream the order of revisions is that of positions, and the one that its index gives. */
const pageOf = (
  after: number,
  limit: number,
  { stream, type }: { stream?: string; type?: string },
): [name: string, text: string, values: readonly unknown[]] => {
  const order = stream === undefined ? 'position' : 'revision';
  const wanted = [stream, type].filter((value) => value !== undefined);
  const names = [stream === undefined ? [] : 'stream', type === undefined ? [] : 'type'].flat();
  const filters = names.map((name, index) => ` AND ${name} = $${index + 3}`).join('');
  const text = `${asRead} WHERE position > $1${filters} ORDER BY ${order} LIMIT $2`;
  return [['read', ...names].join(' '), text, [after, limit, ...wanted]];
};
