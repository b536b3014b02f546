import { itemAt } from '../../../events/kit/item-at.js';
import type { Result } from '../../../events/kit/decode.js';
import type { Problem } from '../../../events/index.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { logUpTo } from '../../../projections/kit/prefix.js';
import { type AppliedEdits, editLog } from '../edits/editing.js';
import { Simulation } from './simulation.js';
import type { CachedGround } from './board-cache.js';
import type { Scenario } from '../scenario/scenario.js';
import { readBase, readView } from '../scenario/base.js';
import { problemsAsSent, stackOnParent } from '../scenario/stack.js';
import { readEdits } from '../scenario/read-edits.js';
import type { Edit } from '../edits/edit.js';
import { type AnalysisRequest, readAsks } from '../scenario/asks.js';
import { unknownTargets } from '../scenario/unknown-targets.js';

/** A scenario that has been read: where it stands, what it asks, and its edits made for each view. */
export interface AppliedScenario {
  at: { position: number; hash: string };
  asks: AnalysisRequest;
  prepared: Simulation;
  edited: readonly AppliedEdits[];
  /** The saved version that each edit is from. */
  from: readonly (string | undefined)[];
}

/** A scenario on the log that it sees, with its views. */
interface PinnedScenario {
  scenario: Scenario;
  ground: CachedGround;
  base: number;
  views: ViewQuestion[];
  from: AppliedScenario['from'];
}

interface ScenarioProblems {
  base: readonly Problem[];
  views: readonly Problem[];
}

/** Boards are settled on the whole log: of another one they would know too much. */
const cutGround = ({ shelf, ...whole }: CachedGround, position: number): CachedGround => {
  const history = logUpTo(whole.history, position);
  return { ...whole, history, ...(shelf?.log === history && { shelf }) };
};

const readQuestions = (
  given: Scenario,
  whole: CachedGround,
): Result<PinnedScenario & { faults: ScenarioProblems }> => {
  const { value: stack, problems } = stackOnParent(given, whole.history);
  if (problems) return { problems };
  const { scenario, from } = stack;
  const base = readBase(scenario.base, whole.position);
  const position = base.value ?? whole.position;
  // What was recorded after the base can't matter to anything: pinned, the answer never changes.
  const ground = cutGround(whole, position);
  const views = scenario.views.map((one, index) =>
    readView(one, `/views/${index}`, position, ground, scenario.edits),
  );
  return {
    value: {
      scenario,
      ground,
      base: position,
      views: views.flatMap(({ value }) => value ?? []),
      from,
      faults: { base: base.problems ?? [], views: views.flatMap((one) => one.problems ?? []) },
    },
  };
};

/** A scenario that has been read before, made ready for parts of its work; they bring their own data. */
export const readForParts = (given: Scenario, whole: CachedGround): Result<Simulation> => {
  const { value, problems } = readQuestions(given, whole);
  if (problems) return { problems };
  const { scenario, ground, views, faults } = value;
  const wrong = [...faults.base, ...faults.views];
  return wrong.length > 0 ? { problems: wrong } : { value: new Simulation(scenario, ground, views) };
};

const makeEdits = (
  { scenario, ground, base, views, from }: PinnedScenario,
  edits: readonly Edit[],
  asks: AnalysisRequest,
): Result<AppliedScenario> => {
  const edited: AppliedEdits[] = [];
  for (const asked of views) {
    const { value, problems } = editLog(edits, ground.history, asked, ground.today);
    if (problems) return { problems: problemsAsSent(problems, from) };
    edited.push(value);
  }
  const logs = new Map(views.map((one, index) => [one, itemAt(edited, index).log]));
  const prepared = new Simulation(scenario, ground, views, edits, logs);
  return { value: { at: { position: base, hash: ground.logHash }, asks, prepared, edited, from } };
};

/** Reads a scenario and makes its edits for each view; every problem at once. */
export const read = (given: Scenario, whole: CachedGround): Result<AppliedScenario> => {
  const { value, problems } = readQuestions(given, whole);
  if (problems) return { problems };
  const { scenario, ground, from, faults } = value;
  const edits = readEdits(scenario.edits, ground.history, { assumptions: scenario.assumptions ?? {} });
  const asks = readAsks(scenario);
  const unreadable = edits.problems && [...edits.problems, ...unknownTargets(scenario.edits, ground.history)];
  const wrong = [...faults.base, ...(unreadable ?? []), ...(asks.problems ?? []), ...faults.views];
  if (edits.problems || asks.problems || wrong.length > 0) return { problems: problemsAsSent(wrong, from) };
  return makeEdits(value, edits.value, asks.value);
};
