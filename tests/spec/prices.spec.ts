import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, payment, tranche } from './facts.js';

const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const hosted = (name: string, power: unknown): Sent =>
  tranche('deal-a', name, power, { layer: 'hosting', provider: 'cloud' });
const fiveYears = { over: { from: '2027', months: 60 } };
const rent = (amount: unknown, terms: object = fiveYears): Sent =>
  payment('deal-a', 'rent', amount, { to: 'cloud', kind: 'services', ...terms });
const costs = (perGwYearUsCents: number | readonly (number | null)[]) => ({
  prices: [{ layer: 'hosting', perGwYearUsCents }],
});

describe('What a deal commits for a gigawatt and a year', () => {
  it('is its money over its gigawatts and its years: $300B for 4.5 GW over 5 years are $13.33B', () =>
    world(hosted('t', '4.5 GW'), rent('300B USD')).showsDeal(
      'deal-a',
      costs(Array(3).fill(expect.closeTo(13.333, 3))),
    ));
  it('adds the tranches of a layer, and keeps layers apart: 100 / 5 over 4 and over 1 + 1 GW', () =>
    world(
      hosted('t', '1 GW'),
      hosted('u', '1 GW'),
      tranche('deal-a', 'chips', '4 GW'),
      rent('100B USD'),
    ).showsDeal('deal-a', {
      prices: [
        { layer: 'chips', perGwYearUsCents: 5 },
        { layer: 'hosting', perGwYearUsCents: 10 },
      ],
    }));
  it('is of all that it buys, though a part of that is told elsewhere: 100 / 5 over 2 GW, not over 0.5', () => {
    const told = world(
      deal('deal-b'),
      hosted('t', '2 GW'),
      tranche('deal-b', 'part', '1.5 GW', { layer: 'hosting', provider: 'cloud', partOf: 'deal-a/t' }),
      rent('100B USD'),
    );
    told.showsDeal('deal-a', costs(10));
    told.showsDeal('deal-a', { capacity: [{ headlineKw: 0.5, flags: ['remainder'] }] });
  });
  it.each(['optional', 'intent', 'contingent'])(
    'is of what is firm alone: 100 / 5 over 2 GW, whatever is %s beside them',
    (bindingness) => {
      const beside = tranche('deal-a', 'u', '3 GW', { layer: 'hosting', provider: 'cloud', bindingness });
      world(hosted('t', '2 GW'), beside, rent('100B USD')).showsDeal('deal-a', costs(10));
      world(beside, rent('100B USD')).showsDeal('deal-a', { prices: [] });
    },
  );
  it('counts an option once it is exercised: 100 / 5 over 2 + 3 GW', () =>
    world(
      hosted('t', '2 GW'),
      tranche('deal-a', 'u', '3 GW', { layer: 'hosting', provider: 'cloud', bindingness: 'optional' }),
      fact('2026-03-01', 'deal-a', 'OptionExercised', { tranche: 'u' }),
      rent('100B USD'),
    ).showsDeal('deal-a', costs(4)));
  it('leaves an option within a container out: 100 / 5 over 5 - 3 GW', () =>
    world(
      hosted('t', '5 GW'),
      tranche('deal-a', 'u', '3 GW', {
        layer: 'hosting',
        provider: 'cloud',
        bindingness: 'optional',
        partOf: 'deal-a/t',
      }),
      rent('100B USD'),
    ).showsDeal('deal-a', costs(10)));
  it('crosses bounds: 80 to 100B for 1 to 2 GW over 5 years is from 8 to 20B', () =>
    world(hosted('t', '1-2 GW'), rent('80-100B USD')).showsDeal('deal-a', costs([8, 12, 20])));
  it('has no ceiling for "up to" a power, and no floor for "at least" one', () => {
    world(hosted('t', 'up to 2 GW'), rent('100B USD')).showsDeal('deal-a', costs([10, 10, null]));
    world(hosted('t', 'at least 2 GW'), rent('100B USD')).showsDeal('deal-a', costs([0, 10, 10]));
  });
  it('of a rate is its year: $1.25B a month for 1 GW are 15', () =>
    world(
      hosted('t', '1 GW'),
      rent(undefined, { ratePerMonth: '1.25B USD', over: { from: '2026-05', to: '2029-04' } }),
    ).showsDeal('deal-a', costs(15)));
  it('counts a month that it ends in by days: 67 for 6 months and 15 of 31 days, 201 / 31 months, are 124', () =>
    world(hosted('t', '1 GW'), rent('67B USD', { over: { from: '2027-01-01', to: '2027-07-15' } })).showsDeal(
      'deal-a',
      costs(124),
    ));
  it.each<[string, Sent, Sent]>([
    ['no power', hosted('t', 'undisclosed'), rent('100B USD')],
    ['no money', hosted('t', '1 GW'), rent('undisclosed')],
    ['no term', hosted('t', '1 GW'), rent('100B USD', {})],
    ['nothing firm', hosted('t', '1 GW'), rent('100B USD', { ...fiveYears, bindingness: 'intent' })],
  ])('is not told where there is %s', (_, ...facts) => {
    world(...facts).showsDeal('deal-a', { prices: [] });
  });
});
