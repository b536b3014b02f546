import { describe, it } from 'vitest';
import type { Policy } from '../../projections/kit/claims.js';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, tranche } from './facts.js';

/** A tranche of 1 GW and what was said of it since, at the ends of 2025, 2026 and 2027. */
const years = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), tranche('deal-a', 't', '1 GW'), ...facts).asking({
    timeline: 'year',
    from: '2025-01-01',
    to: '2027-12-31',
  });
const resized = (number: number, on: string, power: string, kind: string, rivalOf?: number): Sent =>
  fact(
    on,
    'deal-a',
    'CapacityResized',
    { tranche: 't', power },
    { id: id(number), source: { title: 'A note', kind }, ...(rivalOf && { rivalOf: id(rivalOf) }) },
  );

describe('The lowest and the highest of what takes effect only after the as-of date', () => {
  // At the as-of date both claims come to 1 GW; from 2026 on to 1.2 and 1.4, of which the filing says 1.4.
  const later = years(
    resized(1, '2026-02-01', '1.2 GW', 'company'),
    resized(2, '2026-02-01', '1.4 GW', 'filing', 1),
  ).at('2025-06-30');

  it.each<[Policy, number]>([
    ['primary', 1.4],
    ['latest', 1.4],
    ['lowest', 1.2],
    ['highest', 1.4],
  ])('are the lowest and the highest of the axis: %s 1, then %d GW', (policy, headlineKw) => {
    later
      .asking({ policy })
      .lists('compute-capacity', 'totals', { headlineKw: 1 }, { headlineKw }, { headlineKw });
  });
});

describe('The lowest and the highest of what is over by the as-of date', () => {
  // Cancelled in 2026, so that by 2027 both claims come to nothing; in 2025 they said 1.65 and 1.85.
  const over = years(
    resized(1, '2025-03-01', '1.65 GW', 'filing'),
    resized(2, '2025-03-01', '1.85 GW', 'filing', 1),
    fact('2026-01-12', 'deal-a', 'StageReached', { stage: 'cancelled' }),
  ).at('2027-01-31');

  it.each<[Policy, number]>([
    ['primary', 1.85],
    ['lowest', 1.65],
    ['highest', 1.85],
  ])('are the lowest and the highest of what it was: %s %d GW', (policy, headlineKw) => {
    over.asking({ policy }).shows('compute-capacity', { headlineKw }, { period: '2025' });
  });
});
