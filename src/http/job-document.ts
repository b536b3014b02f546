import type { Job, ToldAnswer } from '../messages/jobs.js';
import { Obstacle } from '../messages/refusals.js';
import { base } from './address.js';
import { documentOf, type ProblemDocument } from './problem-filter.js';
import { Unexpected } from './refusals.js';

export type JobDocument = Omit<Job, 'failure'> & {
  /** Why a job failed. */
  problem?: ProblemDocument;
};

/** A job as whoever asks for it reads it. */
export type ToldJob = Omit<JobDocument, 'answer'> & {
  /** Of a job that is done: what a waiting request would have got. */
  answer?: ToldAnswer;
};

export const jobAddress = ({ id }: Job): string => `${base}/jobs/${id}`;

/** How a job stands; what became of a failed one is the problem that a waiting request would have got. */
export const jobDocument = ({ failure, ...job }: Job): JobDocument => ({
  ...job,
  ...(job.status === 'failed' && {
    // The request that started it has been answered: what failed is known by the name of the job.
    problem: documentOf(failure instanceof Obstacle ? failure : new Unexpected(), {
      url: jobAddress(job),
      id: job.id,
    }),
  }),
});
