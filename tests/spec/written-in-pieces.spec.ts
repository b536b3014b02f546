import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { restsListing } from '../../projections/kit/rests.js';
import { jsonOf, writeJson } from '../../src/simulator/answer/written-answer.js';
import { writeInPieces } from '../../src/workers/written-in-pieces.js';
import { log, toldAnswers } from './answers-drawn.js';

describe('An answer that is written in pieces', () => {
  it('has the bytes that it has as a whole, whatever it lists, and however much', () =>
    fc.assert(
      fc.property(toldAnswers, fc.constantFrom(1, 100), fc.boolean(), (some, times, isPlain) => {
        const more = (list: readonly unknown[] = []) => Array.from({ length: times }, () => list).flat();
        const answer = { ...some, ...(some.rows && { rows: more(some.rows) }) };
        const long = { ...answer, ...(some.largest && { largest: more(some.largest) }) };
        const show = isPlain ? undefined : restsListing(log);
        const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString();
        expect(text(jsonOf(writeInPieces(long, show)))).toBe(text(jsonOf(writeJson(long, show))));
      }),
    ));
});
