import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, deal, dollars, exactly, fact, id, payment, tranche } from './facts.js';

const money = (facts: Sent[], more = {}) =>
  show(ledger([...cast, deal('deal-a'), ...facts]), 'obligations', { effectiveAt: '2026-06-30', ...more });
const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);

describe('A contract of value over a term', () => {
  const flows = (
    terms: object,
    timeline: string,
    from: string,
    to: string,
    amount?: string,
    options = {},
  ): unknown[] => {
    const facts = [payment('deal-a', 'p', amount, terms as Record<string, unknown>)];
    return money(facts, { timeline, from, to, by: [], options }).rows.map((row) => [
      row.period,
      ...dollars(row.committedUsCents)!,
    ]);
  };
  const even = (period: string, amount: number): unknown[] => [period, amount, amount, amount];

  it('is spread evenly over quarters when it starts with one', () => {
    expect(
      flows({ over: { from: '2026-Q1', months: 12 } }, 'quarter', '2026-01-01', '2027-12-31', '8 USD'),
    ).toEqual([even('2026-Q1', 2), even('2026-Q2', 2), even('2026-Q3', 2), even('2026-Q4', 2)]);
  });
  it('gives the odd cents to the earlier periods', () => {
    expect(
      flows({ over: { from: '2026-Q1', months: 9 } }, 'quarter', '2026-01-01', '2026-12-31', '1.01 USD'),
    ).toEqual([even('2026-Q1', 0.34), even('2026-Q2', 0.34), even('2026-Q3', 0.33)]);
  });
  it('is spread over months when it starts within a quarter, and then summed', () => {
    expect(
      flows({ over: { from: '2026-02', months: 5 } }, 'quarter', '2026-01-01', '2026-12-31', '5 USD'),
    ).toEqual([even('2026-Q1', 2), even('2026-Q2', 3)]);
    expect(
      flows({ over: { from: '2026-02', months: 3 } }, 'month', '2026-01-01', '2026-12-31', '1 USD'),
    ).toEqual([even('2026-02', 0.34), even('2026-03', 0.33), even('2026-04', 0.33)]);
  });
  it('is spread over months when it starts within the first month of a quarter: 104 cents from 15 April', () => {
    // 104 ÷ 6 is 17, and two are odd; over two quarters of 52 they would fall into the first and the fourth month.
    const months = flows(
      { over: { from: '2026-04-15', months: 6 } },
      'month',
      '2026-01-01',
      '2026-12-31',
      '1.04 USD',
    );
    expect(months.map((row) => (row as number[])[2])).toEqual([0.18, 0.18, 0.17, 0.17, 0.17, 0.17]);
  });
  it('gives the odd cents to the earlier months when it starts within a quarter', () => {
    const months = flows(
      { over: { from: '2026-02', months: 6 } },
      'month',
      '2026-01-01',
      '2026-12-31',
      '1 USD',
    );
    expect(months.map((row) => (row as number[])[2])).toEqual([0.17, 0.17, 0.17, 0.17, 0.16, 0.16]);
  });
  it('adds up by half and by year', () => {
    expect(
      flows({ over: { from: '2026-Q2', months: 12 } }, 'half', '2026-01-01', '2027-12-31', '8 USD'),
    ).toEqual([even('2026-H1', 2), even('2026-H2', 4), even('2027-H1', 2)]);
    expect(
      flows({ over: { from: '2026-Q2', months: 12 } }, 'year', '2026-01-01', '2027-12-31', '8 USD'),
    ).toEqual([even('2026', 6), even('2027', 2)]);
  });
  it('may state its end instead of its length', () => {
    expect(
      flows({ over: { from: '2026-Q1', to: '2026-Q2' } }, 'quarter', '2026-01-01', '2026-12-31', '8 USD'),
    ).toEqual([even('2026-Q1', 4), even('2026-Q2', 4)]);
  });
  it('is spread bound by bound', () => {
    expect(
      flows({ over: { from: '2026-Q1', months: 6 } }, 'quarter', '2026-01-01', '2026-12-31', '4-8 USD'),
    ).toEqual([
      ['2026-Q1', 2, 3, 4],
      ['2026-Q2', 2, 3, 4],
    ]);
  });
  it('is spread at its rate', () => {
    expect(
      flows(
        { ratePerMonth: '2 USD', over: { from: '2026-Q1', months: 6 } },
        'quarter',
        '2026-01-01',
        '2026-12-31',
      ),
    ).toEqual([even('2026-Q1', 6), even('2026-Q2', 6)]);
  });
  it('runs up from its start when it is cumulative', () => {
    expect(
      flows({ over: { from: '2025-Q3', months: 12 } }, 'quarter', '2026-01-01', '2026-06-30', '8 USD', {
        cumulative: 'true',
      }),
    ).toEqual([even('2026-Q1', 6), even('2026-Q2', 8)]);
  });
  it('is marked as an assumption', () => {
    const { rows } = money([payment('deal-a', 'p', '8 USD', { over: { from: '2026-Q1', months: 12 } })], {
      timeline: 'quarter',
      from: '2026-01-01',
      to: '2026-12-31',
    });
    expect(rows.map(({ flags }) => flags)).toEqual(Array.from({ length: 4 }, () => ['assumed']));
  });
  it('is respread over its whole value when it is amended', () => {
    const facts = [
      payment('deal-a', 'p', '4 USD', { over: { from: '2025-Q1', months: 12 } }, { id: id(1) }),
      on('2026-01-01', 'PaymentAmended', {
        payment: 'p',
        by: '4 USD',
        over: { from: '2025-Q1', months: 24 },
      }),
    ];
    const { rows } = money(facts, { timeline: 'quarter', from: '2025-01-01', to: '2027-12-31' });
    expect(rows.map((row) => dollars(row.committedUsCents))).toEqual(
      Array.from({ length: 8 }, () => exactly(1)),
    );
  });
});

