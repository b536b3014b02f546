import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedContainers, containedSchedules, type Entries, flows, limit, ran } from './schedules.js';
import type { History } from '../../projections/kit/log.js';
import { ledger } from '../given.js';
import { cast, deal, fact, tranche } from '../spec/facts.js';

const overflow = fc.constantFrom('drop', 'defer');

type Ends = Record<'low' | 'point' | 'high', number | null>;
const endsOf = (entry: Readonly<Record<string, unknown>> | undefined, measure: string): Ends | undefined =>
  entry?.[measure] as Ends | undefined;
/** The most that may have become due by the end of each quarter. */
const highs = (entries: Entries): number[] =>
  entries.map((entry) => endsOf(entry, 'dueKw')?.high ?? Infinity);

const capped = (history: History, limits: object, how: string) =>
  ran(history, [{ op: 'cap', ...limits, overflow: how }]).views[0]!;

/** What is deferred is there all the same, as signed and as firm as it was. */
const expectConserved = ({ baseline, scenario }: ReturnType<typeof capped>): void => {
  for (const measure of ['headlineKw', 'signedKw', 'firmKw', 'energizedKw'])
    expect([measure, endsOf(scenario.totals.at(-1), measure)]).toEqual([
      measure,
      endsOf(baseline.totals.at(-1), measure),
    ]);
};

describe('A cap on wholes and their parts', () => {
  it.each([
    ['as they are told', containedSchedules],
    ['stated within bounds', boundedContainers],
  ])('is never exceeded in a quarter by the most that may come: %s', (_, schedules) => {
    fc.assert(
      fc.property(schedules, limit, overflow, (history, perQuarterKw, over) => {
        const after = capped(history, { perQuarterKw }, over);
        // What draws power and has no upper end is left alone, and listed: beside it nothing can be held to.
        const still = capped(history, { perQuarterKw: 0 }, 'drop').scenario.totals;
        const fixed = flows(highs(still)).map((kw) => (Number.isNaN(kw) ? 0 : kw));
        const most = highs(after.scenario.totals);
        // The first quarter is where what was due before is, too. Vague dates may come as early as there was room before.
        let room = most[0] ?? 0;
        for (const [index, high] of most.entries()) {
          if (index > 0) room += Math.max(perQuarterKw, fixed[index] ?? 0);
          expect(high).toBeLessThanOrEqual(room);
        }
        if (over === 'defer') expectConserved(after);
      }),
      { numRuns: 100 },
    );
  });

  it('is never exceeded in all', () => {
    fc.assert(
      fc.property(containedSchedules, limit, overflow, (history, cumulativeKw, over) => {
        const after = capped(history, { cumulativeKw }, over);
        const still = Math.max(0, ...highs(capped(history, { cumulativeKw: 0 }, 'drop').scenario.totals));
        for (const high of highs(after.scenario.totals))
          expect(high).toBeLessThanOrEqual(Math.max(cumulativeKw, still));
        if (over === 'defer') expectConserved(after);
      }),
      { numRuns: 60 },
    );
  });

  // 4 GW that took the place of 4 GW, of which 1 GW is named: 4 in all, and not 5.
  it('has room for what took the place of a whole, and for the parts of that in it', () => {
    const history = ledger([
      ...cast,
      deal('deal-old'),
      deal('deal-new'),
      deal('deal-part'),
      tranche('deal-old', 'all', '4 GW', { due: '2027-Q2' }),
      tranche('deal-new', 'all', '4 GW', { due: '2027-Q2' }),
      tranche('deal-part', 'part', '1 GW', { due: '2027-Q2', partOf: 'deal-old/all' }),
      fact('2025-06-01', 'deal-old', 'StageReached', { stage: 'superseded', by: 'deal-new' }),
    ]);
    const { baseline, scenario } = capped(history, { perQuarterKw: 4_000_000 }, 'drop');
    expect(scenario.totals).toEqual(baseline.totals);
    expect(highs(baseline.totals).at(-1)).toBe(4_000_000);
  });

  it('changes nothing where there is room for all', () => {
    fc.assert(
      fc.property(containedSchedules, overflow, fc.boolean(), (history, over, isInAll) => {
        const limits = { [isInAll ? 'cumulativeKw' : 'perQuarterKw']: 20_000_000 };
        const { baseline, scenario } = capped(history, limits, over);
        expect(scenario.totals).toEqual(baseline.totals);
      }),
      { numRuns: 60 },
    );
  });
});
