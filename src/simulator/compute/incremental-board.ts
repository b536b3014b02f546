import type { Fact } from '../../../events/index.js';
import { partsOf } from '../../../events/kit/stream.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import type { BoardRoom } from '../../../projections/kit/board-sums.js';
import { everything, type KnownCut } from '../../../projections/kit/cut.js';
import { firstRestsIn } from '../../../projections/kit/first-rests.js';
import { claimedPartsIn } from '../../../projections/kit/claimed-parts.js';
import { LoneStreams } from '../../../projections/kit/lone-streams.js';
import { type Log, logWith } from '../../../projections/kit/log.js';
import type { Answer } from '../../../projections/kit/view.js';
import type { EditedLog } from '../edits/edited-log.js';

/** A board that is moved to one edited log after the other, and back; only what differs is settled again. */
export class IncrementalBoard {
  #board: Board | undefined;
  #moved: readonly string[] = [];
  #edited: EditedLog | undefined;
  #baseline: Answer | undefined;
  #keepsLines: boolean;
  #asked: ViewQuestion;

  constructor(
    asked: ViewQuestion,
    readonly base: Log,
    /** Whether its answers are listed: of many events that a number rests on they name the first ones. */
    readonly isListed = false,
  ) {
    this.#asked = asked;
    // What is told line by line would read all of them again for each answer.
    this.#keepsLines = asked.view.traits?.isToldByLine === true;
  }

  get asked(): ViewQuestion {
    return this.#asked;
  }

  /** What it shows over the base. */
  get baseline(): Answer {
    return (this.#baseline ??= this.at().answer());
  }

  /** What takes room on it over the base. */
  get room(): BoardRoom {
    return this.at().room;
  }

  /** Keeps all lines from now on: of a board that is read line by line, time after time. */
  keepLines(): this {
    if (!this.#keepsLines) {
      this.#keepsLines = true;
      this.#board = undefined;
      this.#edited = undefined;
      this.#moved = [];
    }
    return this;
  }

  /** The board over the edited log; over the base without one. Whatever it was moved to before is left. */
  at(edited?: EditedLog): Board {
    const { view } = this.asked;
    // Every stream depends on the parties.
    if (edited?.touched.some(isOfParty)) return this.#start(edited.outcome);
    this.#board ??= this.#start(this.base);
    if (edited === this.#edited) return this.#board;
    const touched = (edited?.touched ?? []).filter((stream) => stream.startsWith(`${view.category}-`));
    this.#board.moveTo(edited?.outcome ?? this.base, new Set([...this.#moved, ...touched]));
    this.#moved = touched;
    this.#edited = edited;
    return this.#board;
  }

  /** What it would show with more facts at the end of the log. */
  answerWith(added: readonly Fact[]): Answer {
    const { view, question } = this.asked;
    const [log, all] = [logWith(this.base, added), { ...question, atPosition: everything.atPosition }];
    const touched = streamsOf(added);
    if (touched.some(isOfParty)) return new Board(view, all, log, { divide: claimedPartsIn }).answer();
    const board = this.at();
    board.moveTo(log, []);
    board.moveKnown(all, touched);
    const answer = board.answer();
    // The other way round it would be asked of streams that its log has no more what they had added.
    board.moveKnown(question, touched);
    board.moveTo(this.base, []);
    return answer;
  }

  /** What these tables showed at another cut, which knows otherwise of these streams; undefined where parties differ. */
  answerKnown(
    { knownAt, atPosition }: KnownCut,
    otherwise: readonly string[],
    told: ReadonlySet<string>,
  ): Answer | undefined {
    if (otherwise.length === 0) return this.#baseline ?? this.at().answer(told);
    const { question } = this.asked;
    const board = this.at();
    if (!board.moveKnown({ knownAt, atPosition }, otherwise)) return undefined;
    const answer = board.answer(told);
    board.moveKnown(question, otherwise);
    return answer;
  }

  /** Asks the same at a later position of the log that it stands on, which has grown by these facts. False where it cannot. */
  moveOn(asked: ViewQuestion, grown: readonly Fact[]): boolean {
    if (!this.at().moveKnown(asked.question, streamsOf(grown))) return false;
    this.#asked = asked;
    this.#baseline = undefined;
    return true;
  }

  #start(log: Log): Board {
    const { view, question } = this.asked;
    const Lone = this.#keepsLines ? undefined : LoneStreams;
    const board = new Board(view, question, log, { Lone, divide: claimedPartsIn });
    if (this.isListed && question.rests !== 'all') board.firstIn = firstRestsIn(this.base);
    return board;
  }
}

const isOfParty = (stream: string): boolean => partsOf(stream).category === 'party';

const streamsOf = (facts: readonly Fact[]): string[] => [...new Set(facts.map(({ stream }) => stream))];
