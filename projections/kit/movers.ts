import type { Fact } from '../../events/index.js';
import { PartyAmended, PartyIdentified, PartyMerged } from '../../events/party/party.events.js';
import { Board } from './board.js';
import { ByKeys } from './by-keys.js';
import { claimedPartsIn as divide } from './claimed-parts.js';
import { dividedLog } from './divided-log.js';
import { type LineMove, movesOfEvents } from './line-moves.js';
import type { Log } from './log.js';
import { dealsAround, LogOfStreams } from './log-of-streams.js';
import { LoneStreams } from './lone-streams.js';
import type { Question } from './question.js';
import type { Answer, View } from './view.js';
import { WithholdingLog } from './withholding-log.js';

const mostSteps = 2_000;

/** The answers of both sides to one question. */
export interface AnswerPair {
  by: Question['by'];
  before: Answer;
  after: Answer;
  /** Answers of which the entries rest on the same as far as that appeared. */
  grounds: readonly Answer[];
}

/** Both sides of one question. */
export interface AskedSides {
  view: View;
  from: Question;
  to: Question;
}

/** Which tables of the answers are read. */
interface ReadTables {
  told: ReadonlySet<string>;
}

/** The tables of answers whose entries are told apart by their keys; `answer` is what all of it says. */
export const comparedTables: readonly string[] = ['rows', 'totals', 'warrants', 'answer'];
const compared: ReadonlySet<string> = new Set(comparedTables);

/** What both sides answer about all that there is, where it can be had off something that is kept. */
export type AskBothSides = (
  sides: AskedSides & ReadTables,
) => readonly [before: Answer, after: Answer] | undefined;

/** What is answered on both sides, and what each event that appeared between them did to the lines of the view. */
interface Steps {
  answers: readonly AnswerPair[];
  moves: readonly LineMove[];
}

/** Who asks on which side of what became visible. */
export interface ComparedSides extends AskedSides {
  /** Each way in which both sides are asked: lines are the same by whatever they are added up. */
  groupings: readonly Question['by'][];
  log: Log;
  /** What the later side sees and the earlier one doesn't. */
  appeared: readonly Fact[];
  /** What the later side knows and the earlier one doesn't, and neither sees. */
  ahead: readonly Fact[];
  /** Whether that, and nothing else, tells the sides apart. */
  isOnlyMore: boolean;
  /** Answers where somebody keeps boards. */
  askBoth?: AskBothSides | undefined;
}

const isOf = (view: View, { stream }: Fact): boolean => stream.startsWith(`${view.category}-`);

/** Whether a view does not read a fact. */
const isUnread = ({ category, readsBeside = [] }: View, { stream }: Fact): boolean =>
  ![category, 'party', ...readsBeside].some((one) => stream.startsWith(`${one}-`));

const answersBy = (board: Board, groupings: ComparedSides['groupings']): Answer[] =>
  groupings.map((by) => {
    if (by.join() !== board.question.by.join()) board.regroup(by);
    return board.answer(compared);
  });

const answerPairs = (
  groupings: ComparedSides['groupings'],
  before: readonly Answer[],
  after: readonly Answer[],
): AnswerPair[] =>
  groupings.flatMap((by, index) => {
    const [one, other] = [before[index], after[index]];
    return one && other ? [{ by, before: one, after: other, grounds: [one, other] }] : [];
  });

const factsOf = (view: View, facts: readonly Fact[]): Fact[] => facts.filter((fact) => isOf(view, fact));

/**
 * Where the later side sees only more, one board does for both: it begins without what appeared, and once all of that has
 * happened it answers as the later one. Not where parties changed, which a board reads once.
 */
const stepsOnOneBoard = (
  { view, from, to, groupings, log: whole, appeared }: ComparedSides,
  shownOf: (log: Log) => Log = (log) => log,
): Steps => {
  const log = shownOf(whole);
  const board = new Board(view, from, shownOf(new WithholdingLog(whole, appeared)), { divide });
  const before = answersBy(board, groupings);
  const { knownAt, atPosition } = to;
  board.moveKnown({ knownAt, atPosition }, []);
  const mine = factsOf(view, appeared);
  const isStepwise = mine.length <= mostSteps;
  const divided = dividedLog(log, isStepwise ? mine : [], to.policy);
  const moves = isStepwise ? movesOfEvents(board, divided, mine) : [];
  board.moveTo(log, isStepwise ? divided.changed.toReversed() : new Set(mine.map(({ stream }) => stream)));
  // The last grouping comes first: it is the one that the board has.
  const after = answersBy(board, groupings.toReversed()).toReversed();
  return { answers: answerPairs(groupings, before, after), moves };
};

