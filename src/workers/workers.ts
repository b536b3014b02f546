import type { Ground } from '../simulator/scenario/ground.js';
import { BoardCache, type CachedGround } from '../simulator/compute/board-cache.js';
import { type Attention, type Limits, Processes } from './processes.js';
import { mostAtOnce, weights } from './weight.js';
import { type AskableKind, type Work, works } from './work.js';
import { keepWhole } from '../simulator/answer/written-answer.js';

/** Works out answers: small ones at once where they are asked, heavy ones in processes beside this one. */
export class Workers {
  /** Those beside this one, for whoever else has work for them; none where everything is done where it is asked. */
  readonly processes: Processes | undefined;
  #shelf: BoardCache | undefined;

  /** With a store that another process cannot open, or no workers, everything is done where it is asked. */
  constructor(limits?: Limits) {
    this.processes = limits && limits.processes > 0 ? new Processes(limits) : undefined;
  }

  /**
   * Answers at exactly the ground's position. Throws WorkFailed where limits of time, memory or number are reached,
   * StoreUnavailable, or the reason for which the signal calls the work off.
   */
  async answer<K extends AskableKind>(
    kind: K,
    asked: Work[K]['asked'],
    ground: Ground,
    attention: Attention = {},
  ): Promise<Work[K]['answer']> {
    if (!this.processes || weights[kind](asked, ground) <= mostAtOnce)
      return works[kind](asked, this.#withShelf(ground), keepWhole);
    const { position, today, logHash } = ground;
    return this.processes.run({ kind, asked, position, today, logHash }, attention);
  }

  /** Ends every worker; what they work on fails. */
  async close(): Promise<void> {
    await this.processes?.close();
  }

  #withShelf(ground: Ground): CachedGround {
    if (this.#shelf?.log !== ground.history) this.#shelf = new BoardCache(ground.history);
    return { ...ground, shelf: this.#shelf };
  }
}
