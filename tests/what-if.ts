import type { Problem } from '../events/index.js';
import type { History } from '../projections/kit/log.js';
import type { Measure } from '../projections/kit/measure.js';
import { run, type Scenario, type ScenarioAnswer } from '../src/simulator/answer/run.js';
import type { Sent } from './ledger.js';
import { valid } from './valid.js';

const runOn = (history: History, scenario: Scenario, today: string) =>
  run(scenario, { history, position: history.position, today, logHash: '0'.repeat(64) });

/** Runs a scenario on a ledger in memory; throws on what is refused. */
export const whatIf = (history: History, scenario: Scenario, today = '2026-11-23'): ScenarioAnswer => {
  return valid(runOn(history, scenario, today));
};

/** What a scenario is refused for; nothing when it runs. */
export const problemsOf = (
  history: History,
  scenario: Scenario,
  today = '2026-11-23',
): readonly Problem[] => {
  const answer = runOn(history, scenario, today);
  return answer.problems ?? [];
};

type More = Readonly<Record<string, unknown>>;

export const delay = (target: string, months: number, more: More = {}) => ({
  op: 'delay',
  target,
  months,
  ...more,
});
export const cancel = (target: string, from?: string) => ({
  op: 'cancel',
  target,
  ...(from !== undefined && { from }),
});
export const scale = (target: string, toBp: number, more: More = {}) => ({
  op: 'scale',
  target,
  toBp,
  ...more,
});
export const assume = ({ stream, type, body, effectiveOn }: Omit<Sent, 'id'>) => ({
  op: 'assume',
  event: { stream, type, body, ...(effectiveOn !== undefined && { effectiveOn }) },
});
export const amend = (event: string, patch: More) => ({ op: 'amend', event, patch });
export const suppress = (event: string) => ({ op: 'suppress', event });

const quarters = (from: string, count: number, step: number): string[] => {
  const start = Number(from.slice(0, 4)) * 4 + Number(from.slice(6)) - 1;
  return Array.from({ length: count }, (_, index) => start + index * step).map(
    (quarter) => `${Math.floor(quarter / 4)}-Q${(quarter % 4) + 1}`,
  );
};

const tranches = (
  stream: string,
  prefix: string,
  provider: string,
  bindingness: string,
  dues: string[],
): Sent[] =>
  dues.map((due, index) => ({
    stream,
    type: 'CapacityCommitted',
    effectiveOn: '2025-11-30',
    knownOn: '2025-11-30',
    body: {
      tranche: `${prefix}-${index + 1}`,
      layer: 'chips',
      provider,
      consumer: 'openai',
      power: '1000 MW',
      basis: 'unstated',
      due,
      bindingness,
    },
  }));

/** NVIDIA's ten tranches of 1,000 MW, one a quarter from 2026-Q4 to 2029-Q1. */
export const nvidiaSchedule = tranches(
  'deal-openai-nvidia-2025',
  'n',
  'nvidia',
  'intent',
  quarters('2026-Q4', 10, 1),
);
/** AMD's six tranches of 1,000 MW, every second quarter from 2026-Q4 to 2029-Q2. */
export const amdSchedule = tranches('deal-openai-amd-2025', 'gw', 'amd', 'firm', quarters('2026-Q4', 6, 2));

const GW = 1_000_000;

/** The point of a measure in gigawatts. */
export const gigawatts = (measure: unknown): number => Number((measure as Measure).point) / GW;
/** The point of a measure in billions of dollars. */
export const billions = (measure: unknown): number => Number((measure as Measure).point) / 1e11;
