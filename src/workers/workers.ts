import type { Ground, RecordedGround } from '../simulator/scenario/ground.js';
import { BoardCache, type CachedGround } from '../simulator/compute/board-cache.js';
import { type Attention, type Limits, Processes } from './processes.js';
import { mostAtOnce, weights } from './weight.js';
import { type AskableKind, type Work, works } from './work.js';
import { keepWhole } from '../simulator/answer/written-answer.js';

/** Half as many as for questions, and one at least. */
const jobsBeside = (limits: Limits): Limits => ({ ...limits, processes: Math.ceil(limits.processes / 2) });

/**
 * Works out answers: small ones at once where they are asked, heavy ones in processes beside this one. A job may take
 * minutes and has others than a question that somebody waits for.
 */
export class Workers {
  /** None where everything is done where it is asked. */
  readonly #processes: Processes | undefined;
  /** Those for jobs, for whoever else has some. */
  readonly jobs: Processes | undefined;
  #shelf: BoardCache | undefined;

  /** With a store that another process cannot open, or no workers, everything is done where it is asked. */
  constructor(limits?: Limits) {
    if (!limits || limits.processes === 0) return;
    this.#processes = new Processes(limits);
    this.jobs = new Processes(jobsBeside(limits));
  }

  /**
   * Answers at exactly the ground's position. Throws WorkFailed where limits of time, memory or number are reached,
   * StoreUnavailable, or the reason for which the signal calls the work off.
   */
  async answer<K extends AskableKind>(
    kind: K,
    asked: Work[K]['asked'],
    ground: RecordedGround,
    attention: Attention = {},
  ): Promise<Work[K]['answer']> {
    const processes = attention.isJob ? this.jobs : this.#processes;
    if (!processes || weights[kind](asked, ground) <= mostAtOnce)
      return works[kind](asked, this.#withShelf(ground), keepWhole);
    const { position, today, logHash } = ground;
    return processes.run({ kind, asked, position, today, logHash }, attention);
  }

  /** Ends every worker; what they work on fails. */
  async close(): Promise<void> {
    await Promise.all([this.#processes?.close(), this.jobs?.close()]);
  }

  #withShelf(ground: Ground): CachedGround {
    if (this.#shelf?.log !== ground.history) this.#shelf = new BoardCache(ground.history, true);
    return { ...ground, shelf: this.#shelf };
  }
}
