import type { Asked } from '../../../projections/asking.js';
import type { Log } from '../../../projections/kit/log.js';
import type { EditedLog } from '../edits/edited-log.js';
import { MovingBoard } from './moving-board.js';
import type { Shelf } from './shelf.js';

/** One board for each question that is asked of a log. */
export class Boards {
  readonly #boards = new Map<Asked, MovingBoard>();

  constructor(
    readonly base: Log,
    /** The logs with all edits made as the views show them, where they are there already. */
    readonly shown: ReadonlyMap<Asked, EditedLog> = new Map(),
    readonly shelf?: Shelf,
  ) {}

  of(asked: Asked): MovingBoard {
    const board = this.#boards.get(asked) ?? this.shelf?.take(asked) ?? new MovingBoard(asked, this.base);
    this.#boards.set(asked, board);
    return board;
  }
}
