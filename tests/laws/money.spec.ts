import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Deal } from '../../events/deal/deal.js';
import { type Bounds, boundsOf, nothing, addBounds, type Quantity } from '../../events/kit/quantity.js';
import { exposure } from '../../projections/exposure.js';
import { flows } from '../../projections/flows.js';
import { scheduleOf } from '../../projections/kit/schedule.js';
import { accountOf } from '../../projections/kit/account.js';
import type { Line, Row, Total } from '../../projections/kit/line.js';
import { type History, type Log, stateAt } from '../../projections/kit/log.js';
import { Board } from '../../projections/kit/board.js';
import { cutOf, type Question } from '../../projections/kit/question.js';
import type { View } from '../../projections/kit/view.js';
import { obligations } from '../../projections/obligations.js';
import { question } from '../given.js';
import { histories, plainHistories } from './histories.js';

const runs = { numRuns: 80, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false };
const granularities = ['month', 'quarter', 'half', 'year'] as const;
type Granularity = (typeof granularities)[number];

const days = fc.constantFrom('2025-06-30', '2025-11-17', '2026-02-28', '2026-10-15', '2028-01-01');

const tableAt = (effectiveAt: string): Question => question({ effectiveAt, by: ['payment'] });
/** Periods from before anything happened until after everything has: granularities end with the same one. */
const timelineAt = (effectiveAt: string, timeline: Granularity, options = {}): Question => ({
  ...tableAt(effectiveAt),
  timeline,
  from: '2024-01-01',
  to: '2036-12-31',
  options,
});

const linesOf = (log: Log, asked: Question, view: View = obligations): Line[] =>
  new Board(view, asked, log).lines;

const partIn = (line: Line | undefined, measure: string): Bounds => {
  const part = line?.parts[measure];
  return !part || (part.unseen && measure === 'paidUsCents') ? nothing : part.bounds;
};

const byPayment = (lines: readonly Line[]): Map<string, Line[]> =>
  Map.groupBy(lines, ({ keys }) => keys.payment!);
const sumOf = (lines: readonly Line[], measure: string): Bounds =>
  lines.map((line) => partIn(line, measure)).reduce(addBounds, nothing);

/** A line of the table with the payment behind it. */
const paymentOf = (log: Log, { keys }: Line, asked: Question) => {
  const deal = stateAt<Deal>(log, keys.deal!, cutOf(asked));
  const payment = deal.payments.get(keys.payment!.split('/')[1]!)!;
  return { payment, account: accountOf(deal, payment, asked.effectiveAt, nothing) };
};

/** Whether all of it is on a time axis, by a day that is known. */
const isOnAxis = (log: Log, line: Line, asked: Question): boolean => {
  const { payment, account } = paymentOf(log, line, asked);
  return payment.release === undefined && account.schedule !== undefined && !account.isOpen;
};

const measures = ['committedUsCents', 'conditionalUsCents', 'outstandingUsCents', 'statedUsCents'];

