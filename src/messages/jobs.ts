import type { Observable } from 'rxjs';
import type { Instant } from '../../events/kit/formats.js';
import type { ScenarioAnswer } from '../simulator/answer/run.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import type { Feasibility } from '../simulator/feasibility/answer.js';
import type { Progress } from '../workers/work.js';
import type { CheckFeasibility } from './check-feasibility.js';
import type { RunScenario } from './run-scenario.js';
import type { GoalAnswer, SeekGoal } from './seek-goal.js';

type JobStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

export type JobAnswer = WrittenAnswer<ScenarioAnswer> | GoalAnswer | Feasibility;

/** What may be worked on as a job. */
export type JobQuestion = RunScenario | SeekGoal | CheckFeasibility;

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
  /** Starts the work. Throws Busy where there is no room for another job, or nobody to work on it. */
  abstract start(question: JobQuestion): Promise<Job>;
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
