import type { Fact } from '../../events/index.js';
import { PartyAmended, PartyIdentified, PartyMerged } from '../../events/party/party.events.js';
import { Board } from './board.js';
import { ByKeys } from './by-keys.js';
import type { Keys, Line } from './line.js';
import type { Log } from './log.js';
import type { Part } from './measure.js';
import type { Question } from './question.js';
import type { Answer, View } from './view.js';
import { WithholdingLog } from './withholding-log.js';

/** One event moved one line: where the line stands, and which of its measures differ. */
interface LineMove {
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
  /** The lines of its stream, before and after. */
  lines: readonly Line[];
  /** Whether none of these was reckoned together with any other. */
  wereAlone: boolean;
}

const movesOfStep = (board: Board, held: WithholdingLog, { id, stream }: Fact): LineMove[] =>
  board
    .linesSettledBy(() => board.moveTo(held, [stream]))
    .flatMap(([before, after]) => movesOf(id, before, after));

const areAlone = ({ families }: Board, lines: readonly Line[]): boolean =>
  lines.every((line) => families.isAlone(line));

const takeStep = (board: Board, held: WithholdingLog, fact: Fact): Step => {
  const before = board.linesOf(fact.stream);
  const wereAlone = areAlone(board, before);
  held.release(fact);
  const moves = movesOfStep(board, held, fact);
  const after = board.linesOf(fact.stream);
  return { fact, moves, lines: [...before, ...after], wereAlone: wereAlone && areAlone(board, after) };
};

/**
 * What each event does to the lines of the view after all others: of what is cancelled that stays which draws power, so
 * that a level that moved nothing when it was seen has its part in what is left. What is alone on its stream does the
 * same at any time, unless its lines are reckoned together with those of other streams, then or in the end.
 */
const movesOfEach = (board: Board, held: WithholdingLog, steps: readonly Step[]): LineMove[] => {
  const byStream = Map.groupBy(steps, ({ fact }) => fact.stream);
  const isSameAtAnyTime = ({ fact, wereAlone, lines }: Step): boolean =>
    byStream.get(fact.stream)?.length === 1 && wereAlone && areAlone(board, lines);
  return steps
    .filter((step) => !isSameAtAnyTime(step))
    .flatMap(({ fact }) => {
      held.withhold(fact);
      const moves = movesOfStep(board, held, fact);
      held.release(fact);
      board.moveTo(held, [fact.stream]);
      return moves;
    });
};

/** Lets the events happen one by one on a board that has none of them; what each does then, and after all others. */
const movesOfEvents = (board: Board, held: WithholdingLog, events: readonly Fact[]): LineMove[] => {
  const steps = events.map((fact) => takeStep(board, held, fact));
  return [...steps.flatMap(({ moves }) => moves), ...movesOfEach(board, held, steps)];
};

/** In the order in which the events became known. */
const sortMoves = (moves: LineMove[], events: readonly Fact[]): LineMove[] => {
  const places = new Map(events.map(({ id }, place) => [id, place]));
  const placeOf = ({ event }: LineMove): number => places.get(event) ?? 0;
  return moves.sort((left, right) => placeOf(left) - placeOf(right));
};

const mostSteps = 2_000;

/** The answers of both sides to one question. */
export interface AnswerPair {
  by: Question['by'];
  before: Answer;
  after: Answer;
}

/** What is answered on both sides, and what each event that appeared between them did to the lines of the view. */
interface Steps {
  answers: readonly AnswerPair[];
  moves: readonly LineMove[];
}

/** Who asks on which side of what became visible. */
export interface ComparedSides {
  view: View;
  from: Question;
  to: Question;
  /** Each way in which both sides are asked: lines are the same by whatever they are added up. */
  groupings: readonly Question['by'][];
  log: Log;
  /** What the later side sees and the earlier one doesn't. */
  appeared: readonly Fact[];
  /** Whether that, and nothing else, tells the sides apart. */
  isOnlyMore: boolean;
}

const isOf = (view: View, { stream }: Fact): boolean => stream.startsWith(`${view.category}-`);

const answersBy = (board: Board, groupings: ComparedSides['groupings']): Answer[] =>
  groupings.map((by) => {
    if (by.join() !== board.question.by.join()) board.regroup(by);
    return board.answer();
  });

const answerPairs = (
  groupings: ComparedSides['groupings'],
  before: readonly Answer[],
  after: readonly Answer[],
): AnswerPair[] =>
  groupings.flatMap((by, index) => {
    const [one, other] = [before[index], after[index]];
    return one && other ? [{ by, before: one, after: other }] : [];
  });

const factsOf = (view: View, facts: readonly Fact[]): Fact[] => facts.filter((fact) => isOf(view, fact));

/**
 * Where the later side sees only more, one board does for both: it begins without what appeared, and once all of that has
 * happened it answers as the later one. Not where parties changed, which a board reads once.
 */
