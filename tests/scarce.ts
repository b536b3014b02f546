import { checkFeasibility } from '../src/simulator/feasibility/check.js';
import type { Feasibility } from '../src/simulator/feasibility/answer.js';
import type { FeasibilityRequest } from '../src/simulator/feasibility/question.js';
import type { Ground, Scenario } from '../src/simulator/answer/run.js';
import { loadSolver } from '../src/simulator/solver/highs.js';
import { reach } from '../src/simulator/goals/goal.js';
import { reachAll, type JointResult } from '../src/simulator/goals/reach-all.js';
import type { SeekResult } from '../src/simulator/goals/seek.js';
import type { History } from '../projections/kit/log.js';
import { articleFacts } from './article.js';
import { ledger, type Sent } from './given.js';

export const amd = 'deal-openai-amd-2025';
export const nvidia = 'deal-openai-nvidia-2025';
export const quarters = (from: string, to: string) => ({
  effectiveAt: '2025-11-30',
  knownAt: '2025-11-30',
  timeline: 'quarter',
  from,
  to,
});

/** A tranche of so many megawatts that is due then. */
export const tranche = (stream: string, name: string, megawatts: number, due?: string): Sent => ({
  stream,
  type: 'CapacityCommitted',
  effectiveOn: '2025-11-30',
  knownOn: '2025-11-30',
  body: {
    tranche: name,
    layer: 'chips',
    provider: stream === amd ? 'amd' : 'nvidia',
    consumer: 'openai',
    power: `${megawatts} MW`,
    basis: 'unstated',
    bindingness: stream === amd ? 'firm' : 'intent',
    ...(due !== undefined && { due }),
  },
});

const own = (fact: Sent): boolean => fact.type !== 'CapacityCommitted' || fact.stream.includes('aws');

/** The article's ledger with these tranches in the place of those of the chip makers. */
export const planned = (...tranches: Sent[]): History => ledger([...articleFacts.filter(own), ...tranches]);

const groundOf = (history: History): Ground => ({
  history,
  position: history.position,
  today: '2026-11-23',
  logHash: '0'.repeat(64),
});

const solver = await loadSolver();

/** Is there enough of it? Throws on what is refused. */
export const enough = (
  history: History,
  question: Record<string, string>,
  resources: readonly unknown[],
  more: Partial<FeasibilityRequest> = {},
): Feasibility => {
  const { value, problems } = checkFeasibility(
    { edits: [], question, resources, ...more },
    groundOf(history),
    solver,
  );
  if (problems) throw new Error(JSON.stringify(problems));
  return value;
};

/** The places that a question is refused for. */
export const refusedAt = (history: History, asked: FeasibilityRequest): string[] =>
  (checkFeasibility(asked, groundOf(history), solver).problems ?? []).map(({ pointer }) => pointer);

/** What it takes of several levers. Throws on what is refused. */
export const takes = (history: History, scenario: Scenario, goal: unknown): JointResult => {
  const { value, problems } = reachAll(scenario, goal, groundOf(history), solver);
  if (problems) throw new Error(JSON.stringify(problems));
  return value;
};

/** What it takes of one lever. Throws on what is refused. */
export const takesOne = (history: History, scenario: Scenario, goal: unknown): SeekResult => {
  const { value, problems } = reach(scenario, goal, groundOf(history));
  if (problems) throw new Error(JSON.stringify(problems));
  return value;
};

export const goalRefusedAt = (history: History, scenario: Scenario, goal: unknown): string[] =>
  (reachAll(scenario, goal, groundOf(history), solver).problems ?? []).map(({ pointer }) => pointer);
