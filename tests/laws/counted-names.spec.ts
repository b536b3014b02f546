import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SumColumns, sumsAddendOf } from '../../projections/kit/sum-columns.js';
import { type Parts, Sum } from '../../projections/kit/measure.js';
import { NumberedCounts } from '../../projections/kit/numbered-counts.js';
import { NumberCounts } from '../../projections/kit/number-counts.js';
import { NumberedNames } from '../../projections/kit/numbered-names.js';

/** How often each of some is added, and taken off again. */
const turns = (most: number) =>
  fc.array(fc.tuple(fc.nat({ max: most }), fc.integer({ min: -400, max: 400 })), { maxLength: 200 });

describe('Counts of numbers', () => {
  it('say how often each was counted before, beyond what a byte holds, too, and which are', () => {
    fc.assert(
      fc.property(turns(2_000), (added) => {
        const [counts, plain] = [new NumberCounts(), new Map<number, number>()];
        for (const [number, times] of added) {
          expect(counts.add(number, times)).toBe(plain.get(number) ?? 0);
          plain.set(number, (plain.get(number) ?? 0) + times);
        }
        const there = [...plain].filter(([, count]) => count !== 0).map(([number]) => number);
        expect([...counts.numbers()].sort()).toEqual(there.sort());
      }),
    );
  });
});

describe('Counts of names that share their numbers', () => {
  it.each([4, 14, 15, 16, 17, 40, 400])('know which are there, few or many: of %d', (many) => {
    const change = fc.tuple(fc.boolean(), fc.nat({ max: many - 1 }), fc.constantFrom(1, 1, 2, 300));
    fc.assert(
      fc.property(fc.array(change, { maxLength: 120 }), (changes) => {
        const names = new NumberedNames();
        const all = [new NumberedCounts(names), new NumberedCounts(names)];
        const plain = all.map(() => new Map<string, number>());
        for (const [isFirst, number, times] of changes) {
          const which = isFirst ? 0 : 1;
          const [counts, own, name] = [all[which], plain[which], `n${number}`];
          const before = own?.get(name) ?? 0;
          // Every other time all of it is taken off again.
          const turn = before > 0 ? -1 : 1;
          for (let time = 0; time < (turn < 0 ? before : times); time++) counts?.add(name, turn);
          own?.set(name, turn < 0 ? 0 : times);
          const there = [...(own ?? [])].filter(([, count]) => count > 0).map(([one]) => one);
          expect(counts?.size).toBe(there.length);
          expect([...(counts ?? [])].sort()).toEqual(there.sort());
          expect(counts?.has(name)).toBe((own?.get(name) ?? 0) > 0);
          expect(counts?.sorted).toEqual(there.sort());
        }
      }),
    );
  });
});

describe('A sum of whole numbers', () => {
  const near = 2n ** 53n;
  const whole = fc.oneof(
    fc.bigInt({ min: 0n, max: 1_000n }),
    fc.bigInt({ min: near - 3n, max: near + 3n }),
    fc.bigInt({ min: 0n, max: 2n ** 80n }),
  );

  it('is exact, however large, and what it was once something is taken off', () => {
    fc.assert(
      fc.property(fc.array(whole, { maxLength: 12 }), fc.array(whole, { maxLength: 12 }), (kept, gone) => {
        const part = (value: bigint) => ({ bounds: { low: value, point: value + 1n, high: value + 2n } });
        const [sum, other] = [new Sum(), new Sum()];
        for (const value of [...kept, ...gone]) sum.add(part(value), 1n);
        for (const value of gone) sum.add(part(value), -1n);
        for (const value of kept) other.include(sumOf(part(value)));
        const total = kept.reduce((one, value) => one + value, 0n);
        const count = BigInt(kept.length);
        expect(sum.bounds).toEqual({
          low: total,
          point: kept.length === 0 ? 0n : total + count,
          high: total + 2n * count,
        });
        expect(sum.makings).toBe(other.makings);
      }),
    );
  });

  it('is the same in a cell, beside those of other measures', () => {
    const added = fc.array(
      fc.record({ one: whole, other: whole, isOpen: fc.boolean(), isOff: fc.boolean() }),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(added, (all) => {
        const [cell, one, other] = [new SumColumns(2), new Sum(), new Sum()];
        const partsOf = (ends: (typeof all)[number]): Parts => ({
          one: { bounds: { low: ends.one, point: null, high: ends.isOpen ? null : ends.one + 5n } },
          none: { bounds: { low: 7n, point: 7n, high: 7n } },
          other: { bounds: { low: ends.other, point: ends.other, high: ends.other }, unseen: ends.isOpen },
        });
        for (const ends of all) {
          const parts = partsOf(ends);
          cell.add(sumsAddendOf(parts, ['one', 'other']), 1);
          if (ends.isOff) cell.add(sumsAddendOf(parts, ['one', 'other']), -1);
          if (ends.isOff || !parts.one || !parts.other) continue;
          one.add(parts.one, 1n);
          other.add(parts.other, 1n);
        }
        expect([cell.at(0), cell.at(1)].map(({ makings }) => makings)).toEqual([one.makings, other.makings]);
        expect([cell.at(0), cell.at(1)].map(({ measure }) => measure)).toEqual([one.measure, other.measure]);
        expect([cell.measureAt(0), cell.measureAt(1)]).toEqual([one.measure, other.measure]);
      }),
    );
  });

  const sumOf = (part: Parameters<Sum['add']>[0]): Sum => {
    const sum = new Sum();
    sum.add(part, 1n);
    return sum;
  };
});