/** What one value of these names is of one deal, or of two that name each other. */
const ofDeals: ReadonlySet<string> = new Set(['deal', 'tranche', 'payment']);

const isOfDeals = (by: Question['by']): boolean => by.some((name) => ofDeals.has(name));

/** The tables that are read of all deals: no rows where all of them are of the deals around what appeared. */
const toldOf = ({ groupings }: ComparedSides): ReadonlySet<string> =>
  groupings.every(isOfDeals) ? new Set(comparedTables.filter((name) => name !== 'rows')) : compared;

/** Both sides off one board that keeps sums, moved from one to the other. */
const askBothAnew = ({
  log,
  appeared,
  view,
  from,
  to,
  told,
}: ComparedSides & ReadTables): [Answer, Answer] => {
  const Lone = view.traits?.isToldByLine ? undefined : LoneStreams;
  const board = new Board(view, from, new WithholdingLog(log, appeared), { Lone, divide });
  const before = board.answer(told);
  const { knownAt, atPosition } = to;
  board.moveKnown({ knownAt, atPosition }, []);
  board.moveTo(log, new Set(factsOf(view, appeared).map(({ stream }) => stream)));
  return [before, board.answer(told)];
};

/**
 * What appeared moves lines of the deals that it is of and of those around them alone, which a board of these tells; all
 * others only add to what rows and totals come to.
 */
const stepsAmongAll = (sides: ComparedSides, near: ReadonlySet<string>): Steps => {
  const { answers, moves } = stepsOnOneBoard(sides, (log) => new LogOfStreams(log, near, log));
  const asked = { ...sides, told: toldOf(sides) };
  const [before, after] = sides.askBoth?.(asked) ?? askBothAnew(asked);
  return {
    moves,
    answers: answers.map(({ by, before: one, after: other, grounds }) => {
      if (!isOfDeals(by)) return { by, before, after, grounds };
      return { by, before: { ...before, rows: one.rows }, after: { ...after, rows: other.rows }, grounds };
    }),
  };
};

/** The deals around those of which something appeared; undefined where they are most of all. */
const nearOf = ({ view, log, appeared }: ComparedSides): ReadonlySet<string> | undefined => {
  if (view.category !== 'deal') return undefined;
  const near = dealsAround(log, new Set(factsOf(view, appeared).map(({ stream }) => stream)));
  return 2 * near.size < [...log.streams('deal')].length ? near : undefined;
};

const stepsOfSides = (sides: ComparedSides): Steps => {
  const { view, from, to, groupings, log, appeared, ahead, isOnlyMore } = sides;
  if (isOnlyMore && [...appeared, ...ahead].every((fact) => isUnread(view, fact)))
    return { answers: [], moves: [] };
  if (isOnlyMore && !appeared.some(({ stream }) => stream.startsWith('party-'))) {
    const near = nearOf(sides);
    return near ? stepsAmongAll(sides, near) : stepsOnOneBoard(sides);
  }
  const [before, after] = [from, to].map((question) =>
    answersBy(new Board(view, question, log, { divide }), groupings),
  );
  const mine = factsOf(view, appeared);
  const answers = answerPairs(groupings, before ?? [], after ?? []);
  if (mine.length > mostSteps) return { answers, moves: [] };
  const board = new Board(view, to, new WithholdingLog(log, mine), { divide });
  return { answers, moves: movesOfEvents(board, dividedLog(log, mine, to.policy), mine) };
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
    const { appeared, ahead, log } = this.sides;
    const slugs = new Set(Object.values(keys));
    const streams = new Set(rests.flatMap((id) => log.fact(id)?.stream ?? []));
    const causes = [
      () => this.#naming.filter((fact) => names(fact, slugs)),
      () => [...streams].flatMap((stream) => this.#appearedOn(stream)),
      // A plan moves by what takes effect later.
      () => ahead.filter(({ stream }) => streams.has(stream)),
      () => appeared.filter((fact) => isOf(this.#view, fact)),
      () => ahead,
    ];
    for (const cause of causes) {
      const found = cause();
      if (found.length > 0) return found.map(({ id }) => id);
    }
    return [];
  }

  #appearedOn(stream: string): readonly Fact[] {
    this.#byStream ??= Map.groupBy(this.sides.appeared, (fact) => fact.stream);
    return this.#byStream.get(stream) ?? [];
  }
}
