import { articleFacts } from './article.js';
import { given } from './given.js';
import { amdSchedule, nvidiaSchedule } from './what-if.js';

export const nvidia = 'deal-openai-nvidia-2025';
export const amd = 'deal-openai-amd-2025';

/** What the article says, but for its two totals of chips that have no dates: the schedules take their place. */
const whole = articleFacts.filter((fact) => fact.type !== 'CapacityCommitted' || fact.stream.includes('aws'));

/** NVIDIA 1 GW a quarter from 2026-Q4 to 2029-Q1, AMD 1 GW every second quarter from 2026-Q4 to 2029-Q2. */
export const scheduled = given(...whole, ...nvidiaSchedule, ...amdSchedule).asking({
  effectiveAt: '2025-11-30',
  knownAt: '2025-11-30',
});

/** The chips of both, quarter by quarter until the end of 2030. */
export const chips = scheduled.asking({
  timeline: 'quarter',
  from: '2026-10-01',
  to: '2030-12-31',
  layer: 'chips',
  by: 'provider',
});
