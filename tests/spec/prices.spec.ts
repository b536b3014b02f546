import { describe, expect, it } from 'vitest';
import { dealAt } from '../../projections/deals.js';
import { everything } from '../../projections/kit/cut.js';
import { ledger, type Sent } from '../given.js';
import { billion, cast, deal, payment, tranche } from './facts.js';

const hosted = (name: string, power: unknown, terms = {}): Sent =>
  tranche('deal-a', name, power, { layer: 'hosting', provider: 'cloud', ...terms });
const rent = (amount: unknown, over: object | undefined, terms = {}): Sent =>
  payment('deal-a', 'rent', amount, { to: 'cloud', kind: 'services', ...(over && { over }), ...terms });
const prices = (...facts: Sent[]): [unknown, unknown][] => {
  const cut = { ...everything, effectiveAt: '2026-06-30', policy: 'primary' as const };
  const shown = dealAt(ledger([...cast, deal('deal-a'), ...facts]), 'deal-a', cut)!;
  return (shown.prices as Record<string, unknown>[]).map((one) => [one.layer, billion(one.perGwYearUsCents)]);
};
const fiveYears = { from: '2027', months: 60 };

describe('What a deal commits for a gigawatt and a year', () => {
  it('is its money over its gigawatts and its years: $300B for 4.5 GW over 5 years are $13.33B', () => {
    const [[layer, price]] = prices(hosted('t', '4.5 GW'), rent('300B USD', fiveYears)) as [
      [string, number[]],
    ];
    expect(layer).toBe('hosting');
    expect(price.map((end) => Math.round(end * 100) / 100)).toEqual([13.33, 13.33, 13.33]);
  });
  it('adds the tranches of a layer, and keeps layers apart', () => {
    const facts = [hosted('t', '1 GW'), hosted('u', '1 GW'), tranche('deal-a', 'chips', '4 GW')];
    expect(prices(...facts, rent('100B USD', fiveYears))).toEqual([
      ['chips', [5, 5, 5]],
      ['hosting', [10, 10, 10]],
    ]);
  });
  it('crosses bounds: 80 to 100B for 1 to 2 GW over 5 years is from 8 to 20B', () => {
    const [[, price]] = prices(hosted('t', '1-2 GW'), rent('80-100B USD', fiveYears)) as [[string, number[]]];
    expect(price).toEqual([8, 12, 20]);
  });
  it('has no ceiling for "up to" a power, and no floor for "at least" one', () => {
    expect(prices(hosted('t', 'up to 2 GW'), rent('100B USD', fiveYears))).toEqual([
      ['hosting', [10, 10, null]],
    ]);
    expect(prices(hosted('t', 'at least 2 GW'), rent('100B USD', fiveYears))).toEqual([
      ['hosting', [0, 10, 10]],
    ]);
  });
  it('of a rate is its year: $1.25B a month for 1 GW', () => {
    const rate = rent(undefined, { from: '2026-05', to: '2029-04' }, { ratePerMonth: '1.25B USD' });
    expect(prices(hosted('t', '1 GW'), rate)).toEqual([['hosting', [15, 15, 15]]]);
  });
  it.each([
    ['no power', [hosted('t', 'undisclosed'), rent('100B USD', fiveYears)]],
    ['no money', [hosted('t', '1 GW'), rent('undisclosed', fiveYears)]],
    ['no term', [hosted('t', '1 GW'), rent('100B USD', undefined)]],
    ['nothing firm', [hosted('t', '1 GW'), rent('100B USD', fiveYears, { bindingness: 'intent' })]],
  ])('is not told where there is %s', (_, facts) => expect(prices(...facts)).toEqual([]));
});
