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

/** Lets the events happen one by one on a board that has none of them; what each does to the lines of the view. */
const movesOfEvents = (board: Board, held: WithholdingLog, events: readonly Fact[]): LineMove[] =>
  events.flatMap((fact) => {
    held.release(fact);
    const settled = board.linesSettledBy(() => board.moveTo(held, [fact.stream]));
    return settled.flatMap(([before, after]) => movesOf(fact.id, before, after));
  });

const mostSteps = 2_000;

/** The answers of both sides, and what each event that appeared between them did to the lines of the view. */
interface Steps {
  before: Answer;
  after: Answer;
  moves: readonly LineMove[];
}

/** Who asks on which side of what became visible. */
export interface ComparedSides {
  view: View;
  from: Question;
  to: Question;
  log: Log;
  /** What the later side sees and the earlier one doesn't. */
  appeared: readonly Fact[];
  /** Whether that, and nothing else, tells the sides apart. */
  isOnlyMore: boolean;
}

const isOf = (view: View, { stream }: Fact): boolean => stream.startsWith(`${view.category}-`);

/**
 * Where the later side sees only more, one board does for both: it begins without what appeared, and once all of that has
 * happened it answers as the later one. Not where parties changed, which a board reads once.
 */
const stepsOnOneBoard = ({ view, from, to, log, appeared }: ComparedSides): Steps => {
  const held = new WithholdingLog(log, appeared);
  const board = new Board(view, from, held);
  const before = board.answer();
  board.moveKnown(to, []);
  const moves = movesOfEvents(
    board,
    held,
    appeared.filter((fact) => isOf(view, fact)),
  );
  for (const fact of appeared) held.release(fact);
  return { before, after: board.answer(), moves };
};

const stepsOfSides = (sides: ComparedSides): Steps => {
  const { view, from, to, log, appeared, isOnlyMore } = sides;
  const mine = appeared.filter((fact) => isOf(view, fact));
  const hasSteps = mine.length <= mostSteps;
  if (hasSteps && isOnlyMore && !appeared.some(({ stream }) => stream.startsWith('party-')))
    return stepsOnOneBoard(sides);
  const [before, after] = [new Board(view, from, log).answer(), new Board(view, to, log).answer()];
  const held = new WithholdingLog(log, mine);
  return { before, after, moves: hasSteps ? movesOfEvents(new Board(view, to, held), held, mine) : [] };
};

const naming: readonly string[] = [PartyAmended.type, PartyIdentified.type, PartyMerged.type];

/** Who a party is moves numbers from one name to another. */
const names = ({ stream, body }: Fact, slugs: ReadonlySet<unknown>): boolean => {
  const { as, into } = body as Partial<PartyIdentified & PartyMerged>;
  return [stream.slice('party-'.length), as, into].some((slug) => slugs.has(slug));
};

const sortIds = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Which of the events that became visible moved a number. */
export class Movers {
  readonly before: Answer;
  readonly after: Answer;
  readonly #view: View;
  readonly #moves: ByKeys<LineMove>;
  readonly #ids: ReadonlySet<string>;
  readonly #naming: readonly Fact[];

  constructor(private readonly sides: ComparedSides) {
    const { before, after, moves } = stepsOfSides(sides);
    [this.before, this.after, this.#view] = [before, after, sides.view];
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

  /** The nearest cause that there is: a step that moved it, what its rows rest on, a party's new name, its streams. */
  of(keys: Readonly<Record<string, unknown>>, measure: string, rests: readonly string[]): string[] {
    const isSummed = this.#view.measures.includes(measure);
    const here = this.#moves.at(keys);
    const steps = here.filter((move) => !isSummed || move.measures.has(measure)).map(({ event }) => event);
    const grounds = rests.filter((id) => this.#ids.has(id));
    const nearest = isSummed && steps.length > 0 ? steps : [...steps, ...grounds];
    // A mean moves with its weights, too.
    const beside = nearest.length > 0 ? nearest : here.map(({ event }) => event);
    return sortIds(beside.length > 0 ? beside : this.#around(keys, rests));
  }

  #around(keys: Readonly<Record<string, unknown>>, rests: readonly string[]): string[] {
    const { appeared, log } = this.sides;
    const slugs = new Set(Object.values(keys));
    const named = this.#naming.filter((fact) => names(fact, slugs));
    const streams = new Set(rests.map((id) => log.fact(id)?.stream));
    const around = named.length > 0 ? named : appeared.filter(({ stream }) => streams.has(stream));
    const mine = around.length > 0 ? around : appeared.filter((fact) => isOf(this.#view, fact));
    return mine.map(({ id }) => id);
  }
}
