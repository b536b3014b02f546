import fc from 'fast-check';
import type { restsListing } from '../../projections/kit/rests.js';

const ids = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 30 });
const entry = fc.record({
  party: fc.option(fc.string({ unit: 'grapheme' })),
  headlineKw: fc.option(fc.record({ low: fc.nat(), point: fc.option(fc.nat()) })),
  rests: ids,
  flags: fc.array(fc.string(), { maxLength: 2 }),
  missing: fc.constant(undefined),
});
/** Answers with some or all of what answers have, as plain objects. */
export const toldAnswers = fc.record(
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
export const log = {
  fact: (id: string) => (id === 'd' ? undefined : { position: id.charCodeAt(0), confidential: id === 'c' }),
  confidentialFrom: 1,
} as unknown as Parameters<typeof restsListing>[0];
