import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { billion, cast, deal, energized, fact, gw, payment, tranche } from '../spec/facts.js';

const on = 'deal-lab-vendor';
const names = ['a', 'b', 'c', 'd'] as const;
const powers = ['1 GW', '300 MW', '2-3 GW', 'at least 500 MW', 'up to 2 GW', 'undisclosed'];

interface Told {
  readonly power: string;
  readonly level?: string | undefined;
  readonly layer: string;
  readonly due?: string | undefined;
  /** The one that it is stated to be part of: of another layer it is not, and in a circle nothing is. */
  readonly within?: number | undefined;
  readonly isCancelled: boolean;
}

const told: fc.Arbitrary<Told> = fc.record({
  power: fc.constantFrom(...powers),
  level: fc.option(fc.constantFrom('0 MW', '200 MW', '1 GW', 'about 400 MW'), { nil: undefined }),
  layer: fc.constantFrom('chips', 'chips', 'chips', 'hosting'),
  due: fc.option(fc.constantFrom('2026-12', '2027', '2028-H1'), { nil: undefined }),
  within: fc.option(fc.nat(3), { nil: undefined }),
  isCancelled: fc.boolean(),
});

const factsOf = ({ power, level, layer, due, isCancelled }: Told, place: number): Sent[] => [
  tranche(on, names[place]!, power, { layer, ...(due && { due }) }),
  ...(level === undefined ? [] : [energized('2025-06-01', on, names[place]!, level)]),
  ...(isCancelled ? [fact('2026-01-01', on, 'CapacityCancelled', { tranche: names[place] })] : []),
];
const statedWithin = (all: readonly Told[]): Sent[] =>
  all.flatMap(({ within }, place) =>
    within === undefined || within === place || within >= all.length
      ? []
      : [
          fact('2025-02-01', on, 'PartOfStated', {
            tranche: names[place],
            partOf: `${on}/${names[within]!}`,
          }),
        ],
  );

/** A dollar for each watt that draws power, so that dollars say gigawatts. */
const aDollarAWatt = payment(on, 'p', 'up to 1000B USD', {
  kind: 'equity',
  bindingness: 'intent',
  release: { per: '1 MW', amount: '1M USD', mode: 'pro-rata' },
});

/** Ends of several layers, one beside the other: as a release counts the tranches of its deal. */
const added = (all: readonly (readonly (number | null)[])[]): (number | null)[] =>
  [0, 1, 2].map((end) =>
    all.some((one) => one[end] === null)
      ? null
      : all.reduce((sum, one) => sum + one[end]! * 1_000, 0) / 1_000,
  );

const worldOf = (all: readonly Told[]) =>
  given(...cast, deal(on), ...all.flatMap(factsOf), ...statedWithin(all), aDollarAWatt).at('2026-06-30');

describe('What is released as power is drawn', () => {
  it('counts of a deal what the capacity view says that it draws, wholes and their parts once', () => {
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 4 }), (all) => {
        const world = worldOf(all);
        const drawn = world.answer('compute-capacity').totals.map(({ energizedKw }) => gw(energizedKw)!);
        const [released] = world.answer('obligations').totals.map((one) => billion(one.releasedUsCents));
        const [low, point, high] = added(drawn);
        expect(released).toEqual([low, point, Math.min(high ?? 1_000, 1_000)]);
      }),
      { numRuns: 300 },
    );
  });

  it('counts on the plan what is planned, wholes and their parts once', () => {
    const years = { timeline: 'year', from: '2027-01-01', to: '2028-12-31' };
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 4 }), (all) => {
        const world = worldOf(all);
        const planned = Map.groupBy(world.answer('compute-capacity', years).totals, ({ period }) => period);
        const released = world.answer('obligations', { ...years, cumulative: 'true' }).totals;
        for (const { period, releasedUsCents } of released) {
          const [low, , high] = added((planned.get(period) ?? []).map(({ plannedKw }) => gw(plannedKw)!));
          const [least, , most] = billion(releasedUsCents)!;
          expect([period, least, most]).toEqual([period, low, Math.min(high ?? 1_000, 1_000)]);
        }
      }),
      { numRuns: 200 },
    );
  });

  it('vests no shares at a gigawatt that a whole and its part say both', () =>
    void given(
      ...cast,
      deal(on),
      tranche(on, 'all', '6 GW'),
      tranche(on, 'first', '1 GW', { partOf: `${on}/all` }),
      fact('2025-01-01', on, 'WarrantIssued', {
        warrant: 'w',
        holder: 'lab',
        issuer: 'vendor',
        shares: 100,
        strike: '1 USD',
        tranches: [{ shares: 100, conditions: [{ energized: '1 GW' }] }],
      }),
      energized('2025-06-01', on, 'first', '500 MW'),
      energized('2025-06-01', on, 'all', '500 MW'),
    )
      .at('2026-06-30')
      .lists('ownership', 'warrants', { vestedShares: 0, tranches: [{ status: 'not' }] }));

  it.each([
    ['all of it', undefined],
    ['what the whole holds', ['all']],
    ['the whole and its part', ['all', 'first']],
  ])(
    'counts a gigawatt once where %s is named',
    (_, of) =>
      void given(
        ...cast,
        deal(on),
        tranche(on, 'all', '6 GW'),
        tranche(on, 'first', '1 GW', { partOf: `${on}/all` }),
        payment(on, 'p', 'up to 60B USD', {
          kind: 'equity',
          bindingness: 'intent',
          release: { per: '1 GW', amount: '10B USD', ...(of && { of }) },
        }),
        energized('2025-06-01', on, 'first', '1 GW'),
        energized('2025-06-01', on, 'all', '1 GW'),
      )
        .at('2026-06-30')
        .shows('obligations', { releasedUsCents: 10 }),
  );
});
