import type { Task } from '../workers/worker.js';
import type { Answering, Grounded } from './answering.js';
import type { JobKind } from './job-answers.js';
import type { JobQuestion } from './job-question.js';
import { groundScenario, RunScenario } from './run-scenario.js';
import { SeekGoal } from './seek-goal.js';
import { groundChanges, ShowChanges } from './show-changes.js';
import { groundView, ShowView } from './show-view.js';
import { groundWhy, ShowWhy } from './show-why.js';

/** A question as plain data, with all that its answer stands on: whoever works on it finds the same. */
export type JobTask = { [K in JobKind]: Task<K> }[JobKind];

const task = <K extends JobKind>(kind: K, { asked, ground }: Grounded<K>): Task<K> => {
  const { position, today, logHash } = ground;
  return { kind, asked, position, today, logHash };
};

/** What is to be worked out for a question that is asked now. Throws where it can't be read. */
export const taskOf = async (question: JobQuestion, answering: Answering): Promise<JobTask> => {
  if (question instanceof RunScenario) return task('scenario', await groundScenario(question, answering));
  if (question instanceof ShowView) return task('view', await groundView(question, answering));
  if (question instanceof ShowChanges) return task('changes', await groundChanges(question, answering));
  if (question instanceof ShowWhy) return task('why', await groundWhy(question, answering));
  const { ground } = answering;
  if (question instanceof SeekGoal) return task('goal', { asked: { ...question }, ground });
  return task('feasibility', { asked: { ...question }, ground });
};
