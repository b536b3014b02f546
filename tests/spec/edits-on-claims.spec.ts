import { describe, it } from 'vitest';
import { given } from '../given.js';
import { amend, delay, scale } from '../what-if.js';
import { cast, deal, id, payment, tranche } from './facts.js';

// A filing says 2 GW by March 2027 and $80B over 80 months; the press 1 GW by March 2028 and $40B over 40.
const filed = { source: { title: 'A filing', kind: 'filing' } };
const written = { source: { title: 'An article', kind: 'press' }, knownOn: '2025-03-01' };
const rival = { id: id(3), rivalOf: id(1), ...written };
const contested = given(
  ...cast,
  deal('deal-a'),
  tranche('deal-a', 't', '2 GW', { due: '2027-03-31' }, { id: id(1), ...filed }),
  tranche('deal-a', 't', '1 GW', { due: '2028-03-31' }, rival),
  payment('deal-a', 'p', '80B USD', { over: { from: '2027-01', months: 80 } }, { id: id(2), ...filed }),
  payment(
    'deal-a',
    'p',
    '40B USD',
    { over: { from: '2027-01', months: 40 } },
    { rivalOf: id(2), ...written },
  ),
).asking({ effectiveAt: '2028-01-31', knownAt: '2026-11-23' });

describe('An edit on what two sources tell differently', () => {
  const assuming = (edit: object, policy: string) => contested.asking({ policy }).assuming({ ...edit });

  it.each([
    ['primary', 1, 1],
    ['highest', 1, 1],
    ['latest', 0.5, 0],
    ['lowest', 0.5, 0],
  ])('halves what the policy %s shows: %d GW, of which %d are due', (policy, headlineKw, dueKw) => {
    assuming(scale('deal-a/t', 5_000), policy).shows('compute-capacity', { headlineKw, dueKw });
  });
  it.each([
    ['primary', 67],
    ['highest', 67],
    ['lowest', 27],
    ['latest', 27],
  ])('splits the money that the policy %s shows: 13 months stay, %d come later', (policy, later) => {
    assuming(delay('deal-a/p', 12), policy)
      .by('payment')
      .lists('obligations', 'rows', { committedUsCents: 13 }, { committedUsCents: later });
  });
  it('compares claims anew when it changes one of them: 1 GW amended to 3 leaves 2 the lowest', () => {
    const larger = amend(id(3), { power: '3 GW' });
    assuming(larger, 'lowest').shows('compute-capacity', { headlineKw: 2 });
    assuming(larger, 'highest').shows('compute-capacity', { headlineKw: 3 });
  });
});
