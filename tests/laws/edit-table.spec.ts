import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deal } from '../../events/deal/deal.js';
import { moveByMonths } from '../../events/kit/date.js';
import { boundsOf } from '../../events/kit/quantity.js';
import type { History } from '../../projections/kit/log.js';
import { fold } from '../../projections/kit/log.js';
import { divideHalfToEven } from '../../projections/kit/rounding.js';
import { contentHashOf, viewHashOf } from '../../src/simulator/answer/hash.js';
import { ledger } from '../given.js';
import { cast, deal, tranche } from '../spec/facts.js';
import { whatIf } from '../what-if.js';
import { anyEdit } from './any-edit.js';
import { answered, askedOf, editedLog } from './asked.js';
import { draws } from './found.js';
import { allDeals, histories, questions } from './histories.js';
import { crowded, editsOnIt } from './pairs.js';

const views = [
  { view: 'compute-capacity', by: 'tranche' },
  { view: 'compute-capacity', by: 'deal', timeline: 'quarter', from: '2025-10-01', to: '2029-12-31' },
  { view: 'obligations', by: 'payment' },
];

const asks = (parts: object): { view: string }[] => views.map((view) => ({ ...view, ...parts }));

/** The hashes of all views under these edits; undefined where they are refused. */
const hashes = (history: History, edits: readonly unknown[], parts: object): string[] | undefined =>
  answered(history, edits, asks(parts))?.views.map(({ scenario }) => viewHashOf(scenario));

const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const stream = 'deal-one';
const months = fc.integer({ min: -30, max: 30 });

/** The tranches of the one deal as the edits leave them. */
const tranchesAfter = (history: History, edits: readonly unknown[]): Deal['tranches'] => {
  const log = editedLog(history, edits, askedOf(history, { view: 'compute-capacity', ...at }))!;
  return fold<Deal>(stream, log.facts(stream)).tranches;
};

const oneDeal = (...tranches: ReturnType<typeof tranche>[]): History =>
  ledger([...cast, deal(stream), ...tranches]);

