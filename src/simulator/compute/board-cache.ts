import type { ViewQuestion } from '../../../projections/asking.js';
import type { BoardRoom } from '../../../projections/kit/board-sums.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Answer } from '../../../projections/kit/view.js';
import type { Ground } from '../scenario/ground.js';
import { factsRecordedSince } from '../../../projections/kit/recorded-since.js';
import { IncrementalBoard } from './incremental-board.js';

/** What a line takes on a board with its part of families, a cell of a table with its sums, and a name that it counts. */
const [bytesPerLine, bytesPerCell, bytesPerName] = [2_000, 1_800, 20];
/** Together boards may take so much, two fifths of what a process for heavy questions usually has. */
const usualBytes = 1_600 * 2 ** 20;
const [fewestKept, mostKept] = [2, 24];

const bytesOf = ({ lines, cells, names }: BoardRoom): number =>
  bytesPerLine * lines + bytesPerCell * cells + bytesPerName * names;

/** What boards share that ask the same at different positions. */
const keyOf = ({ view, question: { atPosition: _, ...question } }: ViewQuestion): string =>
  JSON.stringify([view.name, question]);

const positionOf = (board: IncrementalBoard): number => board.asked.question.atPosition;

/**
 * Boards that are settled on one log, question by question, so that what is asked again costs what changed since. A
 * question names the position at which it cuts the log, so that a log that grows leaves them as they are; a board that
 * was asked at an earlier position is moved on.
 */
export class BoardCache {
  /** In the order in which they were put back, with what each takes. */
  readonly #boards = new Map<IncrementalBoard, number>();

  constructor(
    readonly log: Log,
    /** What its boards answer is listed before anybody sees it (`listRests`). */
    readonly isListed = false,
    private readonly mostBytes = usualBytes,
  ) {}

  /** Takes a board off the shelf: while it stands elsewhere, and for good when that fails, nobody else gets it. */
  take(asked: ViewQuestion): IncrementalBoard | undefined {
    const wanted = asked.question.atPosition;
    const found = this.#ofQuestion(asked).findLast((board) => positionOf(board) <= wanted);
    if (!found) return undefined;
    this.#boards.delete(found);
    if (positionOf(found) === wanted) return found;
    const grown = factsRecordedSince(this.log, positionOf(found)).filter(
      ({ position }) => position <= wanted,
    );
    return found.moveOn(asked, grown) ? found : undefined;
  }

  /** Moves a board back and keeps it, in place of those that were put back longest ago when there are many. */
  put(board: IncrementalBoard): void {
    board.at();
    this.#boards.set(board, bytesOf(board.room));
    while (this.#isFull) {
      const [oldest] = this.#boards.keys();
      if (oldest) this.#boards.delete(oldest);
    }
  }

  /** Those that ask the same, at the earliest position first. */
  #ofQuestion(asked: ViewQuestion): IncrementalBoard[] {
    const key = keyOf(asked);
    return [...this.#boards.keys()]
      .filter((board) => keyOf(board.asked) === key)
      .sort((one, other) => positionOf(one) - positionOf(other));
  }

  get #isFull(): boolean {
    const { size } = this.#boards;
    const bytes = [...this.#boards.values()].reduce((sum, one) => sum + one, 0);
    return size > mostKept || (size > fewestKept && bytes > this.mostBytes);
  }
}

/** What a question's board is used for; it is kept for whoever asks the same next. */
export const withBoard = <T>(
  asked: ViewQuestion,
  { history, shelf }: CachedGround,
  use: (board: IncrementalBoard) => T,
): T => {
  const board = shelf?.take(asked) ?? new IncrementalBoard(asked, history, shelf?.isListed);
  const used = use(board);
  shelf?.put(board);
  return used;
};

/** A question's answer off the log as it was recorded. */
export const baselineOf = (asked: ViewQuestion, ground: CachedGround): Answer =>
  withBoard(asked, ground, ({ baseline }) => baseline);

/** A ground with the boards of its history that are settled already. */
export interface CachedGround extends Ground {
  shelf?: BoardCache;
}
