import type { Observable } from 'rxjs';
import { traced } from '../traces/traced.js';
import {
  EventStore,
  type Head,
  type IntegrityReport,
  type StandbyLag,
  type Receipt,
  type AppendStanding,
  type StoredEvent,
  StoreUnavailable,
  type Write,
  type WrittenEvent,
} from './store.js';

/** The log was verified and found broken: it is read only, until it is verified again and found whole. */
export class LogBroken extends StoreUnavailable {
  constructor(
    /** The first bad position; 0 when what is broken is the file as a whole. */
    readonly position: number,
    detail: string,
  ) {
    super(
      `the log is broken ${position === 0 ? '' : `at position ${position} `}and is only read: ${detail}; \`gigaledger verify\` says more`,
    );
  }
}

/** Any store, written no more once it was verified and found broken. */
export class GuardedStore extends EventStore {
  #fault: IntegrityReport['faults'][number] | undefined;

  constructor(private readonly store: EventStore) {
    super();
  }

  async append(
    writes: readonly Write[],
    receipt?: (events: readonly StoredEvent[]) => Receipt,
  ): Promise<readonly StoredEvent[]> {
    this.#assertWhole();
    const count = writes.reduce((sum, { events }) => sum + events.length, 0);
    return traced('append', { 'gigaledger.events': count }, () => this.store.append(writes, receipt));
  }

  async assertWritable(): Promise<AppendStanding> {
    this.#assertWhole();
    return this.store.assertWritable();
  }

  override lagAt(position: number): StandbyLag | undefined {
    return this.store.lagAt(position);
  }

  async verify(): Promise<IntegrityReport> {
    const report = await this.store.verify();
    [this.#fault] = report.faults;
    return report;
  }

  async read(
    after: number,
    limit: number,
    only?: { stream?: string; type?: string },
  ): Promise<readonly StoredEvent[]> {
    return this.store.read(after, limit, only);
  }

  async readWritten(after: number, limit: number): Promise<readonly WrittenEvent[]> {
    return this.store.readWritten(after, limit);
  }

  async byIds(ids: readonly string[]): Promise<readonly StoredEvent[]> {
    return this.store.byIds(ids);
  }

  async receipt(key: string): Promise<Receipt | undefined> {
    return this.store.receipt(key);
  }

  async head(): Promise<Head> {
    return this.store.head();
  }

  async revision(stream: string): Promise<number> {
    return this.store.revision(stream);
  }

  get appended(): number {
    return this.store.appended;
  }

  get grew(): Observable<number> {
    return this.store.grew;
  }

  async close(): Promise<void> {
    return this.store.close();
  }

  #assertWhole(): void {
    if (this.#fault) throw new LogBroken(this.#fault.position, this.#fault.detail);
  }
}
