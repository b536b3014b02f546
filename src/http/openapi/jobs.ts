import { id, instant, object, ref, says, type Schema, type Schemas, whole } from './kit.js';

const instantOrNull: Schema = { anyOf: [instant, { type: 'null' }] };

export const jobSchemas = (): Schemas => ({
  Job: object(
    {
      id,
      status: { type: 'string', enum: ['waiting', 'running', 'done', 'failed', 'cancelled'] },
      progress: says(
        'Parts of the work: those that are done, of those that are known by then.',
        object({ done: whole, of: whole }),
      ),
      createdAt: instant,
      startedAt: instantOrNull,
      endedAt: instantOrNull,
    },
    {
      answer: says('Of a job that is done: what a waiting request would have got.', {
        anyOf: [ref('ScenarioAnswer'), ref('GoalAnswer'), ref('Feasibility')],
      }),
      problem: says('Why a job failed.', ref('Problem')),
    },
  ),
});
