import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { conflictsOf, type EditFootprint } from '../../src/simulator/edits/conflicts.js';

const field = fc.constantFrom(
  'deal-one.*',
  'deal-one.tranches',
  'deal-one/a.*',
  'deal-one/a.due',
  'deal-one/a.power',
  'deal-one/ab.due',
  'deal-one-more/a.due',
  'assumption:x',
);
const fields = fc.array(field, { maxLength: 3 });
const printed: fc.Arbitrary<EditFootprint> = fc
  .record({
    op: fc.constantFrom('delay', 'scale', 'cap'),
    isLast: fc.boolean(),
    reads: fields,
    sets: fields,
    adds: fields,
  })
  .map(({ sets, adds: added, ...print }) => {
    const adds = added.filter((one) => !sets.includes(one));
    return { ...print, writes: [...sets, ...adds], adds };
  });

/** A whole has all that begins with it; else only the same is the same. */
const touches = (one: string, other: string): boolean =>
  one === other ||
  [
    [one, other],
    [other, one],
  ].some(
    ([whole, part]) =>
      whole!.endsWith('.*') && ['.', '/'].some((mark) => part!.startsWith(whole!.slice(0, -2) + mark)),
  );
const meet = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((one) => others.some((other) => touches(one, other)));
const setBy = ({ writes, adds = [] }: EditFootprint): string[] => writes.filter((one) => !adds.includes(one));
const addsUp = ({ op, reads }: EditFootprint): boolean =>
  op === 'delay' && reads.every((name) => !name.endsWith('.due'));

describe('Edits whose order may matter', () => {
  it('are those that comparing each with each finds', () => {
    fc.assert(
      fc.property(fc.array(printed, { maxLength: 8 }), (edits) => {
        const pairs = edits.flatMap((left, one) =>
          edits.flatMap((right, other): [number, number][] => {
            if (other <= one || left.isLast !== right.isLast || (addsUp(left) && addsUp(right))) return [];
            const { reads, writes } = left;
            const isMet =
              meet(setBy(left), right.writes) ||
              meet(writes, setBy(right)) ||
              meet(reads, right.writes) ||
              meet(writes, right.reads);
            return isMet ? [[one, other]] : [];
          }),
        );
        const found = conflictsOf(edits).flatMap((others, one) => others.map((other) => [one, other]));
        expect(found).toEqual(pairs);
      }),
      { numRuns: 500 },
    );
  });
});
