import { describe, expect, it } from 'vitest';
import type { Policy } from '../../projections/kit/claims.js';
import { given, type Sent } from '../given.js';
import { billion, cast, deal, energized, exactly, fact, id, payment, tranche } from './facts.js';

const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const policies: readonly Policy[] = ['lowest', 'highest'];
const said = (number: number, kind: string, rivalOf?: number) => ({
  id: id(number),
  source: { title: 'News', kind },
  ...(rivalOf !== undefined && { rivalOf: id(rivalOf) }),
});
const bothWays = policies.flatMap((policy) => [
  [policy, 'company', 'press'] as const,
  [policy, 'press', 'company'] as const,
]);

// At no rate that anybody stated is the one more than the other: which of them counts is for the sources to say.
describe.each(bothWays)(
  'Rivals that no number makes comparable, by "%s", said a %s and a %s',
  (policy, one, other) => {
    const isFirst = one === 'company';

    it('are 10B EUR and 11B USD: the closer source counts', () => {
      const rivals = world(
        payment('deal-a', 'p', '10B EUR', {}, said(1, one)),
        payment('deal-a', 'p', '11B USD', {}, said(2, other, 1)),
      ).asking({ policy });
      rivals.lists('obligations', 'rows', {
        currency: isFirst ? 'EUR' : 'USD',
        committedUsCents: isFirst ? 10 : 11,
      });
      rivals.lists('flows', 'rows', { currency: isFirst ? 'EUR' : 'USD', amountUsCents: isFirst ? 10 : 11 });
    });

    it('are 1 GW of critical load and 1.5 GW at the facility: the closer source counts', () =>
      void world(
        tranche('deal-a', 't', '1 GW', { basis: 'it' }, said(1, one)),
        tranche('deal-a', 't', '1.5 GW', { basis: 'facility' }, said(2, other, 1)),
      )
        .asking({ policy })
        .lists('compute-capacity', 'rows', {
          basis: isFirst ? 'it' : 'facility',
          headlineKw: isFirst ? 1 : 1.5,
        }));

    it('are a fifth of the shares issued and a quarter of all that there will be: the closer source counts', () => {
      const stake = (share: string, basis: string, more: object): Sent =>
        fact('2025-06-01', 'stake-bank-lab', 'StakeDisclosed', { stake: share, basis }, { ...more });
      world(stake('20%', 'basic', said(1, one)), stake('25%', 'diluted', said(2, other, 1)))
        .asking({ policy })
        .lists('ownership', 'rows', { basis: isFirst ? 'basic' : 'diluted', stakeBp: isFirst ? 20 : 25 });
    });
  },
);

describe.each([
  ['lowest', 9, 10],
  ['highest', 11, 10],
] as const)('Rivals in one currency beside money in others, by "%s"', (policy, dollars, euros) => {
  it(`are compared as ever: ${dollars}B USD`, () =>
    void world(
      payment('deal-a', 'beside', '10B EUR'),
      payment('deal-a', 'p', '11B USD', {}, said(1, 'press')),
      payment('deal-a', 'p', '9B USD', {}, said(2, 'press', 1)),
    )
      .asking({ policy })
      .shows('obligations', { committedUsCents: dollars }, { currency: 'USD' })
      .shows('obligations', { committedUsCents: euros }, { currency: 'EUR' }));

  it('are compared with each other where a third is in another currency', () =>
    void world(
      payment('deal-a', 'p', '10B EUR', {}, said(1, 'press')),
      payment('deal-a', 'p', '11B USD', {}, said(2, 'press', 1)),
      payment('deal-a', 'p', '9B USD', {}, said(3, 'company', 1)),
    )
      .asking({ policy })
      .lists('obligations', 'rows', { currency: 'USD', committedUsCents: dollars }));
});

// Beside 4 GW that hold it 3.5 GW add nothing, and 3 GW by themselves make 7.
describe.each([
  ['lowest', 4],
  ['highest', 7],
] as const)('Rivals of which one is a part of something else, by "%s"', (policy, total) => {
  const whole = tranche('deal-a', 'whole', '4 GW');
  const inside = (own: ReturnType<typeof said>) =>
    tranche('deal-a', 'part', '3.5 GW', { partOf: 'deal-a/whole' }, own);
  const outside = (own: ReturnType<typeof said>) => tranche('deal-a', 'part', '3 GW', {}, own);

  it.each([
    ['a part', [inside(said(1, 'press')), outside(said(2, 'press', 1))]],
    ['none', [outside(said(1, 'press')), inside(said(2, 'press', 1))]],
  ])(
    `are compared by all that the deal comes to: ${total} GW, where it was said to be %s first`,
    (_, rivals) =>
      void world(whole, ...rivals)
        .asking({ policy })
        .shows('compute-capacity', { headlineKw: total }),
  );

  it('are compared so at the end of each period, too', () =>
    void world(whole, inside(said(1, 'press')), outside(said(2, 'press', 1)))
      .asking({ policy, timeline: 'quarter', from: '2026-07-01', to: '2026-09-30', by: '' })
      .shows('compute-capacity', { headlineKw: { '2026-Q3': total } }));

  it(`are compared by what is left of an overlap: ${total} GW`, () =>
    void world(
      whole,
      tranche('deal-a', 'part', '3.5 GW'),
      fact(
        '2025-11-01',
        'deal-a',
        'OverlapStated',
        { tranche: 'part', with: 'deal-a/whole', power: '0.5 GW' },
        said(1, 'press'),
      ),
      fact(
        '2025-11-01',
        'deal-a',
        'OverlapStated',
        { tranche: 'part', with: 'deal-a/whole' },
        said(2, 'press', 1),
      ),
    )
      .asking({ policy })
      .shows('compute-capacity', { headlineKw: total }));
});

