import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withEntry } from '../../events/kit/entries.js';

const key = fc.nat({ max: 45 }).map((number) => `key-${number}`);
/** Which of the maps so far is gone on from, the key, and which of them is looked at meanwhile. */
const step = fc.record({ from: fc.nat(), key, seen: fc.nat() });

const at = <T>(all: readonly T[], number: number): T => all[number % all.length]!;

describe('Maps that go on from one another', () => {
  it('are each what they would be if every one were copied, in the same order', () => {
    fc.assert(
      fc.property(fc.integer({ min: 28, max: 40 }), fc.array(step, { maxLength: 30 }), (size, steps) => {
        const first = new Map(Array.from({ length: size }, (_, number) => [`key-${number}`, number]));
        const maps: ReadonlyMap<string, number>[] = [first];
        const plain = [new Map(first)];
        const compare = (one: ReadonlyMap<string, number>, other: ReadonlyMap<string, number>): void => {
          expect([...one]).toEqual([...other]);
          const walked: [string, number][] = [];
          one.forEach((value, name) => walked.push([name, value]));
          expect([walked, [...one.entries()]]).toEqual([[...other], [...other]]);
          expect([[...one.keys()], [...one.values()]]).toEqual([[...other.keys()], [...other.values()]]);
          expect([one.size, one.get('key-44'), one.has('key-44')]).toEqual([
            other.size,
            other.get('key-44'),
            other.has('key-44'),
          ]);
        };
        steps.forEach(({ from, key: name, seen }, value) => {
          maps.push(withEntry(at(maps, from), name, -value));
          plain.push(new Map(at(plain, from)).set(name, -value));
          compare(at(maps, seen), at(plain, seen));
        });
        maps.forEach((map, number) => compare(map, plain[number]!));
      }),
    );
  });

  it('are walked along as they were when the walk began', () => {
    const all = Array.from({ length: 40 }, (_, number): [string, number] => [`key-${number}`, number]);
    const map = withEntry(new Map(all), 'more', 40);
    const walk = map.keys();
    withEntry(map, 'later', 41);
    expect([...walk]).toEqual([...all.map(([name]) => name), 'more']);
  });
});
