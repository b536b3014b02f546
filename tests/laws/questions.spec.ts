import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { History } from '../../projections/kit/log.js';
import type { Measure } from '../../projections/kit/measure.js';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, fact, tranche } from '../spec/facts.js';
import { allDeals, histories, questions } from './histories.js';

type Entry = Record<string, unknown>;

const runs = { numRuns: 100 };

/** The same history, had some of it never happened. */
const without = (history: History, type: string): History => {
  const again = new History();
  const facts = ['party', 'deal'].flatMap((category) =>
    [...history.streams(category)].flatMap((stream) => history.facts(stream)),
  );
  for (const one of facts.toSorted((left, right) => left.position - right.position))
    if (one.type !== type) again.append(one);
  return again;
};

const tranchesIn = (history: History, parts: Parameters<typeof show>[2]): Entry[] =>
  show(history, 'slippage', parts).tranches as Entry[];

describe('Slippage', () => {
  it('is nothing in a log in which no date was moved', () => {
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        for (const { slippedDays, moves } of tranchesIn(without(history, 'CapacityRescheduled'), parts)) {
          if (slippedDays !== null) expect(slippedDays).toEqual({ low: 0, point: 0, high: 0 });
          expect(moves).toEqual([]);
        }
      }),
      runs,
    );
  });

  it('is the sum of its moves, and lies within what they may be', () => {
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        for (const { slippedDays, moves } of tranchesIn(history, parts)) {
          if (slippedDays === null) continue;
          const sum = (end: keyof Measure): number =>
            (moves as Entry[]).reduce((days, move) => days + Number((move.slippedDays as Measure)[end]), 0);
          const { low, point, high } = slippedDays as Measure;
          expect(point).toBe(sum('point'));
          expect(Number(low)).toBeGreaterThanOrEqual(sum('low'));
          expect(Number(high)).toBeLessThanOrEqual(sum('high'));
        }
      }),
      runs,
    );
  });

  it('of several lies between the least and the most of them', () => {
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        const own = tranchesIn(history, parts);
        for (const row of show(history, 'slippage', { ...parts, by: ['provider'] }).rows) {
          const { low, high } = (row.slippedDays ?? { low: 0, high: 0 }) as Measure;
          const theirs = own.flatMap(({ slippedDays }) => (slippedDays ? [slippedDays as Measure] : []));
          expect(Number(low)).toBeGreaterThanOrEqual(Math.min(0, ...theirs.map((one) => Number(one.low))));
          expect(Number(high)).toBeLessThanOrEqual(Math.max(0, ...theirs.map((one) => Number(one.high))));
        }
      }),
      runs,
    );
  });
});

describe('Every answer to the newer questions', () => {
  it.each(['slippage', 'overlaps', 'labs'])('of %s has low ≤ point ≤ high', (view) => {
    fc.assert(
      fc.property(histories, questions, (history, parts) => {
        const { rows, totals } = show(history, view, {
          ...parts,
          ...(view === 'labs' && { options: { lab: 'openai' } }),
        });
        for (const entry of [...rows, ...totals])
          for (const value of Object.values(entry)) {
            if (typeof value !== 'object' || value === null || !('point' in value)) continue;
            const { low, point, high } = value as Measure;
            if (point !== null) expect(Number(low)).toBeLessThanOrEqual(Number(point));
            if (high !== null) expect(Number(point ?? low)).toBeLessThanOrEqual(Number(high));
          }
      }),
      runs,
    );
  });
});

const names = ['a', 'b', 'c'];
const reference = fc
  .tuple(fc.constantFrom(...allDeals), fc.constantFrom(...names))
  .map((parts) => parts.join('/'));
const powers = ['1 GW', 'about 2 GW', 'up to 3 GW', 'at least 1 GW', 'undisclosed'];
const statements = fc.array(
  fc.record({
    one: reference,
    other: reference,
    power: fc.option(fc.constantFrom(...powers), { nil: undefined }),
  }),
  { maxLength: 8 },
);
const sizes = fc.array(fc.constantFrom(...powers), { minLength: 9, maxLength: 9 });

describe('An overlap', () => {
  const committed = (all: readonly string[]): Sent[] => [
    ...cast,
    ...allDeals.map((stream) => deal(stream)),
    ...allDeals.flatMap((stream, place) =>
      names.map((name, index) =>
        tranche(stream, name, all[place * 3 + index], { layer: index ? 'site' : 'hosting' }),
      ),
    ),
  ];
  const overlap = (one: string, other: string, power: string | undefined): Sent => {
    const [stream = '', name = ''] = one.split('/');
    return fact('2025-06-01', stream, 'OverlapStated', {
      tranche: name,
      with: other,
      ...(power && { power }),
    });
  };
  const rowsOf = (facts: Sent[]): Entry[] =>
    show(ledger(facts), 'overlaps', { effectiveAt: '2026-01-01' }).rows.map(({ rests: _, ...row }) => row);

  it('is the same from whichever side it is stated', () => {
    fc.assert(
      fc.property(sizes, statements, (all, stated) => {
        const apart = stated.filter(({ one, other }) => one !== other);
        const one = rowsOf([
          ...committed(all),
          ...apart.map(({ one: a, other, power }) => overlap(a, other, power)),
        ]);
        const turned = apart.map(({ one: a, other, power }) => overlap(other, a, power));
        expect(rowsOf([...committed(all), ...turned])).toEqual(one);
      }),
      runs,
    );
  });

  it('is no more than either side', () => {
    fc.assert(
      fc.property(sizes, statements, (all, stated) => {
        for (const row of rowsOf([
          ...committed(all),
          ...stated.map(({ one, other, power }) => overlap(one, other, power)),
        ])) {
          const [shared, own, other] = [row.overlapKw, row.powerKw, row.withPowerKw] as Measure[];
          for (const side of [own!, other!])
            if (side.high !== null) expect(Number(shared!.high)).toBeLessThanOrEqual(Number(side.high));
        }
      }),
      runs,
    );
  });
});
