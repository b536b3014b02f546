import { getHeapStatistics } from 'node:v8';
import { Reviver } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';
import { BoardCache } from '../simulator/compute/board-cache.js';
import type { LogReader } from '../store/store.js';

const pageSize = 5_000;
/** What boards may take of the memory of a process; the rest is the log, and what is being worked out. */
const shareOfBoards = 0.4;

const shelfOver = (history: History): BoardCache =>
  new BoardCache(history, true, shareOfBoards * getHeapStatistics().heap_size_limit);

/** A worker's own copy of the log, with the boards that are settled on it. */
export class LogCopy {
  readonly #reviver = new Reviver();
  #history = new History();
  #shelf = shelfOver(this.#history);

  constructor(private readonly store: LogReader) {}

  /** The log up to a position and no further: an answer must not know what came after its question. */
  async upTo(position: number): Promise<{ history: History; shelf: BoardCache }> {
    if (this.#history.position > position) this.#startAnew();
    while (this.#history.position < position) await this.#readOn(position);
    return { history: this.#history, shelf: this.#shelf };
  }

  async #readOn(position: number): Promise<void> {
    const after = this.#history.position;
    const page = await this.store.read(after, Math.min(pageSize, position - after));
    if (page.length === 0) throw new Error(`the log ends at ${after}, before ${position}`);
    for (const { event } of page) this.#history.append(this.#reviver.revive(event));
  }

  #startAnew(): void {
    this.#history = new History();
    this.#shelf = shelfOver(this.#history);
  }
}
