import type { Observable } from 'rxjs';
import type { Instant } from '../../events/kit/formats.js';
import type { ScenarioAnswer } from '../simulator/answer/run.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';
import type { Changes } from '../../projections/changes.js';
import type { Feasibility } from '../simulator/feasibility/answer.js';
import type { Why } from '../../projections/why.js';
import type { Progress } from '../workers/work.js';
import type { JobQuestion } from './job-question.js';
import type { JobTask } from './job-tasks.js';
import type { GoalAnswer } from './seek-goal.js';

type JobStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

/** What a job came to, once it is read. */
export type ToldAnswer = ScenarioAnswer | GoalAnswer | Feasibility | ViewAnswer | Changes | Why;

export type JobAnswer = WrittenAnswer<ToldAnswer> | GoalAnswer | Feasibility;

/** How a job stands. */
export interface Job {
  /** @format uuid */
  readonly id: string;
  readonly status: JobStatus;
  /** Parts of the work: those that are done, of those that are known by then. */
  readonly progress: Progress;
  readonly createdAt: Instant;
  readonly startedAt: Instant | null;
  readonly endedAt: Instant | null;
  /** Of a job that is done: what a waiting request would have got. */
  readonly answer?: JobAnswer;
  /** Why a job failed; a fault of ours when it is no refusal. */
  readonly failure?: unknown;
}

export const hasEnded = ({ status }: Job): boolean => status !== 'waiting' && status !== 'running';

/** How long the answer of a job is kept once it has ended. */
export const keptMs = 15 * 60_000;

/** So many jobs of a queue that several processes share may be unfinished. */
export const mostInQueue = 100;

/** Jobs that have not ended, by how they stand. */
export interface UnfinishedJobs {
  waiting: number;
  running: number;
}

/** Long work that nobody waits for at the same address: it goes on by itself, is looked at, and can be called off. */
export abstract class Jobs {
  /** Starts the work; the task is the same question, read. Throws Busy where there is no room for another job, or nobody to work on it. */
  abstract start(question: JobQuestion, task: JobTask): Promise<Job>;
  /** How a job stands. Throws NotFound. */
  abstract job(id: string): Promise<Job>;
  /** How a job stands from now on, to its end, or until this process stops. Throws NotFound. */
  abstract changes(id: string): Promise<Observable<Job>>;
  /** How many jobs have not ended. */
  abstract unfinished(): Promise<UnfinishedJobs>;
  /** Calls a job off; one that has ended stays as it is. Throws NotFound. */
  abstract cancel(id: string): Promise<Job>;
  /** This process stops: nobody follows a job any more, and what only it could have ended is called off. */
  abstract leave(): void;
}
