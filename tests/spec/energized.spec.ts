import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, tranche } from './facts.js';

const capacity = 'compute-capacity';
const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');

describe('Energized capacity', () => {
  const two = world(tranche('deal-a', 't', '1 GW'), tranche('deal-a', 'u', '2 GW'));
  const [runs, off] = [
    energized('2026-01-01', 'deal-a', 't', '400 MW'),
    energized('2026-01-01', 'deal-a', 'u', '0 MW'),
  ];

  it('is unknown up to the nameplate where nobody has observed it', () =>
    two.shows(capacity, { energizedKw: [0, null, 3], outstandingKw: [0, null, 3] }));
  it('is unknown where one level of two is', () =>
    two.and(runs).shows(capacity, { energizedKw: [0.4, null, 2.4], outstandingKw: [0.6, null, 2.6] }));
  it('is the sum of the levels where all are known; outstanding is the rest', () =>
    two.and(runs, off).shows(capacity, { energizedKw: 0.4, outstandingKw: 2.6 }));
  it('is a level, not an increment, and may fall', () => {
    const up = two.and(off, runs, energized('2026-02-01', 'deal-a', 't', '700 MW'));
    up.shows(capacity, { energizedKw: 0.7 });
    up.and(energized('2026-03-01', 'deal-a', 't', '300 MW')).shows(capacity, { energizedKw: 0.3 });
  });
  it('above one nameplate leaves the outstanding of another as it is', () =>
    two.and(energized('2026-01-01', 'deal-a', 't', '1.5 GW'), off).shows(capacity, { outstandingKw: 2 }));
  it('crosses its bounds with those of the nameplate', () =>
    world(tranche('deal-a', 't', '2-4 GW'), energized('2026-01-01', 'deal-a', 't', '1-3 GW')).shows(
      capacity,
      { outstandingKw: [0, 1, 3] },
    ));
});

describe('What is due', () => {
  const several = world(
    tranche('deal-a', 'past', '1 GW', { due: '2026-03' }),
    tranche('deal-a', 'now', '2 GW', { due: '2026' }),
    tranche('deal-a', 'later', '4 GW', { due: '2027' }),
    tranche('deal-a', 'some-day', '8 GW'),
    energized('2026-01-01', 'deal-a', 'past', '400 MW'),
  );

  it('adds up over time: surely, perhaps, not yet', () => several.shows(capacity, { dueKw: [1, 1, 3] }));
  it('is overdue as far as it is not energized once its window has closed', () =>
    several.shows(capacity, { overdueKw: 0.6 }));
  it('leaves out what is undated, which is in the headline', () => {
    several.shows(capacity, { undatedKw: 8, headlineKw: 15 });
    expect(several.answer(capacity).undated).toEqual(['deal-a/some-day']);
  });
  it('is planned as observed, with nothing where nobody has looked', () =>
    several.shows(capacity, { plannedKw: 0.4 }));
});
