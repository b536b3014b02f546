import { setTimeout } from 'node:timers/promises';
import type { Processes } from '../workers/processes.js';
import type { JobQueue } from './job-queue.js';
import { takeJobs } from './taking.js';

const lookEveryMs = 1_000;

/** Works on jobs beside serving, as long as no process runs that does nothing else. */
export class StandIn {
  readonly #leaving = new AbortController();
  #isTaking = false;
  #watching: Promise<void> | undefined;

  constructor(
    private readonly queue: JobQueue,
    private readonly processes: Processes,
    private readonly atOnce: number,
  ) {}

  start(): void {
    this.#watching = this.#watch();
  }

  /** Takes no more; what it works on goes on. */
  async stop(): Promise<void> {
    this.#leaving.abort();
    await this.#watching;
    if (this.#isTaking) await this.queue.stopTaking();
  }

  async #watch(): Promise<void> {
    const { signal } = this.#leaving;
    while (!signal.aborted) {
      // While the database is away nothing can be taken either.
      await this.#look().catch(() => undefined);
      await setTimeout(lookEveryMs, undefined, { signal, ref: false }).catch(() => undefined);
    }
  }

  async #look(): Promise<void> {
    const isNeeded = !(await this.queue.isAttended('work'));
    if (isNeeded === this.#isTaking) return;
    this.#isTaking = isNeeded;
    if (isNeeded) await takeJobs(this.queue, this.processes, this.atOnce);
    else await this.queue.stopTaking();
  }
}
