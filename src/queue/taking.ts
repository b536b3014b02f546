import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { Logger } from '@nestjs/common';
import { writtenIn } from '../messages/job-answers.js';
import { jsonOf } from '../simulator/answer/written-answer.js';
import { StoreUnavailable } from '../store/store.js';
import { tracedLater } from '../traces/traced.js';
import { WorkFailed } from '../workers/failures.js';
import type { Processes } from '../workers/processes.js';
import type { Progress } from '../workers/work.js';
import type { JobOutcome } from './job-rows.js';
import type { JobQueue, TakenJob } from './job-queue.js';

const zip = promisify(gzip);
const quickly = { level: 1 };

const logger = new Logger('queue');

/** The job is not done for, though this process can't go on with it. */
const isForAnother = (error: unknown, { signal }: TakenJob): boolean =>
  signal.aborted ||
  error instanceof StoreUnavailable ||
  (error instanceof WorkFailed && (error.reason === 'crowd' || error.reason === 'closing'));

/** Tells the queue how far a job is: one message at a time, and what comes meanwhile is one more. */
class Telling {
  #next: Progress | undefined;
  #sending: Promise<void> | undefined;

  constructor(private readonly send: (progress: Progress) => Promise<void>) {}

  hear(progress: Progress): void {
    this.#next = progress;
    this.#sending ??= this.#sendAll().finally(() => (this.#sending = undefined));
  }

  /** Nothing is told of the job any more once this resolves. */
  async end(): Promise<void> {
    this.#next = undefined;
    await this.#sending;
  }

  async #sendAll(): Promise<void> {
    for (let progress = this.#next; progress; progress = this.#next) {
      this.#next = undefined;
      // A number that is lost is followed by the next.
      await this.send(progress).catch(() => undefined);
    }
  }
}

const outcomeOf = async (result: object): Promise<JobOutcome> => {
  const written = writtenIn(result);
  if (!written) return { answer: JSON.stringify(result) };
  return { zipped: (await zip(jsonOf(written), quickly)).toString('base64') };
};

const workOn = async (job: TakenJob, queue: JobQueue, processes: Processes): Promise<JobOutcome> => {
  const telling = new Telling((progress) => queue.tell(job.id, progress));
  try {
    const heard = (progress: Progress): void => telling.hear(progress);
    return await outcomeOf(await processes.run(job.task, { signal: job.signal, heard }));
  } catch (error) {
    if (isForAnother(error, job)) throw error;
    if (error instanceof WorkFailed) return { reason: error.reason, message: error.message };
    logger.error(error);
    return { fault: true };
  } finally {
    await telling.end();
  }
};

/** Works on what is in the queue, so many jobs at once, until it is told to take no more. */
export const takeJobs = async (queue: JobQueue, processes: Processes, atOnce: number): Promise<void> =>
  queue.take(atOnce, (job) =>
    tracedLater(job.cause, 'job', { 'gigaledger.kind': job.task.kind }, () => workOn(job, queue, processes)),
  );
