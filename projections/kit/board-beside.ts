import type { Fact } from '../../events/index.js';
import { Board } from './board.js';
import type { Log } from './log.js';
import type { Question } from './question.js';
import type { View } from './view.js';

/** The facts of a stream as they were read. */
interface ReadFacts {
  readonly facts: readonly Fact[];
  readonly count: number;
}

/** A board over the log of another one, which looks for streams that read otherwise since it was asked last. */
class BoardBeside {
  readonly #board: Board;
  readonly #read = new Map<string, ReadFacts>();

  constructor(
    view: View,
    readonly question: Question,
    readonly beside: Board,
  ) {
    this.parties = beside.context.parties;
    this.#board = new Board(view, question, this.#log);
    this.#changedIn(this.#log);
  }

  readonly parties: Board['context']['parties'];

  get board(): Board {
    this.#board.moveTo(this.#log, this.#changedIn(this.#log));
    return this.#board;
  }

  get #log(): Log {
    const { log } = this.beside;
    return log.whole ?? log;
  }

  #changedIn(log: Log): string[] {
    const streams = new Set([...this.#read.keys(), ...log.streams(this.#board.view.category)]);
    return [...streams].filter((stream) => {
      const [facts, known] = [log.facts(stream), this.#read.get(stream)];
      if (known?.facts === facts && known.count === facts.length) return false;
      this.#read.set(stream, { facts, count: facts.length });
      return true;
    });
  }
}

const isSameCut = (one: Question, other: Question): boolean =>
  one.effectiveAt === other.effectiveAt &&
  one.knownAt === other.knownAt &&
  one.atPosition === other.atPosition &&
  one.policy === other.policy;

/**
 * A view of another category that is read off the log of a board wherever it stands, at its cut and without a filter.
 * Only what the two logs say otherwise is settled again.
 */
export class ViewBeside {
  readonly #known = new WeakMap<Board, BoardBeside>();

  constructor(private readonly view: View) {}

  of(board: Board, question: Question): Board {
    const known = this.#known.get(board);
    // Other parties may be in other streams.
    if (known && isSameCut(known.question, question) && known.parties === board.context.parties)
      return known.board;
    const beside = new BoardBeside(this.view, question, board);
    this.#known.set(board, beside);
    return beside.board;
  }
}
