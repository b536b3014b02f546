import type { ViewQuestion } from '../../../projections/asking.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Ground } from '../scenario/ground.js';
import type { IncrementalBoard } from './incremental-board.js';

/** A board of a large log takes tens of megabytes. */
const mostKept = 8;

const keyOf = ({ view, question }: ViewQuestion): string => JSON.stringify([view.name, question]);

/**
 * Boards that are settled on one log, question by question, so that a what-if asked again costs what it touches. A
 * question names the position at which it cuts the log, so that a log that grows leaves them as they are.
 */
export class BoardCache {
  readonly #boards = new Map<string, IncrementalBoard>();

  constructor(readonly log: Log) {}

  /** Takes a board off the shelf: while it stands elsewhere, and for good when that fails, nobody else gets it. */
  take(asked: ViewQuestion): IncrementalBoard | undefined {
    const found = this.#boards.get(keyOf(asked));
    this.#boards.delete(keyOf(asked));
    return found;
  }

  /** Moves a board back and keeps it, in place of the one that was put back longest ago when there are many. */
  put(board: IncrementalBoard): void {
    board.at();
    if (this.#boards.size >= mostKept) this.#boards.delete(this.#boards.keys().next().value!);
    this.#boards.set(keyOf(board.asked), board);
  }
}

/** A ground with the boards of its history that are settled already. */
export interface CachedGround extends Ground {
  shelf?: BoardCache;
}
