import { setTimeout } from 'node:timers/promises';
import { PostgresServer } from './server.js';

/** Without the last one a promotion may take five seconds, in which the standby looks for a primary that is gone. */
const replicating = {
  wal_level: 'replica',
  hot_standby: 'on',
  wal_keep_size: '128MB',
  wal_retrieve_retry_interval: '200ms',
};
const standbyName = 'standby';

/** A primary and its standby, for whoever may lose either. */
export class ReplicatedPair {
  private constructor(
    readonly primary: PostgresServer,
    readonly standby: PostgresServer,
  ) {}

  /**
   * `synchronous`: what is committed is on the standby, too. Otherwise it gets there some time. `leadTo`: opens the way
   * that the standby takes to the primary's port, and says at which port it begins.
   */
  static async start(
    manner: 'synchronous' | 'asynchronous',
    leadTo = async (port: number): Promise<number> => port,
  ): Promise<ReplicatedPair> {
    const primary = await PostgresServer.start(replicating);
    const standby = await primary.standby(standbyName, await leadTo(primary.port));
    const pair = new ReplicatedPair(primary, standby);
    const names = manner === 'synchronous' ? standbyName : '';
    await primary.ask(`ALTER SYSTEM SET synchronous_standby_names = '${names}'`);
    await primary.ask('SELECT pg_reload_conf()');
    await pair.follows(manner === 'synchronous' ? 'sync' : 'async');
    return pair;
  }

  /** The address of a database on both, the standby first. */
  async database(): Promise<string> {
    const { url } = await this.primary.database();
    const { host, pathname } = new URL(url);
    return `postgres://postgres@127.0.0.1:${this.standby.port},${host}${pathname}`;
  }

  /** Resolves once the standby follows. */
  async follows(state: 'sync' | 'async'): Promise<void> {
    const standing = 'SELECT sync_state FROM pg_stat_replication';
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await setTimeout(20))
      if ((await this.primary.ask(standing))[0]?.sync_state === state) return;
    throw new Error(`the standby does not follow as ${state}`);
  }

  /** Resolves once the standby shows all that the primary had at the call. */
  async reaches(): Promise<void> {
    const [end] = await this.primary.ask('SELECT pg_current_wal_lsn()::text AS place');
    const reached = `SELECT pg_last_wal_replay_lsn() >= '${String(end!.place)}' AS reached`;
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await setTimeout(20))
      if ((await this.standby.ask(reached))[0]?.reached === true) return;
    throw new Error('the standby stays behind');
  }

  /** The primary goes on, and nothing reaches the standby any more. What is returned lets it go on. */
  async holdBack(): Promise<() => void> {
    const [sender] = await this.primary.ask('SELECT pid FROM pg_stat_replication');
    process.kill(Number(sender!.pid), 'SIGSTOP');
    return () => void process.kill(Number(sender!.pid), 'SIGCONT');
  }

  /** The primary is gone with all it had not sent, and the standby takes writes. Milliseconds that it took. */
  async failOver(): Promise<number> {
    await this.primary.crash();
    return this.promote();
  }

  /** The standby takes writes, whatever the primary does. Milliseconds that it took. */
  async promote(): Promise<number> {
    const since = performance.now();
    await this.standby.ask('SELECT pg_promote(true, 30)');
    return performance.now() - since;
  }

  async stop(): Promise<void> {
    await Promise.all([this.primary.stop(), this.standby.stop()]);
  }
}
