import type { Problem } from '../../events/index.js';
import { isPlainObject } from '../../events/kit/decode.js';
import { type Asked, normalise, parametersOf } from '../../projections/asking.js';
import { type Difference, differenceOf } from '../../projections/difference.js';
import { Board } from '../../projections/kit/board.js';
import type { Log } from '../../projections/kit/log.js';
import { upTo } from '../../projections/kit/prefix.js';
import type { Answer } from '../../projections/kit/view.js';
import { orderDependent } from './conflicts.js';
import { type Effect, editLog } from './editing.js';
import type { EditedLog } from './edited-log.js';
import { hashOf, viewHashOf } from './hash.js';
import { type Lag, lags } from './lag.js';
import { inOwnWords, stacked } from './saved/stack.js';
import { type Read, readEdits } from './scenario.js';
import { readAsks, type Uncertain, workOutUncertain } from './uncertain.js';

export { editLog, type Effect } from './editing.js';

/** What the answers of this engine mean; part of every result's hash. */
const engineVersion = 1;
const rulesVersion = 1;

/** What a scenario stands on. */
export interface Ground {
  history: Log;
  /** The head of the log. */
  position: number;
  today: string;
  /** The hash of the log at the base. */
  logHash: string;
}

export interface Scenario {
  base?: unknown;
  /** A saved scenario that it builds on: its edits come first. */
  parent?: unknown;
  edits: readonly unknown[];
  assumptions?: Record<string, unknown>;
  views: readonly unknown[];
  /** {draws, seed, targets?}: what the uncertain edits may come to. */
  monteCarlo?: unknown;
  /** Which edit the difference is owed to. */
  attribution?: unknown;
  /** How far each uncertain input moves the answer by itself. */
  tornado?: unknown;
}

export interface Side extends Answer {
  viewHash: string;
}

export interface Comparison {
  view: string;
  question: Record<string, string | number>;
  baseline: Side;
  scenario: Side;
  /** `lags` on timelines of stocks: the area between both sides, and by how many periods a level comes later. */
  difference: Difference & { lags?: Lag[] };
}

export interface ScenarioAnswer extends Uncertain {
  base: { position: number; hash: string };
  effects: StackedEffect[];
  /** Pairs of edits whose order matters. */
  orderDependent: [number, number][];
  views: Comparison[];
  resultHash: string;
}

/** An effect with the saved version that its edit is from. */
export interface StackedEffect extends Effect {
  from?: string;
}

/** The position at which the log is cut, whatever else is wrong with the scenario. */
export const basePosition = (
  scenario: Scenario,
  { history, position }: Pick<Ground, 'history' | 'position'>,
) => readBase(stacked(scenario, history).value?.scenario.base, position).value ?? position;

const readBase = (base: unknown, head: number): Read<number> => {
  if (base === undefined || base === 'live') return { value: head };
  if (typeof base === 'number' && Number.isSafeInteger(base) && base >= 0 && base <= head)
    return { value: base };
  return {
    problems: [
      { pointer: '/base', detail: `must be "live" or a position from 0 to the head of the log, ${head}` },
    ],
  };
};

export const readView = (
  raw: unknown,
  pointer: string,
  base: number,
  { history, today }: Ground,
): Read<Asked> => {
  if (!isPlainObject(raw) || typeof raw.view !== 'string')
    return { problems: [{ pointer: `${pointer}/view`, detail: 'must name a view' }] };
  const { view, ...parameters } = raw;
  const asked = normalise(view, parameters, { today, position: base }, history);
  return 'problems' in asked
    ? { problems: asked.problems.map((problem) => ({ ...problem, pointer: pointer + problem.pointer })) }
    : { value: asked };
};

const sideOf = (answer: Answer): Side => ({ ...answer, viewHash: viewHashOf(answer) });

const isStock = ({ view, question }: Asked): boolean =>
  question.timeline !== undefined &&
  (view.category !== 'deal' || view.name !== 'obligations' || question.options.cumulative === 'true');

/** Read again off the edited log: only what the edits touched, unless parties changed, on which every stream depends. */
const answerOf = (asked: Asked, board: Board, edited: EditedLog): Answer => {
  if (edited.touched.some((stream) => stream.startsWith('party-')))
    return new Board(asked.view, asked.question, edited.log).answer();
  board.moveTo(
    edited.log,
    edited.touched.filter((stream) => stream.startsWith(`${asked.view.category}-`)),
  );
  return board.answer();
};

const compare = (asked: Asked, base: Log, edited: EditedLog): Comparison => {
  const board = new Board(asked.view, asked.question, base);
  const before = board.answer();
  const after = answerOf(asked, board, edited);
  const difference = {
    ...differenceOf(before, after),
    ...(isStock(asked) && { lags: lags(before, after, asked.view.measures) }),
  };
  return {
    view: asked.view.name,
    question: parametersOf(asked.question),
    baseline: sideOf(before),
    scenario: sideOf(after),
    difference,
  };
};

const resultHashOf = (
  scenario: Scenario,
  base: { position: number; hash: string },
  views: readonly Comparison[],
  uncertain: Uncertain,
): string =>
  hashOf({
    engine: engineVersion,
    rules: rulesVersion,
    base,
    edits: scenario.edits,
    assumptions: scenario.assumptions ?? {},
    views: views.map(({ view, question, scenario: { viewHash } }) => ({ view, question, viewHash })),
    ...uncertain,
  });

/** Runs a scenario: the same views off the log as it is and as it would read. The log itself is never touched. */
export const run = (scenario: Scenario, ground: Ground): ScenarioAnswer | { problems: Problem[] } => {
  const { value: stack, problems } = stacked(scenario, ground.history);
  if (problems) return { problems };
  const answer = runStacked(stack.scenario, ground);
  if ('problems' in answer) return { problems: inOwnWords(answer.problems, stack.from) };
  const effects = answer.effects.map((effect) => {
    const from = stack.from[effect.edit];
    return from === undefined ? effect : { ...effect, from };
  });
  return { ...answer, effects };
};

const runStacked = (scenario: Scenario, whole: Ground): ScenarioAnswer | { problems: Problem[] } => {
  const base = readBase(scenario.base, whole.position);
  // What was recorded after the base can't matter to anything: pinned, the answer never changes.
  const ground = { ...whole, history: upTo(whole.history, base.value ?? whole.position) };
  const edits = readEdits(scenario.edits, { assumptions: scenario.assumptions ?? {} });
  const views = scenario.views.map((raw, index) =>
    readView(raw, `/views/${index}`, base.value ?? ground.position, ground),
  );
  const asks = readAsks(scenario);
  const problems = [base, edits, asks, ...views].flatMap((read) => read.problems ?? []);
  if (problems.length > 0) return { problems };
  const edited = views.map(({ value: asked }) =>
    editLog(edits.value!, ground.history, asked!.question, ground.today),
  );
  const refused = edited.find((one) => one.problems !== undefined);
  if (refused) return { problems: refused.problems! };
  const uncertain = workOutUncertain(
    scenario,
    asks.value!,
    views.map(({ value: asked }) => asked!),
    ground,
  );
  if (uncertain.problems) return { problems: uncertain.problems };
  const comparisons = views.map(({ value: asked }, index) =>
    compare(asked!, ground.history, edited[index]!.value!.log),
  );
  const at = { position: base.value!, hash: ground.logHash };
  const first = edited[0]?.value;
  return {
    base: at,
    effects: first?.effects ?? [],
    orderDependent: orderDependent(first?.footprints ?? []),
    views: comparisons,
    ...uncertain.value,
    resultHash: resultHashOf(scenario, at, comparisons, uncertain.value),
  };
};