const days = fc
  .date({ min: new Date('2024-01-01'), max: new Date('2030-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10));
const dues = fc.oneof(
  days,
  fc.constantFrom(
    '2026-01-31',
    '2028-02-29',
    '2026-08-31',
    '2026-02',
    '2026-Q4',
    '2026-H2',
    '2027',
    '2027-05/2027-09',
  ),
);

describe('Delaying', () => {
  it('by a, then by b, is delaying by a + b, whatever the month ends on', () => {
    fc.assert(
      fc.property(dues, fc.array(months, { minLength: 2, maxLength: 4 }), (due, all) => {
        const history = oneDeal(tranche(stream, 'a', '1 GW', { due }));
        const edits = all.map((by) => ({ op: 'delay', target: stream, months: by }));
        const sum = all.reduce((total, by) => total + by, 0);
        const expected = sum === 0 ? due : moveByMonths(due, sum);
        expect(tranchesAfter(history, edits).get('a')!.due).toBe(expected);
        expect(tranchesAfter(history, [{ ...edits[0]!, months: sum }]).get('a')!.due).toBe(expected);
      }),
      { numRuns: 400 },
    );
  });

  it('of a day ends in the month that is so many months later, on its day or on the last one', () => {
    fc.assert(
      fc.property(days, months, (due, by) => {
        const [year, month, day] = moveByMonths(due, by).split('-').map(Number) as [number, number, number];
        const [fromYear, fromMonth, fromDay] = due.split('-').map(Number) as [number, number, number];
        expect((year - fromYear) * 12 + month - fromMonth).toBe(by);
        const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
        const wasLast = fromDay === new Date(Date.UTC(fromYear, fromMonth, 0)).getUTCDate();
        expect(day).toBe(wasLast ? last : Math.min(fromDay, last));
      }),
      { numRuns: 400 },
    );
  });
});

describe('Scaling', () => {
  it('leaves tranches that add to the scaled total, half to even', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 3_000_000 }), { minLength: 1, maxLength: 6 }),
        fc.integer({ min: 0, max: 30_000 }),
        (sizes, toBp) => {
          const history = oneDeal(
            ...sizes.map((kw, index) =>
              tranche(stream, `t-${index}`, { low: kw, point: kw, high: kw, qualifier: 'exactly' }),
            ),
          );
          const after = [...tranchesAfter(history, [{ op: 'scale', target: stream, toBp }]).values()];
          const got = after.reduce((sum, { power }) => sum + boundsOf(power).point!, 0n);
          const whole = sizes.reduce((sum, kw) => sum + BigInt(kw), 0n);
          expect(got).toBe(divideHalfToEven(whole * BigInt(toBp), 10_000n));
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('Scaling what is known within bounds', () => {
  it('leaves low, point and high of each tranche in this order, and tranches whose points add to the scaled total', () => {
    const ends = fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 3, maxLength: 3 });
    const toBp = fc.integer({ min: 0, max: 20_000 });
    fc.assert(
      fc.property(fc.array(ends, { minLength: 1, maxLength: 6 }), toBp, (all, bp) => {
        const sizes = all.map(
          (some) => some.toSorted((one, other) => one - other) as [number, number, number],
        );
        const history = oneDeal(
          ...sizes.map(([low, point, high], index) =>
            tranche(stream, `t-${index}`, { low, point, high, qualifier: 'between' }),
          ),
        );
        const after = [...tranchesAfter(history, [{ op: 'scale', target: stream, toBp: bp }]).values()];
        const bounds = after.map(({ power }) => boundsOf(power));
        for (const { low, point, high } of bounds) expect(low <= point! && point! <= high!).toBe(true);
        const whole = sizes.reduce((sum, [, point]) => sum + BigInt(point), 0n);
        expect(bounds.reduce((sum, { point }) => sum + point!, 0n)).toBe(
          divideHalfToEven(whole * BigInt(bp), 10_000n),
        );
      }),
      { numRuns: 300 },
    );
  });
});

const isAtMost = (left: unknown, right: unknown): boolean => {
  const [a, b] = [left, right] as { low: number; high: number | null }[];
  if (!a || !b) return true;
  return a.low <= b.low && (b.high === null || (a.high !== null && a.high <= b.high));
};

describe('Exercising', () => {
  it('never makes firm more than signed, nor signed more than the headline', () => {
    let exercised = 0;
    fc.assert(
      fc.property(
        histories,
        questions,
        fc.array(anyEdit, { maxLength: 3 }),
        fc.nat(),
        (history, parts, more, of) => {
          const names = allDeals.flatMap((name) =>
            history
              .facts(name)
              .map(({ body }) => body as { tranche?: string; bindingness?: string })
              .filter(({ tranche: part, bindingness }) => part !== undefined && bindingness === 'optional')
              .map(({ tranche: part }) => `${name}/${part}`),
          );
          if (names.length === 0) return;
          const exercise = { op: 'exercise', tranche: names[of % names.length] };
          const others = more.map((edit) => edit(history));
          const isFirst = of % 3 > 0;
          const edits = isFirst ? [exercise, ...others] : [...others, exercise];
          const answer = answered(history, edits, asks(parts).slice(0, 2));
          if (answer?.effects.at(isFirst ? 0 : -1)?.status === 'applied') exercised++;
          for (const { scenario } of answer?.views ?? [])
            for (const entry of scenario.totals as Record<string, unknown>[]) {
              expect(isAtMost(entry.firmKw, entry.signedKw)).toBe(true);
              expect(isAtMost(entry.signedKw, entry.headlineKw)).toBe(true);
            }
        },
      ),
      { numRuns: 300 },
    );
    expect(exercised).toBeGreaterThan(10);
  });
});

describe('Suppressing', () => {
  it('an event, then assuming it again, is nothing', () => {
    fc.assert(
      fc.property(
        fc.array(fc.record({ due: dues, gigawatts: fc.integer({ min: 1, max: 5 }) }), {
          minLength: 1,
          maxLength: 4,
        }),
        fc.nat(),
        (tranches, of) => {
          const history = oneDeal(
            ...tranches.map(({ due, gigawatts }, index) =>
              tranche(stream, `t-${index}`, `${gigawatts} GW`, { due }),
            ),
          );
          const committed = history.facts(stream).filter(({ type }) => type === 'CapacityCommitted');
          const { id: event, type, effectiveOn, knownOn, body } = committed[of % committed.length]!;
          const suppress = { op: 'suppress', event };
          const again = { op: 'assume', event: { stream, type, effectiveOn, knownOn, body } };
          const baseline = hashes(history, [], at);
          expect(hashes(history, [suppress], at)).not.toEqual(baseline);
          expect(hashes(history, [suppress, again], at)).toEqual(baseline);
          expect(hashes(history, [], at)).toEqual(baseline);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('An edit with a probability', () => {
  it('of 1 comes about in every draw, and of 0 in none', () => {
    const view = { view: 'compute-capacity', ...at };
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 0, max: 20_000 }),
        fc.constantFrom(0, 1),
        (sizes, toBp, probability) => {
          const history = oneDeal(...sizes.map((size, index) => tranche(stream, `t-${index}`, `${size} GW`)));
          const scale = { op: 'scale', target: stream, toBp };
          const { monteCarlo } = whatIf(history, {
            edits: [{ ...scale, probability }],
            views: [view],
            monteCarlo: { draws: 100, seed: 1, targets: [{ measure: 'headlineKw' }] },
          });
          const total = sizes.reduce((sum, size) => sum + size, 0) * 1_000_000;
          const expected = probability === 1 ? (total * toBp) / 10_000 : total;
          expect(monteCarlo!.targets[0]!.fan.periods[0]).toMatchObject({ mean: expected, standardError: 0 });
        },
      ),
      { numRuns: 60 },
    );
  });
});

/** What is surely there; an upper bound of what nobody has observed falls with what is left. */
const lowOf = (measure: unknown): unknown => (measure as { low: unknown } | null | undefined)?.low ?? 0;

describe('Cancelling', () => {
  it('leaves no more than there was of anything, and what is energized as it was', () => {
    const targets = fc.constantFrom(stream, `${stream}/a`, `${stream}/b`);
    fc.assert(
      fc.property(crowded, targets, fc.constantFrom({}, { from: '2027-Q3' }), (history, name, from) => {
        const edit = { op: 'cancel', target: name, ...from };
        const [comparison] = answered(
          history,
          [edit],
          [{ view: 'compute-capacity', by: 'layer', ...at }],
        )!.views;
        const [before, after] = [comparison!.baseline, comparison!.scenario].map(
          ({ totals }) => (totals[0] ?? {}) as Record<string, unknown>,
        );
        for (const measure of ['headlineKw', 'signedKw', 'firmKw'])
          expect(isAtMost(after![measure], before![measure])).toBe(true);
        expect(lowOf(after!.energizedKw)).toBe(lowOf(before!.energizedKw));
      }),
      { numRuns: 100 },
    );
  });

  it('a tranche leaves of it what draws power, and nothing else', () => {
    fc.assert(
      fc.property(crowded, (history) => {
        const views = [{ view: 'compute-capacity', by: 'tranche', ...at }];
        const edit = { op: 'cancel', target: `${stream}/a` };
        const rows = answered(history, [edit], views)!.views[0]!.scenario.rows as Record<string, unknown>[];
        const left = rows.find((row) => row.tranche === `${stream}/a`);
        // What draws power there is 1 MW where it is anything.
        if (left) expect(left.headlineKw).toMatchObject({ low: 1_000, point: 1_000, high: 1_000 });
        expect(left !== undefined).toBe(
          history
            .facts(stream)
            .some(
              ({ type, body }) =>
                type === 'CapacityEnergized' && (body as { tranche: string }).tranche === 'a',
            ),
        );
      }),
      { numRuns: 60 },
    );
  });
});

describe('Two edits', () => {
  it(
    'are reported as order-dependent where their order changes an answer or is refused, and nowhere else',
    { timeout: 300_000 },
    () => {
      const counts = { ordered: 0, pairs: 0 };
      const policies = fc.constantFrom('primary', 'latest', 'lowest', 'highest');
      const pairs = fc.array(fc.tuple(editsOnIt, editsOnIt), { minLength: 10, maxLength: 10 });
      fc.assert(
        fc.property(crowded, policies, pairs, (history, policy, all) => {
          for (const [one, other] of all) {
            const question = asks({ ...at, policy });
            const [forth, back] = [
              [one, other],
              [other, one],
            ].map((edits) => answered(history, edits, question));
            if (!forth && !back) continue;
            counts.pairs++;
            const [left, right] = [forth, back].map((answer) =>
              answer?.views.map(({ scenario: { viewHash: _, ...said } }) => contentHashOf(said)).join(),
            );
            const isOrdered = left !== right;
            if (isOrdered) counts.ordered++;
            for (const answer of [forth, back])
              if (answer)
                expect([one, other, answer.orderDependent]).toEqual([one, other, isOrdered ? [[0, 1]] : []]);
          }
        }),
        draws(10),
      );
      expect(counts.ordered).toBeGreaterThan(4);
      expect(counts.ordered).toBeLessThan(counts.pairs / 2);
    },
  );

  it('of which one is a cap give the same answer in both orders: it comes last', () => {
    fc.assert(
      fc.property(
        crowded,
        editsOnIt,
        fc.integer({ min: 150_000, max: 900_000 }),
        (history, edit, perQuarterKw) => {
          const cap = { op: 'cap', perQuarterKw, overflow: 'defer' };
          if (edit.op === cap.op) return;
          expect(hashes(history, [cap, edit], at)).toEqual(hashes(history, [edit, cap], at));
        },
      ),
      { numRuns: 60 },
    );
  });
});
