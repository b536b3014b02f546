import { base } from '../address.js';
import { ref } from './kit.js';
import {
  answer,
  asJob,
  json,
  type Operation,
  path,
  type Paths,
  problemsOf,
  type GetOperation,
  readOperation,
} from './operation.js';

interface Order {
  id: string;
  summary: string;
  body: string;
  answers: Record<number, { says: string; of: string }>;
  problems: number[];
  /** At the address of one scenario. */
  ofOne?: boolean;
  /** The body may be left out. */
  isOptional?: boolean;
  /** It may take long: then a job may work on it. */
  isWork?: boolean;
}

const id = path('id', 'Its stream, with @version if not the latest: scenario-late-chips@2.');

const order = ({
  id: operationId,
  summary,
  body,
  answers,
  problems,
  ofOne,
  isOptional,
  isWork,
}: Order): {
  post: Operation;
} => ({
  post: {
    operationId,
    tags: ['Scenarios'],
    summary,
    ...(ofOne && { parameters: [id] }),
    ...(isWork && { parameters: [asJob.parameter] }),
    requestBody: { required: !isOptional, content: json(ref(body)) },
    responses: {
      ...Object.fromEntries(
        Object.entries(answers).map(([status, { says, of }]) => [status, answer(says, json(ref(of)))]),
      ),
      ...(isWork && asJob.orderResponse),
      ...problemsOf(400, 403, ...(ofOne ? [404] : []), ...problems, 413, 415, 422, 503),
    },
  },
});

const list: GetOperation = {
  id: 'listScenarios',
  tag: 'Scenarios',
  summary: 'The latest version of every saved scenario, and whether the log has grown past it.',
  says: 'The scenarios.',
  content: json(ref('ScenarioList')),
};

const one: GetOperation = {
  id: 'showScenario',
  tag: 'Scenarios',
  summary: 'One version of a saved scenario, what it builds on, and what became of each of its edits since.',
  says: 'The scenario.',
  content: json(ref('SavedScenario')),
  parameters: [id],
  problems: [400, 404, 405],
};

const saved = {
  200: { says: 'The latest version says the same: nothing was saved.', of: 'SavedVersion' },
  201: { says: 'A new version.', of: 'SavedVersion' },
};

const workPaths: Paths = {
  [`${base}/scenarios/run`]: order({
    id: 'runScenario',
    summary: 'What if: views of the log as it is and as it would read with some edits. Nothing is recorded.',
    body: 'Scenario',
    answers: { 200: { says: 'Both sides of each view and their difference.', of: 'ScenarioAnswer' } },
    problems: [],
    isWork: true,
  }),
  [`${base}/scenarios/goal`]: order({
    id: 'seekGoal',
    summary: 'What it would take: the values of one lever or several at which numbers reach their levels.',
    body: 'Goal',
    answers: { 200: { says: 'The values with their witnesses.', of: 'GoalAnswer' } },
    problems: [],
    isWork: true,
  }),
  [`${base}/scenarios/feasibility`]: order({
    id: 'checkFeasibility',
    summary: 'Whether there are enough chips, power and money for a plan, and what would do.',
    body: 'FeasibilityQuestion',
    answers: {
      200: { says: 'Supply, use and slack; a schedule, or what conflicts.', of: 'Feasibility' },
    },
    problems: [],
    isWork: true,
  }),
};

const listPaths: Paths = {
  [`${base}/scenarios`]: {
    ...order({
      id: 'saveScenario',
      summary:
        'Save a scenario, or a new version of one. Versions are never changed, and touch no other stream.',
      body: 'ScenarioToSave',
      answers: saved,
      problems: [409, 412],
    }),
    ...readOperation(list),
  },
  [`${base}/scenarios/{id}`]: readOperation(one),
};

/** What is made of one version. */
const versionPaths: Paths = {
  [`${base}/scenarios/{id}/fork`]: order({
    id: 'forkScenario',
    summary: 'Go on from a version under another name.',
    body: 'ScenarioFork',
    answers: saved,
    problems: [409, 412],
    ofOne: true,
  }),
  [`${base}/scenarios/{id}/rebase`]: order({
    id: 'rebaseScenario',
    summary: 'A new version that takes into account what was recorded since. The old one stays.',
    body: 'ScenarioRebase',
    answers: { 200: { says: 'The new version, and what became of every edit.', of: 'RebasedScenario' } },
    problems: [409, 412],
    ofOne: true,
    isOptional: true,
  }),
  [`${base}/scenarios/{id}/adopt`]: order({
    id: 'adoptEdits',
    summary: 'It happened as assumed: record what chosen edits stand for as real events, each with a source.',
    body: 'ScenarioAdoption',
    answers: {
      200: { says: 'A dry run: what would be recorded.', of: 'Recording' },
      201: { says: 'Recorded.', of: 'Recording' },
    },
    problems: [409, 412],
    ofOne: true,
  }),
};

export const scenarioPaths = (): Paths => ({ ...workPaths, ...listPaths, ...versionPaths });
