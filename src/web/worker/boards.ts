import type { ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import type { Answer } from '../../../projections/kit/view.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Question } from '../../../projections/kit/question.js';
import { StateMemory } from '../../../projections/kit/state-memory.js';

/** What boards read of the page's log. */
interface BoardLog {
  readonly history: Log;
  readonly position: number;
  /** The streams of the events that became known after one day, and by another. */
  streamsKnown(after: string, by: string): ReadonlySet<string>;
}

const mostKept = 24;

/** What a question asks apart from its two days. */
const keyOf = ({ view, question }: ViewQuestion, lane: string): string =>
  JSON.stringify([lane, view.name, { ...question, knownAt: '', effectiveAt: '' }]);

/** Boards kept settled: a step of a clock settles what it moves, and nothing else. */
export class ClockBoards {
  readonly #kept = new Map<string, Board>();
  #position = 0;

  constructor(readonly ledger: BoardLog) {}

  /** A lane is for what asks the same again and again of days far from the others'. */
  answer(asked: ViewQuestion, lane = ''): Answer {
    return this.#boardOf(asked, lane).answer();
  }

  #boardOf(asked: ViewQuestion, lane: string): Board {
    if (this.#position !== this.ledger.position) this.#kept.clear();
    this.#position = this.ledger.position;
    const key = keyOf(asked, lane);
    const board = this.#moved(this.#kept.get(key), asked.question) ?? this.#built(asked);
    // The latest asked is kept longest.
    this.#kept.delete(key);
    this.#kept.set(key, board);
    if (this.#kept.size > mostKept) this.#kept.delete(this.#kept.keys().next().value!);
    return board;
  }

  #built({ view, question }: ViewQuestion): Board {
    return new Board(view, question, this.ledger.history, { memory: new StateMemory() });
  }

  #moved(board: Board | undefined, { knownAt, effectiveAt }: Question): Board | undefined {
    if (!board) return undefined;
    const known = this.#movedKnown(board, knownAt);
    return !known || known.question.effectiveAt === effectiveAt || known.moveEffective(effectiveAt)
      ? known
      : undefined;
  }

  #movedKnown(board: Board, knownAt: string): Board | undefined {
    if (board.question.knownAt === knownAt) return board;
    const [from, to] = [board.question.knownAt, knownAt].sort() as [string, string];
    return board.moveKnown({ knownAt }, [...this.ledger.streamsKnown(from, to)]) ? board : undefined;
  }
}
