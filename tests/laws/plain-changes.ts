import type { Fact } from '../../events/index.js';
import { PartyAmended, PartyIdentified, PartyMerged } from '../../events/party/party.events.js';
import { type ViewQuestion, normalise } from '../../projections/asking.js';
import type { MovedNumber } from '../../projections/changes.js';
import { type ChangedEntry, differenceOf, isChange } from '../../projections/difference.js';
import { views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import type { Policy } from '../../projections/kit/claims.js';
import type { Cut } from '../../projections/kit/cut.js';
import type { Entry, Keys, Line } from '../../projections/kit/line.js';
import type { Log } from '../../projections/kit/log.js';
import type { Part } from '../../projections/kit/measure.js';
import type { Question } from '../../projections/kit/question.js';
import type { Answer, View } from '../../projections/kit/view.js';

// The numbers that moved, the plain way: both sides asked anew, every event let happen by itself on a third board of
// which all lines are looked at after each. The product may be quicker; it may not say anything else.

/** A log in which some events have not happened yet. */
class PlainWithholdingLog implements Log {
  readonly #held: Set<string>;

  constructor(
    private readonly log: Log,
    held: readonly Fact[],
  ) {
    this.#held = new Set(held.map(({ id }) => id));
  }

  get position(): number {
    return this.log.position;
  }

  release({ id }: Fact): void {
    this.#held.delete(id);
  }

  withhold({ id }: Fact): void {
    this.#held.add(id);
  }

  streams(category: string): Iterable<string> {
    return this.log.streams(category);
  }

  facts(stream: string): readonly Fact[] {
    return this.log.facts(stream).filter(({ id }) => !this.#held.has(id));
  }

  fact(id: string): Fact | undefined {
    return this.#held.has(id) ? undefined : this.log.fact(id);
  }
}

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

const linesById = (board: Board): Map<string, Line> => new Map(board.lines.map((line) => [line.id, line]));

/** Lets the events happen one by one, then all but one, and writes down what each does to the lines of the view. */
const movesOfEvents = (view: View, question: Question, log: Log, events: readonly Fact[]): LineMove[] => {
  const held = new PlainWithholdingLog(log, events);
  const linesNow = (): Map<string, Line> => linesById(new Board(view, question, held));
  const compared = ({ id: event }: Fact, before: Map<string, Line>, after: Map<string, Line>): LineMove[] =>
    [...new Set([...before.keys(), ...after.keys()])].flatMap((id) =>
      movesOf(event, before.get(id), after.get(id)),
    );
  let lines = linesNow();
  const steps = events.flatMap((fact) => {
    held.release(fact);
    const before = lines;
    lines = linesNow();
    return compared(fact, before, lines);
  });
  const each = events.flatMap((fact) => {
    held.withhold(fact);
    const without = linesNow();
    held.release(fact);
    return compared(fact, without, lines);
  });
  return [...steps, ...each];
};

const mostSteps = 2_000;

const naming: readonly string[] = [PartyAmended.type, PartyIdentified.type, PartyMerged.type];

/** Who a party is moves numbers from one name to another. */
const names = ({ type, stream, body }: Fact, slugs: ReadonlySet<unknown>): boolean => {
  const { as, into } = body as Partial<PartyIdentified & PartyMerged>;
  return naming.includes(type) && [stream.slice('party-'.length), as, into].some((slug) => slugs.has(slug));
};

const sortIds = (ids: readonly string[]): string[] => [...new Set(ids)].sort();

/** Which of the events that became visible moved a number. */
class PlainMovers {
  readonly #moves: readonly LineMove[];
  readonly #ids: ReadonlySet<string>;

  constructor(
    private readonly view: View,
    question: Question,
    private readonly log: Log,
    private readonly events: readonly Fact[],
    private readonly ahead: readonly Fact[],
  ) {
    const mine = events.filter(({ stream }) => stream.startsWith(`${view.category}-`));
    this.#moves = mine.length > mostSteps ? [] : movesOfEvents(view, question, log, mine);
    this.#ids = new Set(events.map(({ id }) => id));
  }

  /** The nearest cause that there is: a step that moved it, what its rows rest on, a party's new name, its streams. */
  of(keys: Readonly<Record<string, unknown>>, measure: string, rests: readonly string[]): string[] {
    const isSummed = this.view.measures.includes(measure);
    const here = this.#moves.filter((move) => this.#isAt(move, keys));
    const stepped = measure === 'distinctKw' ? 'headlineKw' : measure;
    const isStep = (move: LineMove) => (!isSummed && stepped === measure) || move.measures.has(stepped);
    const steps = here.filter(isStep).map(({ event }) => event);
    const grounds = rests.filter((id) => this.#ids.has(id));
    const nearest = isSummed && steps.length > 0 ? steps : [...steps, ...grounds];
    // A mean moves with its weights, too.
    const beside = nearest.length > 0 ? nearest : here.map(({ event }) => event);
    return sortIds(beside.length > 0 ? beside : this.#around(keys, rests));
  }

  #isOfView(stream: string): boolean {
    return stream.startsWith(`${this.view.category}-`);
  }

  #isAt(move: LineMove, keys: Readonly<Record<string, unknown>>): boolean {
    return Object.entries(keys).every(([name, value]) => (move.keys[name] ?? null) === value);
  }

  #around(keys: Readonly<Record<string, unknown>>, rests: readonly string[]): string[] {
    const slugs = new Set(Object.values(keys));
    const streams = new Set(rests.map((id) => this.log.fact(id)?.stream));
    const causes = [
      this.events.filter((fact) => names(fact, slugs)),
      this.events.filter(({ stream }) => streams.has(stream)),
      this.ahead.filter(({ stream }) => streams.has(stream)),
      this.events.filter(({ stream }) => this.#isOfView(stream)),
      this.ahead,
    ];
    return (causes.find(({ length }) => length > 0) ?? []).map(({ id }) => id);
  }
}

/** Every view as it is usually asked, and deal by deal. */
const usualQuestions = ({ defaultBy, dimensions }: View): string[] => [
  ...new Set([defaultBy.join(','), ...(dimensions.includes('deal') ? ['deal'] : [])]),
];

const questionAt = (
  view: View,
  by: string,
  { effectiveAt, knownAt, atPosition }: Cut,
  policy: Policy,
  log: Log,
) =>
  normalise(
    view.name,
    { effectiveAt, knownAt, policy, by },
    { today: effectiveAt, position: atPosition },
    log,
  ).value!;

/** The tables of answers whose entries are told apart by their keys. */
const tables = ['rows', 'totals', 'warrants', 'answer'];

const table = (answer: Answer, name: string): Entry[] => {
  if (name !== 'answer') return (answer[name] ?? []) as Entry[];
  const { distinctKw, distinctRests: rests } = answer;
  return distinctKw === undefined ? [] : [{ distinctKw, rests } as Entry];
};

const isKey = (pair: [string, ChangedEntry[string]]): pair is [string, string | null] => !isChange(pair[1]);

/** Each measure of each entry that differs, with the entries on both sides. */
const changesIn = (before: readonly Entry[], after: readonly Entry[]) =>
  differenceOf(
    { rows: before, totals: [] } as unknown as Answer,
    { rows: after, totals: [] } as unknown as Answer,
  ).rows.flatMap((entry) => {
    const keys = Object.fromEntries(Object.entries(entry).filter(isKey));
    return Object.entries(entry).flatMap(([measure, value]) =>
      isChange(value) ? [{ keys, measure, change: value }] : [],
    );
  });

const restsOf = (entries: readonly Entry[], keys: Entry): string[] =>
  entries
    .filter((entry) => Object.entries(keys).every(([name, value]) => (entry[name] ?? null) === value))
    .flatMap(({ rests }) => (rests ?? []) as string[]);

/** One question asked on both sides. */
class QuestionComparison {
  readonly #before: Answer;
  readonly #after: Answer;
  readonly #movers: PlainMovers;

  constructor(
    readonly from: ViewQuestion,
    readonly to: ViewQuestion,
    log: Log,
    appeared: readonly Fact[],
    ahead: readonly Fact[],
  ) {
    this.#before = new Board(from.view, from.question, log).answer();
    this.#after = new Board(to.view, to.question, log).answer();
    this.#movers = new PlainMovers(to.view, to.question, log, appeared, ahead);
  }

  get moved(): MovedNumber[] {
    return tables.flatMap((name) => this.#movedIn(name));
  }

  #movedIn(name: string): MovedNumber[] {
    const [before, after] = [table(this.#before, name), table(this.#after, name)];
    return changesIn(before, after).map(({ keys, measure, change }) => ({
      view: this.to.view.name,
      by: this.to.question.by.join(','),
      of: name,
      keys,
      measure,
      from: change.baseline,
      to: change.scenario,
      difference: { low: change.low, point: change.point, high: change.high },
      relativeBp: change.relativeBp,
      rests: this.#movers.of(keys, measure, [...restsOf(before, keys), ...restsOf(after, keys)]),
    }));
  }
}

/**
 * Every number of the usual questions that differs between two cuts, and which of the events that appeared moved it, or of
 * those ahead.
 */
export const plainlyMoved = (
  log: Log,
  [before, after]: readonly [Cut, Cut],
  policy: Policy,
  appeared: readonly Fact[],
  ahead: readonly Fact[],
): MovedNumber[] =>
  views.flatMap((view) =>
    usualQuestions(view).flatMap((by) => {
      const [from, to] = [before, after].map((cut) => questionAt(view, by, cut, policy, log));
      return new QuestionComparison(from!, to!, log, appeared, ahead).moved;
    }),
  );
