import type { Job } from '../messages/jobs.js';
import { Obstacle } from '../messages/refusals.js';
import { base } from './address.js';
import { documentOf, type ProblemDocument } from './problem-filter.js';
import { Unexpected } from './refusals.js';

export type JobDocument = Omit<Job, 'failure'> & {
  /** Why a job failed. */
  problem?: ProblemDocument;
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
