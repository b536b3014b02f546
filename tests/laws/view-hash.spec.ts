import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hashOf, viewHashOf } from '../../src/simulator/answer/hash.js';

const measure = fc.record({ low: fc.nat(), point: fc.option(fc.nat()), high: fc.option(fc.nat()) });

/** A row with names of any characters, a number, and what the hash leaves out. */
const row = fc.record({
  rests: fc.array(fc.uuid(), { maxLength: 2 }),
  flags: fc.array(fc.string(), { maxLength: 2 }),
  party: fc.option(fc.string({ unit: 'grapheme' })),
  headlineKw: fc.option(measure),
  missing: fc.constant(undefined),
});
const total = row.map((one) => ({ ...one, undisclosed: ['deal-a/gw-1'] }));

/** The cells of entries in order, of which there are few enough to be written twice. */
const cellsOf = (entries: readonly object[], textOf: (cell: object) => string): object[] =>
  entries
    .map((entry) => {
      const { party, headlineKw } = entry as { party: string | null; headlineKw: object | null };
      return { party, headlineKw };
    })
    .sort((left, right) => (textOf(left) < textOf(right) ? -1 : 1));

/** Names of members in order, which is all that plain numbers, names and nulls need. */
const canonicalOf = (cell: object): string =>
  JSON.stringify(cell, (_, value: unknown) =>
    typeof value === 'object' && value !== null
      ? Object.fromEntries(Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1)))
      : value,
  );

describe('The hash of a view', () => {
  it('is that of its sorted cells written as one text, however many they are', () =>
    fc.assert(
      fc.property(
        fc.array(row),
        fc.array(total, { maxLength: 3 }),
        fc.constantFrom(1, 90),
        (some, totals, times) => {
          const rows = Array.from({ length: times }, () => some).flat();
          expect(viewHashOf({ rows, totals })).toBe(
            hashOf({ rows: cellsOf(rows, canonicalOf), totals: cellsOf(totals, canonicalOf) }),
          );
        },
      ),
    ));
});
