import { given } from '../given.js';
import { factor, paths, seed } from './correlated.js';
import { cast, deal, tranche } from './facts.js';

export const names = ['t-1', 't-2', 't-3', 't-4'];
export const four = given(
  ...cast,
  deal('deal-one'),
  ...names.map((name) => tranche('deal-one', name, '1 GW')),
);
export const cancels = names.map((name) => ({ op: 'cancel', target: `deal-one/${name}`, probability: 0.5 }));
export const idOf = (name: string): string => `cancel deal-one/${name}`;
const headline = { view: 'compute-capacity', effectiveAt: '2025-11-30' };
export const asked = (correlation?: object) => ({
  edits: cancels,
  views: [headline],
  monteCarlo: { draws: paths, seed, ...(correlation && { correlation }) },
});
export const shared = { factors: [factor('grid', Object.fromEntries(names.map((name) => [idOf(name), 1])))] };
