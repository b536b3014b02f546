import { itemAt } from '../../../events/kit/item-at.js';
import { decodeAs, allOrProblems } from '../../../events/kit/decode.js';
import { Holds } from '../../../events/kit/declaration.js';
import { JsonObject, OneOf, Text, Whole } from '../../../events/kit/fields.js';
import { editLog } from '../edits/editing.js';
import { EditVariants } from '../compute/edit-variants.js';
import { Evaluator } from '../compute/evaluator.js';
import { BoardSet } from '../compute/board-set.js';
import { BoardReader } from '../compute/board-reader.js';
import { ScenarioRefusal } from '../scenario/refusal.js';
import type { Ground } from '../scenario/ground.js';
import { readView } from '../scenario/base.js';
import type { Scenario } from '../scenario/scenario.js';
import type { Result } from '../../../events/kit/decode.js';
import { readEdits } from '../scenario/read-edits.js';
import { type SeekResult, seek } from './seek.js';
import { namesKnown } from '../scenario/names.js';
import { narrowTargets, readTarget, type Target } from '../scenario/targets.js';

const widest = -Number.MAX_SAFE_INTEGER;

@Holds<SingleGoal>('most lies below least', 'most', ({ least, most }) => most >= least)
class SingleGoal {
  @Text('The assumption that is turned; edits read it as {"assumption": name}.', { most: 100 })
  lever!: string;
  @Whole('From here …', { least: widest }) least!: number;
  @Whole('… to here,', { least: widest }) most!: number;
  @Whole('in steps of so many; 1 when missing.', { optional: true, least: 1 }) step?: number;
  @JsonObject('The number that has to reach its level: {view?, measure, only?, by?, level}.')
  target!: Record<string, unknown>;
  @OneOf(['smallest', 'largest'], 'Which value of the lever; the smallest when missing.', { optional: true })
  find?: 'smallest' | 'largest';
}

interface GoalQuestion {
  goal: SingleGoal;
  /** With its currency. */
  target: Target;
  evaluate: (x: number) => number;
  level: number;
}

/** The level of a target, unless something keeps it from being a goal: no level, or a sum of what never adds. */
export const levelOf = (target: Target, pointer: string, numbers: BoardReader): Result<number> => {
  const { level } = target;
  if (level === undefined)
    return { problems: [{ pointer: `${pointer}/level`, detail: 'a goal needs a level' }] };
  const mixtures = numbers.mixtures(target);
  const detail = `takes together what never adds: name one of ${mixtures.join('; ')}`;
  return mixtures.length < 2 ? { value: level } : { problems: [{ pointer: `${pointer}/only`, detail }] };
};

const readGoal = (scenario: Scenario, raw: unknown, ground: Ground): Result<GoalQuestion> => {
  const goal = decodeAs(SingleGoal, raw, '/goal');
  const views = scenario.views.map((view, index) =>
    readView(view, `/views/${index}`, ground.position, ground, scenario.edits),
  );
  const asked = allOrProblems(views);
  if (goal.problems || asked.problems)
    return { problems: [...(goal.problems ?? []), ...(asked.problems ?? [])] };
  const given = goal.value;
  const assumed = { ...scenario.assumptions, [given.lever]: given.least };
  const edits = readEdits(scenario.edits, ground.history, { assumptions: assumed });
  const read = readTarget(given.target, '/goal/target', asked.value, namesKnown(ground, scenario.edits));
  if (edits.problems || read.problems)
    return { problems: [...(edits.problems ?? []), ...(read.problems ?? [])] };
  const target = read.value;
  const view = itemAt(asked.value, target.view);
  const made = editLog(edits.value, ground.history, view, ground.today);
  if (made.problems) return { problems: made.problems };
  const boards = new BoardSet(ground.history);
  const numbers = new BoardReader(boards.of(view));
  const level = levelOf(target, '/goal/target', numbers);
  if (level.problems) return level;
  const ends = narrowTargets(asked.value, [target], ground);
  const evaluate = (x: number): number => {
    const assumptions = { ...scenario.assumptions, [given.lever]: x };
    const editions = new EditVariants({ edits: scenario.edits, assumptions }, ground.history);
    const evaluator = new Evaluator(editions, ground, ends.views, ends.targets, boards);
    return itemAt(evaluator.values({}), evaluator.layout.placeOf(0));
  };
  return {
    value: { goal: given, target: numbers.inItsCurrency(target), level: level.value, evaluate },
  };
};

/** What it would take: the value of one lever at which a number of the edited log reaches its level. */
export const reach = (scenario: Scenario, raw: unknown, ground: Ground): Result<SeekResult> => {
  const { value: sought, problems } = readGoal(scenario, raw, ground);
  if (problems) return { problems };
  const { least, most, step = 1, find = 'smallest' } = sought.goal;
  try {
    const found = seek(sought.evaluate, { least, most, step, find, level: sought.level });
    const { currency } = sought.target;
    if (found) return { value: { ...found, ...(currency !== undefined && { currency }) } };
  } catch (error) {
    if (!(error instanceof ScenarioRefusal)) throw error;
    return { problems: error.problems };
  }
  const detail = 'the number rises and falls with the lever: take a range of at most a thousand steps';
  return { problems: [{ pointer: '/goal/most', detail }] };
};
