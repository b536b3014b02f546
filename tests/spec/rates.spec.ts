import { describe, expect, it } from 'vitest';
import { dealAt } from '../../projections/deals.js';
import { everything } from '../../projections/kit/cut.js';
import { given, type Sent } from '../given.js';
import { billion, cast, deal, energized, exactly, fact, payment, tranche } from './facts.js';

const money = 'obligations';
const world = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), ...facts)
    .on('2027-12-31')
    .at('2026-11-20');
const axis = { timeline: 'year', from: '2026-01-01', to: '2031-12-31', by: '' };

const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, { payment: 'p', ...body });
const amended = (day: string, body: Record<string, unknown>): Sent => on(day, 'PaymentAmended', body);
const lease = (over: object | undefined, ratePerMonth = '1.25B USD', more = {}): Sent =>
  payment('deal-a', 'p', undefined, { ratePerMonth, ...(over && { over }), ...more });
const term = { from: '2026-05', to: '2029-05' };

describe('A rate of $1.25B a month', () => {
  const leased = world(lease(term));
  const open = world(lease({ from: '2026-05' }));

  // 8, 12, 12 and 5 months
  it('from 2026-05 to 2029-05 comes to 37 × 1.25 = 46.25B', () =>
    leased
      .shows(money, { committedUsCents: 46.25 })
      .asking(axis)
      .shows(money, { committedUsCents: { 2026: 10, 2027: 15, 2028: 15, 2029: 6.25 } }));
  it('whose term is amended to 2030-05 comes to 49 × 1.25 = 61.25B', () =>
    leased
      .and(amended('2026-11-01', { over: { from: '2026-05', to: '2030-05' } }))
      .shows(money, { committedUsCents: 61.25 })
      .asking({ ...axis, from: '2029-01-01' })
      .shows(money, { committedUsCents: { 2029: 15, 2030: 6.25 } }));
  it('keeps its term when its rate changes, from the first month that begins on or after that', () => {
    const cheaper = (day: string) => leased.and(amended(day, { ratePerMonth: '1B USD' })).at('2027-02-01');
    // 8 months of 2026 at 1.25; a change on 15 January holds from February: 10 + 1.25 + 28 × 1
    cheaper('2027-01-15').shows(money, { committedUsCents: 39.25 });
    // On the first of a month it holds from that month: 10 + 29 × 1
    cheaper('2027-01-01').shows(money, { committedUsCents: 39 });
  });
  it('steps up with the term that comes with the new rate, and ends with it', () => {
    const stepped = (over: object) => leased.and(amended('2026-11-01', { ratePerMonth: '2B USD', over }));
    // 20 months at 1.25 (2026-05 to 2027-12), then 29 at 2 (2028-01 to 2030-05): 25 + 58
    stepped({ from: '2028-01', to: '2030-05' })
      .shows(money, { committedUsCents: 83 })
      .asking(axis)
      .shows(money, { committedUsCents: { 2026: 10, 2027: 15, 2028: 24, 2029: 24, 2030: 10 } });
    // Without an end of its own the step ends when the payment does: 25 + 17 × 2
    stepped({ from: '2028-01' }).shows(money, { committedUsCents: 59 });
    // A length counts from the start that comes with it: 25 + 12 × 2
    stepped({ from: '2028-01', months: 12 }).shows(money, { committedUsCents: 49 });
  });
  // 8 × 1.25 + 29 × 3
  it('steps as often as it is amended; the later word holds from its month on', () =>
    leased
      .and(
        amended('2026-11-01', { ratePerMonth: '2B USD', over: { from: '2028-01' } }),
        amended('2026-11-10', { ratePerMonth: '3B USD', over: { from: '2027-01' } }),
      )
      .shows(money, { committedUsCents: 97 }));
  // 41 × 1.25
  it('is reckoned anew over the whole of its term when that starts earlier', () =>
    leased
      .and(amended('2026-11-01', { over: { from: '2026-01', to: '2029-05' } }))
      .shows(money, { committedUsCents: 51.25 }));
  it('counts month by month from its start while it has no end, and has no total', () => {
    // May to November have begun: 7 × 1.25
    open.shows(money, { committedUsCents: [8.75, null, null] });
    open.at('2026-05-01').shows(money, { committedUsCents: [1.25, null, null] });
    open.at('2026-04-30').shows(money, { committedUsCents: [0, null, null] });
    open
      .asking(axis)
      .shows(money, { committedUsCents: { 2026: 10, 2027: 15, 2028: 15, 2029: 15, 2030: 15, 2031: 15 } });
  });
  it('has its total once it is given an end', () =>
    open
      .and(amended('2026-11-01', { over: { from: '2026-05', to: '2029-05' } }))
      .shows(money, { committedUsCents: 46.25 }));
  it('leaves every total that it is in without a point while it is open', () =>
    open.and(payment('deal-a', 'q', '1B USD')).shows(money, { committedUsCents: [9.75, null, null] }));
  it('is undisclosed, and nowhere on an axis, without a start', () => {
    const hidden = world(lease(undefined));
    const { undisclosed, undated } = hidden.answer(money);
    expect([undisclosed, undated]).toEqual([['deal-a/p'], ['deal-a/p']]);
    hidden.and(amended('2026-11-01', { over: term })).shows(money, { committedUsCents: 46.25 });
  });
  it('may be learned later, of a payment that nobody had disclosed', () =>
    world(
      payment('deal-a', 'p', 'undisclosed', { over: term }),
      amended('2026-11-01', { ratePerMonth: '1.25B USD' }),
    ).shows(money, { committedUsCents: 46.25 }));
  it('keeps its bounds: about $1.25B for 12 months; up to $2B is never firm', () => {
    const year = { from: '2026', months: 12 };
    world(lease(year, '1-1.5B USD')).shows(money, { committedUsCents: [12, 15, 18] });
    world(lease(year, 'up to 2B USD')).shows(money, { committedUsCents: [0, 0, 24] });
  });
  it('is a schedule of its own and no assumption', () => {
    const { rows } = leased.answer(money, { ...axis, to: '2026-12-31' });
    expect(rows.map(({ flags }) => flags)).toEqual([[]]);
  });
  it('shows its rates on the deal, and what they come to', () => {
    const { history } = leased.and(
      amended('2026-11-01', { ratePerMonth: '2B USD', over: { from: '2028-01' } }),
    );
    const cut = { ...everything, effectiveAt: '2026-11-20', policy: 'primary' as const };
    const [shown] = dealAt(history, 'deal-a', cut)!.payments as Record<string, unknown>[];
    expect(billion(shown!.amountUsCents)).toEqual(exactly(59));
    const rates = shown!.rates as { from: string; ratePerMonthUsCents: unknown }[];
    expect(rates.map(({ from, ratePerMonthUsCents: rate }) => [from, billion(rate)![1]])).toEqual([
      [null, 1.25],
      ['2028-01-01', 2],
    ]);
  });
});

