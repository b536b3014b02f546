import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { boundedSchedules, type Entries, flows, limit, points, ran, schedules } from './schedules.js';

const overflow = fc.constantFrom('drop', 'defer');

/** What becomes due in each quarter, in all or of a deal; nothing where it has no row. */
const dueIn = ({ rows, totals }: { rows: Entries; totals: Entries }, deal?: string): Map<string, number> => {
  const entries = deal === undefined ? totals : rows.filter((row) => row.deal === deal);
  const due = flows(points(entries, 'dueKw'));
  return new Map(entries.map(({ period }, index) => [String(period), due[index]!]));
};

type Ends = Record<'low' | 'point' | 'high', number | null>;
const endsOf = (entry: Readonly<Record<string, unknown>>, measure: string): Ends => entry[measure] as Ends;

/** The most that may have become due by the end of each quarter. */
const highs = (entries: Entries): number[] => entries.map((entry) => endsOf(entry, 'dueKw').high ?? Infinity);

/** The room that tranches take of each quarter: of a vague date where it begins and where it ends. */
const takenBy = (rows: Entries): Map<string, number> => {
  const taken = new Map<string, number>();
  for (const own of Map.groupBy(rows, ({ tranche }) => tranche).values()) {
    const [surely, perhaps] = [flows(points(own, 'dueKw')), flows(highs(own))];
    own.forEach(({ period }, index) =>
      taken.set(String(period), (taken.get(String(period)) ?? 0) + Math.max(surely[index]!, perhaps[index]!)),
    );
  }
  return taken;
};

describe('A cap that drops', () => {
  it('leaves of each quarter as much as there is room for beside what runs', () => {
    fc.assert(
      fc.property(schedules, limit, (history, perQuarterKw) => {
        const capTo = (kw: number) =>
          ran(history, [{ op: 'cap', perQuarterKw: kw, overflow: 'drop' }], 'tranche').views[0]!;
        const { baseline, scenario } = capTo(perQuarterKw);
        const { scenario: still } = capTo(0);
        const [before, after, fixed] = [baseline, scenario, still].map((one) => dueIn(one));
        const reserved = takenBy(still.rows);
        for (const [period, kw] of before!) {
          // What was due before the as-of date takes the room of its quarter, too.
          if (period < '2026') continue;
          const running = fixed!.get(period) ?? 0;
          const room = Math.max(0, perQuarterKw - (reserved.get(period) ?? 0));
          expect([period, after!.get(period) ?? 0]).toEqual([period, running + Math.min(room, kw - running)]);
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('Two caps, of one deal and of all', () => {
  it('are both kept to, whichever is named first, except by what already draws power', () => {
    fc.assert(
      fc.property(schedules, limit, limit, overflow, fc.boolean(), (history, one, all, over, isTurned) => {
        const caps = [
          { op: 'cap', scope: { deal: 'deal-one' }, perQuarterKw: one, overflow: over },
          { op: 'cap', perQuarterKw: all, overflow: over },
        ];
        const { scenario } = ran(history, isTurned ? caps.toReversed() : caps).views[0]!;
        const running = ran(history, [{ op: 'cap', perQuarterKw: 0, overflow: 'drop' }]).views[0]!.scenario;
        for (const [deal, kw] of [
          ['deal-one', one],
          [undefined, all],
        ] as const) {
          const fixed = dueIn(running, deal);
          for (const [period, due] of dueIn(scenario, deal))
            if (period > '2025-Q4') expect(due).toBeLessThanOrEqual(Math.max(kw, fixed.get(period) ?? 0));
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('A cap on what is stated within bounds', () => {
  const drawn = fc.property(boundedSchedules, limit, overflow, (history, perQuarterKw, over) => {
    const capTo = (kw: number, how: string) =>
      ran(history, [{ op: 'cap', perQuarterKw: kw, overflow: how }]).views[0]!;
    const { baseline, scenario } = capTo(perQuarterKw, over);
    // What draws power and has no upper end is left alone, and listed: beside it nothing can be held to.
    const fixed = flows(highs(capTo(0, 'drop').scenario.totals)).map((kw) => (Number.isNaN(kw) ? 0 : kw));
    const most = highs(scenario.totals);
    // The first quarter is where what was due before is, too. Vague dates may come as early as there was room before.
    let room = most[0] ?? 0;
    for (const [index, high] of most.entries()) {
      if (index > 0) room += Math.max(perQuarterKw, fixed[index] ?? 0);
      expect(high).toBeLessThanOrEqual(room);
    }
    const headlines = [baseline, scenario].map(({ totals }) => endsOf(totals.at(-1) ?? {}, 'headlineKw'));
    if (over === 'defer') expect(headlines[1]).toEqual(headlines[0]);
  });

  it('holds for the most that may come, and defers what is beyond it end by end', () => {
    fc.assert(drawn, { numRuns: 100 });
  });

  it('holds in all, beside what draws power', () => {
    fc.assert(
      fc.property(boundedSchedules, limit, overflow, (history, cumulativeKw, over) => {
        const capTo = (kw: number, how: string) =>
          ran(history, [{ op: 'cap', cumulativeKw: kw, overflow: how }]).views[0]!;
        const { baseline, scenario } = capTo(cumulativeKw, over);
        const still = Math.max(0, ...highs(capTo(0, 'drop').scenario.totals));
        for (const high of highs(scenario.totals))
          expect(high).toBeLessThanOrEqual(Math.max(cumulativeKw, still));
        const headlines = [baseline, scenario].map(({ totals }) => endsOf(totals.at(-1) ?? {}, 'headlineKw'));
        if (over === 'defer') expect(headlines[1]).toEqual(headlines[0]);
      }),
      { numRuns: 60 },
    );
  });
});
