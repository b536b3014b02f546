import type { Fact } from '../../events/index.js';
import type { Board } from './board.js';
import type { DividedLog } from './divided-log.js';
import type { Keys, Line } from './line.js';
import type { Part } from './measure.js';
import { WithholdingLog } from './withholding-log.js';

/** One event moved one line: where the line stands, and which of its measures differ. */
export interface LineMove {
  event: string;
  keys: Keys;
  measures: ReadonlySet<string>;
}

const samePart = (left: Part | undefined, right: Part | undefined): boolean =>
  left?.bounds.low === right?.bounds.low &&
  left?.bounds.point === right?.bounds.point &&
  left?.bounds.high === right?.bounds.high &&
  left?.unobserved === right?.unobserved;

const sameKeys = (left: Keys, right: Keys): boolean =>
  Object.keys({ ...left, ...right }).every((name) => left[name] === right[name]);

const movedMeasures = (before: Line | undefined, after: Line | undefined): Set<string> => {
  const names = Object.keys({ ...before?.parts, ...after?.parts });
  const stays = before && after && sameKeys(before.keys, after.keys);
  return new Set(names.filter((name) => !stays || !samePart(before.parts[name], after.parts[name])));
};

const movesOf = (event: string, before: Line | undefined, after: Line | undefined): LineMove[] => {
  if (before === after) return [];
  const measures = movedMeasures(before, after);
  if (measures.size === 0) return [];
  return [before, after].flatMap((line) => (line ? [{ event, keys: line.keys, measures }] : []));
};

/** What one event did when it happened. */
interface Step {
  fact: Fact;
  moves: LineMove[];
  /** The lines of what it is read in, before and after. */
  lines: readonly Line[];
  /** Whether none of these was reckoned together with any other. */
  wereAlone: boolean;
}

/** Lets events happen one by one on a board that has none of them. */
class SteppedBoard {
  readonly #held: WithholdingLog;
  /** How many of the events are read in each stream, or part of one. */
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly board: Board,
    private readonly log: DividedLog,
    private readonly events: readonly Fact[],
  ) {
    this.#held = new WithholdingLog(log, events);
    for (const name of events.flatMap((fact) => log.namesOf(fact)))
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** What each does when it happens, and after all others. */
  get moves(): LineMove[] {
    this.board.moveTo(this.#held, this.log.changed);
    const steps = this.events.map((fact) => this.#take(fact));
    const again = steps.filter((step) => !this.#isSameAtAnyTime(step));
    return [...steps.flatMap(({ moves }) => moves), ...again.flatMap(({ fact }) => this.#takeLast(fact))];
  }

  #take(fact: Fact): Step {
    const before = this.#linesOf(fact);
    const wereAlone = this.#areAlone(before);
    this.#held.release(fact);
    const moves = this.#move(fact);
    const after = this.#linesOf(fact);
    return { fact, moves, lines: [...before, ...after], wereAlone: wereAlone && this.#areAlone(after) };
  }

  /**
   * After all others: of what is cancelled that stays which draws power, so that a level that moved nothing when it was
   * seen has its part in what is left.
   */
  #takeLast(fact: Fact): LineMove[] {
    this.#held.withhold(fact);
    const moves = this.#move(fact);
    this.#held.release(fact);
    this.board.moveTo(this.#held, this.log.namesOf(fact));
    return moves;
  }

  /** Nothing else happens to what it is read in, whose lines are reckoned with no others, then or in the end. */
  #isSameAtAnyTime({ fact, lines, wereAlone }: Step): boolean {
    const isOnlyOne = this.log.namesOf(fact).every((name) => this.#counts.get(name) === 1);
    return isOnlyOne && wereAlone && this.#areAlone(lines);
  }

  #linesOf(fact: Fact): readonly Line[] {
    return this.log.namesOf(fact).flatMap((name) => this.board.linesOf(name));
  }

  #areAlone(lines: readonly Line[]): boolean {
    return lines.every((line) => this.board.families.isAlone(line));
  }

  #move(fact: Fact): LineMove[] {
    return this.board
      .linesSettledBy(() => this.board.moveTo(this.#held, this.log.namesOf(fact)))
      .flatMap(([before, after]) => movesOf(fact.id, before, after));
  }
}

/** In the order in which the events became known. */
const sortMoves = (moves: LineMove[], events: readonly Fact[]): LineMove[] => {
  const places = new Map(events.map(({ id }, place) => [id, place]));
  const placeOf = ({ event }: LineMove): number => places.get(event) ?? 0;
  return moves.sort((left, right) => placeOf(left) - placeOf(right));
};

/**
 * What each of some events does to the lines of a board, when it happens and after all others, in the order in which they
 * became known. The board is left on the divided log with all of them.
 */
export const movesOfEvents = (board: Board, log: DividedLog, events: readonly Fact[]): LineMove[] =>
  sortMoves(new SteppedBoard(board, log, events).moves, events);
