import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, energized, exactly, gw, tranche } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const total = (facts: Sent[]): Record<string, unknown> =>
  show(ledger([...cast, ...facts]), 'compute-capacity', at).totals[0]!;

describe('Energized capacity', () => {
  const facts = [deal('deal-a'), tranche('deal-a', 't', '1 GW'), tranche('deal-a', 'u', '2 GW')];
  const levels = (...more: Sent[]): unknown[] => {
    const { energizedKw, outstandingKw } = total([...facts, ...more]);
    return [gw(energizedKw), gw(outstandingKw)];
  };

  it('is unknown up to the nameplate where nobody has observed it', () =>
    expect(levels()).toEqual([
      [0, null, 3],
      [0, null, 3],
    ]));
  it('is unknown where one level of two is', () =>
    expect(levels(energized('2026-01-01', 'deal-a', 't', '400 MW'))).toEqual([
      [0.4, null, 2.4],
      [0.6, null, 2.6],
    ]));
  it('is the sum of the levels where all are known; outstanding is the rest', () =>
    expect(
      levels(
        energized('2026-01-01', 'deal-a', 't', '400 MW'),
        energized('2026-01-01', 'deal-a', 'u', '0 MW'),
      ),
    ).toEqual([exactly(0.4), exactly(2.6)]));
  it('is a level, not an increment, and may fall', () => {
    const off = energized('2026-01-01', 'deal-a', 'u', '0 MW');
    const up = [
      energized('2026-01-01', 'deal-a', 't', '400 MW'),
      energized('2026-02-01', 'deal-a', 't', '700 MW'),
    ];
    expect(levels(off, ...up)[0]).toEqual(exactly(0.7));
    expect(levels(off, ...up, energized('2026-03-01', 'deal-a', 't', '300 MW'))[0]).toEqual(exactly(0.3));
  });
  it('above one nameplate leaves the outstanding of another as it is', () =>
    expect(
      levels(
        energized('2026-01-01', 'deal-a', 't', '1.5 GW'),
        energized('2026-01-01', 'deal-a', 'u', '0 MW'),
      )[1],
    ).toEqual(exactly(2)));
  it('crosses its bounds with those of the nameplate', () => {
    const about = [
      deal('deal-a'),
      tranche('deal-a', 't', '2-4 GW'),
      energized('2026-01-01', 'deal-a', 't', '1-3 GW'),
    ];
    expect(gw(total(about).outstandingKw)).toEqual([0, 1, 3]);
  });
});

describe('What is due', () => {
  const facts = [
    deal('deal-a'),
    tranche('deal-a', 'past', '1 GW', { due: '2026-03' }),
    tranche('deal-a', 'now', '2 GW', { due: '2026' }),
    tranche('deal-a', 'later', '4 GW', { due: '2027' }),
    tranche('deal-a', 'some-day', '8 GW'),
    energized('2026-01-01', 'deal-a', 'past', '400 MW'),
  ];
  const totals = total(facts);

  it('adds up over time: surely, perhaps, not yet', () => expect(gw(totals.dueKw)).toEqual([1, 1, 3]));
  it('is overdue as far as it is not energized once its window has closed', () =>
    expect(gw(totals.overdueKw)).toEqual(exactly(0.6)));
  it('leaves out what is undated, which is in the headline', () => {
    expect(gw(totals.undatedKw)).toEqual(exactly(8));
    expect(gw(totals.headlineKw)).toEqual(exactly(15));
    expect(show(ledger([...cast, ...facts]), 'compute-capacity', at).undated).toEqual(['deal-a/some-day']);
  });
  it('is planned as observed, with nothing where nobody has looked', () =>
    expect(gw(totals.plannedKw)).toEqual(exactly(0.4)));
});
