import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, entry, exactly, fact, percent } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const market = fact('2025-01-01', 'market-m', 'MarketDefined', {
  name: 'M',
  layer: 'hardware',
  metric: 'units',
  scope: 'worldwide',
});

const reported = (
  who: string | string[],
  share: unknown,
  more: { publisher?: string; period?: string; knownOn?: string } = {},
): Sent => {
  const { publisher = 'analyst', period = '2025-Q3', knownOn = '2025-11-01' } = more;
  const parties = typeof who === 'string' ? { party: who } : { parties: who };
  return { ...fact(period, 'market-m', 'ShareReported', { publisher, period, share, ...parties }), knownOn };
};
const shares = (facts: Sent[], more = {}) =>
  show(ledger([...cast, market, ...facts]), 'market-share', { ...at, ...more });
const shareOf = (facts: Sent[], who: string, keys: Record<string, string> = {}): unknown =>
  percent(entry(shares(facts).rows, { party: who, ...keys }).shareBp);
const hhi = (facts: Sent[]): unknown => shares(facts).totals[0]!.hhi;

describe('A reported share', () => {
  const two = [reported('vendor', '50%'), reported('cloud', '30%')];

  it('stands in the row of its publisher, period and party', () => {
    const row = entry(shares(two).rows, {
      market: 'm',
      publisher: 'analyst',
      period: '2025-Q3',
      party: 'vendor',
    });
    expect(percent(row.shareBp)).toEqual(exactly(50));
  });
  it('leaves the rest to others, derived', () => {
    expect(shareOf(two, 'others')).toEqual(exactly(20));
    expect(entry(shares(two).rows, { party: 'others' }).flags).toEqual(['derived']);
    expect(percent(shares(two).totals[0]!.othersBp)).toEqual(exactly(20));
  });
  it('leaves others bounds when it has bounds itself', () =>
    expect(shareOf([reported('vendor', 'about 50%'), reported('cloud', '30%')], 'others')).toEqual([
      15, 20, 25,
    ]));
  it('leaves nothing to others when the shares add to more than the whole', () =>
    expect(shareOf([reported('vendor', '60%'), reported('cloud', '41%')], 'others')).toEqual(exactly(0)));

  it('is restated by a report of the same key that is known later, whichever was recorded first', () => {
    const first = reported('vendor', '50%');
    const restated = reported('vendor', '40%', { knownOn: '2026-02-01' });
    expect(shareOf([first, restated], 'vendor')).toEqual(exactly(40));
    expect(shareOf([restated, first], 'vendor')).toEqual(exactly(40));
    const before = shares([first, restated], { knownAt: '2026-01-31' });
    expect(percent(entry(before.rows, { party: 'vendor' }).shareBp)).toEqual(exactly(50));
  });
  it('is restated by what is known later, even when that says it of an earlier date', () => {
    const first = { ...reported('vendor', '50%'), effectiveOn: '2025-11-01' };
    const restated = reported('vendor', '40%', { knownOn: '2026-02-01' });
    expect(shareOf([first, restated], 'vendor')).toEqual(exactly(40));
  });
  it('is not restated by another publisher, nor for another period', () => {
    const facts = [
      reported('vendor', '50%'),
      reported('vendor', '40%', { publisher: 'rival' }),
      reported('vendor', '30%', { period: '2025-Q4' }),
    ];
    expect(shareOf(facts, 'vendor', { publisher: 'analyst', period: '2025-Q3' })).toEqual(exactly(50));
    expect(shareOf(facts, 'vendor', { publisher: 'rival' })).toEqual(exactly(40));
    expect(shareOf(facts, 'vendor', { period: '2025-Q4' })).toEqual(exactly(30));
    expect(shares(facts).totals).toHaveLength(3);
  });

  it('of several parties together is shown, and neither taken from others nor concentrated', () => {
    const facts = [...two, reported(['vendor', 'cloud'], '80%')];
    const row = entry(shares(facts).rows, { party: 'cloud+vendor' });
    expect(percent(row.shareBp)).toEqual(exactly(80));
    expect(row.flags).toEqual(['combined']);
    expect(shareOf(facts, 'others')).toEqual(exactly(20));
    expect(hhi(facts)).toEqual(hhi(two));
  });
  it('of a party that merged counts as the other one, and with it', () => {
    const merged = [...two, fact('2026-01-01', 'party-vendor', 'PartyMerged', { into: 'cloud' })];
    expect(shareOf(merged, 'cloud')).toEqual(exactly(80));
    expect(hhi(merged)).toMatchObject({ point: 6_400 });
  });
});

describe('The size of a market', () => {
  it("is its publisher's own", () => {
    const size = fact('2025-Q3', 'market-m', 'MarketSizeReported', {
      publisher: 'analyst',
      period: '2025-Q3',
      size: 'about 107B USD',
    });
    const { totals } = shares([
      reported('vendor', '50%'),
      reported('vendor', '40%', { publisher: 'rival' }),
      size,
    ]);
    expect(billion(entry(totals, { publisher: 'analyst' }).sizeUsCents)).toEqual([106.5, 107, 107.5]);
    expect(entry(totals, { publisher: 'rival' }).sizeUsCents).toBeNull();
  });
});

describe('The concentration of a market', () => {
  it('is the sum of the squared percentages of the named', () =>
    expect(hhi([reported('vendor', '50%'), reported('cloud', '30%')])).toMatchObject({ point: 3_400 }));
  it('counts a published percentage as rounded at its last digit', () => {
    expect(hhi([reported('vendor', '10%')])).toEqual({ low: 90.25, point: 100, high: 110.25 });
    expect(hhi([reported('vendor', '10.0%')])).toEqual({ low: 99.0025, point: 100, high: 101.0025 });
    expect(hhi([reported('vendor', '10.00%')])).toEqual({ low: 99.9, point: 100, high: 100.1 });
    expect(hhi([reported('vendor', '1000 bp')])).toEqual({ low: 99.9, point: 100, high: 100.1 });
  });
  it('counts a canonical share as rounded at its last digit that is not nought', () => {
    const canonical = (bp: number): object => ({ low: bp, point: bp, high: bp, qualifier: 'exactly' });
    expect(hhi([reported('vendor', canonical(1_000))])).toEqual({ low: 90.25, point: 100, high: 110.25 });
    expect(hhi([reported('vendor', canonical(1_010))])).toMatchObject({ low: 101.0025, high: 103.0225 });
  });
  it('takes a share that is stated with bounds by its bounds', () =>
    expect(hhi([reported('vendor', '10-20%')])).toEqual({ low: 100, point: 225, high: 400 }));
  it('is never more than that of a single holder', () =>
    expect(hhi([reported('vendor', '100%')])).toMatchObject({ point: 10_000, high: 10_000 }));
});
