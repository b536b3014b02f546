import { randomUUID } from 'node:crypto';
import { Logger } from '@nestjs/common';
import type { QueryBus } from '@nestjs/cqrs';
import { BehaviorSubject, type Observable } from 'rxjs';
import type { Progress } from '../workers/work.js';
import { attachAttention } from './attention.js';
import type { Clock } from './clock.js';
import type { JobQuestion } from './job-question.js';
import { hasEnded, type Job, type JobAnswer, Jobs, keptMs, type UnfinishedJobs } from './jobs.js';
import { isWritten } from '../simulator/answer/written-answer.js';
import { Busy, NotFound, Obstacle } from './refusals.js';

/** So many jobs are kept at most, and so many of them that have not ended. */
export const mostJobs = 50;
export const mostUnfinished = 16;

/** So many bytes of answers are kept together; those of jobs that ended longest ago give way. */
const usuallyKept = 512 * 2 ** 20;

interface RunningJob {
  state: BehaviorSubject<Job>;
  leaving: AbortController;
}

/** Jobs in the memory of this process, which works on them. */
export class ProcessJobs extends Jobs {
  readonly #jobs = new Map<string, RunningJob>();
  readonly #logger = new Logger('jobs');

  constructor(
    private readonly clock: Clock,
    private readonly queries: QueryBus,
    private readonly mostBytes = usuallyKept,
  ) {
    super();
  }

  async start(question: JobQuestion): Promise<Job> {
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
    setImmediate(() => void this.#carryOut(running, question));
    return job;
  }

  async job(id: string): Promise<Job> {
    return this.#running(id).state.value;
  }

  async changes(id: string): Promise<Observable<Job>> {
    return this.#running(id).state;
  }

  async unfinished(): Promise<UnfinishedJobs> {
    const counted = (status: Job['status']): number =>
      [...this.#jobs.values()].filter(({ state }) => state.value.status === status).length;
    return { waiting: counted('waiting'), running: counted('running') };
  }

  async cancel(id: string): Promise<Job> {
    const running = this.#running(id);
    this.#callOff(running);
    return running.state.value;
  }

  leave(): void {
    for (const running of this.#jobs.values()) this.#callOff(running);
  }

  #callOff(running: RunningJob): void {
    this.#end(running, { status: 'cancelled' });
    running.leaving.abort();
  }

  async #carryOut(running: RunningJob, question: JobQuestion): Promise<void> {
    const { state, leaving } = running;
    if (hasEnded(state.value)) return;
    const heard = (progress: Progress): void => {
      if (hasEnded(state.value)) return;
      const startedAt = state.value.startedAt ?? this.#now;
      state.next({ ...state.value, status: 'running', startedAt, progress });
    };
    try {
      const attended = attachAttention(question, { signal: leaving.signal, heard, isJob: true });
      const answer: JobAnswer = await this.queries.execute(attended);
      this.#end(running, { status: 'done', progress: finishedProgress(state.value.progress), answer });
    } catch (failure) {
      if (!(failure instanceof Obstacle) && !leaving.signal.aborted) this.#logger.error(failure);
      this.#end(running, { status: 'failed', failure });
    }
  }

  #end(running: RunningJob, end: Partial<Job>): void {
    const { state } = running;
    if (hasEnded(state.value)) return;
    const endedAt = this.#now;
    state.next({ ...state.value, startedAt: state.value.startedAt ?? endedAt, ...end, endedAt });
    state.complete();
    this.#putLast(running);
    this.#forgetLarge();
  }

  /** Those that have ended stand in the order in which they did. */
  #putLast(running: RunningJob): void {
    const { id } = running.state.value;
    if (this.#jobs.delete(id)) this.#jobs.set(id, running);
  }

  /** The one that ended last stays, however large. */
  #forgetLarge(): void {
    const ended = [...this.#jobs].filter(([, { state }]) => hasEnded(state.value));
    let bytes = 0;
    for (const [place, [id, { state }]] of ended.toReversed().entries()) {
      bytes += bytesOf(state.value.answer);
      if (place > 0 && bytes > this.mostBytes) this.#jobs.delete(id);
    }
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

/** What an answer takes that another process wrote; others are small, or there is no other process. */
const bytesOf = (answer: JobAnswer | undefined): number =>
  isWritten(answer) && answer.written instanceof Uint8Array ? answer.written.length : 0;
