import { Subject } from 'rxjs';
import { genesisHash } from './canonical.js';
import { GroupCommit } from './group-commit.js';
import {
  connect,
  connectToRead,
  isUnsynced,
  type SqliteConnection,
  retryWhileBusy,
  wrapTrouble,
  withFile,
} from './sqlite/connection.js';
import { type Append, eventCount } from './plan.js';
import { assertDense, type EventRow, storedEventOf } from './rows.js';
import { SameFile } from './sqlite/same-file.js';
import { prepare, type Statements } from './sqlite/sql.js';
import { verify } from './sqlite/verify.js';
import { assertWritable } from './sqlite/writable.js';
import { type CommitResult, type PreparedCall, Writer } from './sqlite/writer.js';
import {
  EventStore,
  type Head,
  OutcomeUnknown,
  type Receipt,
  type AppendStanding,
  type StoredEvent,
  StoreUnavailable,
  type IntegrityReport,
  type Write,
  type WrittenEvent,
} from './store.js';

/** How long a write waits for another process that holds the file. */
const patienceMs = 5_000;

/** The log in one SQLite file, which several processes may share. Every acknowledged event is on disk. */
export class SqliteStore extends EventStore {
  readonly grew = new Subject<number>();
  appended = 0;
  readonly #statements: Statements;
  readonly #writer: Writer;
  readonly #group = new GroupCommit((calls: readonly Append[]) => this.#commit(calls), eventCount);
  readonly #file: SameFile;
  #nudged = 0;
  /** The last write failed. */
  #isDoubtful = false;
  #closed = false;

  private constructor(
    private readonly connection: SqliteConnection,
    clock: () => Date,
    private readonly patience: number,
  ) {
    super();
    this.#statements = prepare(connection);
    this.#writer = new Writer(connection, this.#statements, clock);
    this.#file = new SameFile(connection.name);
  }

  /**
   * Opens the file, made if missing. `patience`: milliseconds to wait for another process that holds the file.
   * Throws StoreUnavailable when the file can't be used, isn't a ledger's, or durability can't be promised.
   */
  static async open(
    file: string,
    clock = (): Date => new Date(),
    patience = patienceMs,
  ): Promise<SqliteStore> {
    try {
      return new SqliteStore(await retryWhileBusy(patience, () => connect(file)), clock, patience);
    } catch (error) {
      throw wrapTrouble(error);
    }
  }

  /** Opens a file that is there for reading alone, as a worker does beside the process that writes. */
  static async openToRead(file: string, patience = patienceMs): Promise<SqliteStore> {
    try {
      return new SqliteStore(
        await retryWhileBusy(patience, () => connectToRead(file)),
        () => new Date(),
        patience,
      );
    } catch (error) {
      throw wrapTrouble(error);
    }
  }

  /** A key that was answered before with the same digest gets that answer's events; with another one, IdReused. */
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
    const events = this.#reading(() => this.#rows(after, limit, only)).map(storedEventOf);
    if (only.stream === undefined && only.type === undefined)
      assertDense(
        after,
        events.map(({ event }) => event),
      );
    return events;
  }

  async readWritten(after: number, limit: number): Promise<readonly WrittenEvent[]> {
    const events = this.#reading(() => this.#statements.readWritten.all(after, limit));
    assertDense(after, events);
    return events;
  }

  async byIds(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    return this.#reading(() => this.#statements.byIds.all(JSON.stringify(ids))).map(storedEventOf);
  }

  async receipt(key: string): Promise<Receipt | undefined> {
    const row = this.#reading(() => this.#statements.receipt.get(key));
    return row && { key: row.key, digest: row.digest, status: row.status, body: row.body };
  }

  async head(): Promise<Head> {
    return this.#reading(() => this.#statements.head.get()) ?? { position: 0, hash: genesisHash };
  }

  async revision(stream: string): Promise<number> {
    return this.#reading(() => this.#statements.revision.get(stream))!;
  }

  async assertWritable(): Promise<AppendStanding> {
    this.#assertOpen();
    try {
      this.#file.assertThere();
      await retryWhileBusy(this.patience, () => assertWritable(this.connection, this.#isDoubtful));
      this.#isDoubtful = false;
      return {};
    } catch (error) {
      throw wrapTrouble(error);
    }
  }

  /** The faults of events come first; those of the file as a whole and of receipts follow with position 0. */
  async verify(): Promise<IntegrityReport> {
    this.#assertOpen();
    return verify(this.connection, this.#statements);
  }

  /** Waits for the appends that were accepted. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    await this.#group.idle();
    this.grew.complete();
    this.connection.close();
  }

  async #commit(calls: readonly Append[]): Promise<CommitResult['outcomes']> {
    try {
      const prepared = await this.#writer.prepare(calls);
      const { outcomes, position } = await retryWhileBusy(this.patience, () => this.#write(calls, prepared));
      if (position > this.#nudged) this.grew.next((this.#nudged = position));
      return outcomes;
    } catch (error) {
      if (!isUnsynced(error)) throw wrapTrouble(error);
      throw new OutcomeUnknown('the disk did not confirm what was written: it may be recorded, or not', {
        cause: error,
      });
    }
  }

  /** Looks again before anything is acknowledged: the file may go between the look and the commit. */
  #write(calls: readonly Append[], prepared?: PreparedCall): CommitResult {
    this.#file.assertThere();
    this.#isDoubtful = true;
    const result = this.#writer.commit(calls, prepared);
    this.#file.assertThere();
    this.#isDoubtful = false;
    this.appended += result.appended;
    return result;
  }

  #rows(after: number, limit: number, { stream, type }: { stream?: string; type?: string }): EventRow[] {
    const { read, readStream, readType, readStreamAndType } = this.#statements;
    if (stream !== undefined && type !== undefined) return readStreamAndType.all(stream, type, after, limit);
    if (stream !== undefined) return readStream.all(stream, after, limit);
    return type === undefined ? read.all(after, limit) : readType.all(type, after, limit);
  }

  #reading<T>(work: () => T): T {
    this.#assertOpen();
    return withFile(work);
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
  }
}