describe('A timeline of money', () => {
  const span = { timeline: 'quarter', from: '2026-01-01', to: '2026-12-31' };

  it('lists beside the axis what has no date', () => {
    const facts = [
      payment('deal-a', 'p', '8 USD', { over: { from: '2026-Q1', months: 12 } }),
      payment('deal-a', 'q', '1 USD'),
    ];
    expect(money(facts, span).undated).toEqual(['deal-a/q']);
  });
  it('lists beside the axis what has a start and no end', () => {
    expect(money([payment('deal-a', 'q', '1 USD', { over: { from: '2026-Q1' } })], span).undated).toEqual([
      'deal-a/q',
    ]);
  });
  it('shows what was paid in the period in which it was', () => {
    const facts = [
      payment('deal-a', 'p', '8 USD', { over: { from: '2026-Q1', months: 12 } }),
      on('2026-02-01', 'PaymentMade', { payment: 'p', amount: '2 USD' }),
      on('2026-04-01', 'PaymentMade', { payment: 'p', amount: '1 USD' }),
    ];
    const { rows } = money(facts, span);
    expect(rows.map((row) => dollars(row.paidUsCents))).toEqual([exactly(2), exactly(1), null, null]);
  });
  it('shows in each period what is released on the plan', () => {
    const release = { per: '1 GW', amount: '10B USD' };
    const facts = [
      tranche('deal-a', 't', '1 GW', { due: '2026-Q3' }),
      tranche('deal-a', 'u', '2 GW', { due: '2026-Q4' }),
      payment('deal-a', 'p', '100B USD', { release }),
    ];
    const { rows } = money(facts, { ...span, from: '2026-07-01', by: [] });
    expect(rows.map((row) => [row.period, row.flags, billion(row.releasedUsCents)])).toEqual([
      ['2026-Q3', ['planned'], exactly(10)],
      ['2026-Q4', ['planned'], exactly(20)],
    ]);
    const running = money(facts, { ...span, from: '2026-07-01', by: [], options: { cumulative: 'true' } });
    expect(running.rows.map((row) => billion(row.releasedUsCents))).toEqual([exactly(10), exactly(30)]);
  });
});
