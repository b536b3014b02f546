import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, payment, tranche } from './facts.js';

const money = 'obligations';
const told = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);
const each = (timeline: string, to = '2026-12-31') => ({ timeline, from: '2026-01-01', to });
/** One payment over a term. */
const spread = (amount: string | undefined, over: object, timeline = 'quarter', more = {}) =>
  told(payment('deal-a', 'p', amount, { over, ...more })).asking(each(timeline, '2027-12-31'));
/** Amounts are told in billions. */
const cents = (count: number): number => count / 1e11;

describe('A contract of value over a term', () => {
  it('is spread evenly over quarters when it starts with one: 8 over four', () => {
    spread('8B USD', { from: '2026-Q1', months: 12 }).shows(money, {
      committedUsCents: { '2026-Q1': 2, '2026-Q2': 2, '2026-Q3': 2, '2026-Q4': 2 },
    });
  });
  it('gives the odd cents to the earlier periods: 101 over three', () => {
    spread('1.01 USD', { from: '2026-Q1', months: 9 }).shows(money, {
      committedUsCents: { '2026-Q1': cents(34), '2026-Q2': cents(34), '2026-Q3': cents(33) },
    });
  });
  it('is spread over months when it starts within a quarter, and then summed: 2 months and 3', () => {
    spread('5B USD', { from: '2026-02', months: 5 }).shows(money, {
      committedUsCents: { '2026-Q1': 2, '2026-Q2': 3 },
    });
    spread('1 USD', { from: '2026-02', months: 3 }, 'month').shows(money, {
      committedUsCents: { '2026-02': cents(34), '2026-03': cents(33), '2026-04': cents(33) },
    });
  });
  it('is spread over months when it starts within the first month of a quarter: 104 cents from 15 April', () => {
    // 104 ÷ 6 is 17, and two are odd; over two quarters of 52 they would fall into the first and the fourth month.
    spread('1.04 USD', { from: '2026-04-15', months: 6 }, 'month').shows(money, {
      committedUsCents: {
        '2026-04': cents(18),
        '2026-05': cents(18),
        '2026-06': cents(17),
        '2026-07': cents(17),
        '2026-08': cents(17),
        '2026-09': cents(17),
      },
    });
  });
  it('gives the odd cents to the earlier months when it starts within a quarter: 100 over six', () => {
    spread('1 USD', { from: '2026-02', months: 6 }, 'month').shows(money, {
      committedUsCents: {
        '2026-02': cents(17),
        '2026-03': cents(17),
        '2026-04': cents(17),
        '2026-05': cents(17),
        '2026-06': cents(16),
        '2026-07': cents(16),
      },
    });
  });
  it.each([
    // 31, 31 and 15 of 77 parts: 40.26, 40.26 and 19.48 of 100 cents, 40.66, 40.66 and 19.68 of 101.
    ['1 USD', '2026-01-01', '2026-03-15', [40, 40, 20]],
    ['1.01 USD', '2026-01-01', '2026-03-15', [41, 40, 20]],
    // 30, 30 and 20 of 80 parts: 3.75, 3.75 and 2.5 of 10 cents.
    ['0.10 USD', '2026-02-01', '2026-04-20', [4, 4, 2]],
  ])('gives the odd cents of %s from %s to %s to those that miss most of one', (amount, from, to, parts) => {
    const { rows } = spread(amount, { from, to }, 'month').answer(money, each('month'));
    expect(rows.map((row) => (row.committedUsCents as { point: number }).point)).toEqual(parts);
  });
  it('adds up by half and by year: 2 a quarter', () => {
    const over = { from: '2026-Q2', months: 12 };
    spread('8B USD', over, 'half').shows(money, {
      committedUsCents: { '2026-H1': 2, '2026-H2': 4, '2027-H1': 2 },
    });
    spread('8B USD', over, 'year').shows(money, { committedUsCents: { 2026: 6, 2027: 2 } });
  });
  it('may state its end instead of its length', () => {
    spread('8B USD', { from: '2026-Q1', to: '2026-Q2' }).shows(money, {
      committedUsCents: { '2026-Q1': 4, '2026-Q2': 4 },
    });
  });
  it('is spread bound by bound: 4 to 8 over two', () => {
    spread('4-8B USD', { from: '2026-Q1', months: 6 }).shows(money, {
      committedUsCents: { '2026-Q1': [2, 3, 4], '2026-Q2': [2, 3, 4] },
    });
  });
  it('is spread at its rate: 2 a month', () => {
    spread(undefined, { from: '2026-Q1', months: 6 }, 'quarter', { ratePerMonth: '2B USD' }).shows(money, {
      committedUsCents: { '2026-Q1': 6, '2026-Q2': 6 },
    });
  });
  it('runs up from its start when it is cumulative: 4 before 2026, and 2 a quarter', () => {
    spread('8B USD', { from: '2025-Q3', months: 12 })
      .asking({ cumulative: 'true', to: '2026-06-30' })
      .shows(money, { committedUsCents: { '2026-Q1': 6, '2026-Q2': 8 } });
  });
  it('is marked as an assumption', () => {
    const assumed = { flags: ['assumed'] };
    const quarters = spread('8B USD', { from: '2026-Q1', months: 12 });
    quarters.lists(money, 'rows', assumed, assumed, assumed, assumed);
  });
  it('is respread over its whole value when it is amended: 4 over four become 8 over eight', () => {
    const over = (months: number) => ({ over: { from: '2025-Q1', months } });
    const quarters = ['2025', '2026'].flatMap((year) => [1, 2, 3, 4].map((one) => `${year}-Q${one}`));
    told(
      payment('deal-a', 'p', '4B USD', over(12), { id: id(1) }),
      on('2026-01-01', 'PaymentAmended', { payment: 'p', by: '4B USD', ...over(24) }),
    )
      .asking({ timeline: 'quarter', from: '2025-01-01', to: '2027-12-31' })
      .shows(money, { committedUsCents: Object.fromEntries(quarters.map((quarter) => [quarter, 1])) });
  });
});

