import { base } from '../address.js';
import { dealPaths } from './deal-paths.js';
import { ref } from './kit.js';
import { logPaths } from './log-paths.js';
import { answer, json, type Paths, problemsOf } from './operation.js';
import { operatingPaths } from './operating-paths.js';
import { viewPaths } from './view-paths.js';

const scenarioPaths: Paths = {
  [`${base}/scenarios/run`]: {
    post: {
      operationId: 'runScenario',
      tags: ['Scenarios'],
      summary:
        'What if: views of the log as it is and as it would read with some edits. Nothing is recorded.',
      requestBody: { required: true, content: json(ref('Scenario')) },
      responses: {
        200: answer('Both sides of each view and their difference.', json(ref('ScenarioAnswer'))),
        ...problemsOf(400, 403, 413, 415, 422, 503),
      },
    },
  },
  [`${base}/scenarios/goal`]: {
    post: {
      operationId: 'seekGoal',
      tags: ['Scenarios'],
      summary: 'What it would take: the values of one lever or several at which numbers reach their levels.',
      requestBody: { required: true, content: json(ref('Goal')) },
      responses: {
        200: answer('The values with their witnesses.', json(ref('GoalAnswer'))),
        ...problemsOf(400, 403, 413, 415, 422, 503),
      },
    },
  },
  [`${base}/scenarios/feasibility`]: {
    post: {
      operationId: 'checkFeasibility',
      tags: ['Scenarios'],
      summary: 'Whether there are enough chips, power and money for a plan, and what would do.',
      requestBody: { required: true, content: json(ref('FeasibilityQuestion')) },
      responses: {
        200: answer('Supply, use and slack; a schedule, or what conflicts.', json(ref('Feasibility'))),
        ...problemsOf(400, 403, 413, 415, 422, 503),
      },
    },
  },
};

export const paths = (): Paths => ({
  ...logPaths(),
  ...viewPaths(),
  ...dealPaths(),
  ...scenarioPaths,
  ...operatingPaths(),
});
