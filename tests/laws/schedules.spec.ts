import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addBounds, type Bounds, nothing } from '../../events/kit/quantity.js';
import { type Instalment, scheduleOf } from '../../projections/kit/schedule.js';
import { expectFound } from './found.js';

const runs = { numRuns: 2_000 };

/** In whole cents, month by month: the earlier parts take the odd ones. */
const evenly = (amount: bigint, parts: number): bigint[] =>
  Array.from({ length: parts }, (_, part) => {
    const [share, odd] = [amount / BigInt(parts), amount % BigInt(parts)];
    return BigInt(part) < odd ? share + 1n : share;
  });

const listOf = (amount: bigint, months: number, inQuarters: boolean): bigint[] =>
  inQuarters ? evenly(amount, months / 3).flatMap((quarter) => evenly(quarter, 3)) : evenly(amount, months);

/** The day of each month, counted with the platform's own calendar; the last one where a month has no such day. */
const dayLater = (first: string, months: number): string => {
  const [year = 0, month = 0, day = 0] = first.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
};

/** All months of a term, each by itself. */
const listed = ({ low, point, high }: Bounds, first: string, months: number): Instalment[] => {
  const inQuarters = /-(?:01|04|07|10)-01$/.test(first) && months % 3 === 0;
  const [lows, points, highs] = [low, point, high].map((end) =>
    end === null ? null : listOf(end, months, inQuarters),
  );
  return Array.from({ length: months }, (_, month) => ({
    due: dayLater(first, month),
    amount: { low: lows![month]!, point: points?.[month] ?? null, high: highs?.[month] ?? null },
  }));
};

const sumOf = (instalments: readonly Instalment[]): Bounds =>
  instalments.map(({ amount }) => amount).reduce(addBounds, nothing);

const cents = fc.bigInt({ min: 0n, max: 10_000n });
const totals: fc.Arbitrary<Bounds> = fc
  .record({ low: cents, more: cents, most: fc.option(cents), isExact: fc.boolean(), isOpen: fc.boolean() })
  .map(({ low, more, most, isExact, isOpen }) => {
    if (isExact) return { low, point: low, high: low };
    return { low, point: isOpen ? null : low + more, high: most === null ? null : low + more + most };
  });
const days = fc
  .integer({ min: 0, max: 40 * 365 })
  .map((later) => new Date(Date.UTC(2010, 0, 1 + later)).toISOString().slice(0, 10));
const monthFirsts = fc
  .integer({ min: 0, max: 100 })
  .map((later) => new Date(Date.UTC(2020, later, 1)).toISOString().slice(0, 10));
const firsts = fc.oneof(monthFirsts, days);
const months = fc.oneof(
  fc.integer({ min: 1, max: 90 }),
  fc.integer({ min: 1, max: 30 }).map((count) => count * 3),
);

describe('What falls due of an amount over a term', () => {
  it('is what its months come to, each by itself: between any days, after one and before one', () => {
    const found = { within: 0, inQuarters: 0, cut: 0 };
    fc.assert(
      fc.property(
        totals,
        firsts,
        months,
        fc.tuple(firsts, firsts, firsts),
        (amount, first, count, [from, to, end]) => {
          const list = listed(amount, first, count);
          const schedule = scheduleOf({ amount, over: { from: first, months: count } }, to)!;
          const within = ({ due }: Instalment): boolean => due >= from && due <= to;
          const isEarly = ({ due }: Instalment): boolean => due < end;
          expect(schedule.amount).toEqual(amount);
          expect(schedule.instalments).toEqual(list);
          expect(schedule.within(from, to)).toEqual(sumOf(list.filter(within)));
          expect(schedule.after(from)).toEqual(sumOf(list.filter(({ due }) => due > from)));
          const early = list.filter(isEarly);
          const cut = schedule.before(end);
          expect([cut.amount, cut.instalments]).toEqual([sumOf(early), early]);
          expect(cut.within(from, to)).toEqual(sumOf(early.filter(within)));
          expect(cut.after(from)).toEqual(sumOf(early.filter(({ due }) => due > from)));
          expect(cut.before(to).amount).toEqual(sumOf(early.filter(({ due }) => due < to)));
          if (list.some(within) && !list.every(within)) found.within++;
          if (count % 3 === 0 && /-(?:01|04|07|10)-01$/.test(first)) found.inQuarters++;
          if (early.length > 0 && early.length < count) found.cut++;
        },
      ),
      runs,
    );
    expectFound(found.within, 200);
    expectFound(found.inQuarters, 100);
    expectFound(found.cut, 200);
  });
});
