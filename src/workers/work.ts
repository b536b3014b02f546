import type { Count } from '../../events/kit/formats.js';
import { isPlainObject } from '../../events/kit/decode.js';
import { restsListing } from '../../projections/kit/rests.js';
import type { WorkPart, WorkPartAnswer } from '../simulator/answer/in-parts.js';
import type { Feasibility } from '../simulator/feasibility/answer.js';
import { checkFeasibility } from '../simulator/feasibility/check.js';
import type { FeasibilityRequest } from '../simulator/feasibility/question.js';
import { reach } from '../simulator/goals/goal.js';
import { type JointResult, reachAll } from '../simulator/goals/reach-all.js';
import { listComparedRests, run, type ScenarioAnswer } from '../simulator/answer/run.js';
import type { CachedGround } from '../simulator/compute/board-cache.js';
import type { Ground } from '../simulator/scenario/ground.js';
import type { Scenario } from '../simulator/scenario/scenario.js';
import { workOnStack } from '../simulator/saved/on-stack.js';
import type { Result } from '../../events/kit/decode.js';
import type { SeekResult } from '../simulator/goals/seek.js';
import { loadSolver } from '../simulator/solver/highs.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';

import { readings, type Readings } from './readings.js';
import { readView, type ViewAsked } from './view-reading.js';
import type { WriteAnswer, WrittenAnswer } from '../simulator/answer/written-answer.js';

/** How far a piece of work has come. */
export interface Progress {
  done: Count;
  of: Count;
}

/** A view's answer, and the hash by which it is known without being read. */
export type WrittenView = WrittenAnswer<ViewAnswer> & Pick<ViewAnswer, 'viewHash'>;

/** What may be worked on away from the process that answers, as plain data: what is asked, and what comes of it. */
export interface Work extends Readings {
  scenario: { asked: Scenario; answer: Result<WrittenAnswer<ScenarioAnswer>> };
  goal: { asked: Scenario & { goal: unknown }; answer: Result<SeekResult | JointResult> };
  feasibility: { asked: FeasibilityRequest; answer: Result<Feasibility> };
  view: { asked: ViewAsked; answer: Result<WrittenView> };
  /** A part of a scenario's work; those of one run have the same name for it. */
  part: { asked: { run: string; scenario: Scenario; part: WorkPart }; answer: WorkPartAnswer };
}
export type WorkKind = keyof Work;
/** What somebody may ask. */
export type AskableKind = Exclude<WorkKind, 'part'>;

/** The position of the log at which it is answered, and what else the answer stands on. */
export type WorkGround = Pick<Ground, 'position' | 'today' | 'logHash'>;

type WorkHandlers = {
  [K in AskableKind]: (
    asked: Work[K]['asked'],
    ground: CachedGround,
    write: WriteAnswer,
  ) => Work[K]['answer'] | Promise<Work[K]['answer']>;
};

const isOfSeveral = (goal: unknown): boolean =>
  isPlainObject(goal) && (Object.hasOwn(goal, 'levers') || Object.hasOwn(goal, 'targets'));

export const writeResult = <Told extends object>(
  { value, problems }: Result<Told>,
  write: WriteAnswer,
): Result<WrittenAnswer<Told>> => (problems ? { problems } : { value: write(value) });

/** Whether confidential facts are in the log up to a position: then whatever is read off it says so. */
const confidentialAt = (position: number, { history }: Ground): { confidential?: true } =>
  history.confidentialFrom !== undefined && history.confidentialFrom <= position
    ? { confidential: true }
    : {};

const runOnLog = (asked: Scenario, ground: Ground): Result<ScenarioAnswer> => {
  const { value, problems } = listComparedRests(run(asked, ground), ground.history);
  return problems ? { problems } : { value: { ...value, ...confidentialAt(value.base.position, ground) } };
};

export const works: WorkHandlers = {
  ...readings,
  scenario: (asked, ground, write) => writeResult(runOnLog(asked, ground), write),
  goal: async ({ goal, ...scenario }, ground) => {
    const solve = isOfSeveral(goal) ? await loadSolver() : undefined;
    return workOnStack(scenario, ground, (stack, below): Result<SeekResult | JointResult> =>
      solve ? reachAll(stack, goal, below, solve) : reach(stack, goal, below),
    );
  },
  feasibility: async (asked, ground) => {
    const solve = await loadSolver();
    return workOnStack(asked, ground, (stack, below) => checkFeasibility(stack, below, solve));
  },
  view: (asked, ground, write) => {
    const { value: answer, problems } = readView(asked, ground);
    if (problems) return { problems };
    const { atPosition, rests } = asked.question;
    const told = { ...answer, ...confidentialAt(atPosition, ground) };
    return { value: { viewHash: answer.viewHash, ...write(told, restsListing(ground.history, rests)) } };
  },
};
