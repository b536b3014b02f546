import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { divideHalfToEven } from '../../projections/kit/rounding.js';
import { histories } from './histories.js';
import { type Entries, flows, limit, points, ran, schedules } from './schedules.js';

const deals = ['deal-one', 'deal-two'];

describe('A cap on a quarter', () => {
  it('is never exceeded, except by what already draws power', () => {
    fc.assert(
      fc.property(schedules, limit, fc.constantFrom('drop', 'defer'), (history, perQuarterKw, overflow) => {
        const { baseline, scenario } = ran(history, [{ op: 'cap', perQuarterKw, overflow }]).views[0]!;
        const [before, after] = [baseline, scenario].map(({ totals }) => flows(points(totals, 'dueKw')));
        const running = ran(history, [{ op: 'cap', perQuarterKw: 0, overflow: 'drop' }]).views[0]!.scenario;
        const fixed = flows(points(running.totals, 'dueKw'));
        after!.forEach((flow, quarter) =>
          // What was due before the first quarter and runs is in its stock, too.
          expect(flow).toBeLessThanOrEqual(
            quarter === 0 ? perQuarterKw + (fixed[0] ?? 0) : Math.max(perQuarterKw, fixed[quarter] ?? 0),
          ),
        );
        expect(before!.length).toBe(after!.length);
      }),
      { numRuns: 40 },
    );
  });

  it('defers what is over and loses none of it', () => {
    fc.assert(
      fc.property(schedules, limit, (history, perQuarterKw) => {
        const { baseline, scenario } = ran(history, [{ op: 'cap', perQuarterKw, overflow: 'defer' }])
          .views[0]!;
        expect(points(scenario.totals, 'headlineKw')).toEqual(points(baseline.totals, 'headlineKw'));
      }),
      { numRuns: 40 },
    );
  });

  it('made twice is made once', () => {
    fc.assert(
      fc.property(schedules, limit, fc.constantFrom('drop', 'defer'), (history, perQuarterKw, overflow) => {
        const edit = { op: 'cap', perQuarterKw, overflow };
        const [once, twice] = [[edit], [edit, edit]].map((edits) => ran(history, edits).views[0]!.scenario);
        expect(twice!.totals).toEqual(once!.totals);
      }),
      { numRuns: 20 },
    );
  });
});

describe('A cap in all', () => {
  it('is never exceeded by what is not running, and deferring keeps the headline', () => {
    fc.assert(
      fc.property(schedules, limit, fc.constantFrom('drop', 'defer'), (history, cumulativeKw, overflow) => {
        const { baseline, scenario } = ran(history, [{ op: 'cap', cumulativeKw, overflow }]).views[0]!;
        const running = ran(history, [{ op: 'cap', cumulativeKw: 0, overflow: 'drop' }]).views[0]!.scenario;
        const floor = points(running.totals, 'dueKw');
        points(scenario.totals, 'dueKw').forEach((stock, quarter) =>
          expect(stock).toBeLessThanOrEqual(Math.max(cumulativeKw, floor[quarter] ?? 0)),
        );
        if (overflow === 'defer')
          expect(points(scenario.totals, 'headlineKw')).toEqual(points(baseline.totals, 'headlineKw'));
      }),
      { numRuns: 40 },
    );
  });
});

describe('Reordering', () => {
  it('leaves the totals of every quarter and of every target as they were', () => {
    fc.assert(
      fc.property(schedules, fc.boolean(), (history, isBack) => {
        const targets = isBack ? [...deals].reverse() : deals;
        const { baseline, scenario } = ran(history, [{ op: 'reorder', targets }]).views[0]!;
        expect(points(scenario.totals, 'dueKw')).toEqual(points(baseline.totals, 'dueKw'));
        const headline = ({ rows }: { rows: Entries }): unknown[] =>
          rows.map(({ deal: name, period, headlineKw }) => [name, period, headlineKw]);
        expect(headline(scenario)).toEqual(headline(baseline));
      }),
      { numRuns: 40 },
    );
  });
});

describe('Amending', () => {
  it('with an empty patch changes nothing', () => {
    fc.assert(
      fc.property(histories, fc.nat(), (history, of) => {
        const facts = history.facts('deal-one');
        const event = facts[of % facts.length]!.id;
        const [comparison] = ran(history, [{ op: 'amend', event, patch: {} }]).views;
        expect(comparison!.scenario).toEqual(comparison!.baseline);
      }),
      { numRuns: 40 },
    );
  });
});

