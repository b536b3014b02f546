import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Entries, flows, limit, points, ran, schedules } from './schedules.js';

const overflow = fc.constantFrom('drop', 'defer');

/** What becomes due in each quarter, in all or of a deal; nothing where it has no row. */
const dueIn = ({ rows, totals }: { rows: Entries; totals: Entries }, deal?: string): Map<string, number> => {
  const entries = deal === undefined ? totals : rows.filter((row) => row.deal === deal);
  const due = flows(points(entries, 'dueKw'));
  return new Map(entries.map(({ period }, index) => [String(period), due[index]!]));
};

describe('A cap that drops', () => {
  it('leaves of each quarter as much as there is room for beside what runs', () => {
    fc.assert(
      fc.property(schedules, limit, (history, perQuarterKw) => {
        const capTo = (kw: number) =>
          ran(history, [{ op: 'cap', perQuarterKw: kw, overflow: 'drop' }]).views[0]!;
        const { baseline, scenario } = capTo(perQuarterKw);
        const [before, after, fixed] = [baseline, scenario, capTo(0).scenario].map((one) => dueIn(one));
        for (const [period, kw] of before!) {
          // What was due before the as-of date takes the room of its quarter, too.
          if (period < '2026') continue;
          const running = fixed!.get(period) ?? 0;
          expect([period, after!.get(period) ?? 0]).toEqual([
            period,
            Math.max(running, Math.min(perQuarterKw, kw)),
          ]);
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
