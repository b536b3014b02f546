import { describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const money = 'obligations';
const world = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), ...facts)
    .on('2027-12-31')
    .at('2025-12-31');
const each = (timeline: string) => ({ timeline, from: '2025-01-01', to: '2027-12-31', by: '' });
const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);
const paid = (day: string, amount: string): Sent => on(day, 'PaymentMade', { payment: 'p', amount });
/** $30B in each quarter of 2025. */
const yearly = payment('deal-a', 'p', '120B USD', { over: { from: '2025-Q1', months: 12 } });

describe('A payment', () => {
  const prepaid = world(yearly, paid('2025-01-20', '100B USD'));
  const late = world(yearly, paid('2025-11-20', '50B USD')).asking(each('quarter'));

  it('settles what is due first: $100B of $120B over four quarters leave 20 of the last', () =>
    prepaid
      .shows(money, { outstandingUsCents: 20 })
      .asking(each('quarter'))
      .shows(money, { outstandingUsCents: { '2025-Q1': 0, '2025-Q2': 0, '2025-Q3': 0, '2025-Q4': 20 } }));
  it('settles the same before the periods have come', () =>
    prepaid
      .at('2025-02-15')
      .asking(each('quarter'))
      .shows(money, {
        outstandingUsCents: { '2025-Q1': 0, '2025-Q2': 0, '2025-Q3': 0, '2025-Q4': 20 },
        paidUsCents: { '2025-Q1': 100, '2025-Q2': null, '2025-Q3': null, '2025-Q4': null },
      }));
  it('settles what is due first, when it comes late: 50 in November are 30 of the first quarter and 20', () =>
    late.shows(money, {
      outstandingUsCents: { '2025-Q1': 0, '2025-Q2': 10, '2025-Q3': 30, '2025-Q4': 30 },
      paidUsCents: { '2025-Q1': 0, '2025-Q2': 0, '2025-Q3': 0, '2025-Q4': 50 },
    }));
  it('runs up what is left when it is cumulative: 10, 40 and 70', () => {
    const running = late.asking({ cumulative: 'true' });
    const left = { '2025-Q1': 0, '2025-Q2': 10, '2025-Q3': 40, '2025-Q4': 70 };
    for (const [period, outstandingUsCents] of Object.entries(left))
      running.showsRow(money, { period }, { outstandingUsCents });
  });
  it('in bounds leaves bounds: about $50B, from 45 to 55, of $30B a quarter', () =>
    world(yearly, paid('2025-02-20', '45-55B USD'))
      .asking(each('quarter'))
      .shows(money, {
        outstandingUsCents: { '2025-Q1': 0, '2025-Q2': [5, 10, 15], '2025-Q3': 30, '2025-Q4': 30 },
      }));
  it('before the first period is in the period in which it was made, and settles the first', () => {
    const early = world(
      payment('deal-a', 'p', '120B USD', { over: { from: '2026-Q1', months: 12 } }),
      paid('2025-06-20', '40B USD'),
    ).at('2026-12-31');
    early.asking(each('quarter')).shows(money, {
      paidUsCents: { '2025-Q2': 40, '2026-Q1': 0, '2026-Q2': 0, '2026-Q3': 0, '2026-Q4': 0 },
      outstandingUsCents: { '2025-Q2': 0, '2026-Q1': 0, '2026-Q2': 20, '2026-Q3': 30, '2026-Q4': 30 },
    });
    // Nobody asked for a span: the payment is within it all the same.
    const asked = { timeline: 'quarter', effectiveAt: '2026-12-31' };
    const read = normalise(money, asked, { today: '2027-12-31', position: 99 }, early.history);
    expect(read.problems ?? read.value.question.from).toBe('2025-06-01');
  });
  it.each([
    ['month', '2026-10'],
    ['quarter', '2026-Q4'],
    ['half', '2026-H2'],
    ['year', '2026'],
  ])('made in the %s that is still running is in it', (timeline, period) => {
    const running = world(
      payment('deal-a', 'p', '3B USD', { kind: 'equity' }),
      paid('2026-10-05', '2B USD'),
    ).at('2026-11-20');
    running.asking(each(timeline)).shows(money, { paidUsCents: { [period]: 2 } });
    running
      .asking({ timeline, from: '2026-01-01', to: '2026-12-31' })
      .lists('flows', 'rows', { period, paidUsCents: 2 });
  });
});

describe('A payment of a vague date', () => {
  it('is in the period of its latest day, by which it is a fact: 2025-Q4 in December', () =>
    world(payment('deal-a', 'p', '3B USD'), paid('2025-Q4', '2B USD'))
      .at('2026-06-30')
      .asking(each('month'))
      .shows(money, { paidUsCents: { '2025-12': 2 } }));
});

