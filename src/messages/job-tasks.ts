import type { Task } from '../workers/worker.js';
import type { Answering } from './answering.js';
import type { JobKind } from './job-answers.js';
import type { JobQuestion } from './jobs.js';
import { groundScenario, RunScenario } from './run-scenario.js';
import { SeekGoal } from './seek-goal.js';

/** A question as plain data, with all that its answer stands on: whoever works on it finds the same. */
export type JobTask = { [K in JobKind]: Task<K> }[JobKind];

/** What is to be worked out for a question that is asked now. */
export const taskOf = async (question: JobQuestion, answering: Answering): Promise<JobTask> => {
  if (question instanceof RunScenario) {
    const { asked, ground } = await groundScenario(question, answering);
    const { position, today, logHash } = ground;
    return { kind: 'scenario', asked, position, today, logHash };
  }
  const { position, today, logHash } = answering.ground;
  const standing = { position, today, logHash };
  if (question instanceof SeekGoal) return { kind: 'goal', asked: { ...question }, ...standing };
  return { kind: 'feasibility', asked: { ...question }, ...standing };
};
