import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import type { Servers } from './servers.js';

/** How often a feed that heard nothing looks by itself: what a lost signal costs. */
const lookEveryMs = 2_000;

const headSql = 'SELECT position FROM gigaledger.head';

/** What processes on one database tell each other. Every signal may be lost; a lost one costs only delay. */
export class Feed {
  #client: pg.Client | undefined;
  readonly #closing = new AbortController();
  #telling: Promise<void> | undefined;
  #told = 0;
  #toTell = 0;
  #watching: Promise<void> = Promise.resolve();

  constructor(
    private readonly primary: Servers,
    private readonly heard: { grew: (position: number) => void; wished: () => void },
  ) {}

  /** Listens from now on; throws what keeps it from doing so the first time. */
  async open(): Promise<void> {
    await this.#listen();
    this.#watching = this.#watch();
  }

  /** Tells the others where the log ends: one signal at a time, and what comes meanwhile is one more. */
  tell(position: number): void {
    this.#toTell = Math.max(this.#toTell, position);
    this.#telling ??= this.#tellAll().finally(() => (this.#telling = undefined));
  }

  async wish(): Promise<void> {
    await this.#client?.query("SELECT pg_notify('gigaledger_wished', '')");
  }

  async close(): Promise<void> {
    this.#closing.abort();
    await this.#telling;
    await this.#watching;
    await this.#client?.end().catch(() => undefined);
  }

  async #tellAll(): Promise<void> {
    while (this.#told < this.#toTell) {
      this.#told = this.#toTell;
      await this.#client
        ?.query("SELECT pg_notify('gigaledger_grew', $1)", [String(this.#told)])
        .catch(() => undefined);
    }
  }

  async #listen(): Promise<void> {
    const client = await this.primary.connect();
    client.on('notification', ({ channel, payload }) => {
      if (channel === 'gigaledger_wished') this.heard.wished();
      else this.heard.grew(Number(payload));
    });
    client.once('end', () => (this.#client = this.#client === client ? undefined : this.#client));
    this.#client = client;
    // A signal comes after what it tells of is flushed, and may be lost: nobody waits for a flush of its own.
    await client.query('SET synchronous_commit = off; LISTEN gigaledger_grew; LISTEN gigaledger_wished');
  }

  /** Looks now and then, which also finds out that the connection is gone. */
  async #watch(): Promise<void> {
    const { signal } = this.#closing;
    while (!signal.aborted) {
      await this.#look().catch(() => this.#leave());
      const pause = this.#client ? lookEveryMs : 200;
      await setTimeout(pause, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    if (!this.#client) await this.#listen();
    const { rows } = await this.#client!.query<{ position: number }>(headSql);
    if (rows[0]!.position > 0) this.heard.grew(rows[0]!.position);
  }

  #leave(): void {
    void this.#client?.end().catch(() => undefined);
    this.#client = undefined;
    this.primary.forget();
  }
}
