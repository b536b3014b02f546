import { describe, expect, it } from 'vitest';
import { type Change, comparisonOf, differenceOf } from '../../projections/difference.js';
import type { Measure } from '../../projections/kit/measure.js';

type End = Measure['low'];
const exactly = (end: End): Measure => ({ low: end, point: end, high: end });
const table = (...rows: Record<string, string | Measure | null>[]) => ({ rows, totals: [] });
const power = (end: Measure | null, deal = 'deal-a') => ({ deal, powerKw: end });

describe('The change of a number', () => {
  // Basis points of what was there, half away from nothing: 1 of 3 is 3,333.3, 2 of 3 is 6,666.7, 1 of 20,000 is 0.5.
  it.each<[End, End, End, Change['relativeBp']]>([
    [3, 4, 1, 3_333],
    [3, 5, 2, 6_667],
    [3, 2, -1, -3_333],
    [20_000, 20_001, 1, 1],
    [20_000, 19_999, -1, -1],
    [40_001, 40_002, 1, 0],
    [5, 0, -5, -10_000],
    [0, 5, 5, 'new'],
    [0.25, 0.5, 0.25, 10_000],
    [0.3333, 0.1111, -0.2222, -6_667],
    [0.5, 1, 0.5, 10_000],
    ['9007199254740993', 9_007_199_254_740_991, -2, 0],
    [1, '9007199254740993', '9007199254740992', expect.any(Number)],
    ['9007199254740993', 1, '-9007199254740992', -10_000],
    [1, 9_007_199_254_740_992, 9_007_199_254_740_991, expect.any(Number)],
  ])('from %s to %s is %s, and %s basis points', (before, after, change, relativeBp) => {
    const [row] = differenceOf(table(power(exactly(before))), table(power(exactly(after)))).rows;
    expect(row).toEqual({
      deal: 'deal-a',
      powerKw: {
        ...exactly(change),
        relativeBp,
        baseline: exactly(before),
        scenario: exactly(after),
      },
    });
  });

  it('is null at an end that is open or unknown on either side', () => {
    const open: Measure = { low: 1, point: null, high: null };
    const of = (before: Measure, after: Measure) =>
      differenceOf(table(power(before)), table(power(after))).rows[0]?.powerKw;
    const unknown = { low: 1, point: null, high: null, relativeBp: null };
    expect(of(exactly(0), open)).toMatchObject(unknown);
    expect(of(open, exactly(2))).toMatchObject(unknown);
    expect(of(open, { ...open, low: 3 })).toMatchObject({ ...unknown, low: 2 });
    expect(of(open, { ...open, high: 3 })).toMatchObject({ low: 0, point: null, high: null });
  });
});

describe('What differs between two answers', () => {
  const one = exactly(1);

  it('is every number of the rows of both, by their keys in order; where one has no row, from or to nothing', () => {
    const told = differenceOf(
      table(power(one, 'deal-c'), power(one, 'deal-b'), power(one)),
      table(power(exactly(2), 'deal-b'), power(one), power(one, 'deal-d')),
    );
    expect(told.rows).toMatchObject([
      { deal: 'deal-b', powerKw: { ...one, relativeBp: 10_000, baseline: one, scenario: exactly(2) } },
      { deal: 'deal-c', powerKw: { ...exactly(-1), relativeBp: -10_000, baseline: one, scenario: null } },
      { deal: 'deal-d', powerKw: { ...one, relativeBp: 'new', baseline: null, scenario: one } },
    ]);
    expect(told.rows).toHaveLength(3);
  });
  it('is nothing where a number is missing in one and nothing in the other, or in neither', () => {
    const rows = (before: object, after: object) =>
      differenceOf(table({ ...before }), table({ ...after })).rows;
    expect(rows(power(null), power(exactly(0)))).toEqual([]);
    expect(rows(power(exactly(0)), { deal: 'deal-a' })).toEqual([]);
    expect(rows(power(null), power(null))).toEqual([]);
    expect(rows(power(null), power(one))).toMatchObject([{ powerKw: { ...one, baseline: null } }]);
  });
  it('is of one row, whatever day its numbers are of and whatever of it is not known', () => {
    const row = (valueOn: string, more: object) => ({ holder: 'lab', stakeBp: one, valueOn, ...more });
    const told = differenceOf(
      table(row('2025-01-01', { valueUsCents: null })),
      table({ ...row('2026-01-01', { valueUsCents: null }), stakeBp: exactly(2) }),
    );
    expect(told.rows).toEqual([
      { holder: 'lab', stakeBp: { ...one, relativeBp: 10_000, baseline: one, scenario: exactly(2) } },
    ]);
  });
  it('is of the totals what it is of the rows', () => {
    const totals = (end: Measure) => ({ rows: [], totals: [{ currency: 'USD', paidUsCents: end }] });
    expect(differenceOf(totals(one), totals(exactly(3)))).toMatchObject({
      rows: [],
      totals: [{ currency: 'USD', paidUsCents: { ...exactly(2), relativeBp: 20_000 } }],
    });
  });
  it('is told beside all that does not, where both are compared', () => {
    const both = table(power(one), power(null, 'deal-b'), power(exactly(0), 'deal-c'));
    const same = (end: Measure) => ({ ...exactly(0), relativeBp: 0, baseline: end, scenario: end });
    expect(comparisonOf(both, both)).toEqual({
      rows: [
        { deal: 'deal-a', powerKw: same(one) },
        { deal: 'deal-c', powerKw: same(exactly(0)) },
      ],
      totals: [],
    });
  });
});
