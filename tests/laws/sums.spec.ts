import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bounds } from '../../events/kit/quantity.js';
import { type Part, Sum } from '../../projections/kit/measure.js';

/** Of few values, so that ends meet, are nothing, unknown and open as often as not. */
const part: fc.Arbitrary<Part> = fc
  .record({
    ends: fc.array(fc.constantFrom(0n, 1n, 7n), { minLength: 3, maxLength: 3 }),
    isOpen: fc.boolean(),
    isUnknown: fc.boolean(),
    unobserved: fc.constantFrom(undefined, true as const),
    unseen: fc.constantFrom(undefined, undefined, true as const),
  })
  .map(({ ends, isOpen, isUnknown, unobserved, unseen }) => {
    const [low, point, high] = ends.toSorted((left, right) => Number(left - right)) as [
      bigint,
      bigint,
      bigint,
    ];
    const bounds = { low, point: isUnknown ? null : point, high: isOpen ? null : high };
    return { bounds, ...(unobserved && { unobserved }), ...(unseen && { unseen }) };
  });

const total = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);

/** What parts come to, by the words of the handbook, all read anew. */
const plainSum = (parts: readonly Part[]): Bounds => {
  const [low, point] = [
    total(parts.map(({ bounds }) => bounds.low)),
    total(parts.map(({ bounds }) => pointOf(bounds) ?? 0n)),
  ];
  const high = parts.some(({ bounds }) => bounds.high === null)
    ? null
    : total(parts.map(({ bounds }) => bounds.high ?? 0n));
  if (low === high) return { low, point: low, high };
  const isBlocked = parts.some(
    ({ bounds, unobserved }) => pointOf(bounds) === null && (unobserved || bounds.low > 0n),
  );
  const hasEstimate = parts.some(({ bounds }) => pointOf(bounds) !== null && bounds.high !== 0n);
  return { low, point: isBlocked || !hasEstimate ? null : point, high };
};
/** Ends that meet leave nothing unknown. */
const pointOf = ({ low, point, high }: Bounds): bigint | null => (low === high ? low : point);

const sumOf = (parts: readonly Part[]): Sum => {
  const sum = new Sum();
  for (const one of parts) sum.add(one, 1n);
  return sum;
};
const told = (sum: Sum) => ({ part: sum.part, measure: sum.measure });

describe('A sum of parts', () => {
  it('has the ends of all, and a point where some have one and none is in the way', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 5 }), (parts) => {
        expect(sumOf(parts).bounds).toEqual(plainSum(parts));
        const isUnseen = parts.length > 0 && parts.every(({ unseen }) => unseen);
        expect(sumOf(parts).part.unseen).toBe(isUnseen || undefined);
        expect(sumOf(parts).measure === null).toBe(isUnseen);
      }),
    );
  });
  it('is as if what was taken back had never been added, and of two sums that of all', () => {
    fc.assert(
      fc.property(fc.array(part, { maxLength: 4 }), fc.array(part, { maxLength: 4 }), (kept, others) => {
        const whole = sumOf([...others, ...kept]);
        const joined = sumOf(kept);
        joined.include(sumOf(others));
        expect(told(joined)).toEqual(told(whole));
        for (const one of others) whole.add(one, -1n);
        expect(told(whole)).toEqual(told(sumOf(kept)));
      }),
    );
  });
});