describe('An amendment', () => {
  const leased = world(lease(term));

  it.each(['to', 'by'])('of a rate %s an amount is refused, with what to give instead', (word) => {
    leased
      .when(amended('2026-11-01', { [word]: '1B USD' }))
      .refuses('rate-is-amended-as-a-rate', /^payment "p" is a rate per month.*give ratePerMonth.*or over/);
  });
  it('of an amount to a rate is refused, with what to give instead', () =>
    world(payment('deal-a', 'p', '38B USD'))
      .when(amended('2026-11-01', { ratePerMonth: '1B USD' }))
      .refuses('amount-is-amended-as-an-amount', /^payment "p" is a whole amount: give by or to/));
  it('of a rate to another currency is refused', () =>
    leased.when(amended('2026-11-01', { ratePerMonth: '€1B' })).refuses('payment-keeps-its-currency'));
  it('to a rate and to an amount at once is unreadable', () =>
    leased
      .when(amended('2026-11-01', { ratePerMonth: '1B USD', to: '3B USD' }))
      .isUnreadable(/one of by, to and ratePerMonth/));
});

describe('A payment that is cancelled', () => {
  const cancelled = on('2026-11-20', 'PaymentCancelled', {});
  const leased = world(lease(term)).at('2026-12-31').by('payment');
  const sevenMonths = { committedUsCents: { 'deal-a/p': 8.75 } };

  it('owes the months that have run: 7 × 1.25B from May to November', () =>
    leased
      .and(cancelled)
      .shows(money, { ...sevenMonths, outstandingUsCents: { 'deal-a/p': [0, null, 8.75] } })
      .asking(axis)
      .shows(money, { committedUsCents: { 2026: 8.75 } }));
  it.each([
    ['its deal is cancelled', 'cancelled'],
    ['its deal is shelved', 'shelved'],
    ['its deal is superseded by nothing', 'superseded'],
  ])('owes them too when %s', (_, stage) => {
    leased.and(fact('2026-11-20', 'deal-a', 'StageReached', { stage })).shows(money, sevenMonths);
  });
  it('owes nothing where another deal takes the place of its own', () =>
    leased
      .and(deal('deal-b'))
      .and(fact('2026-11-20', 'deal-a', 'StageReached', { stage: 'superseded', by: 'deal-b' }))
      .showsNothing(money));
  it('owes a month from its first day: cancelled on 1 December the 7 months before', () =>
    leased.and(on('2026-12-01', 'PaymentCancelled', {})).shows(money, sevenMonths));
  it('may be cancelled from a later day: $28B over 84 months from 2026-Q1 keep 4 × 4 = 16B until 2030', () =>
    world(
      payment('deal-a', 'p', '28B USD', { over: { from: '2026-Q1', months: 84 } }),
      on('2026-11-20', 'PaymentCancelled', { from: '2030-Q1' }),
    )
      .by('payment')
      .at('2026-12-31')
      .shows(money, { committedUsCents: { 'deal-a/p': 16 } })
      .at('2026-11-20')
      .asking(axis)
      .shows(money, { committedUsCents: { 2026: 4, 2027: 4, 2028: 4, 2029: 4 } }));
  it('ends a rate that had no end: 44 months until 2030 are 55B', () =>
    world(lease({ from: '2026-05' }), on('2026-11-20', 'PaymentCancelled', { from: '2030-Q1' })).shows(
      money,
      { committedUsCents: 55 },
    ));
  it('keeps what was paid, and what was released by then', () =>
    world(
      tranche('deal-a', 't', '5 GW'),
      payment('deal-a', 'p', '100B USD', {
        kind: 'equity',
        release: { per: '1 GW', amount: '10B USD' },
      }),
      energized('2026-06-01', 'deal-a', 't', '2 GW'),
      on('2026-07-01', 'PaymentMade', { amount: '5B USD' }),
      cancelled,
      energized('2026-12-01', 'deal-a', 't', '4 GW'),
    )
      .at('2026-12-31')
      .by('payment')
      .showsRow(
        money,
        { payment: 'deal-a/p' },
        { releasedUsCents: 20, conditionalUsCents: 0, outstandingUsCents: 15 },
      ));
  it('leaves nothing of what was not firm', () =>
    world(lease(term, '1.25B USD', { bindingness: 'contingent' }), cancelled)
      .at('2026-12-31')
      .showsNothing(money));
});
