import type { Result } from '../../../events/kit/decode.js';
import type { Count, Hash, Integer } from '../../../events/kit/formats.js';
import { type ViewQuestion, parametersOf } from '../../../projections/asking.js';
import { type Difference, differenceOf } from '../../../projections/difference.js';
import type { Log } from '../../../projections/kit/log.js';
import { listRests } from '../../../projections/kit/rests.js';
import { componentsOf } from '../compute/components.js';
import { type EffectOverViews, effectsOverViews } from '../edits/effects.js';
import { contentHashOf, hashOf } from './hash.js';
import { type Lag, lagsBetween } from './lag.js';
import { type OrderDependence, orderDependence } from './order.js';
import { OrderTrials } from './order-trials.js';
import type { DividedWork, WorkPart, WorkPartAnswer } from '../compute/divided-work.js';
import { read, type AppliedScenario } from '../compute/applied-scenario.js';
import { resultOrProblems, ScenarioRefusal } from '../scenario/refusal.js';
import type { CachedGround } from '../compute/board-cache.js';
import type { Simulation } from '../compute/simulation.js';
import type { Scenario } from '../scenario/scenario.js';
import { problemsAsSent } from '../scenario/stack.js';
import { type HashedAnswer, sideOf } from './side.js';
import { type UncertaintyAnswer, workOutUncertain } from './uncertain.js';

export { editLog } from '../edits/editing.js';
export type { EffectOverViews as Effect } from '../edits/effects.js';
export { readView } from '../scenario/base.js';
export type { Ground } from '../scenario/ground.js';
export type { Scenario } from '../scenario/scenario.js';

/** What the answers of this engine mean; part of every result's hash. */
const engineVersion = 1;
const rulesVersion = 1;

export interface Comparison {
  view: string;
  question: Record<string, string | Integer>;
  baseline: HashedAnswer;
  scenario: HashedAnswer;
  /** `lags` on timelines of stocks: the area between both sides, and by how many periods a level comes later. */
  difference: Difference & { lags?: Lag[] };
}

export interface ScenarioAnswer extends UncertaintyAnswer, OrderDependence {
  base: { position: Count; hash: Hash };
  effects: StackedEffect[];
  views: Comparison[];
  resultHash: Hash;
  /** Confidential facts are in the log that it stands on. */
  confidential?: true;
}

interface StackedEffect extends EffectOverViews {
  /** The saved version that the edit is from, as scenario@version. */
  from?: string;
}

const isStock = ({ view, question }: ViewQuestion): boolean =>
  question.timeline !== undefined && !view.traits?.isFlow?.(question);

const compareSides = (asked: ViewQuestion, baseline: HashedAnswer, scenario: HashedAnswer): Comparison => {
  const difference = {
    ...differenceOf(baseline, scenario),
    ...(isStock(asked) && { lags: lagsBetween(baseline, scenario, asked.view.measures) }),
  };
  return {
    view: asked.view.name,
    question: parametersOf(asked.question),
    baseline,
    scenario,
    difference,
  };
};

const resultHashOf = (
  scenario: Scenario,
  base: { position: number; hash: string },
  views: readonly Comparison[],
  uncertain: UncertaintyAnswer,
): string =>
  hashOf({
    engine: engineVersion,
    rules: rulesVersion,
    base,
    edits: scenario.edits,
    assumptions: scenario.assumptions ?? {},
    // How many of the events that numbers rest on are listed says nothing of the numbers.
    views: views.map(({ view, question: { rests: _, ...question }, scenario: { viewHash } }) => ({
      view,
      question,
      viewHash,
    })),
    ...uncertain,
  });

const addSource = (effect: EffectOverViews, from: string | undefined): StackedEffect =>
  from === undefined ? effect : { ...effect, from };

/** All of a run, with its heavy parts handed out; the answer is the same for any number of pieces. Throws ScenarioRefusal. */
export function* runInSteps(
  { at, asks, prepared, edited, from }: AppliedScenario,
  pieces: number,
): DividedWork<Result<ScenarioAnswer>> {
  const boards = prepared.views.map((asked) => prepared.boards.of(asked));
  // Before anything moves the boards.
  const before = boards.map(({ baseline }) => sideOf(baseline));
  const prints = edited.map(({ footprints }) => footprints);
  const { value: uncertain, problems } = yield* workOutUncertain(asks, prepared, prints, pieces);
  if (problems) return { problems: problemsAsSent(problems, from) };
  const views = boards.map((board, index) =>
    compareSides(board.asked, before[index]!, sideOf(board.at(edited[index]!.log).answer())),
  );
  const ordered = yield* orderDependence(
    prepared,
    edited,
    () => componentsOf(prepared.editions.shown, prints, prepared.ground, 'deal'),
    () => views.map(({ scenario: { viewHash: _, ...shown } }) => contentHashOf(shown)),
    pieces,
  );
  for (const board of boards) prepared.ground.shelf?.put(board);
  const value: ScenarioAnswer = {
    base: at,
    effects: effectsOverViews(edited.map(({ effects }) => effects)).map((effect) =>
      addSource(effect, from[effect.edit]),
    ),
    ...ordered,
    views,
    ...uncertain,
    resultHash: resultHashOf(prepared.scenario, at, views, uncertain),
  };
  return { value };
}

/** The answer of a run with as many of the events that its numbers rest on as each view asks for. */
export const listComparedRests = (
  { value: answer, problems }: Result<ScenarioAnswer>,
  log: Log,
): Result<ScenarioAnswer> => {
  if (problems) return { problems };
  const views = answer.views.map(({ baseline, scenario, ...more }) => {
    const asked = more.question.rests === 'all' ? 'all' : undefined;
    const [before, after] = [listRests(baseline, log, asked), listRests(scenario, log, asked)];
    const { view, question, difference } = more;
    return { view, question, baseline: before, scenario: after, difference };
  });
  return { value: { ...answer, views } };
};

/** Works out a part of a run on what was made ready for it. */
export const workOn = (prepared: Simulation, part: WorkPart): WorkPartAnswer =>
  part.kind === 'orders'
    ? { value: new OrderTrials(prepared, part.shown).numbersOf(part.pairs) }
    : prepared.work(part);

/** The numbers of a part. Throws ScenarioRefusal. */
export const numbersOf = ({ value, problems }: WorkPartAnswer): Float64Array => {
  if (problems) throw new ScenarioRefusal(problems);
  return value;
};

/** Runs a scenario: the same views off the log as it is and as it would read. The log itself is never touched. */
export const run = (scenario: Scenario, ground: CachedGround): Result<ScenarioAnswer> => {
  const { value: reading, problems } = read(scenario, ground);
  if (problems) return { problems };
  return resultOrProblems(reading.from, () => {
    const work = runInSteps(reading, 1);
    let step = work.next();
    while (!step.done) step = work.next(step.value.map((part) => numbersOf(workOn(reading.prepared, part))));
    return step.value;
  });
};
