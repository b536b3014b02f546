import { it } from 'vitest';
import { articleFacts } from './article.js';
import { ledger } from './given.js';
import { amdSchedule, nvidiaSchedule, whatIf } from './what-if.js';
const scheduled = ledger([...articleFacts.filter((f) => f.type !== 'CapacityCommitted' || f.stream.includes('aws')), ...nvidiaSchedule, ...amdSchedule]);
const nvidia = 'deal-openai-nvidia-2025';
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const years = { timeline: 'quarter', from: '2026-10-01', to: '2030-12-31' };
const money = { view: 'obligations', ...at, ...years, cumulative: 'true', deal: nvidia };
const timed = (name: string, run: () => unknown) => { const t = performance.now(); run(); console.log(name, Math.round(performance.now() - t), 'ms'); };
it('times', () => {
  const coins = (n: number) => Array.from({ length: n }, (_, i) => ({ op: 'cancel', target: `${nvidia}/n-${i % 10 + 1}` , ...(i > 9 && {from: '2028'})}));
  for (const n of [8, 10, 12]) timed('shapley ' + n, () => whatIf(scheduled, { edits: coins(n), views: [money], attribution: true }));
}, 600_000);
