import { describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, deal, dollars, energized, exactly, fact, payment, tranche } from './facts.js';

const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);
const paid = (day: string, amount: string): Sent => on(day, 'PaymentMade', { payment: 'p', amount });
const log = (...facts: Sent[]) => ledger([...cast, deal('deal-a'), ...facts], '2027-12-31');

const timeline = (timeline: string, from = '2025-01-01', to = '2027-12-31') =>
  ({ timeline, from, to }) as { timeline: 'quarter'; from: string; to: string };
const table = (facts: Sent[], effectiveAt: string) =>
  show(log(...facts), 'obligations', { effectiveAt, by: ['payment'] }).rows[0]!;
const rows = (facts: Sent[], effectiveAt: string, each = 'quarter', options = {}) =>
  show(log(...facts), 'obligations', { effectiveAt, by: ['payment'], options, ...timeline(each) }).rows;

describe('A payment', () => {
  const year = { over: { from: '2025-Q1', months: 12 } };
  const prepaid = [payment('deal-a', 'p', '120 USD', year), paid('2025-01-20', '100 USD')];

  it('settles what is due first: $100 of $120 over four quarters leave 20 of the last', () => {
    const quarters = rows(prepaid, '2025-12-31');
    expect(quarters.map((row) => dollars(row.outstandingUsCents))).toEqual([0, 0, 0, 20].map(exactly));
    expect(dollars(table(prepaid, '2025-12-31').outstandingUsCents)).toEqual(exactly(20));
  });
  it('settles the same before the periods have come', () => {
    const quarters = rows(prepaid, '2025-02-15');
    expect(quarters.map((row) => dollars(row.outstandingUsCents))).toEqual([0, 0, 0, 20].map(exactly));
    expect(quarters.map((row) => dollars(row.paidUsCents))).toEqual([exactly(100), null, null, null]);
  });
  it('settles what is due first, when it comes late', () => {
    const late = [payment('deal-a', 'p', '120 USD', year), paid('2025-11-20', '50 USD')];
    expect(rows(late, '2025-12-31').map((row) => dollars(row.outstandingUsCents))).toEqual(
      [0, 10, 30, 30].map(exactly),
    );
    expect(rows(late, '2025-12-31').map((row) => dollars(row.paidUsCents))).toEqual(
      [0, 0, 0, 50].map(exactly),
    );
  });
  it('runs up what is left when it is cumulative', () => {
    const late = [payment('deal-a', 'p', '120 USD', year), paid('2025-11-20', '50 USD')];
    const running = rows(late, '2025-12-31', 'quarter', { cumulative: 'true' });
    expect(running.slice(0, 4).map((row) => dollars(row.outstandingUsCents))).toEqual(
      [0, 10, 40, 70].map(exactly),
    );
  });
  it('in bounds leaves bounds: about $50, from 45 to 55, of $30 a quarter', () => {
    const vague = [payment('deal-a', 'p', '120 USD', year), paid('2025-02-20', '45-55 USD')];
    expect(rows(vague, '2025-12-31').map((row) => dollars(row.outstandingUsCents))).toEqual([
      [0, 0, 0],
      [5, 10, 15],
      [30, 30, 30],
      [30, 30, 30],
    ]);
  });
  it('before the first period is in the period in which it was made, and settles the first', () => {
    const early = [
      payment('deal-a', 'p', '120 USD', { over: { from: '2026-Q1', months: 12 } }),
      paid('2025-06-20', '40 USD'),
    ];
    expect(
      rows(early, '2026-12-31').map((row) => [
        row.period,
        dollars(row.paidUsCents)![1],
        dollars(row.outstandingUsCents)![1],
      ]),
    ).toEqual([
      ['2025-Q2', 40, 0],
      ['2026-Q1', 0, 0],
      ['2026-Q2', 0, 20],
      ['2026-Q3', 0, 30],
      ['2026-Q4', 0, 30],
    ]);
    // Nobody asked for a span: the payment is within it all the same.
    const asked = { timeline: 'quarter', effectiveAt: '2026-12-31' };
    const read = normalise('obligations', asked, { today: '2027-12-31', position: 99 }, log(...early));
    expect(read.problems ?? read.value.question.from).toBe('2025-06-01');
  });
  it('made in the period that is still running is in it, whatever the period is', () => {
    const facts = [payment('deal-a', 'p', '3B USD', { kind: 'equity' }), paid('2026-10-05', '2B USD')];
    for (const each of ['month', 'quarter', 'half', 'year']) {
      const found = rows(facts, '2026-11-20', each);
      expect(found.map((row) => billion(row.paidUsCents))).toEqual([exactly(2)]);
    }
    const edges = show(log(...facts), 'flows', {
      effectiveAt: '2026-11-20',
      ...timeline('year', '2026-01-01', '2026-12-31'),
    }).rows;
    expect(edges.map((row) => billion(row.paidUsCents))).toEqual([exactly(2)]);
  });
});

describe('A payment of a vague date', () => {
  it('is in the period of its latest day, by which it is a fact', () => {
    const facts = [payment('deal-a', 'p', '3B USD'), paid('2025-Q4', '2B USD')];
    const months = rows(facts, '2026-06-30', 'month');
    expect(months.map((row) => [row.period, billion(row.paidUsCents)])).toEqual([['2025-12', exactly(2)]]);
  });
});

