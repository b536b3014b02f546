import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LinesTogether } from '../../projections/kit/lines-together.js';
import { type ClanIds, Families } from '../../projections/kit/family.js';
import type { Line } from '../../projections/kit/line.js';

const names = ['a', 'b', 'c', 'd', 'e', 'f'];
const name = fc.constantFrom(...names);
const perhaps = { nil: undefined, freq: 3 };

/** A line that may be within another, overlap others, and take the place of a statement. */
const anyLine = fc
  .record({
    id: name,
    container: fc.option(name, perhaps),
    others: fc.uniqueArray(name, { maxLength: 2 }),
    statement: fc.option(fc.constantFrom('one', 'two'), perhaps),
    successor: fc.option(fc.constantFrom('two', 'three'), perhaps),
  })
  .map(({ id, container, others, statement, successor }): Line => {
    const overlaps = others.filter((other) => other !== id).map((other) => ({ other, rests: [] }));
    return {
      id,
      keys: { layer: 'chips' },
      parts: { headlineKw: { bounds: { low: 1n, point: 1n, high: 1n } } },
      rests: [],
      flags: [],
      ...(container !== undefined && container > id && { container }),
      ...(overlaps.length > 0 && { overlaps }),
      ...(statement !== undefined && { statement }),
      ...(successor !== undefined && successor !== statement && { successor }),
    };
  });

const rule = {
  within: ['layer'],
  ceilings: {},
  lasting: [],
  size: 'headlineKw',
  derived: (parts: Line['parts']) => parts,
};

const told = ({ lines }: LinesTogether): string =>
  lines
    .map(({ id }) => id)
    .sort()
    .join();

/** Those that overlap, by what came and went, each as it was when it came. */
const takeInto = (known: Map<ClanIds, string>, families: Families): string[] => {
  const { come, gone } = families.takeOverlapping();
  for (const ids of gone) expect(known.delete(ids)).toBe(true);
  for (const ids of come) known.set(ids, told(families.together(ids)));
  return [...known.values()].sort();
};

const familiesOf = (lines: Iterable<Line>): Families => {
  const families = new Families(rule);
  for (const line of lines) families.put(line);
  return families;
};

describe('Families', () => {
  it('know what overlaps after any changes as ones that are read from the start', () =>
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 25 }), (changes) => {
        const [families, lines] = [familiesOf([]), new Map<string, Line>()];
        const known = new Map<ClanIds, string>();
        for (const line of changes) {
          const before = lines.get(line.id);
          // What stands there is taken away now, and another put in its place the next time.
          if (before) families.remove(before);
          else families.put(line);
          if (before) lines.delete(line.id);
          else lines.set(line.id, line);
          expect(takeInto(known, families)).toEqual(takeInto(new Map(), familiesOf(lines.values())));
        }
      }),
    ));
});
