import type { Fact } from '../../events/index.js';
import type { Board } from './board.js';
import { compareFoldOrder } from './cut.js';
import type { DividedLog } from './divided-log.js';
import type { Keys, Line } from './line.js';
import type { Part } from './measure.js';
import { SteppedStreams } from './stepped-streams.js';
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

/** The lines of a board that are not as they were in the beginning, with what they were then. */
class DifferingLines {
  readonly #first = new Map<string, Line | undefined>();

  constructor(private readonly board: Board) {}

  move(move: () => void): void {
    for (const [before, after] of this.board.linesSettledBy(move)) {
      const id = (before ?? after)?.id;
      if (id === undefined) continue;
      const first = this.#first.has(id) ? this.#first.get(id) : before;
      if (first !== after && movedMeasures(first, after).size > 0) this.#first.set(id, first);
      else this.#first.delete(id);
    }
  }

  /** What brings them back is this event. */
  moves(event: string): LineMove[] {
    return [...this.#first].flatMap(([id, first]) => movesOf(event, first, this.board.shownLine(id)));
  }
}

/** Lets events happen one by one on a board that has none of them. */
class SteppedBoard {
  readonly #held: WithholdingLog;
  readonly #streams: SteppedStreams;
  /** How many of the events are read in each stream, or part of one. */
  readonly #counts = new Map<string, number>();

  constructor(
    private readonly board: Board,
    private readonly log: DividedLog,
    private readonly events: readonly Fact[],
  ) {
    this.#held = new WithholdingLog(log, events);
    this.#streams = new SteppedStreams(log, this.#held);
    for (const name of events.flatMap((fact) => log.namesOf(fact)))
      this.#counts.set(name, (this.#counts.get(name) ?? 0) + 1);
  }

  /** What each does when it happens, and after all others. */
  get moves(): LineMove[] {
    return this.board.tryMoves(this.#streams, () => {
      this.board.moveTo(this.#held, this.log.changed);
      const steps = this.events.map((fact) => this.#take(fact));
      this.#streams.stayAtAll();
      const again = steps.filter((step) => !this.#isSameAtAnyTime(step)).map(({ fact }) => fact);
      return [...steps.flatMap(({ moves }) => moves), ...this.#takeEachLast(again)];
    });
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
   * Each after all others: of what is cancelled that stays which draws power, so that a level that moved nothing when it was
   * seen has its part in what is left.
   */
  #takeEachLast(facts: readonly Fact[]): LineMove[] {
    const differing = new DifferingLines(this.board);
    let missing: Fact | undefined;
    const goOnTo = (fact: Fact | undefined): void => {
      // From all but one to all but the next: all of them is nothing that has to be gone back to.
      const names = [missing, fact].flatMap((one) => (one ? this.log.namesOf(one) : []));
      if (fact) this.#held.withhold(fact);
      if (missing) this.#held.release(missing);
      missing = fact;
      differing.move(() => this.board.moveTo(this.#held, new Set(names)));
    };
    const moves = this.#partByPart(facts).flatMap((fact) => {
      goOnTo(fact);
      return differing.moves(fact.id);
    });
    goOnTo(undefined);
    return moves;
  }

  /** Those of one part after each other, as they are folded. */
  #partByPart(facts: readonly Fact[]): readonly Fact[] {
    const parts = Map.groupBy(facts, (fact) => this.log.namesOf(fact)[0]);
    return [...parts.values()].flatMap((some) => some.sort(compareFoldOrder));
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
