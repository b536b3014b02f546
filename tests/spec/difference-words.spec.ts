import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Change, differenceOf } from '../../projections/difference.js';
import type { Measure } from '../../projections/kit/measure.js';
import { changeOf } from '../../projections/wording/measure.js';

type Ends = readonly [low: number, point: number | null, high: number | null];

describe('A difference', () => {
  it.each<[string, Ends | undefined, Ends | undefined]>([
    ['−1 GW (−100%)', [1, 1, 1], undefined],
    ['+2 GW (+20%)', [10, 10, 10], [12, 12, 12]],
    ['+1 GW (new)', undefined, [1, 1, 1]],
    // At most 1 GW was planned and none is: nobody knows that there was more than nothing to lose.
    ['−1 to 0 GW', [0, 1, 1], [0, 0, 0]],
    ['−1 to 0 GW', [0, null, 1], undefined],
    ['0 to +2 GW', [5, 6, 7], [5, 7, 9]],
    ['−500 to +500 MW', [1, 1, 2], [0.5, 1, 2.5]],
    ['≤ −10 GW', [10, 10, null], undefined],
    ['≥ +6 GW', [4, 4, 4], [10, 10, null]],
    ['−2 GW (−20%)', [10, 10, null], [8, 8, null]],
    ['low −2 GW', [10, null, null], [8, null, null]],
    // As far as its ends say: of how much it is a part nobody knows.
    ['+1 GW', [1, null, 3], [2, null, 4]],
  ])('is said as %s', (text, before, after) => {
    expect(gigawatts(before, after)).toBe(text);
  });

  it.each<[string, Ends, Ends | undefined]>([
    ['−$10B to $0', [0, null, 10], undefined],
    ['$0 to +$90B', [0, null, 10], [0, null, 100]],
    ['−$1.2T to −$400B', [500, 900, 1300], [100, 100, 100]],
  ])('of money is said as %s', (text, before, after) => {
    expect(billions(before, after)).toBe(text);
  });

  const ends = fc
    .tuple(fc.nat(9), fc.nat(9), fc.nat(9))
    .map(([low, more, most]): Ends => [low, low + more, low + more + most]);

  it('is one amount, and a part of what was there, only where all its ends agree', () => {
    fc.assert(
      fc.property(ends, ends, (before, after) => {
        const changes = before.map((end, index) => after[index]! - end!);
        fc.pre(changes.some((change) => change !== 0));
        const isOne = new Set(changes).size === 1;
        const text = gigawatts(before, after);
        expect([text.includes('%') || text.includes('new'), !text.includes(' to ')]).toEqual([isOne, isOne]);
        const written = [...text.replace(/ \(.*/, '').matchAll(/[+−]?\d+/g)].map(([one]) =>
          Number(one.replace('−', '-')),
        );
        expect(written).toEqual(isOne ? [changes[0]] : [Math.min(...changes), Math.max(...changes)]);
      }),
    );
  });
});

const answer = (name: string, ends: Ends | undefined) => {
  const [low, point, high] = ends ?? [0, 0, 0];
  return {
    rows: ends ? [{ deal: 'deal-a', [name]: { low, point, high } satisfies Measure }] : [],
    totals: [],
  };
};

/** What is said of a number that was so and is so: in gigawatts or billions of dollars. */
const said = (name: string, before: Ends | undefined, after: Ends | undefined, unit: number): string => {
  const scaled = (ends: Ends | undefined) =>
    ends?.map((end) => (end === null ? null : end * unit)) as Ends | undefined;
  const [row] = differenceOf(answer(name, scaled(before)), answer(name, scaled(after))).rows;
  return changeOf(name, row![name] as Change);
};
function gigawatts(before?: Ends, after?: Ends): string {
  return said('plannedKw', before, after, 1_000_000);
}
function billions(before?: Ends, after?: Ends): string {
  return said('outstandingUsCents', before, after, 1e11);
}
