import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { comparePlaces, FirstRests, placeOfEvent } from '../../projections/kit/first-rests.js';
import { mostListed } from '../../projections/kit/listed-rests.js';
import { listRests } from '../../projections/kit/rests.js';

/** Events 1 to 150, of which every fortieth is confidential; any other id was brought by an edit. */
const log = {
  confidentialFrom: 40,
  fact: (id: string) => {
    const position = Number(id);
    return position > 0
      ? ({ id, position, ...(position % 40 === 0 && { confidential: true }) } as never)
      : undefined;
  },
};
const id = fc.oneof(
  fc.integer({ min: 1, max: 150 }).map(String),
  fc.nat({ max: 5 }).map((number) => `brought-${number}`),
);
/** Ids that come and go, so many at a time that what is known of them runs out now and then. */
const change = fc.record({
  come: fc.uniqueArray(id, { maxLength: 60 }),
  gone: fc.uniqueArray(id, { maxLength: 60 }),
});

describe('The first events that a number rests on', () => {
  it('are those of all that are there, in order, whatever came and went before', () => {
    fc.assert(
      fc.property(fc.array(change, { maxLength: 8 }), (changes) => {
        const ids = new Map<string, number>();
        const first = new FirstRests(ids, log);
        for (const { come, gone } of changes) {
          for (const one of come.filter((name) => !ids.has(name))) {
            ids.set(one, 1);
            first.add(one);
          }
          for (const one of gone) if (ids.delete(one)) first.remove(one);
          const places = [...ids.keys()].map((name) => placeOfEvent(name, log)).sort(comparePlaces);
          const isConfidential = places.some(([, name]) => Number(name) % 40 === 0);
          expect(listRests({ rests: first.listed }, log)).toEqual({
            rests: places.slice(0, mostListed).map(([, name]) => name),
            restsCount: ids.size,
            ...(isConfidential && { confidential: true }),
          });
        }
      }),
    );
  });
});
