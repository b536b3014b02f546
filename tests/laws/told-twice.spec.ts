import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Measure } from '../../projections/kit/measure.js';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, fact, tranche } from '../spec/facts.js';

/** A hundred megawatts: in which of three statements it is told, and whether it runs. */
interface Cell {
  told: readonly string[];
  runs: boolean;
}

const names = ['a', 'b', 'c'] as const;
/** The first and the last have nothing in common: what is told twice forms no circle. */
const cell: fc.Arbitrary<Cell> = fc.record({
  told: fc.constantFrom(['a'], ['b'], ['c'], ['a', 'b'], ['b', 'c']),
  runs: fc.boolean(),
});

interface How {
  words: number;
  isObserved: boolean;
  isDue: boolean;
  isSigned: boolean;
  by: number;
}
const how = fc.record({
  words: fc.nat(3),
  isObserved: fc.boolean(),
  isDue: fc.boolean(),
  isSigned: fc.boolean(),
  by: fc.integer({ min: 1, max: 3 }),
});

const worded = (count: number, { words, by }: Pick<How, 'words' | 'by'>): string =>
  [
    `${count}00 MW`,
    `at least ${Math.max(1, count - by)}00 MW`,
    `up to ${count + by}00 MW`,
    `${Math.max(0, count - by)}00-${count + by}00 MW`,
  ][words]!;

const inside = (cells: readonly Cell[], ...told: readonly string[]): Cell[] =>
  cells.filter((one) => told.every((name) => one.told.includes(name)));

const sentOf = (name: string, cells: readonly Cell[], as: How): Sent[] => {
  const own = inside(cells, name);
  if (own.length === 0) return [];
  const terms = as.isDue ? { due: '2025-06' } : {};
  const level = { tranche: 't', power: `${own.filter(({ runs }) => runs).length}00 MW` };
  return [
    deal(`deal-${name}`, as.isSigned ? 'signed' : 'announced'),
    tranche(`deal-${name}`, 't', worded(own.length, as), terms),
    ...(as.isObserved ? [fact('2025-07-01', `deal-${name}`, 'CapacityEnergized', level)] : []),
  ];
};

const stated = (one: string, other: string, cells: readonly Cell[], as: How): Sent[] => {
  const [both, left, right] = [inside(cells, one, other), inside(cells, one), inside(cells, other)];
  if (both.length === 0) return [];
  const isWhole = both.length === left.length || both.length === right.length;
  const power =
    isWhole && as.isObserved ? {} : { power: worded(both.length, { ...as, words: as.words % 2 }) };
  return [
    fact('2025-02-01', `deal-${one}`, 'OverlapStated', { tranche: 't', with: `deal-${other}/t`, ...power }),
  ];
};

const kw = (cells: readonly Cell[]): number => cells.length * 100_000;

describe('What is told twice in one layer', () => {
  it('leaves the truth within the bounds of every measure of the total', () => {
    fc.assert(
      fc.property(
        fc.array(cell, { minLength: 1, maxLength: 12 }),
        fc.tuple(how, how, how),
        fc.tuple(how, how),
        (cells, ways, overlaps) => {
          const history = ledger([
            ...cast,
            ...names.flatMap((name, place) => sentOf(name, cells, ways[place]!)),
            ...stated('a', 'b', cells, overlaps[0]),
            ...stated('b', 'c', cells, overlaps[1]),
          ]);
          const [total] = show(history, 'compute-capacity', { effectiveAt: '2026-01-01' }).totals;
          const anyOf = (has: (way: How) => boolean): Cell[] =>
            cells.filter(({ told }) => told.some((name) => has(ways[names.indexOf(name as 'a')]!)));
          const [all, running] = [kw(cells), kw(cells.filter(({ runs }) => runs))];
          const due = kw(anyOf(({ isDue }) => isDue));
          const truth = {
            headlineKw: all,
            signedKw: kw(anyOf(({ isSigned }) => isSigned)),
            energizedKw: running,
            dueKw: due,
            outstandingKw: all - running,
            // By the definition what runs is taken off all that is due, whether it was due itself or not.
            ...(due === all && { overdueKw: all - running }),
          };
          for (const [name, value] of Object.entries(truth)) {
            const { low, high } = total![name] as Measure;
            expect(low, `${name} ${JSON.stringify(total)}`).toBeLessThanOrEqual(value);
            if (high !== null) expect(high, `${name} ${JSON.stringify(total)}`).toBeGreaterThanOrEqual(value);
          }
          // What runs is within what is there: here nothing runs beyond what was told of it.
          const [level, headline] = [total!.energizedKw, total!.headlineKw] as [Measure, Measure];
          if (headline.high !== null) expect(level.high).toBeLessThanOrEqual(Number(headline.high));
        },
      ),
      { numRuns: 600 },
    );
  });
});
