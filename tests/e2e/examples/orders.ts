import type { AskedExample } from './example.js';

const then = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const own = { title: 'A note of our own', kind: 'own' };

const moved = {
  id: 'f3b0a9a4-5a0e-4c53-9d5b-0f6f4a1c7e10',
  stream: 'deal-openai-amd-2025',
  type: 'CapacityRescheduled',
  effectiveOn: '2026-11-23',
  knownOn: '2026-11-23',
  source: own,
  body: { tranche: 'gw-1', due: '2027-H1' },
};

/** What is sent to the log. */
const recording: readonly AskedExample[] = [
  { operation: 'recordEvents', body: moved },
  {
    operation: 'importSheet',
    sends: 'text/csv',
    body: 'Name,Ticker,CIK\nExample Cloud Corporation,EXCL,\n',
  },
];

const watches: readonly AskedExample[] = [
  {
    operation: 'keepWatch',
    body: {
      name: 'Firm chips of OpenAI',
      view: 'compute-capacity',
      measure: 'firm',
      question: { consumer: 'openai', layer: 'chips' },
      moreThan: '5%',
    },
  },
  ...['listWatches', 'showWatch', 'readWatchFeed', 'dropWatch'].map((operation) => ({
    operation,
    ...(operation !== 'listWatches' && { path: { id: 'firm-chips-of-openai' } }),
  })),
];

const edits = [{ op: 'delay', target: 'deal-openai-amd-2025/gw-1', months: 12 }];
const late = {
  edits,
  views: [
    {
      view: 'compute-capacity',
      by: 'provider',
      deal: 'deal-openai-amd-2025',
      timeline: 'half',
      from: '2027-01-01',
      to: '2027-06-30',
      ...then,
    },
  ],
};

const plan = {
  edits: [],
  question: { timeline: 'half', from: '2026-07-01', to: '2026-12-31', ...then },
  resources: [{ name: 'power', kind: 'power', of: { layer: 'chips' }, supply: { perPeriod: 1_000_000 } }],
};

const scenarios: readonly AskedExample[] = [
  { operation: 'runScenario', body: late },
  {
    operation: 'seekGoal',
    body: {
      edits: [{ op: 'scale', target: 'deal-openai-amd-2025', toBp: { assumption: 'share' } }],
      views: [{ view: 'compute-capacity', deal: 'deal-openai-amd-2025', ...then }],
      goal: {
        lever: 'share',
        least: 0,
        most: 10_000,
        step: 1_000,
        target: { measure: 'headlineKw', only: { layer: 'chips' }, level: 3_000_000 },
      },
    },
  },
  { operation: 'checkFeasibility', body: plan },
  { operation: 'saveScenario', body: { name: 'AMD a year late', edits } },
  { operation: 'listScenarios' },
  { operation: 'showScenario', path: { id: 'scenario-amd-a-year-late' } },
  {
    operation: 'forkScenario',
    path: { id: 'scenario-amd-a-year-late' },
    body: { name: 'AMD a year late, again' },
  },
  { operation: 'rebaseScenario', path: { id: 'scenario-amd-a-year-late' }, body: { dryRun: true } },
  {
    operation: 'adoptEdits',
    path: { id: 'scenario-amd-a-year-late' },
    body: { edits: [{ edit: 0, source: own, knownOn: '2026-11-24' }] },
  },
];

/** Their ids are drawn by the server: what the answer before it said is put in. */
const jobs: readonly AskedExample[] = [
  { operation: 'checkFeasibility', headers: { Prefer: 'respond-async' }, body: plan },
  { operation: 'showJob', path: { id: '{id}' } },
  { operation: 'cancelJob', path: { id: '{id}' } },
];

const webhooks: readonly AskedExample[] = [
  { operation: 'keepWebhook', body: { url: 'http://127.0.0.1:8080/told' } },
  { operation: 'listWebhooks' },
  { operation: 'showWebhook', path: { id: '{id}' } },
  { operation: 'resumeWebhook', path: { id: '{id}' } },
  { operation: 'dropWebhook', path: { id: '{id}' } },
];

const assistant: readonly AskedExample[] = [
  {
    operation: 'askAsAssistant',
    headers: { Accept: 'application/json, text/event-stream' },
    body: {
      jsonrpc: '2.0',
      id: 1,
      method: 'tools/call',
      params: {
        name: 'find_deal',
        arguments: { words: 'nvidia openai equity', effectiveAt: '2026-11-20', knownAt: '2026-11-20' },
      },
    },
  },
];

/** Whatever records, keeps or works, in this order: each rests on what was sent before. */
export const orders = (): AskedExample[] => [
  ...recording,
  ...watches,
  ...scenarios,
  ...jobs,
  ...webhooks,
  ...assistant,
];
