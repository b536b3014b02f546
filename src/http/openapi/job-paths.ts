import { keptMs, mostInQueue } from '../../messages/jobs.js';
import { mostJobs, mostUnfinished } from '../../messages/process-jobs.js';
import { base } from '../address.js';
import { ref } from './kit.js';
import {
  answer,
  json,
  type Operation,
  path,
  type Paths,
  plainText,
  problemsOf,
  readOperation,
} from './operation.js';

const job = path('id', 'Its id.');

const kept = `${mostJobs} jobs are kept, ${mostUnfinished} of them unfinished, and an answer for ${keptMs / 60_000} minutes; a restart forgets them. On PostgreSQL jobs are in the database, the same for every process that serves it: ${mostInQueue} unfinished ones at most, and a restart forgets none.`;

const cancelling: Operation = {
  operationId: 'cancelJob',
  tags: ['Jobs'],
  summary: 'Call a job off. What it was working on stops at once; one that has ended stays as it is.',
  parameters: [job],
  responses: { 200: answer('How it stands now.', json(ref('Job'))), ...problemsOf(400, 403, 404) },
};

export const jobPaths = (): Paths => ({
  [`${base}/jobs/{id}`]: {
    ...readOperation({
      id: 'showJob',
      tag: 'Jobs',
      summary: `How a job stands, and its answer once it is done. ${kept}`,
      says: 'The job.',
      content: json(ref('Job')),
      parameters: [job],
      problems: [400, 404],
    }),
    delete: cancelling,
  },
  [`${base}/jobs/{id}/events`]: readOperation({
    id: 'followJob',
    tag: 'Jobs',
    summary: 'How a job comes on, to its end: server-sent events.',
    says: 'Messages named progress; then one named done, failed or cancelled, and the end. Their data is the job without its answer.',
    content: plainText('text/event-stream', 'Job'),
    parameters: [job],
    problems: [400, 404],
  }),
});