describe('A timeline of money', () => {
  const yearly = payment('deal-a', 'p', '8B USD', { over: { from: '2026-Q1', months: 12 } });

  it('lists beside the axis what has no date', () => {
    told(yearly, payment('deal-a', 'q', '1B USD'))
      .asking(each('quarter'))
      .lists(money, 'undated', 'deal-a/q');
  });
  it('lists beside the axis what has a start and no end', () => {
    told(payment('deal-a', 'q', '1B USD', { over: { from: '2026-Q1' } }))
      .asking(each('quarter'))
      .lists(money, 'undated', 'deal-a/q');
  });
  it('shows what was paid in the period in which it was', () => {
    told(
      yearly,
      on('2026-02-01', 'PaymentMade', { payment: 'p', amount: '2B USD' }),
      on('2026-04-01', 'PaymentMade', { payment: 'p', amount: '1B USD' }),
    )
      .asking(each('quarter'))
      .shows(money, { paidUsCents: { '2026-Q1': 2, '2026-Q2': 1, '2026-Q3': null, '2026-Q4': null } });
  });
  it('shows in each period what is released on the plan: 10 per GW, for 1 and then 2 GW', () => {
    const planned = told(
      tranche('deal-a', 't', '1 GW', { due: '2026-Q3' }),
      tranche('deal-a', 'u', '2 GW', { due: '2026-Q4' }),
      payment('deal-a', 'p', '100B USD', { release: { per: '1 GW', amount: '10B USD' } }),
    ).asking({ timeline: 'quarter', from: '2026-07-01', to: '2026-12-31' });
    planned.lists(
      money,
      'rows',
      { period: '2026-Q3', flags: ['planned'], releasedUsCents: 10 },
      { period: '2026-Q4', flags: ['planned'], releasedUsCents: 20 },
    );
    planned
      .asking({ cumulative: 'true' })
      .shows(money, { releasedUsCents: { '2026-Q3': 10, '2026-Q4': 30 } });
  });
});