describe('Bounds that meet', () => {
  it('have a point: $220 were paid, and of an intent of $50 nothing is owed', () => {
    const facts = [
      payment('deal-a', 'p', '300 USD'),
      paid('2025-03-10', '220 USD'),
      payment('deal-a', 'q', '50 USD', { bindingness: 'intent' }),
    ];
    const [row] = show(log(...facts), 'obligations', { effectiveAt: '2025-12-31', by: [] }).totals;
    expect(dollars(row!.paidUsCents)).toEqual(exactly(220));
  });
  it('have a point where a part of the power is unknown: 5 GW or more set all of $20 free, at 10 a GW', () => {
    const facts = [
      tranche('deal-a', 't', '5 GW'),
      tranche('deal-a', 'u', '5 GW'),
      payment('deal-a', 'p', '20 USD', { release: { per: '1 GW', amount: '10 USD' } }),
      energized('2025-02-01', 'deal-a', 't', '5 GW'),
      paid('2025-03-10', '5 USD'),
    ];
    const row = table(facts, '2025-12-31');
    expect([row.releasedUsCents, row.conditionalUsCents, row.outstandingUsCents].map(dollars)).toEqual(
      [20, 0, 15].map(exactly),
    );
  });
});

describe('More than is owed', () => {
  const facts = [
    payment('deal-a', 'p', '100 USD', { over: { from: '2025-01', months: 10 } }),
    paid('2025-03-10', '130 USD'),
    on('2025-06-10', 'PaymentAmended', { payment: 'p', to: '60 USD' }),
  ];

  it('is marked overpaid, and leaves nothing outstanding', () => {
    const row = table(facts, '2025-12-31');
    expect([row.committedUsCents, row.paidUsCents, row.outstandingUsCents].map(dollars)).toEqual(
      [60, 130, 0].map(exactly),
    );
    expect(row.flags).toEqual(['overpaid']);
  });
  it('is marked in the period in which it was paid', () => {
    const months = rows(facts, '2025-12-31', 'month');
    expect(months.filter(({ flags }) => flags.includes('overpaid')).map(({ period }) => period)).toEqual([
      '2025-03',
    ]);
    expect(months.map((row) => dollars(row.outstandingUsCents)![1])).toEqual(Array(10).fill(0));
  });
  it('is not marked where nobody can tell: up to as much', () => {
    const vague = [payment('deal-a', 'p', 'up to 100 USD'), paid('2025-03-10', '90 USD')];
    expect(table(vague, '2025-12-31').flags).toEqual([]);
    const about = [payment('deal-a', 'p', '100 USD'), paid('2025-03-10', '95-105 USD')];
    expect(table(about, '2025-12-31').flags).toEqual([]);
  });
  it('is marked where no date is stated, and beyond what has been released', () => {
    expect(table([payment('deal-a', 'p', '1 USD'), paid('2025-03-10', '2 USD')], '2025-12-31').flags).toEqual(
      ['overpaid'],
    );
    const released = [
      tranche('deal-a', 't', '5 GW'),
      payment('deal-a', 'p', '100 USD', { release: { per: '1 GW', amount: '10 USD' } }),
      energized('2025-02-01', 'deal-a', 't', '2 GW'),
      paid('2025-03-10', '25 USD'),
    ];
    expect(table(released, '2025-12-31').flags).toEqual(['overpaid']);
  });
  it('is marked after a cancellation too: $100 paid where $30 had come due', () => {
    const cancelled = [
      payment('deal-a', 'p', '120 USD', { over: { from: '2025-Q1', months: 12 } }),
      paid('2025-01-20', '100 USD'),
      on('2025-04-01', 'PaymentCancelled', { payment: 'p' }),
    ];
    const row = table(cancelled, '2025-12-31');
    expect([row.committedUsCents, row.paidUsCents, row.outstandingUsCents].map(dollars)).toEqual(
      [30, 100, 0].map(exactly),
    );
    expect(row.flags).toEqual(['overpaid']);
  });
});

describe('What is released in whole', () => {
  const held = (amount: string): Sent[] => [
    payment('deal-a', 'p', amount, { release: { conditions: [{ named: 'restructured' }] } }),
    on('2025-10-28', 'ConditionObserved', { condition: 'restructured', holds: true }),
  ];
  it.each([
    ['up to 22.5B USD', [0, 22.5, 22.5]],
    ['at least 22.5B USD', [22.5, 22.5, null]],
    ['20-25B USD', [20, 22.5, 25]],
    ['22.5B USD', [22.5, 22.5, 22.5]],
  ])('moves out of what is conditional: %s', (amount, released) => {
    const row = table(held(amount), '2025-12-31');
    expect([row.conditionalUsCents, row.releasedUsCents].map(billion)).toEqual([exactly(0), released]);
  });
  it('stays in one amount: flows and disclosed commitments take it once', () => {
    const facts = held('up to 22.5B USD');
    const [edge] = show(log(...facts), 'flows', { effectiveAt: '2025-12-31' }).rows;
    expect(billion(edge!.amountUsCents)).toEqual([0, null, 22.5]);
    const disclosed = fact('2025-12-31', 'party-lab', 'TotalDisclosed', {
      measure: 'commitments',
      amount: '30B USD',
      at: '2025-12-31',
    });
    const [row] = show(log(...facts, disclosed), 'reconciliation', { effectiveAt: '2025-12-31' }).rows;
    expect(billion(row!.ledgerUsCents)).toEqual([0, 22.5, 22.5]);
  });
});