const stepsOnOneBoard = ({ view, from, to, groupings, log, appeared }: ComparedSides): Steps => {
  const held = new WithholdingLog(log, appeared);
  const board = new Board(view, from, held);
  const before = answersBy(board, groupings);
  const { knownAt, atPosition } = to;
  board.moveKnown({ knownAt, atPosition }, []);
  const mine = factsOf(view, appeared);
  const isStepwise = mine.length <= mostSteps;
  const moves = isStepwise ? sortMoves(movesOfEvents(board, held, mine), mine) : [];
  for (const fact of appeared) held.release(fact);
  if (!isStepwise) board.moveTo(log, new Set(mine.map(({ stream }) => stream)));
  // The last grouping comes first: it is the one that the board has.
  const after = answersBy(board, groupings.toReversed()).toReversed();
  return { answers: answerPairs(groupings, before, after), moves };
};

const stepsOfSides = (sides: ComparedSides): Steps => {
  const { view, from, to, groupings, log, appeared, isOnlyMore } = sides;
  if (isOnlyMore && !appeared.some(({ stream }) => stream.startsWith('party-')))
    return stepsOnOneBoard(sides);
  const [before, after] = [from, to].map((question) => answersBy(new Board(view, question, log), groupings));
  const mine = factsOf(view, appeared);
  const answers = answerPairs(groupings, before ?? [], after ?? []);
  if (mine.length > mostSteps) return { answers, moves: [] };
  const held = new WithholdingLog(log, mine);
  const board = new Board(view, to, held);
  return { answers, moves: sortMoves(movesOfEvents(board, held, mine), mine) };
};

const naming: readonly string[] = [PartyAmended.type, PartyIdentified.type, PartyMerged.type];

/** Who a party is moves numbers from one name to another. */
const names = ({ stream, body }: Fact, slugs: ReadonlySet<unknown>): boolean => {
  const { as, into } = body as Partial<PartyIdentified & PartyMerged>;
  return [stream.slice('party-'.length), as, into].some((slug) => slugs.has(slug));
};

/** What layers come to together is made of what each line promises. */
const sourceOf: Readonly<Record<string, string>> = { distinctKw: 'headlineKw' };

const distinct = (ids: readonly string[]): string[] => [...new Set(ids)];

/** Which of the events that became visible moved a number. */
export class Movers {
  readonly answers: readonly AnswerPair[];
  readonly #view: View;
  readonly #moves: ByKeys<LineMove>;
  readonly #ids: ReadonlySet<string>;
  readonly #naming: readonly Fact[];
  #byStream: ReadonlyMap<string, readonly Fact[]> | undefined;

  constructor(private readonly sides: ComparedSides) {
    const { answers, moves } = stepsOfSides(sides);
    [this.answers, this.#view] = [answers, sides.view];
    this.#moves = new ByKeys(moves, ({ keys }) => keys);
    this.#ids = new Set(sides.appeared.map(({ id }) => id));
    this.#naming = sides.appeared.filter(({ type }) => naming.includes(type));
  }

  static notes({ length }: readonly Fact[]): string[] {
    return length > mostSteps
      ? [
          `More than ${mostSteps} events became visible: a moved number rests on those that its rows rest on, not on each that moved it.`,
        ]
      : [];
  }

  /**
   * By measure, what moved the numbers of an entry: the nearest cause that there is, which is a step that moved it, what
   * its rows rest on, a party's new name, its streams.
   */
  of(keys: Readonly<Record<string, unknown>>, rests: readonly string[]): (measure: string) => string[] {
    const here = this.#moves.at(keys);
    const grounds = distinct(rests.filter((id) => this.#ids.has(id)));
    return (measure) => {
      const isSummed = this.#view.measures.includes(measure);
      const source = sourceOf[measure];
      const isStep = ({ measures }: LineMove): boolean =>
        source === undefined ? !isSummed || measures.has(measure) : measures.has(source);
      const steps = here.filter(isStep).map(({ event }) => event);
      if (isSummed && steps.length > 0) return distinct(steps);
      const nearest = steps.length > 0 ? distinct([...steps, ...grounds]) : grounds;
      if (nearest.length > 0) return nearest;
      // A mean moves with its weights, too.
      return here.length > 0 ? distinct(here.map(({ event }) => event)) : this.#around(keys, rests);
    };
  }

  #around(keys: Readonly<Record<string, unknown>>, rests: readonly string[]): string[] {
    const { appeared, log } = this.sides;
    const slugs = new Set(Object.values(keys));
    const named = this.#naming.filter((fact) => names(fact, slugs));
    const streams = new Set(rests.flatMap((id) => log.fact(id)?.stream ?? []));
    const around = named.length > 0 ? named : [...streams].flatMap((stream) => this.#appearedOn(stream));
    const mine = around.length > 0 ? around : appeared.filter((fact) => isOf(this.#view, fact));
    return mine.map(({ id }) => id);
  }

  #appearedOn(stream: string): readonly Fact[] {
    this.#byStream ??= Map.groupBy(this.sides.appeared, (fact) => fact.stream);
    return this.#byStream.get(stream) ?? [];
  }
}