describe('Bounds that meet', () => {
  it('have a point: $220B were paid, and of an intent of $50B nothing is owed', () =>
    world(
      payment('deal-a', 'p', '300B USD'),
      paid('2025-03-10', '220B USD'),
      payment('deal-a', 'q', '50B USD', { bindingness: 'intent' }),
    ).lists(money, 'totals', { paidUsCents: 220 }));
  it('have a point where a part of the power is unknown: 5 GW or more set all of $20B free, at 10 a GW', () =>
    world(
      tranche('deal-a', 't', '5 GW'),
      tranche('deal-a', 'u', '5 GW'),
      payment('deal-a', 'p', '20B USD', { release: { per: '1 GW', amount: '10B USD' } }),
      energized('2025-02-01', 'deal-a', 't', '5 GW'),
      paid('2025-03-10', '5B USD'),
    ).shows(money, { releasedUsCents: 20, conditionalUsCents: 0, outstandingUsCents: 15 }));
});

describe('More than is owed', () => {
  const row = { payment: 'deal-a/p' };
  const overpaid = world(
    payment('deal-a', 'p', '100B USD', { over: { from: '2025-01', months: 10 } }),
    paid('2025-03-10', '130B USD'),
    on('2025-06-10', 'PaymentAmended', { payment: 'p', to: '60B USD' }),
  ).by('payment');

  it('is marked overpaid, and leaves nothing outstanding: 130 of 60', () =>
    overpaid.showsRow(money, row, {
      committedUsCents: 60,
      paidUsCents: 130,
      outstandingUsCents: 0,
      flags: ['overpaid'],
    }));
  it('is marked in the period in which it was paid', () =>
    overpaid.asking({ ...each('month'), by: 'payment' }).lists(
      money,
      'rows',
      ...['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'].map((month) => ({
        period: `2025-${month}`,
        outstandingUsCents: 0,
        flags: month === '03' ? ['assumed', 'overpaid'] : ['assumed'],
      })),
    ));
  it.each([
    ['up to 100B USD', '90B USD'],
    ['100B USD', '95-105B USD'],
  ])('is not marked where nobody can tell: of %s, %s', (amount, made) => {
    world(payment('deal-a', 'p', amount), paid('2025-03-10', made))
      .by('payment')
      .showsRow(money, row, { flags: [] });
  });
  it.each(['at least 1B USD', 'over 1B USD', 'undisclosed'])(
    'is not marked where there is no most of it, at a day or in any period: %s',
    (amount) => {
      const terms = { over: { from: '2025-Q1', months: 12 } };
      const open = world(payment('deal-a', 'p', amount, terms), paid('2025-03-10', '5B USD'));
      const asked = [{}, each('quarter'), { ...each('quarter'), cumulative: 'true' }, each('year')];
      const flags = asked.flatMap((more) => open.answer(money, more).rows.flatMap((one) => one.flags));
      expect(flags).toContain('assumed');
      expect(flags).not.toContain('overpaid');
    },
  );
  it('is marked where no date is stated, and beyond what has been released: 25 of 2 × 10', () => {
    world(payment('deal-a', 'p', '1B USD'), paid('2025-03-10', '2B USD'))
      .by('payment')
      .showsRow(money, row, { flags: ['overpaid'] });
    world(
      tranche('deal-a', 't', '5 GW'),
      payment('deal-a', 'p', '100B USD', { release: { per: '1 GW', amount: '10B USD' } }),
      energized('2025-02-01', 'deal-a', 't', '2 GW'),
      paid('2025-03-10', '25B USD'),
    )
      .by('payment')
      .showsRow(money, row, { flags: ['overpaid'] });
  });
  it('is marked after a cancellation too: $100B paid where $30B had come due', () =>
    world(yearly, paid('2025-01-20', '100B USD'), on('2025-04-01', 'PaymentCancelled', { payment: 'p' }))
      .by('payment')
      .showsRow(money, row, {
        committedUsCents: 30,
        paidUsCents: 100,
        outstandingUsCents: 0,
        flags: ['overpaid'],
      }));
});

describe('What is released in whole', () => {
  const held = (amount: string) =>
    world(
      payment('deal-a', 'p', amount, { release: { conditions: [{ named: 'restructured' }] } }),
      on('2025-10-28', 'ConditionObserved', { condition: 'restructured', holds: true }),
    );

  it.each<[string, [number, number, number | null]]>([
    ['up to 22.5B USD', [0, 22.5, 22.5]],
    ['at least 22.5B USD', [22.5, 22.5, null]],
    ['20-25B USD', [20, 22.5, 25]],
    ['22.5B USD', [22.5, 22.5, 22.5]],
  ])('moves out of what is conditional: %s are %j', (amount, releasedUsCents) => {
    held(amount).shows(money, { conditionalUsCents: 0, releasedUsCents });
  });
  it('stays in one amount: flows and disclosed commitments take up to $22.5B once', () =>
    held('up to 22.5B USD')
      .lists('flows', 'rows', { amountUsCents: [0, null, 22.5] })
      .and(
        fact('2025-12-31', 'party-lab', 'TotalDisclosed', {
          measure: 'commitments',
          amount: '30B USD',
          at: '2025-12-31',
        }),
      )
      .lists('reconciliation', 'rows', { ledgerUsCents: [0, 22.5, 22.5] }));
});