describe('An assumption', () => {
  it('in the place of a value is that value', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: -3, max: 30 }), (history, months) => {
        const delay = { op: 'delay', target: 'deal-one', months };
        const read = [
          { op: 'set', assumption: 'slip', value: months },
          { ...delay, months: { assumption: 'slip' } },
        ];
        expect(ran(history, read).views[0]!.scenario).toEqual(ran(history, [delay]).views[0]!.scenario);
      }),
      { numRuns: 40 },
    );
  });
});

const schedule = fc.oneof(
  fc.record({ op: fc.constant('delay'), months: fc.integer({ min: 1, max: 30 }) }),
  fc.record({ op: fc.constant('scale'), toBp: fc.integer({ min: 0, max: 20_000 }) }),
  fc.record({ op: fc.constant('reassign'), provider: fc.constantFrom('cloud', 'bank') }),
  fc.record({ op: fc.constant('cancel') }),
);
const from = fc.constantFrom({}, { from: '2027' }, { from: '2027-Q2' });

/** What draws power is nobody's to move: what is energized, and by whom, and what was due of it when. */
describe('An edit of a schedule', () => {
  it('leaves what draws power as it is, and keeps the total where it does not shrink it', () => {
    fc.assert(
      fc.property(schedules, schedule, from, (history, edit, since) => {
        const { baseline, scenario } = ran(history, [{ ...edit, ...since, target: 'deal-one' }], 'deal')
          .views[0]!;
        const energizedOf = ({ rows }: { rows: Entries }): unknown[] =>
          rows.map(({ period, deal: name, energizedKw }) => [
            period,
            name,
            (energizedKw as { low: number } | null)?.low,
          ]);
        const running = ran(history, [
          { op: 'cancel', target: 'deal-one' },
          { op: 'cancel', target: 'deal-two' },
        ]);
        const floor = points(running.views[0]!.scenario.totals, 'dueKw');
        points(scenario.totals, 'dueKw').forEach((due, quarter) =>
          expect(due).toBeGreaterThanOrEqual(floor[quarter] ?? 0),
        );
        const headline = points(scenario.totals, 'headlineKw');
        const before = points(baseline.totals, 'headlineKw');
        if (edit.op === 'delay' || edit.op === 'reassign') {
          expect(headline).toEqual(before);
          expect(energizedOf(scenario)).toEqual(energizedOf(baseline));
        }
        if (edit.op === 'cancel')
          expect(headline.every((level, index) => level <= before[index]!)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('by a and then by b months is by a + b, in every row, even where that is nothing', () => {
    fc.assert(
      fc.property(
        schedules,
        fc.integer({ min: -12, max: 12 }),
        fc.integer({ min: -12, max: 12 }),
        (history, a, b) => {
          const delay = (months: number) => ({ op: 'delay', target: 'deal-one', months });
          const [twice, once] = [[delay(a), delay(b)], [delay(a + b)]].map(
            (edits) => ran(history, edits, 'tranche').views[0]!.scenario.viewHash,
          );
          expect(twice).toBe(once);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('to so many basis points leaves of what does not run so much, half to even', () => {
    fc.assert(
      fc.property(schedules, fc.integer({ min: 0, max: 20_000 }), (history, toBp) => {
        const headlineAfter = (edits: unknown[]): bigint => {
          const { totals } = ran(history, edits).views[0]!.scenario;
          return totals.length === 0 ? 0n : BigInt(points(totals, 'headlineKw').at(-1)!);
        };
        const both = (edit: object) => ['deal-one', 'deal-two'].map((target) => ({ ...edit, target }));
        const running = headlineAfter(both({ op: 'cancel' }));
        for (const target of ['deal-one', 'deal-two']) {
          const idle = headlineAfter([]) - headlineAfter([{ op: 'cancel', target }]);
          const left = headlineAfter([{ op: 'scale', target, toBp }]) - (headlineAfter([]) - idle);
          expect(left).toBe(divideHalfToEven(idle * BigInt(toBp), 10_000n));
        }
        expect(headlineAfter(both({ op: 'scale', toBp: 0 }))).toBe(running);
      }),
      { numRuns: 40 },
    );
  });
});

describe('A cap that defers', () => {
  it('never plans more than was planned, at the end of any quarter', () => {
    fc.assert(
      fc.property(schedules, limit, (history, perQuarterKw) => {
        const { baseline, scenario } = ran(history, [{ op: 'cap', perQuarterKw, overflow: 'defer' }])
          .views[0]!;
        const before = points(baseline.totals, 'plannedKw');
        points(scenario.totals, 'plannedKw').forEach((planned, quarter) =>
          expect(planned).toBeLessThanOrEqual(before[quarter]!),
        );
      }),
      { numRuns: 40 },
    );
  });
});
