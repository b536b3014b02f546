import { setTimeout } from 'node:timers/promises';
import type pg from 'pg';
import type { Tip } from '../plan.js';
import type { Servers } from './servers.js';
import { AwayForNow } from './trouble.js';

/** Of the advisory lock: "gled". */
const leaseKey = 0x676c6564;

/** Where the log ends, and who wrote last: what the next write must find unchanged. */
export interface LeaseTerm {
  client: pg.Client;
  tip: Tip;
  /** Of the process that wrote last. */
  seenEpoch: number;
  seenCommits: number;
  /** Of this process, from its first write on. */
  epoch: number;
}

interface HeadRow {
  position: number;
  hash: string;
  recorded_at: string;
  epoch: number;
  commits: number;
}

const headSql = 'SELECT position, hash, recorded_at, epoch, commits FROM gigaledger.head';
const tryLockSql = `SELECT pg_try_advisory_lock(${leaseKey}) AS held`;
const lockSql = `SELECT pg_advisory_lock(${leaseKey})`;
const unlockSql = `SELECT pg_advisory_unlock(${leaseKey})`;

/** A holder that answers no wish for so long is gone or stands still: its session is ended. It can't write any more. */
const deafMs = 2_000;
const endDeafSql = `SELECT pg_terminate_backend(lock.pid)
FROM pg_locks lock JOIN pg_stat_activity session ON session.pid = lock.pid
WHERE lock.locktype = 'advisory' AND lock.granted AND lock.objid = ${leaseKey} AND lock.classid = 0
  AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
  AND session.state = 'idle' AND session.state_change < now() - interval '${deafMs} milliseconds'`;

/**
 * The right to append, held by one process at a time: an advisory lock of the session that writes. It is gone as soon
 * as that session is, and is handed on to whoever wishes for it. That only one writes at a time saves work; that none
 * overwrites another rests on the counters of the head alone.
 */
export class Lease {
  #term: LeaseTerm | undefined;
  #since = 0;
  #releasing: Promise<void> = Promise.resolve();
  /** The session of the last term, for the next one. */
  #spare: pg.Client | undefined;

  constructor(
    private readonly primary: Servers,
    /** Tells whoever holds the lease that it is wished for. */
    private readonly wish: () => Promise<void>,
  ) {}

  get isHeld(): boolean {
    return this.#term !== undefined;
  }

  /** How long it has been held, in milliseconds. */
  get age(): number {
    return performance.now() - this.#since;
  }

  /** The term of this process, begun if need be. Throws StoreUnavailable when the lease isn't free until then. */
  async hold(deadline: number): Promise<LeaseTerm> {
    await this.#releasing;
    return (this.#term ??= await this.#begin(deadline));
  }

  /** After a write: where the log ends now. */
  moveOn(tip: Tip): void {
    const { client, epoch, seenCommits } = this.#term!;
    this.#term = { client, tip, epoch, seenEpoch: epoch, seenCommits: seenCommits + 1 };
  }

  /** Hands the lease on. */
  async release(): Promise<void> {
    const client = this.#term?.client;
    this.#term = undefined;
    if (client)
      this.#releasing = client.query(unlockSql).then(
        () => this.#keep(client),
        () => this.#discard(client),
      );
    await this.#releasing;
  }

  /** Gives up the session with all that it holds: nobody knows what became of its last statement. */
  drop(): void {
    if (this.#term) this.#discard(this.#term.client);
    this.#term = undefined;
  }

  async close(): Promise<void> {
    await this.release();
    await this.#spare?.end().catch(() => undefined);
  }

  #keep(client: pg.Client): void {
    if (this.#spare) this.#discard(this.#spare);
    this.#spare = client;
  }

  #discard(client: pg.Client): void {
    this.primary.forget();
    void client.end().catch(() => undefined);
    client.connection.stream.destroy();
  }

  async #begin(deadline: number): Promise<LeaseTerm> {
    const client = this.#spare ?? (await this.#connect());
    this.#spare = undefined;
    try {
      await this.#lock(client, deadline);
      const { rows } = await client.query<HeadRow>({ name: 'head', text: headSql });
      const { position, hash, recorded_at: recordedAt, epoch, commits } = rows[0]!;
      this.#since = performance.now();
      return {
        client,
        tip: { position, hash, recordedAt },
        seenEpoch: epoch,
        seenCommits: commits,
        epoch: epoch + 1,
      };
    } catch (error) {
      this.#discard(client);
      throw error;
    }
  }

  /** Acknowledged is what is flushed, here and on the synchronous standby, whatever the server's default is. */
  async #connect(): Promise<pg.Client> {
    const client = await this.primary.connect();
    try {
      await client.query(
        `SELECT set_config('synchronous_commit', 'on', false) WHERE current_setting('synchronous_commit') <> 'remote_apply'`,
      );
      return client;
    } catch (error) {
      this.#discard(client);
      throw error;
    }
  }

  async #lock(client: pg.Client, deadline: number): Promise<void> {
    const { rows } = await client.query<{ held: boolean }>({ name: 'try', text: tryLockSql });
    if (rows[0]!.held) return;
    const waiting = new AbortController();
    const patience = Math.max(1, Math.floor(deadline - performance.now()));
    void this.#keepWishing(waiting.signal);
    try {
      await client.query(`SET lock_timeout = ${patience}`);
      await client.query({ text: lockSql, query_timeout: patience + 1_000 } as pg.QueryConfig);
      await client.query('SET lock_timeout = 0');
    } catch (error) {
      throw new AwayForNow('another process writes and does not hand on', { cause: error });
    } finally {
      waiting.abort();
    }
  }

  async #keepWishing(signal: AbortSignal): Promise<void> {
    const since = performance.now();
    while (!signal.aborted) {
      await this.wish().catch(() => undefined);
      if (performance.now() - since > deafMs) await this.#endDeaf();
      await setTimeout(250, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #endDeaf(): Promise<void> {
    const client = await this.primary.connect().catch(() => undefined);
    await client?.query(endDeafSql).catch(() => undefined);
    await client?.end().catch(() => undefined);
  }
}
