import { Subject, type Subscription } from 'rxjs';
import { type CallOutcome, GroupCommit } from '../group-commit.js';
import { type Append, eventCount } from '../plan.js';
import { writtenEventOf } from '../rows.js';
import type { OrderLock } from '../sqlite/order-lock.js';
import {
  type AppendStanding,
  EventStore,
  type Head,
  type IntegrityReport,
  type Receipt,
  type StoredEvent,
  StoreUnavailable,
  type Write,
  type WrittenEvent,
} from '../store.js';
import { faultsOf } from './combined-faults.js';
import { CombinedLog, type PublicLog } from './combined-log.js';
import { ConfidentialWriter, publicRevision } from './confidential-writer.js';

/**
 * The public log with confidential facts folded in, which have a file of their own. What is appended here is
 * confidential: the public log can't be written through it, and nothing that has the public log alone knows of it.
 */
export class LayeredStore extends EventStore {
  readonly grew = new Subject<number>();
  readonly #log: CombinedLog;
  readonly #writer: ConfidentialWriter;
  readonly #group = new GroupCommit((calls: readonly Append[]) => this.#commit(calls), eventCount);
  readonly #publicly: Subscription;
  #nudged = 0;
  #closed = false;

  /**
   * `lock`: held by whoever is about to find out where the public log ends, among all that use the file. `notBefore` is
   * told the instant before which nothing may be recorded.
   */
  constructor(
    private readonly open: PublicLog,
    private readonly hidden: EventStore,
    private readonly lock: OrderLock,
    notBefore: (recordedAt: string) => void,
  ) {
    super();
    this.#log = new CombinedLog(open, hidden);
    this.#writer = new ConfidentialWriter(open, hidden, this.#log, notBefore);
    this.#publicly = open.grew.subscribe(() => void this.#nudge().catch(() => undefined));
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
    this.#assertOpen();
    if (after + limit > this.#log.end) await this.#settle();
    return this.#log.read(after, limit, only);
  }

  async readWritten(after: number, limit: number): Promise<readonly WrittenEvent[]> {
    return (await this.read(after, limit)).map(writtenEventOf);
  }

  async byIds(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    this.#assertOpen();
    const found = await this.open.byIds(ids);
    await this.#settle();
    const placed = [...found.map((one) => this.#log.placePublic(one)), ...this.#log.hiddenByIds(ids)];
    return this.#log.withHashes(placed.sort((one, other) => one.event.position - other.event.position));
  }

  async receipt(key: string): Promise<Receipt | undefined> {
    return this.hidden.receipt(key);
  }

  async head(): Promise<Head> {
    this.#assertOpen();
    return this.#log.headOver(await this.#settle());
  }

  async revision(stream: string): Promise<number> {
    this.#assertOpen();
    const { position } = await this.#settle();
    return (await publicRevision(this.open, stream, position)) + this.#log.hiddenOn(stream);
  }

  async assertWritable(): Promise<AppendStanding> {
    this.#assertOpen();
    return this.hidden.assertWritable();
  }

  async verify(): Promise<IntegrityReport> {
    const reports = { open: await this.open.verify(), hidden: await this.hidden.verify() };
    const faults = faultsOf(reports, this.#log);
    return { ok: faults.length === 0, ...(await this.head()), faults };
  }

  /** The confidential ones alone. */
  get appended(): number {
    return this.hidden.appended;
  }

  /** Waits for the appends that were accepted. The public log is its owner's to close. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    this.#publicly.unsubscribe();
    await this.#group.idle();
    this.grew.complete();
    await this.lock.close();
    await this.hidden.close();
  }

  /** Nobody is recording anything confidential while it looks: what comes later stands behind this end. */
  #settle(): Promise<Head> {
    return this.lock.hold(() => this.#look());
  }

  async #look(): Promise<Head> {
    const head = await this.open.head();
    await this.#log.readHidden();
    this.#log.settle(head.position);
    return head;
  }

  async #nudge(): Promise<void> {
    await this.#settle();
    this.#tell();
  }

  async #commit(calls: readonly Append[]): Promise<CallOutcome<readonly StoredEvent[]>[]> {
    const { outcomes, hasGrown } = await this.lock.hold(async () => {
      const head = await this.#look();
      const before = this.#log.hiddenCount;
      return { outcomes: await this.#writer.commit(calls, head), hasGrown: this.#log.hiddenCount > before };
    });
    if (hasGrown) this.#tell();
    return outcomes;
  }

  #tell(): void {
    if (this.#log.end > this.#nudged) this.grew.next((this.#nudged = this.#log.end));
  }

  #assertOpen(): void {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
  }
}