describe('A timeline of money', () => {
  it('adds to the table at the same cut, in periods of any length: what is paid always, the rest where it has dates', () => {
    fc.assert(
      fc.property(plainHistories, days, fc.constantFrom(...granularities), (log, day, each) => {
        const periods = byPayment(linesOf(log, timelineAt(day, each)));
        for (const line of linesOf(log, tableAt(day))) {
          const found = periods.get(line.keys.payment!) ?? [];
          expect(sumOf(found, 'paidUsCents')).toEqual(partIn(line, 'paidUsCents'));
          if (isOnAxis(log, line, tableAt(day)))
            for (const measure of measures) expect(sumOf(found, measure)).toEqual(partIn(line, measure));
        }
      }),
      runs,
    );
  });

  it('adds to what the table has released at the end of a year', () => {
    const yearEnds = fc.constantFrom('2025-12-31', '2026-12-31', '2028-12-31');
    fc.assert(
      fc.property(plainHistories, yearEnds, fc.constantFrom(...granularities), (log, day, each) => {
        const periods = byPayment(linesOf(log, { ...timelineAt(day, each), from: '2020-01-01', to: day }));
        for (const line of linesOf(log, tableAt(day))) {
          const { point } = partIn(line, 'releasedUsCents');
          const found = periods.get(line.keys.payment!) ?? [];
          if (point !== null) expect(sumOf(found, 'releasedUsCents').point).toBe(point);
        }
      }),
      runs,
    );
  });

  it('says the same in periods of every length', () => {
    fc.assert(
      fc.property(plainHistories, days, (log, day) => {
        const told = granularities.map((each) => byPayment(linesOf(log, timelineAt(day, each))));
        for (const [name, months] of told[0]!)
          for (const other of told.slice(1))
            for (const measure of ['committedUsCents', 'conditionalUsCents', 'paidUsCents'])
              expect(sumOf(other.get(name) ?? [], measure)).toEqual(sumOf(months, measure));
      }),
      runs,
    );
  });

  it('runs up to the same sums when it is cumulative', () => {
    fc.assert(
      fc.property(plainHistories, days, fc.constantFrom(...granularities), (log, day, each) => {
        const flow = linesOf(log, timelineAt(day, each));
        const running = linesOf(log, timelineAt(day, each, { cumulative: 'true' }));
        for (const line of running.filter(({ parts }) => !parts.releasedUsCents)) {
          const before = flow.filter(
            ({ keys }) => keys.payment === line.keys.payment && keys.period! <= line.keys.period!,
          );
          for (const measure of [...measures, 'paidUsCents'])
            expect([line.id, measure, partIn(line, measure)]).toEqual([
              line.id,
              measure,
              sumOf(before, measure),
            ]);
        }
      }),
      runs,
    );
  });

  it.each(['unpaidUsCents', 'amountUsCents'])('adds to what the table has of a payment: %s', (measure) => {
    const owedIn = (log: Log, asked: Question): Line[] =>
      linesOf(log, asked, exposure).filter(({ keys }) => keys.side === 'owes' && keys.edge !== 'compute');
    fc.assert(
      fc.property(plainHistories, days, fc.constantFrom(...granularities), (log, day, each) => {
        const table = { ...tableAt(day), by: [] };
        const periods = Map.groupBy(
          owedIn(log, { ...timelineAt(day, each), by: [] }),
          ({ keys }) => keys.item ?? '',
        );
        for (const line of owedIn(log, table)) {
          const { item = null } = line.keys;
          const named = { ...line, keys: { ...line.keys, payment: item } };
          // What is paid beyond what was stated may flow, and is due in no period.
          const isOverpaid = measure === 'amountUsCents' && line.flags.includes('overpaid');
          if (isOverpaid || line.parts.passingUsCents || !isOnAxis(log, named, table)) continue;
          const [sum, all] = [sumOf(periods.get(item ?? '') ?? [], measure), partIn(line, measure)];
          expect([line.id, sum.high]).toEqual([line.id, all.high]);
          if (all.point !== null) expect([line.id, sum.point]).toEqual([line.id, all.point]);
        }
      }),
      runs,
    );
  });

  it('never has an outstanding beyond what is committed and released in a period', () => {
    fc.assert(
      fc.property(plainHistories, days, fc.constantFrom(...granularities), (log, day, each) => {
        for (const line of linesOf(log, timelineAt(day, each))) {
          const [owed, left] = [partIn(line, 'committedUsCents'), partIn(line, 'outstandingUsCents')];
          if (line.parts.releasedUsCents || owed.high === null) continue;
          expect(left.high! <= owed.high).toBe(true);
        }
      }),
      runs,
    );
  });
});

describe('A payment', () => {
  it('is spread exactly to the minor unit', () => {
    fc.assert(
      fc.property(plainHistories, (log) => {
        for (const stream of log.streams('deal'))
          for (const payment of stateAt<Deal>(log, stream).payments.values()) {
            const dues = payment.rates ? undefined : scheduleOf(payment, '2036-12-31')?.instalments;
            if (!dues) continue;
            expect(dues.map(({ amount }) => amount).reduce(addBounds, nothing)).toEqual(payment.amount);
            // Even: whole months of one term differ by two units at most, one of their quarters' and one of their own.
            const whole = dues.slice(0, -1).map(({ amount }) => amount.low);
            for (const low of whole) expect([-2n, -1n, 0n, 1n, 2n]).toContain(low - whole[0]!);
          }
      }),
      runs,
    );
  });

  it('is overpaid exactly where more was surely paid than can be owed', () => {
    fc.assert(
      fc.property(plainHistories, days, (log, day) => {
        for (const line of linesOf(log, tableAt(day))) {
          const paid = partIn(line, 'paidUsCents').low;
          const most = partIn(line, line.parts.releasedUsCents ? 'releasedUsCents' : 'statedUsCents').high;
          expect(line.flags.includes('overpaid')).toBe(most !== null && paid > most);
          if (most !== null && paid > most) expect(partIn(line, 'outstandingUsCents')).toEqual(nothing);
        }
      }),
      runs,
    );
  });
});

const money = /UsCents$/;
const ends = (row: Row | Total): [string, Bounds][] =>
  Object.entries(row)
    .filter(([name, measure]) => money.test(name) && measure !== null)
    .map(([name, measure]) => [name, boundsOf(measure as Quantity)]);

describe('A measure of money', () => {
  it('has its low, its point and its high in order, in rows and totals of every view of it', () => {
    const asked = (day: string): Question[] => [
      tableAt(day),
      timelineAt(day, 'quarter'),
      timelineAt(day, 'year', { cumulative: 'true' }),
    ];
    fc.assert(
      fc.property(histories, days, (log: History, day) => {
        for (const view of [obligations, flows, exposure])
          for (const one of asked(day)) {
            const { rows, totals } = new Board(view, { ...one, by: view.defaultBy }, log).answer();
            for (const [name, { low, point, high }] of [...rows, ...totals].flatMap(ends)) {
              expect([name, high === null || low <= high]).toEqual([name, true]);
              if (point === null) continue;
              expect([name, low <= point, high === null || point <= high]).toEqual([name, true, true]);
            }
          }
      }),
      { ...runs, numRuns: 40 },
    );
  });
});
