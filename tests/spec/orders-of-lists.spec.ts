import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { assume, delay, scale } from '../what-if.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const [on, other] = ['deal-lab-vendor', 'deal-other'];
const today = '2026-07-01';
const world = (...facts: Sent[]) => given(...cast, deal(on), deal(other), ...facts).at(today);

describe('Edits whose order changes what an answer lists beside its rows and totals depend on their order', () => {
  it('what tranches of several layers come to together: 1 and 0.8 GW, 0.6 of which are the same, or not', () => {
    const facts = [
      tranche(on, 't', '1 GW', { due: '2027-Q1' }),
      tranche(other, 'o', '800 MW', { layer: 'site', due: '2027-Q1' }),
      energized('2026-06-01', on, 't', '200 MW'),
    ];
    const body = { tranche: 'o', with: `${on}/t`, power: '600 MW' };
    const same = assume({ stream: other, type: 'OverlapStated', effectiveOn: today, body });
    const assumed = world(...facts).assuming(same, delay(`${on}/t`, 6));
    assumed.has('compute-capacity', { distinctKw: [1, null, 1.2] });
    assumed.dependsOnOrder('compute-capacity', [0, 1]);
  });

  it('shares that vest by power: 1 GW of 2 by half from 2027 on, or late before that', () => {
    const facts = [
      tranche(on, 'first', '1 GW', { due: '2026-12' }),
      fact('2025-01-01', on, 'WarrantIssued', {
        warrant: 'w',
        holder: 'lab',
        issuer: 'vendor',
        shares: 100,
        strike: '0.01 USD',
        tranches: [{ shares: 100, conditions: [{ energized: '1 GW' }] }],
      }),
    ];
    // Half of what is due from 2027 on is none of it before it is late, and all of it after.
    const assumed = world(...facts).assuming(scale(on, 5_000, { from: '2027' }), delay(on, 6));
    assumed.lists('ownership', 'warrants', { plannedShares: 100 });
    assumed.dependsOnOrder('ownership', [0, 1]);
  });

  it('and edits that change nothing of them do not', () => {
    const facts = [
      tranche(on, 'first', '1 GW', { due: '2026-12' }),
      payment(on, 'p', '1B USD', { over: { from: '2026-01', months: 24 } }),
    ];
    const assumed = world(...facts).assuming(scale(on, 5_000), delay(`${on}/p`, 6));
    assumed.dependsOnOrder('ownership');
    assumed.dependsOnOrder('compute-capacity');
  });
});
