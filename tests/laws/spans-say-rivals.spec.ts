import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, payment, tranche } from '../spec/facts.js';

const one = <Value>(...values: Value[]): fc.Arbitrary<Value> => fc.constantFrom(...values);

const terms = fc.record({
  party: one('vendor', 'cloud', 'bank'),
  power: one('1 GW', '2 GW', 'up to 3 GW', 'undisclosed'),
  layer: one('chips', 'hosting'),
  due: one('2026-03', '2027'),
  bindingness: one('firm', 'optional'),
  amount: one('10B USD', '12B EUR', 'undisclosed'),
  percent: one('10%', '20%', 'about 30%'),
});
type Terms = typeof terms extends fc.Arbitrary<infer Drawn> ? Drawn : never;

/** What is said of one occurrence, by its kind. */
const told: Record<string, (terms: Terms) => Sent> = {
  tranche: ({ party, power, layer, due, bindingness }) =>
    tranche('deal-a', 't', power, { provider: party, layer, due, bindingness }),
  payment: ({ party, amount, due, bindingness }) =>
    payment('deal-a', 'p', amount, { to: party, bindingness, over: { from: due, months: 12 } }),
  share: ({ party, percent }) =>
    fact('2025-06-30', 'market-x', 'ShareReported', {
      publisher: 'one',
      party,
      period: '2025-Q2',
      share: percent,
    }),
  stake: ({ percent }) =>
    fact('2025-06-30', 'stake-lab-vendor', 'StakeDisclosed', { stake: percent, basis: 'basic' }),
};

/** Claims on one occurrence, and something else that they may add to or leave. */
const contested = fc
  .record({
    kind: one(...Object.keys(told)),
    claims: fc.array(terms, { minLength: 2, maxLength: 3 }),
    other: terms,
  })
  .map(({ kind, claims, other }): Sent[] => [
    ...cast,
    deal('deal-a'),
    deal('deal-b'),
    {
      stream: 'market-x',
      type: 'MarketDefined',
      body: { name: 'X', layer: 'infrastructure', metric: 'revenue', scope: 'all' },
    },
    tranche('deal-b', 't', other.power, { provider: other.party, layer: other.layer, due: other.due }),
    payment('deal-b', 'p', other.amount, { to: other.party }),
    ...claims.map((claim, place) => ({
      ...told[kind]!(claim),
      id: id(place + 1),
      ...(place > 0 && { rivalOf: id(1) }),
    })),
  ]);

const asked = fc.record({
  policy: one('primary', 'latest', 'lowest', 'highest'),
  by: one('', 'provider', 'deal'),
  timeline: one(undefined, 'year'),
  isByCapacity: fc.boolean(),
});
type Asking = typeof asked extends fc.Arbitrary<infer Drawn> ? Drawn : never;

const questionOf = (view: string, { policy, by, timeline, isByCapacity }: Asking): object => ({
  policy,
  ...(view === 'compute-capacity' && { by }),
  ...(view === 'market-share' && (isByCapacity ? { by: 'provider', of: 'headline' } : { market: 'x' })),
  ...(timeline && ['compute-capacity', 'obligations'].includes(view) && { timeline }),
});

describe('A span', () => {
  it.each(views.map(({ name }) => name))('says on how many rivals it rests, in rows of %s', (view) => {
    fc.assert(
      fc.property(contested, asked, (facts, asking) => {
        const { rows } = given(...facts)
          .at('2026-06-30')
          .answer(view, { ...questionOf(view, asking) });
        for (const { flags, span } of rows)
          if (span) expect(flags).toContainEqual(expect.stringMatching(/^rivals:[1-9]/));
      }),
      { numRuns: 150 },
    );
  });

  const rivals = (first: Sent, other: Sent, number: number): Sent[] => [
    { ...first, id: id(number), source: { title: 'x', kind: 'company' } },
    { ...other, rivalOf: id(number), source: { title: 'y', kind: 'press' } },
  ];
  const sized = (name: string, power: string): Sent =>
    fact('2025-02-01', 'deal-a', 'CapacityResized', { tranche: name, power });
  const world = given(
    ...cast,
    deal('deal-a'),
    deal('deal-b'),
    tranche('deal-b', 'u', '1 GW', { provider: 'cloud' }),
    tranche('deal-a', 's', '1 GW', { provider: 'bank' }),
    ...rivals(tranche('deal-a', 't', '1 GW'), tranche('deal-a', 't', '1 GW', { provider: 'cloud' }), 1),
  ).at('2026-06-30');

  it.each<[string, Sent[], string, number]>([
    // 1 GW of u, and up to 3 of t.
    [
      'what moves it only where another claim is chosen, too',
      rivals(sized('t', '2 GW'), sized('t', '3 GW'), 2),
      'rivals:2',
      4,
    ],
    [
      'no claims that move other rows of the deal',
      rivals(sized('s', '2 GW'), sized('s', '3 GW'), 2),
      'rivals:1',
      2,
    ],
  ])('counts %s', (_, more, flag, gigawatts) => {
    const { rows } = world.and(...more).answer('compute-capacity', { by: 'provider' });
    const { flags, span } = rows.find(({ provider }) => provider === 'cloud')!;
    expect(flags).toEqual([flag]);
    expect(span?.headlineKw).toEqual({ low: 1_000_000, high: gigawatts * 1_000_000 });
  });
});
