import type { Problem } from '../../../events/index.js';
import { decodeAs } from '../../../events/kit/decode.js';
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
  evaluate: (x: number) => number;
  target: Target;
}

/** What keeps a target from being a goal: no level, or a sum of what never adds. */
export const faultsOf = (target: Target, pointer: string, numbers: BoardReader): Problem[] => {
  if (target.level === undefined) return [{ pointer: `${pointer}/level`, detail: 'a goal needs a level' }];
  const mixtures = numbers.mixtures(target);
  const detail = `takes together what never adds: name one of ${mixtures.join('; ')}`;
  return mixtures.length < 2 ? [] : [{ pointer: `${pointer}/only`, detail }];
};

const readGoal = (scenario: Scenario, raw: unknown, ground: Ground): Result<GoalQuestion> => {
  const goal = decodeAs(SingleGoal, raw, '/goal');
  const views = scenario.views.map((view, index) =>
    readView(view, `/views/${index}`, ground.position, ground, scenario.edits),
  );
  const problems = [goal, ...views].flatMap((read) => read.problems ?? []);
  if (problems.length > 0) return { problems };
  const { value: given } = goal;
  const asked = views.map(({ value }) => value!);
  const assumed = { ...scenario.assumptions, [given!.lever]: given!.least };
  const edits = readEdits(scenario.edits, { assumptions: assumed });
  const target = readTarget(given!.target, '/goal/target', asked, namesKnown(ground, scenario.edits));
  const wrong = [edits, target].flatMap((read) => read.problems ?? []);
  if (wrong.length > 0) return { problems: wrong };
  const view = asked[target.value!.view]!;
  const made = editLog(edits.value!, ground.history, view, ground.today);
  if (made.problems) return { problems: made.problems };
  const boards = new BoardSet(ground.history);
  const faults = faultsOf(target.value!, '/goal/target', new BoardReader(boards.of(view)));
  if (faults.length > 0) return { problems: faults };
  const ends = narrowTargets(asked, [target.value!], ground);
  const evaluate = (x: number): number => {
    const assumptions = { ...scenario.assumptions, [given!.lever]: x };
    const editions = new EditVariants({ edits: scenario.edits, assumptions });
    const evaluator = new Evaluator(editions, ground, ends.views, ends.targets, boards);
    return evaluator.values({})[evaluator.layout.placeOf(0)]!;
  };
  return { value: { goal: given!, target: target.value!, evaluate } };
};

/** What it would take: the value of one lever at which a number of the edited log reaches its level. */
export const reach = (scenario: Scenario, raw: unknown, ground: Ground): Result<SeekResult> => {
  const { value: sought, problems } = readGoal(scenario, raw, ground);
  if (problems) return { problems };
  const { least, most, step = 1, find = 'smallest' } = sought.goal;
  try {
    const found = seek(sought.evaluate, { least, most, step, find, level: sought.target.level! });
    if (found) return { value: found };
  } catch (error) {
    if (!(error instanceof ScenarioRefusal)) throw error;
    return { problems: error.problems };
  }
  const detail = 'the number rises and falls with the lever: take a range of at most a thousand steps';
  return { problems: [{ pointer: '/goal/most', detail }] };
};
