import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restsListing } from '../../projections/kit/rests.js';
import { jsonOf, writeJson } from '../../src/simulator/answer/written-answer.js';
import { writeInPieces } from '../../src/workers/written-in-pieces.js';

const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
const entry = fc.record({
  party: fc.option(fc.string({ unit: 'grapheme' })),
  headlineKw: fc.option(fc.record({ low: fc.nat(), point: fc.option(fc.nat()) })),
  rests: ids,
  flags: fc.array(fc.string(), { maxLength: 2 }),
  missing: fc.constant(undefined),
});
const told = fc.record(
  {
    view: fc.string({ unit: 'grapheme' }),
    nothing: fc.constant(undefined),
    rows: fc.array(entry),
    notes: fc.array(fc.string({ unit: 'grapheme' })),
    largest: fc.array(fc.option(entry)),
    distinctKw: fc.record({ low: fc.nat() }),
    distinctRests: ids,
    rests: ids,
    confidential: fc.constant(true),
  },
  { requiredKeys: [] },
);

/** Where events stand, of which some are confidential or not recorded. */
const log = {
  fact: (id: string) => (id === 'd' ? undefined : { position: id.charCodeAt(0), confidential: id === 'c' }),
  confidentialFrom: 1,
} as unknown as Parameters<typeof restsListing>[0];

describe('An answer that is written in pieces', () => {
  it('has the bytes that it has as a whole, whatever it lists, and however much', () =>
    fc.assert(
      fc.property(told, fc.constantFrom(1, 100), fc.boolean(), (some, times, isPlain) => {
        const more = (list: readonly unknown[] = []) => Array.from({ length: times }, () => list).flat();
        const answer = { ...some, ...(some.rows && { rows: more(some.rows) }) };
        const long = { ...answer, ...(some.largest && { largest: more(some.largest) }) };
        const show = isPlain ? undefined : restsListing(log);
        const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
        expect(text(jsonOf(writeInPieces(long, show)))).toBe(text(jsonOf(writeJson(long, show))));
      }),
    ));
});