it.each(policies)(
  'Rivals that add nothing beside what holds them leave the closest, by "%s"',
  (policy) =>
    void world(
      tranche('deal-a', 'whole', '4 GW'),
      tranche('deal-a', 'part', '2 GW', { partOf: 'deal-a/whole' }, said(1, 'company')),
      tranche('deal-a', 'part', '3 GW', { partOf: 'deal-a/whole' }, said(2, 'press', 1)),
    )
      .asking({ policy, by: 'tranche' })
      .lists(
        'compute-capacity',
        'rows',
        { tranche: 'deal-a/part', headlineKw: 2 },
        { tranche: 'deal-a/whole', headlineKw: 2 },
      ),
);

// Of 1 GW, or 3 as a rival says, and 1 GW the shares are a half each, or three quarters and one: both rest on the claim.
it('A share of capacity rests on the rivals of every other one', () => {
  const { rows, totals } = world(
    tranche('deal-a', 'one', '1 GW', { provider: 'vendor' }, said(1, 'company')),
    tranche('deal-a', 'one', '3 GW', { provider: 'vendor' }, said(2, 'press', 1)),
    tranche('deal-a', 'other', '1 GW', { provider: 'cloud' }),
  ).answer('market-share', { of: 'headline', by: 'provider' });
  expect(rows.map(({ provider, flags, span }) => [provider, flags, span])).toEqual([
    ['cloud', ['derived', 'rivals:1'], { shareBp: { low: 2500, high: 5000 } }],
    [
      'vendor',
      ['derived', 'rivals:1'],
      { shareBp: { low: 5000, high: 7500 }, headlineKw: { low: 1_000_000, high: 3_000_000 } },
    ],
  ]);
  // 50² + 50² or 75² + 25²; what all shares are at least and at most bounds it.
  expect(totals).toMatchObject([
    {
      hhi: { point: 5000 },
      span: { headlineKw: { low: 2_000_000, high: 4_000_000 }, hhi: { low: 3125, high: 8125 } },
    },
  ]);
});

// $10B for each gigawatt that runs: one, or none as a rival says.
it('Released money says how many rivals there are of the level that released it', () =>
  world(
    tranche('deal-a', 't', '1 GW'),
    payment('deal-a', 'p', 'up to 10B USD', {
      bindingness: 'intent',
      release: { per: '1 GW', amount: '10B USD' },
    }),
    { ...energized('2026-01-01', 'deal-a', 't', '1 GW'), ...said(1, 'company') },
    { ...energized('2026-01-01', 'deal-a', 't', '0.5 GW'), ...said(2, 'press', 1) },
  )
    .asking({ by: 'payment' })
    .lists('obligations', 'rows', { releasedUsCents: 10, flags: ['rivals:1'] }));

// The company says that 4 of 10 were paid for the one, the press that it was 15 for the other.
it('Money that nobody has seen paid may have been paid under another claim', () => {
  const { rows } = world(
    payment('deal-a', 'one', '10B USD'),
    payment('deal-a', 'other', '10B USD'),
    fact('2026-01-01', 'deal-a', 'PaymentMade', { payment: 'one', amount: '4B USD' }, said(1, 'company')),
    fact('2026-01-01', 'deal-a', 'PaymentMade', { payment: 'other', amount: '15B USD' }, said(2, 'press', 1)),
  ).answer('obligations', { by: 'payment' });
  expect(rows.map(({ paidUsCents, span }) => [billion(paidUsCents), span?.paidUsCents])).toEqual([
    [exactly(4), { low: 0, high: 1_000_000_000_000 }],
    [null, { low: 0, high: 1_500_000_000_000 }],
  ]);
});

// A hundred shares vest at 1 GW: the company says that it runs, the press that half of it does; or that there are 80.
it('Shares of a warrant reach as far as the rivals of what they vest by, and of what was issued', () => {
  const issued = (shares: number, own: ReturnType<typeof said>): Sent =>
    fact(
      '2025-06-01',
      'deal-a',
      'WarrantIssued',
      {
        warrant: 'w',
        holder: 'lab',
        issuer: 'vendor',
        strike: '0.01 USD',
        shares,
        tranches: [{ shares, conditions: [{ energized: '1 GW' }] }],
      },
      own,
    );
  const runs = (level: string, own: ReturnType<typeof said>): Sent => ({
    ...energized('2026-01-01', 'deal-a', 't', level),
    ...own,
  });
  const { warrants } = world(
    tranche('deal-a', 't', '1 GW'),
    issued(100, said(1, 'company')),
    issued(80, said(2, 'press', 1)),
    runs('1 GW', said(3, 'company')),
    runs('0.5 GW', said(4, 'press', 3)),
  ).answer('ownership');
  expect(warrants).toMatchObject([
    {
      vestedShares: { point: 100 },
      flags: ['derived', 'rivals:2'],
      span: {
        issuedShares: { low: 80, high: 100 },
        vestedShares: { low: 0, high: 100 },
        plannedShares: { low: 0, high: 100 },
      },
    },
  ]);
});
