import { randomUUID } from 'node:crypto';
import { promisify } from 'node:util';
import { gunzip } from 'node:zlib';
import {
  distinctUntilChanged,
  exhaustMap,
  from,
  type Observable,
  retry,
  Subject,
  takeUntil,
  takeWhile,
  timer,
} from 'rxjs';
import type { Result } from '../../events/kit/decode.js';
import { refusalOf, resultOfWork } from '../messages/attention.js';
import { answerOf, isJobKind } from '../messages/job-answers.js';
import type { JobTask } from '../messages/job-tasks.js';
import type { JobQuestion } from '../messages/job-question.js';
import {
  hasEnded,
  type Job,
  type JobAnswer,
  Jobs,
  mostInQueue,
  type UnfinishedJobs,
} from '../messages/jobs.js';
import { Busy, NotFound, Unavailable } from '../messages/refusals.js';
import { WorkFailed } from '../workers/failures.js';
import { type JobOutcome, type JobRow, progressIn } from './job-rows.js';
import type { JobQueue } from './job-queue.js';

const unzip = promisify(gunzip);

const lookEveryMs = 300;

/** Jobs in a queue that other processes share: each of them can look at every job and call it off. */
export class QueuedJobs extends Jobs {
  readonly #leaving = new Subject<void>();

  constructor(private readonly queue: JobQueue) {
    super();
  }

  async start(_question: JobQuestion, task: JobTask): Promise<Job> {
    return resultOfWork(this.#start(task));
  }

  async job(id: string): Promise<Job> {
    const row = await resultOfWork(this.queue.find(id));
    if (!row) throw new NotFound(`there is no job ${id}, or it ended long ago`);
    return jobOf(id, row);
  }

  async changes(id: string): Promise<Observable<Job>> {
    await this.job(id);
    return timer(0, lookEveryMs).pipe(
      exhaustMap(() => from(this.job(id))),
      retry({ delay: lookEveryMs }),
      distinctUntilChanged((one, next) => standing(one) === standing(next)),
      takeWhile((job) => !hasEnded(job), true),
      takeUntil(this.#leaving),
    );
  }

  async unfinished(): Promise<UnfinishedJobs> {
    return resultOfWork(this.queue.unfinished());
  }

  async cancel(id: string): Promise<Job> {
    await this.job(id);
    await resultOfWork(this.queue.cancel(id));
    return this.job(id);
  }

  leave(): void {
    this.#leaving.next();
  }

  async #start(task: JobTask): Promise<Job> {
    if (!(await this.queue.isAttended('work', 'serve')))
      throw new Busy(
        'no process works on jobs: start `gigaledger work`, or a server with WORKERS of 1 or more',
      );
    const { waiting, running } = await this.queue.unfinished();
    if (waiting + running >= mostInQueue)
      throw new Busy(`${mostInQueue} jobs have not ended: wait for one, or cancel it`);
    // Whoever knows the id may read the answer: nobody else may guess it.
    const id = randomUUID();
    await this.queue.send(id, task);
    return this.job(id);
  }
}

const standing = ({ status, progress }: Job): string => `${status} ${progress.done} ${progress.of}`;

const statuses = {
  created: 'waiting',
  retry: 'waiting',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
} as const;

const jobOf = async (id: string, row: JobRow): Promise<Job> => {
  const status = statuses[row.state];
  return {
    id,
    status,
    progress: progressIn(row),
    createdAt: row.created_on.toISOString(),
    startedAt: (status !== 'waiting' && row.started_on?.toISOString()) || null,
    endedAt: row.completed_on?.toISOString() ?? null,
    ...(row.state === 'completed' && row.output && (await endOf(row, row.output))),
    ...(row.state === 'failed' && { failure: new Unavailable('every process that worked on it was lost') }),
  };
};

/** How a job ended that somebody worked on to its end. */
const endOf = async ({ kind, of }: JobRow, outcome: JobOutcome): Promise<Partial<Job>> => {
  try {
    return { progress: { done: of ?? 1, of: of ?? 1 }, answer: await answerIn(kind, outcome) };
  } catch (failure) {
    return { status: 'failed', failure };
  }
};

/** Throws what a waiting request would have thrown. */
const answerIn = async (kind: string, outcome: JobOutcome): Promise<JobAnswer> => {
  if ('fault' in outcome || !isJobKind(kind)) throw new Error('the work failed');
  if ('reason' in outcome) throw refusalOf(new WorkFailed(outcome.reason, outcome.message));
  if ('zipped' in outcome) return { written: await unzip(Buffer.from(outcome.zipped, 'base64')) };
  const result: Result<JobAnswer> = JSON.parse(outcome.answer);
  return answerOf(kind, result);
};
