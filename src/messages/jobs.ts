import { randomUUID } from 'node:crypto';
import { Injectable, Logger } from '@nestjs/common';
import { BehaviorSubject, type Observable } from 'rxjs';
import type { Instant } from '../../events/kit/formats.js';
import type { ScenarioAnswer } from '../simulator/answer/run.js';
import type { Feasibility } from '../simulator/feasibility/answer.js';
import type { Progress } from '../workers/work.js';
import type { Attention } from '../workers/processes.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import { Clock } from './clock.js';
import type { GoalAnswer } from './seek-goal.js';
import { Busy, NotFound, Obstacle } from './refusals.js';

type JobStatus = 'waiting' | 'running' | 'done' | 'failed' | 'cancelled';

type JobAnswer = WrittenAnswer<ScenarioAnswer> | GoalAnswer | Feasibility;

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

/** Jobs are kept in memory: so many at most, and so many of them that have not ended. */
export const mostJobs = 50;
export const mostUnfinished = 16;
/** How long the answer of a job is kept once it has ended. */
export const keptMs = 15 * 60_000;

interface RunningJob {
  state: BehaviorSubject<Job>;
  leaving: AbortController;
}

/** Long work that nobody waits for at the same address: it goes on by itself, is looked at, and can be called off. */
@Injectable()
export class Jobs {
  readonly #jobs = new Map<string, RunningJob>();
  readonly #logger = new Logger('jobs');

  constructor(private readonly clock: Clock) {}

  /** Starts the work. Throws Busy where there is no room for another job. */
  start(work: (attention: Attention) => Promise<JobAnswer>): Job {
    this.#makeRoom();
    const job: Job = {
      // Whoever knows the id may read the answer: nobody else may guess it.
      id: randomUUID(),
      status: 'waiting',
      progress: { done: 0, of: 1 },
      createdAt: this.#now,
      startedAt: null,
      endedAt: null,
    };
    const running = { state: new BehaviorSubject(job), leaving: new AbortController() };
    this.#jobs.set(job.id, running);
    // Work that is done in this process would keep the answer of this call waiting.
    setImmediate(() => void this.#carryOut(running, work));
    return job;
  }

  /** How many jobs stand so. */
  count(status: JobStatus): number {
    return [...this.#jobs.values()].filter(({ state }) => state.value.status === status).length;
  }

  /** How a job stands. Throws NotFound. */
  job(id: string): Job {
    return this.#running(id).state.value;
  }

  /** How a job stands from now on, to its end. Throws NotFound. */
  changes(id: string): Observable<Job> {
    return this.#running(id).state;
  }

  /** Calls a job off; one that has ended stays as it is. Throws NotFound. */
  cancel(id: string): Job {
    const running = this.#running(id);
    this.#end(running, { status: 'cancelled' });
    running.leaving.abort();
    return running.state.value;
  }

  cancelAll(): void {
    for (const id of this.#jobs.keys()) this.cancel(id);
  }

  async #carryOut(running: RunningJob, work: (attention: Attention) => Promise<JobAnswer>): Promise<void> {
    const { state, leaving } = running;
    if (hasEnded(state.value)) return;
    const heard = (progress: Progress): void => {
      if (hasEnded(state.value)) return;
      const startedAt = state.value.startedAt ?? this.#now;
      state.next({ ...state.value, status: 'running', startedAt, progress });
    };
    try {
      const answer = await work({ signal: leaving.signal, heard });
      this.#end(running, { status: 'done', progress: finishedProgress(state.value.progress), answer });
    } catch (failure) {
      if (!(failure instanceof Obstacle) && !leaving.signal.aborted) this.#logger.error(failure);
      this.#end(running, { status: 'failed', failure });
    }
  }

  #end({ state }: RunningJob, end: Partial<Job>): void {
    if (hasEnded(state.value)) return;
    const endedAt = this.#now;
    state.next({ ...state.value, startedAt: state.value.startedAt ?? endedAt, ...end, endedAt });
    state.complete();
  }

  #running(id: string): RunningJob {
    this.#forgetOld();
    const running = this.#jobs.get(id);
    if (!running) throw new NotFound(`there is no job ${id}, or it ended long ago`);
    return running;
  }

  #makeRoom(): void {
    this.#forgetOld();
    const unfinished = [...this.#jobs.values()].filter(({ state }) => !hasEnded(state.value));
    if (unfinished.length >= mostUnfinished)
      throw new Busy(`${mostUnfinished} jobs have not ended: wait for one, or cancel it`);
    const [oldest] = [...this.#jobs].find(([, { state }]) => hasEnded(state.value)) ?? [];
    if (this.#jobs.size >= mostJobs && oldest !== undefined) this.#jobs.delete(oldest);
  }

  #forgetOld(): void {
    const before = new Date(this.clock.now().getTime() - keptMs).toISOString();
    for (const [id, { state }] of this.#jobs)
      if (state.value.endedAt !== null && state.value.endedAt < before) this.#jobs.delete(id);
  }

  get #now(): string {
    return this.clock.now().toISOString();
  }
}

const finishedProgress = ({ of }: Progress): Progress => ({ done: of, of });
