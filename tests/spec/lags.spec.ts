import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { delay } from '../what-if.js';
import { cast, deal, tranche } from './facts.js';

/** A gigawatt due in the first quarter of 2027, and something else in the second. */
const beside = (power: string) =>
  given(
    ...cast,
    deal('deal-a'),
    deal('deal-b'),
    tranche('deal-a', 'a', '1 GW', { due: '2027-03-31' }),
    tranche('deal-b', 'b', power, { due: '2027-06-30' }),
  )
    .at('2026-11-01')
    .asking({ timeline: 'quarter', from: '2026-10-01', to: '2027-12-31', by: 'provider' });

const lagOf = (power: string, late: string) =>
  beside(power)
    .assuming(delay(late, 6))
    .compared('compute-capacity')
    .difference.lags?.find(({ measure }) => measure === 'plannedKw');
const areaOf = (power: string, late: string): unknown => lagOf(power, late)?.area;

describe('The area between two stocks', () => {
  it.each([
    ['1 GW', -2_000_000],
    ['at least 1 GW', -2_000_000],
    // Nobody knows how much it is, and it is the same in both.
    ['hundreds of megawatts', -2_000_000],
    ['undisclosed', -2_000_000],
  ])('is two quarters of a gigawatt that comes two later, beside %s', (power, area) => {
    expect(areaOf(power, 'deal-a')).toBe(area);
  });
  it('is not known where nobody knows how much comes later', () => {
    expect(areaOf('hundreds of megawatts', 'deal-b')).toBeNull();
  });
});

describe('The highest stock', () => {
  it('is what is certain where nobody knows a point: 1.2 GW and more are there from June, and a quarter later', () => {
    expect(lagOf('hundreds of megawatts', 'deal-a')).toMatchObject({
      level: 1_200_000,
      baseline: '2027-Q2',
      scenario: '2027-Q3',
      lagPeriods: 1,
    });
  });
});
