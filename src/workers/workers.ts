import type { Ground } from '../simulator/scenario/ground.js';
import { BoardCache, type CachedGround } from '../simulator/compute/board-cache.js';
import { type Attention, type Limits, Threads } from './threads.js';
import { mostAtOnce, weights } from './weight.js';
import { type AskableKind, type Work, works } from './work.js';

/** Works out answers: small ones at once on the thread that asks, heavy ones on threads beside it. */
export class Workers {
  readonly #threads: Threads | undefined;
  #shelf: BoardCache | undefined;

  /** With a store that another thread cannot open, or no threads, everything is done on the one that asks. */
  constructor(limits?: Limits) {
    this.#threads = limits && limits.threads > 0 ? new Threads(limits) : undefined;
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
    if (!this.#threads || weights[kind](asked, ground) <= mostAtOnce)
      return works[kind](asked, this.#withShelf(ground));
    const { position, today, logHash } = ground;
    return this.#threads.run({ kind, asked, position, today, logHash }, attention);
  }

  /** Ends every thread; what they work on fails. */
  async close(): Promise<void> {
    await this.#threads?.close();
  }

  #withShelf(ground: Ground): CachedGround {
    if (this.#shelf?.log !== ground.history) this.#shelf = new BoardCache(ground.history);
    return { ...ground, shelf: this.#shelf };
  }
}
