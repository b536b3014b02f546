import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { exhaustMap, type Observable, Subject, type Subscription } from 'rxjs';
import { Keeping } from '../packed/keeping.js';
import type { PackedFolder } from '../packed/packed-folder.js';
import { PackedHistory } from '../packed/packed-history.js';
import { EventStore } from '../store/store.js';
import { traceEnded } from '../traces/traced.js';

/** So many events are read before other work gets its turn. */
const pageSize = 1_000;

/** Where the log is kept as bytes beside its store, and who hears why it no longer is. */
export interface Kept {
  folder: PackedFolder;
  tell: (reason: string) => void;
}

/** A catch-up subscription: reads the log after its checkpoint and keeps what the views are read off. */
@Injectable()
export class Projector {
  readonly history = new PackedHistory();
  readonly #grew = new Subject<number>();
  readonly #keeping: Keeping | undefined;
  #subscription: Subscription | undefined;
  #catchingUp: Promise<void> = Promise.resolve();

  constructor(
    private readonly store: EventStore,
    kept?: Kept,
  ) {
    this.#keeping = kept && new Keeping(store, this.history, kept.folder, kept.tell);
  }

  /** Positions that the views have reached. */
  get grew(): Observable<number> {
    return this.#grew;
  }

  get position(): number {
    return this.history.position;
  }

  async start(): Promise<void> {
    await this.catchUp();
    // A lost nudge costs only delay: whoever asks next catches up, too.
    this.#subscription = this.store.grew
      .pipe(exhaustMap(() => this.catchUp().catch(() => undefined)))
      .subscribe();
  }

  async stop(): Promise<void> {
    this.#subscription?.unsubscribe();
    this.#grew.complete();
    await this.#keeping?.stop();
  }

  /** Resolves when everything that was in the store at the call is in the views. */
  async catchUp(): Promise<void> {
    // A read that failed is not the next one's: the store may be back.
    this.#catchingUp = this.#catchingUp.catch(() => undefined).then(() => this.#readOn());
    return this.#catchingUp;
  }

  async #readOn(): Promise<void> {
    const [before, began] = [this.position, Date.now()];
    if (before === 0) await this.#keeping?.takeOver();
    for (;;) {
      const page = await this.store.readWritten(this.position, pageSize);
      for (const event of page) this.history.append(event);
      this.#keeping?.heed(page);
      if (page.length < pageSize) break;
      await setImmediate();
    }
    if (this.position > before) {
      traceEnded('catch up', { 'gigaledger.events': this.position - before }, began);
      this.#grew.next(this.position);
    }
    void this.#keeping?.keepUp();
  }
}
