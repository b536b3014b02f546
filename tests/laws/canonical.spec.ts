import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { quickCanonical } from '../../src/store/quick-canonical.js';

/** What the package says, or that it says nothing. */
const slowly = (value: unknown): string | undefined => {
  try {
    return canonicalize(value);
  } catch {
    return undefined;
  }
};

const name = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.constantFrom('a', 'b', '10', '9', '', '"', '__proto__', 'toJSON', '€', '\ud83d'),
);

const { any } = fc.letrec((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    fc.string({ unit: 'binary', maxLength: 20 }),
    fc.string({ maxLength: 20 }),
    fc.double(),
    fc.constantFrom<unknown>(null, undefined, true, false, -0, 1n, new Date(0), Symbol('s'), '\udc00'),
    fc.array(tie('any'), { maxLength: 5 }),
    fc.dictionary(name, tie('any'), { maxKeys: 70, size: 'small' }),
  ),
}));

describe('The quick canonical form', () => {
  it('is that of the package, or none', () => {
    let quick = 0;
    fc.assert(
      fc.property(any, (value) => {
        const text = quickCanonical(value);
        if (text === undefined) return;
        quick++;
        expect(text).toBe(slowly(value));
      }),
      { numRuns: 2_000 },
    );
    expect(quick).toBeGreaterThan(500);
  });

  it('is there of every JSON value, as far as it is not very deep or wide', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (value) => {
        expect(quickCanonical(value)).toBe(slowly(value));
      }),
    );
  });

  it('is left to the package where it is very deep or wide, or goes round', () => {
    const round: unknown[] = [];
    round.push(round);
    const wide = Object.fromEntries(Array.from({ length: 65 }, (_, index) => [`n${index}`, index]));
    const deep = JSON.parse(`${'['.repeat(65)}${']'.repeat(65)}`) as unknown;
    expect([round, wide, deep].map(quickCanonical)).toEqual([undefined, undefined, undefined]);
  });
});
