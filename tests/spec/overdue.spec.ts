import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, tranche } from './facts.js';

const capacity = 'compute-capacity';
const family = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), ...facts)
    .at('2026-12-31')
    .by('tranche');
const option = (name: string, power: string, terms: object = {}): Sent =>
  tranche('deal-a', name, power, { bindingness: 'optional', ...terms });
const part = (name: string, power: string, due: string): Sent =>
  option(name, power, { due, partOf: 'deal-a/all' });
const runs = (on: string, name: string, power: string): Sent => energized(on, 'deal-a', name, power);
const ended = (name: string, way: string): Sent =>
  way === 'shelved'
    ? fact('2025-09-01', 'deal-a', 'StageReached', { tranche: name, stage: 'shelved' })
    : fact('2025-09-01', 'deal-a', way, { tranche: name });
const ways = ['CapacityCancelled', 'OptionLapsed', 'CapacityEnded', 'shelved'];
const [all, one, other] = ['all', 'one', 'other'].map((name) => ({ tranche: `deal-a/${name}` })) as Keys;

describe('What is overdue in a family of which a part has ended', () => {
  // 1.75 GW due in 2024, of which one part of 1 GW ended with 0.8 running, and the other, 1.5 GW, was due a year ago and
  // nobody has seen whether it runs. Closed: 0.8 + 1.5 = 2.3; running: 0.8 to 2.3; overdue: up to all 1.5.
  it.each(ways)('is no less than its other part may be, 0 to 1.5 GW: %s', (way) => {
    family(
      option('all', '1750 MW', { due: '2024-H2' }),
      part('one', '1 GW', '2025-08'),
      part('other', '1500 MW', '2026-01-15'),
      runs('2025-08-15', 'one', '800 MW'),
      ended('one', way),
    )
      .shows(capacity, { overdueKw: [0, null, 1.5] })
      .showsRow(capacity, one, { overdueKw: 0 })
      .showsRow(capacity, other, { overdueKw: [0, null, 1.5] });
  });

  // 0.2 GW of the part that ended run; the other 0.5 GW were due and do not run: 0.7 − 0.2 = 0.5, not 0.5 − 0.2.
  it.each(ways)('is all 0.5 GW of the other part where that surely does not run: %s', (way) => {
    family(
      option('all', '500 MW'),
      part('one', '400 MW', '2025'),
      part('other', '500 MW', '2025'),
      runs('2025-08-15', 'one', '200 MW'),
      runs('2025-08-15', 'other', '0 MW'),
      runs('2025-08-15', 'all', '200 MW'),
      ended('one', way),
    ).shows(capacity, { overdueKw: 0.5 });
  });

  it.each(ways)('is nothing in the row of a container that has ended itself: %s', (way) => {
    family(
      option('all', '1950-2050 MW', { due: '2026-02' }),
      part('one', 'at least 100 MW', '2024-Q4'),
      runs('2025-07-23', 'all', '780 MW'),
      ended('all', way),
    ).showsRow(capacity, all, { headlineKw: [0, 0.68, 0.68], overdueKw: 0 });
  });

  // Of a container of which nothing is left each part stands for itself: 0.7 of 0.7 are overdue, whatever runs elsewhere.
  it('is told part by part where nothing is left of the container: 0.7 GW', () =>
    family(
      option('all', 'about 500 MW', { due: '2027-Q2' }),
      part('one', '300 MW', '2027-Q3'),
      part('other', '700 MW', '2026-09-15'),
      runs('2026-06-19', 'other', '0 MW'),
      ended('all', 'CapacityCancelled'),
    ).shows(capacity, { overdueKw: 0.7 }));
});

type Key = { tranche: string };
type Keys = [Key, Key, Key];
