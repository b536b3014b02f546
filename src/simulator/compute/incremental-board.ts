import type { ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Answer } from '../../../projections/kit/view.js';
import type { EditedLog } from '../edits/edited-log.js';

/** A board that is moved to one edited log after the other, and back; only what differs is settled again. */
export class IncrementalBoard {
  #board: Board | undefined;
  #moved: readonly string[] = [];
  #edited: EditedLog | undefined;
  #baseline: Answer | undefined;

  constructor(
    readonly asked: ViewQuestion,
    readonly base: Log,
  ) {}

  /** What it shows over the base. */
  get baseline(): Answer {
    return (this.#baseline ??= this.at().answer());
  }

  /** The board over the edited log; over the base without one. Whatever it was moved to before is left. */
  at(edited?: EditedLog): Board {
    const { view, question } = this.asked;
    // Every stream depends on the parties.
    if (edited?.touched.some((stream) => stream.startsWith('party-')))
      return new Board(view, question, edited.outcome);
    this.#board ??= new Board(view, question, this.base);
    if (edited === this.#edited) return this.#board;
    const touched = (edited?.touched ?? []).filter((stream) => stream.startsWith(`${view.category}-`));
    this.#board.moveTo(edited?.outcome ?? this.base, new Set([...this.#moved, ...touched]));
    this.#moved = touched;
    this.#edited = edited;
    return this.#board;
  }
}
