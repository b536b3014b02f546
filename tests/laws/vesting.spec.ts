import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, tranche } from '../spec/facts.js';

const on = 'deal-lab-vendor';
const days = ['2025-01-01', '2025-03-01', '2025-05-01', '2025-07-01', '2025-09-01'] as const;

type Look = boolean | undefined;
/** What somebody saw of a condition on each of the days, if anybody looked. */
const looks = fc.array(fc.constantFrom<Look>(true, false, undefined), {
  minLength: days.length,
  maxLength: days.length,
});

/** What a condition was seen to be on each day: as it was last looked at. */
const seenOn = (told: readonly Look[]): Look[] =>
  told.map((_, index) => told.slice(0, index + 1).findLast((look) => look !== undefined));

/** Every way in which it may have been: unseen before a first look that it fails it had not come about. */
const waysOf = (told: readonly Look[]): boolean[][] => {
  const first = told.find((look) => look !== undefined);
  return seenOn(told).reduce<boolean[][]>(
    (ways, look) => {
      const open = look === undefined && first !== false ? [true, false] : [look ?? false];
      return ways.flatMap((way) => open.map((holds) => [...way, holds]));
    },
    [[]],
  );
};

/** Over every way in which all conditions may have been: did it vest in all of them, in some, or in none? */
const statusOver = (told: readonly (readonly Look[])[]): string => {
  const worlds = told.reduce<boolean[][][]>(
    (some, one) => some.flatMap((world) => waysOf(one).map((way) => [...world, way])),
    [[]],
  );
  const vested = worlds.map((world) => days.some((_, index) => world.every((way) => way[index])));
  if (vested.every(Boolean)) return 'vested';
  return vested.some(Boolean) ? 'unknown' : 'not';
};

const toldOfPower = (told: readonly Look[]): Sent[] =>
  told.flatMap((look, index) =>
    look === undefined ? [] : [energized(days[index]!, on, 'all', look ? '1 GW' : '400 MW')],
  );
const toldOf =
  (condition: string) =>
  (look: Look, index: number): Sent[] =>
    look === undefined ? [] : [fact(days[index]!, on, 'ConditionObserved', { condition, holds: look })];

const warrant = (conditions: readonly object[]): Sent =>
  fact('2025-01-01', on, 'WarrantIssued', {
    warrant: 'w',
    holder: 'lab',
    issuer: 'vendor',
    shares: 100,
    strike: '1 USD',
    tranches: [{ shares: 100, conditions }],
  });

/** Its status, of power, a price and a listing, of as many as are told. */
const statusOf = ([power, ...named]: readonly (readonly Look[])[]): unknown => {
  const names = ['price', 'listed'].slice(0, named.length);
  const conditions = [{ energized: '1 GW' }, ...names.map((name) => ({ named: name }))];
  const told = named.flatMap((one, index) => one.flatMap(toldOf(names[index]!)));
  const world = given(
    ...cast,
    deal(on),
    tranche(on, 'all', '1 GW'),
    warrant(conditions),
    ...told,
    ...toldOfPower(power!),
  );
  const [{ tranches }] = world.at('2025-12-31').answer('ownership').warrants as [
    { tranches: { status: unknown }[] },
  ];
  return tranches[0]?.status;
};

describe('A tranche of a warrant', () => {
  it('has vested, may have or has not as every way allows in which its conditions may have been', () => {
    const met = new Map<unknown, number>();
    fc.assert(
      fc.property(fc.array(looks, { minLength: 1, maxLength: 3 }), (told) => {
        const status = statusOf(told);
        met.set(status, (met.get(status) ?? 0) + 1);
        expect(status).toBe(statusOver(told));
      }),
      { numRuns: 600 },
    );
    for (const status of ['vested', 'unknown', 'not']) expect(met.get(status) ?? 0).toBeGreaterThan(0);
  });
});
