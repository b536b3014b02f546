import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import { StoreUnavailable } from '../store.js';
import type { Servers } from './servers.js';
import { isPassing, wrapTrouble } from './trouble.js';

/** A few connections that read, made when they are needed and replaced when they are lost. */
export class Readers {
  readonly #idle: pg.Client[] = [];
  readonly #waiting: (() => void)[] = [];
  #busy = 0;
  #closed = false;

  constructor(
    private readonly servers: Servers,
    private readonly most: number,
    /** For how long a read is tried again while the database is away, in milliseconds. */
    private readonly patience: number,
  ) {}

  /** Reads, again while the server is away for a moment. Throws StoreUnavailable. */
  async read<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    const deadline = performance.now() + this.patience;
    for (;;) {
      try {
        return await this.#once(work);
      } catch (error) {
        if (this.#closed || !isPassing(error) || performance.now() > deadline) throw wrapTrouble(error);
      }
      await setTimeout(50 + Math.random() * 100);
    }
  }

  async close(): Promise<void> {
    this.#closed = true;
    while (this.#busy > 0) await setTimeout(5);
    await Promise.all(this.#idle.map((client) => client.end().catch(() => undefined)));
  }

  async #once<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
    const wasWaiting = this.#busy >= this.most;
    if (wasWaiting) await new Promise<void>((resolve) => this.#waiting.push(resolve));
    else this.#busy++;
    let client: pg.Client | undefined;
    try {
      client = this.#idle.pop() ?? (await this.servers.connect());
      const answer = await work(client);
      this.#idle.push(client);
      return answer;
    } catch (error) {
      // Never used again: it may stand in a transaction that what failed had begun.
      void client?.end().catch(() => undefined);
      if (client === undefined || isPassing(error)) this.#startAnew();
      throw error;
    } finally {
      const next = this.#waiting.shift();
      if (next) next();
      else this.#busy--;
    }
  }

  #startAnew(): void {
    this.servers.forget();
    for (const each of this.#idle.splice(0)) void each.end().catch(() => undefined);
  }
}
