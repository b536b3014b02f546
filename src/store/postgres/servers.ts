import pg from 'pg';
import { clientConfig, type ServerAddress } from './address.js';
import { StoreUnavailable } from '../store.js';
import { AwayForNow } from './trouble.js';
import { waitAtMost } from './waiting.js';

/** Which line of history a server is on: each promotion begins a new, higher one. Standbys have none. */
const standingSql = `SELECT CASE WHEN pg_is_in_recovery() THEN 0
  ELSE ('x' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8))::bit(32)::int END AS timeline`;

interface Standing {
  server: ServerAddress;
  client: pg.Client;
  timeline: number;
}

/** A failed connection is found out by whoever asks next: without a listener its error would end the process. */
const silence = (client: pg.Client): pg.Client => client.on('error', () => undefined);

/** Which of several servers is meant, by the timelines that they are on. */
export interface ServerWish {
  /** The best one first. */
  order: (left: number, right: number) => number;
  fits: (timeline: number) => boolean;
  /** What is said when none fits. */
  lack: string;
}

/** An old primary that came back may still take writes: the one that was promoted last is the one that counts. */
export const takesWrites: ServerWish = {
  order: (left, right) => right - left,
  fits: (timeline) => timeline > 0,
  lack: 'no server of the database takes writes',
};

/** The first standby that answers; without one, the server that takes writes, which is never late. */
export const standbyFirst: ServerWish = {
  order: (left, right) => Number(left > 0) - Number(right > 0) || right - left,
  fits: () => true,
  lack: 'no server of the database answers',
};

/** How long a server may take to say farewell, in milliseconds. */
const farewellMs = 500;

/** Knows which of the servers is the one that is meant, and finds out again when told that it was lost. */
export class Servers {
  #known: ServerAddress | undefined;
  /** Every connection that there is, whoever has it. */
  readonly #open = new Set<pg.Client>();
  #closed = false;

  constructor(
    private readonly servers: readonly ServerAddress[],
    private readonly wish = takesWrites,
  ) {}

  /** A connection to the server that is meant. Throws StoreUnavailable when there is none. */
  async connect(): Promise<pg.Client> {
    const { server, client } = this.#known ? await this.#again(this.#known) : await this.#pick();
    this.#known = server;
    return client;
  }

  /** The next connection is made after looking at all servers again. */
  forget(): void {
    this.#known = undefined;
  }

  /** Ends all connections; those to a server that doesn't answer are cut, which would keep the process for ever. */
  async close(): Promise<void> {
    this.#closed = true;
    await waitAtMost(farewellMs, Promise.all([...this.#open].map((client) => client.end())));
    for (const { connection } of this.#open) connection.stream.destroy();
  }

  async #approach(server: ServerAddress): Promise<Standing> {
    if (this.#closed) throw new StoreUnavailable('the store is closed');
    const client = silence(new pg.Client(clientConfig(server)));
    this.#open.add(client.once('end', () => this.#open.delete(client)));
    try {
      await client.connect();
      const { rows } = await client.query<{ timeline: number }>(standingSql);
      return { server, client, timeline: rows[0]!.timeline };
    } catch (error) {
      client.connection.stream.destroy();
      throw error;
    }
  }

  async #again(server: ServerAddress): Promise<Standing> {
    const standing = await this.#approach(server).catch(() => undefined);
    if (standing && this.wish.fits(standing.timeline)) return standing;
    void standing?.client.end();
    return this.#pick();
  }

  async #pick(): Promise<Standing> {
    const reached = await Promise.allSettled(this.servers.map((server) => this.#approach(server)));
    const standings = reached
      .flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []))
      .sort((left, right) => this.wish.order(left.timeline, right.timeline));
    const [best, ...others] = standings;
    for (const { client } of others) void client.end();
    if (best && this.wish.fits(best.timeline)) return best;
    void best?.client.end();
    throw this.#away(best !== undefined, reached);
  }

  #away(standby: boolean, reached: readonly PromiseSettledResult<Standing>[]): AwayForNow {
    if (standby) return new AwayForNow(this.wish.lack);
    const cause: unknown = reached.find((one) => one.status === 'rejected')?.reason;
    return new AwayForNow(`the database can't be reached${reasonOf(cause)}`, { cause });
  }
}

/** What the operator got wrong is told; where the server stands is not. */
const reasonOf = (error: unknown): string => {
  if (!(error instanceof Error) || !('code' in error)) return '';
  return typeof error.code === 'string' && /^(?:28|3D|42)/.test(error.code) ? `: ${error.message}` : '';
};
