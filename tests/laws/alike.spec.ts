import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Line } from '../../projections/kit/line.js';
import { isAlike, keepAlike, linesBeside } from '../../projections/kit/same-lines.js';
import { StateMemory } from '../../projections/kit/state-memory.js';

/** Few values, so that two that are drawn are often the same. */
const leaf = fc.constantFrom<unknown>(undefined, null, '', 'a', 0, 1, 1n, false);
const some = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(value, { nil: undefined });
const inner = fc.record({ a: leaf, b: leaf }, { requiredKeys: [] });
const list = fc.array(fc.oneof(fc.constantFrom('a', 1n, null), inner), { maxLength: 2 });
const members = fc.record({ a: leaf, b: leaf, inner: some(inner), list: some(list) }, { requiredKeys: [] });
const plain = fc.oneof({ weight: 4, arbitrary: members }, { weight: 1, arbitrary: leaf });
const names = ['a', 'b', 'inner', 'list'] as const;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The same without the members that are undefined, and without some of the outermost. */
const cleaned = (value: unknown, apart: readonly string[] = []): unknown => {
  if (Array.isArray(value)) return value.map((one) => cleaned(one));
  if (!isRecord(value)) return value;
  const told = Object.entries(value).filter(([name, one]) => one !== undefined && !apart.includes(name));
  return Object.fromEntries(told.map(([name, one]) => [name, cleaned(one)]));
};

describe('Two values of plain data', () => {
  it('are alike where they are the same but for what is undefined, and for what is left apart', () => {
    fc.assert(
      fc.property(plain, plain, fc.subarray([...names]), (left, right, apart) => {
        const same = isDeepStrictEqual(cleaned(left, apart), cleaned(right, apart));
        expect(isAlike(left, right, new Set(apart))).toBe(same);
        expect(isAlike(left, right)).toBe(isDeepStrictEqual(cleaned(left), cleaned(right)));
        expect(isAlike(left, structuredClone(left))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});

const bounds = fc.constantFrom(1n, 2n).map((low) => ({ low, point: low, high: low }));
const line: fc.Arbitrary<Line> = fc.record({
  id: fc.constantFrom('x', 'y'),
  keys: fc.record({ party: fc.constantFrom('a', null) }),
  parts: fc.record({ kw: fc.record({ bounds }) }),
  rests: fc.subarray(['e', 'f']),
  flags: fc.subarray(['derived']),
});
const lines = fc.uniqueArray(line, { selector: ({ id }) => id });

describe('Lines that are told again', () => {
  it('are those of before where they say the same, and no others', () => {
    fc.assert(
      fc.property(lines, lines, (before, again) => {
        const kept = keepAlike(before, again);
        expect(kept).toEqual(again);
        kept.forEach((one, place) => {
          const same = before.find((other) => isDeepStrictEqual(other, one));
          expect(one).toBe(same ?? again[place]);
        });
      }),
      { numRuns: 500 },
    );
  });

  it('are beside others where none of those is the same one, though it says the same', () => {
    fc.assert(
      fc.property(lines, lines, (some, more) => {
        const [first, ...rest] = some;
        const others = first ? [first, ...more, ...structuredClone(rest)] : more;
        expect(linesBeside(some, others).map((one) => some.indexOf(one))).toEqual(
          rest.map((_, at) => at + 1),
        );
      }),
    );
  });

  it('are one in a memory where they say the same, of whichever state and however looked at', () => {
    fc.assert(
      fc.property(fc.array(lines, { maxLength: 6 }), (all) => {
        const memory = new StateMemory();
        const states = all.map(() => ({}));
        const told = all.flatMap((tell, place) => [
          ...memory.lines(states[place]!, 'one way', () => tell),
          ...memory.lines(states[place]!, 'another', () => structuredClone(tell)),
        ]);
        expect(told).toEqual(all.flatMap((tell) => [...tell, ...tell]));
        for (const one of told)
          for (const other of told) expect(one === other).toBe(isDeepStrictEqual(one, other));
      }),
      { numRuns: 200 },
    );
  });
});
