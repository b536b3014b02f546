import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, energized, entry, fact, gw, tranche as firm } from './facts.js';

const tranche: typeof firm = (stream, name, power, terms = {}) =>
  firm(stream, name, power, { bindingness: 'optional', ...terms });

const shown = (facts: readonly Sent[], by = ['tranche']) =>
  show(ledger([...cast, deal('deal-a'), ...facts]), 'compute-capacity', { effectiveAt: '2026-12-31', by });

const ended = (name: string, way: string): Sent =>
  way === 'shelved'
    ? fact('2025-09-01', 'deal-a', 'StageReached', { tranche: name, stage: 'shelved' })
    : fact('2025-09-01', 'deal-a', way, { tranche: name });
const ways = ['CapacityCancelled', 'OptionLapsed', 'CapacityEnded', 'shelved'];

describe('What is overdue in a family of which a part has ended', () => {
  // 1.75 GW due in 2024, of which one part of 1 GW ended with 0.8 running, and the other, 1.5 GW, was due a year ago and
  // nobody has seen whether it runs. Closed: 0.8 + 1.5 = 2.3; running: 0.8 to 2.3; overdue: up to all 1.5.
  it.each(ways)('is no less than its other part may be: %s', (way) => {
    const { rows, totals } = shown([
      tranche('deal-a', 'all', '1750 MW', { due: '2024-H2' }),
      tranche('deal-a', 'one', '1 GW', { due: '2025-08', partOf: 'deal-a/all' }),
      tranche('deal-a', 'other', '1500 MW', { due: '2026-01-15', partOf: 'deal-a/all' }),
      energized('2025-08-15', 'deal-a', 'one', '800 MW'),
      ended('one', way),
    ]);
    expect(gw(totals[0]!.overdueKw)).toEqual([0, null, 1.5]);
    expect(gw(entry(rows, { tranche: 'deal-a/one' }).overdueKw)).toEqual([0, 0, 0]);
    expect(gw(entry(rows, { tranche: 'deal-a/other' }).overdueKw)).toEqual([0, null, 1.5]);
  });

  // 0.2 GW of the part that ended run; the other 0.5 GW were due and do not run: 0.7 − 0.2 = 0.5, not 0.5 − 0.2.
  it.each(ways)('is all of the other part where that surely does not run: %s', (way) => {
    const { totals } = shown([
      tranche('deal-a', 'all', '500 MW'),
      tranche('deal-a', 'one', '400 MW', { due: '2025', partOf: 'deal-a/all' }),
      tranche('deal-a', 'other', '500 MW', { due: '2025', partOf: 'deal-a/all' }),
      energized('2025-08-15', 'deal-a', 'one', '200 MW'),
      energized('2025-08-15', 'deal-a', 'other', '0 MW'),
      energized('2025-08-15', 'deal-a', 'all', '200 MW'),
      ended('one', way),
    ]);
    expect(gw(totals[0]!.overdueKw)).toEqual([0.5, 0.5, 0.5]);
  });

  it.each(ways)('is nothing in the row of a container that has ended itself: %s', (way) => {
    const { rows } = shown([
      tranche('deal-a', 'all', '1950-2050 MW', { due: '2026-02' }),
      tranche('deal-a', 'one', 'at least 100 MW', { due: '2024-Q4', partOf: 'deal-a/all' }),
      energized('2025-07-23', 'deal-a', 'all', '780 MW'),
      ended('all', way),
    ]);
    const all = entry(rows, { tranche: 'deal-a/all' });
    expect(gw(all.headlineKw)).toEqual([0, 0.68, 0.68]);
    expect(gw(all.overdueKw)).toEqual([0, 0, 0]);
  });

  // Of a container of which nothing is left each part stands for itself: 0.7 of 0.7 are overdue, whatever runs elsewhere.
  it('is told part by part where nothing is left of the container', () => {
    const { totals } = shown([
      tranche('deal-a', 'all', 'about 500 MW', { due: '2027-Q2' }),
      tranche('deal-a', 'one', '300 MW', { due: '2027-Q3', partOf: 'deal-a/all' }),
      tranche('deal-a', 'other', '700 MW', { due: '2026-09-15', partOf: 'deal-a/all' }),
      energized('2026-06-19', 'deal-a', 'other', '0 MW'),
      ended('all', 'CapacityCancelled'),
    ]);
    expect(gw(totals[0]!.overdueKw)).toEqual([0.7, 0.7, 0.7]);
  });
});
