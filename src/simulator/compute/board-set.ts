import type { ViewQuestion } from '../../../projections/asking.js';
import type { Log } from '../../../projections/kit/log.js';
import type { EditedLog } from '../edits/edited-log.js';
import { IncrementalBoard } from './incremental-board.js';
import type { BoardCache } from './board-cache.js';

/** One board for each question that is asked of a log. */
export class BoardSet {
  readonly #boards = new Map<ViewQuestion, IncrementalBoard>();

  constructor(
    readonly base: Log,
    /** The logs with all edits made as the views show them, where they are there already. */
    readonly shown: ReadonlyMap<ViewQuestion, EditedLog> = new Map(),
    readonly shelf?: BoardCache,
  ) {}

  of(asked: ViewQuestion): IncrementalBoard {
    const board =
      this.#boards.get(asked) ??
      this.shelf?.take(asked) ??
      new IncrementalBoard(asked, this.base, this.shelf?.isListed);
    this.#boards.set(asked, board);
    return board;
  }
}
