import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../projections/kit/view.js';
import { type HashInPieces, hashOf, viewHashOf } from '../../src/simulator/answer/hash.js';

const measure = fc.record({ low: fc.nat(), point: fc.option(fc.nat()), high: fc.option(fc.nat()) });

const leftOut = ['rests', 'restsCount', 'flags', 'span', 'undisclosed'];

/** A row with names of any characters, numbers, lists, and what the hash leaves out; not all have the same members. */
const row = fc.record(
  {
    rests: fc.array(fc.uuid(), { maxLength: 2 }),
    flags: fc.array(fc.string(), { maxLength: 2 }),
    party: fc.option(fc.string({ unit: 'grapheme' })),
    headlineKw: fc.option(measure),
    missing: fc.constant(undefined),
    isOpen: fc.boolean(),
    meanDays: fc.double({ noNaN: true, noDefaultInfinity: true }),
    ways: fc.array(fc.oneof(measure, fc.string())),
    within: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.option(fc.oneof(fc.string(), measure))),
  },
  { requiredKeys: ['rests', 'flags', 'party', 'headlineKw'] },
);
const total = row.map((one) => ({ ...one, undisclosed: ['deal-a/gw-1'] }));

/** The cells of entries in order, of which there are few enough to be written twice. */
const cellsOf = (entries: readonly object[]): object[] =>
  entries
    .map((entry) => Object.fromEntries(Object.entries(entry).filter(([name]) => !leftOut.includes(name))))
    .sort((left, right) => (canonicalize(left)! < canonicalize(right)! ? -1 : 1));

const inProcess = (): HashInPieces => {
  const hash = createHash('sha256');
  return { update: (piece) => hash.update(piece), digest: () => hash.digest('hex') };
};

describe('The hash of a view', () => {
  it('is that of its sorted cells written as one text, however many they are and however it is reckoned', () =>
    fc.assert(
      fc.property(
        fc.array(row),
        fc.array(total, { maxLength: 3 }),
        fc.constantFrom(1, 90),
        (some, totals, times) => {
          const rows = Array.from({ length: times }, () => some).flat();
          const plain = hashOf({ rows: cellsOf(rows), totals: cellsOf(totals) });
          const told = { rows, totals } as unknown as Answer;
          expect([viewHashOf(told), viewHashOf(told, inProcess)]).toEqual([plain, plain]);
        },
      ),
    ));
});
