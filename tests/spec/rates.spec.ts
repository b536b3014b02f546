import { describe, expect, it } from 'vitest';
import { dealAt } from '../../projections/deals.js';
import { everything } from '../../projections/kit/cut.js';
import { ledger, record, type Sent, show } from '../given.js';
import { billion, cast, deal, exactly, fact, payment } from './facts.js';

const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, { payment: 'p', ...body });
const amended = (day: string, body: Record<string, unknown>): Sent => on(day, 'PaymentAmended', body);

const lease = (over: object | undefined, ratePerMonth = '1.25B USD', more = {}): Sent =>
  payment('deal-a', 'p', undefined, { ratePerMonth, ...(over && { over }), ...more });
const term = { from: '2026-05', to: '2029-05' };

const log = (...facts: Sent[]) => ledger([...cast, deal('deal-a'), ...facts], '2027-12-31');
const total = (facts: Sent[], effectiveAt = '2026-11-20'): unknown =>
  billion(show(log(...facts), 'obligations', { effectiveAt }).totals[0]!.committedUsCents);
const years = (facts: Sent[], effectiveAt = '2026-11-20', options = {}): unknown[] =>
  show(log(...facts), 'obligations', {
    effectiveAt,
    timeline: 'year',
    from: '2026-01-01',
    to: '2031-12-31',
    options,
  }).rows.map((row) => [row.period, billion(row.committedUsCents)![1]]);

describe('A rate of $1.25B a month', () => {
  it('from 2026-05 to 2029-05 comes to 37 × 1.25 = 46.25B', () => {
    expect(total([lease(term)])).toEqual(exactly(46.25));
    // 8, 12, 12 and 5 months
    expect(years([lease(term)])).toEqual([
      ['2026', 10],
      ['2027', 15],
      ['2028', 15],
      ['2029', 6.25],
    ]);
  });
  it('whose term is amended to 2030-05 comes to 49 × 1.25 = 61.25B', () => {
    const facts = [lease(term), amended('2026-11-01', { over: { from: '2026-05', to: '2030-05' } })];
    expect(total(facts)).toEqual(exactly(61.25));
    expect(years(facts).slice(-2)).toEqual([
      ['2029', 15],
      ['2030', 6.25],
    ]);
  });
  it('keeps its term when its rate changes, from the first month that begins on or after that', () => {
    // 8 months of 2026 at 1.25; a change on 15 January holds from February: 10 + 1.25 + 28 × 1 = 39.25
    expect(total([lease(term), amended('2027-01-15', { ratePerMonth: '1B USD' })], '2027-02-01')).toEqual(
      exactly(39.25),
    );
    // On the first of a month it holds from that month: 10 + 29 × 1 = 39
    expect(total([lease(term), amended('2027-01-01', { ratePerMonth: '1B USD' })], '2027-02-01')).toEqual(
      exactly(39),
    );
  });
  it('steps up with the term that comes with the new rate, and ends with it', () => {
    // 20 months at 1.25 (2026-05 to 2027-12), then 29 at 2 (2028-01 to 2030-05): 25 + 58 = 83
    const step = { ratePerMonth: '2B USD', over: { from: '2028-01', to: '2030-05' } };
    expect(total([lease(term), amended('2026-11-01', step)])).toEqual(exactly(83));
    expect(years([lease(term), amended('2026-11-01', step)])).toEqual([
      ['2026', 10],
      ['2027', 15],
      ['2028', 24],
      ['2029', 24],
      ['2030', 10],
    ]);
    // Without an end of its own the step ends when the payment does: 25 + 17 × 2 = 59
    const open = { ratePerMonth: '2B USD', over: { from: '2028-01' } };
    expect(total([lease(term), amended('2026-11-01', open)])).toEqual(exactly(59));
    // A length counts from the start that comes with it: 25 + 12 × 2 = 49
    const year = { ratePerMonth: '2B USD', over: { from: '2028-01', months: 12 } };
    expect(total([lease(term), amended('2026-11-01', year)])).toEqual(exactly(49));
  });
  it('steps as often as it is amended; the later word holds from its month on', () => {
    const facts = [
      lease(term),
      amended('2026-11-01', { ratePerMonth: '2B USD', over: { from: '2028-01' } }),
      amended('2026-11-10', { ratePerMonth: '3B USD', over: { from: '2027-01' } }),
    ];
    // 8 × 1.25 + 29 × 3
    expect(total(facts)).toEqual(exactly(97));
  });
  it('is reckoned anew over the whole of its term when that starts earlier', () => {
    const facts = [lease(term), amended('2026-11-01', { over: { from: '2026-01', to: '2029-05' } })];
    expect(total(facts)).toEqual(exactly(51.25)); // 41 × 1.25
  });
  it('counts month by month from its start while it has no end, and has no total', () => {
    // May to November have begun: 7 × 1.25
    expect(total([lease({ from: '2026-05' })])).toEqual([8.75, null, null]);
    expect(total([lease({ from: '2026-05' })], '2026-05-01')).toEqual([1.25, null, null]);
    expect(total([lease({ from: '2026-05' })], '2026-04-30')).toEqual([0, null, null]);
    expect(years([lease({ from: '2026-05' })])).toEqual([
      ['2026', 10],
      ['2027', 15],
      ['2028', 15],
      ['2029', 15],
      ['2030', 15],
      ['2031', 15],
    ]);
  });
  it('has its total once it is given an end', () => {
    const facts = [
      lease({ from: '2026-05' }),
      amended('2026-11-01', { over: { from: '2026-05', to: '2029-05' } }),
    ];
    expect(total(facts)).toEqual(exactly(46.25));
  });
  it('leaves every total that it is in without a point while it is open', () => {
    expect(total([lease({ from: '2026-05' }), payment('deal-a', 'q', '1B USD')])).toEqual([9.75, null, null]);
  });
  it('is undisclosed, and nowhere on an axis, without a start', () => {
    const answer = show(log(lease(undefined)), 'obligations', { effectiveAt: '2026-11-20' });
    expect([answer.undisclosed, answer.undated]).toEqual([['deal-a/p'], ['deal-a/p']]);
    expect(total([lease(undefined), amended('2026-11-01', { over: term })])).toEqual(exactly(46.25));
  });
  it('may be learned later, of a payment that nobody had disclosed', () => {
    const facts = [
      payment('deal-a', 'p', 'undisclosed', { over: term }),
      amended('2026-11-01', { ratePerMonth: '1.25B USD' }),
    ];
    expect(total(facts)).toEqual(exactly(46.25));
  });
  it('keeps its bounds: about $1.25B for 12 months; up to $2B is never firm', () => {
    const year = { from: '2026', months: 12 };
    expect(total([lease(year, '1-1.5B USD')])).toEqual([12, 15, 18]);
    expect(total([lease(year, 'up to 2B USD')])).toEqual([0, 0, 24]);
  });
  it('is a schedule of its own and no assumption', () => {
    const timeline = {
      effectiveAt: '2026-11-20',
      timeline: 'year',
      from: '2026-01-01',
      to: '2026-12-31',
    } as const;
    expect(show(log(lease(term)), 'obligations', timeline).rows.map(({ flags }) => flags)).toEqual([[]]);
  });
  it('shows its rates on the deal, and what they come to', () => {
    const facts = [lease(term), amended('2026-11-01', { ratePerMonth: '2B USD', over: { from: '2028-01' } })];
    const cut = { ...everything, effectiveAt: '2026-11-20', policy: 'primary' as const };
    const [shown] = dealAt(log(...facts), 'deal-a', cut)!.payments as Record<string, unknown>[];
    expect(billion(shown!.amountUsCents)).toEqual(exactly(59));
    const rates = shown!.rates as { from: string; ratePerMonthUsCents: unknown }[];
    expect(rates.map(({ from, ratePerMonthUsCents: rate }) => [from, billion(rate)![1]])).toEqual([
      [null, 1.25],
      ['2028-01-01', 2],
    ]);
  });
});

describe('An amendment that does not fit', () => {
  it.each(['to', 'by'])('of a rate %s an amount is refused, with what to give instead', (word) => {
    expect(() => record(log(lease(term)), amended('2026-11-01', { [word]: '1B USD' }))).toThrow(
      /rate-is-amended-as-a-rate: payment "p" is a rate per month.*give ratePerMonth.*or over/,
    );
  });
  it('of an amount to a rate is refused', () => {
    expect(() =>
      record(log(payment('deal-a', 'p', '38B USD')), amended('2026-11-01', { ratePerMonth: '1B USD' })),
    ).toThrow(/amount-is-amended-as-an-amount: payment "p" is a whole amount: give by or to/);
  });
  it('of a rate in another currency is refused', () => {
    expect(() => record(log(lease(term)), amended('2026-11-01', { ratePerMonth: '€1B' }))).toThrow(
      /payment-keeps-its-currency/,
    );
  });
  it('by and to a rate at once is refused', () => {
    expect(() =>
      record(log(lease(term)), amended('2026-11-01', { ratePerMonth: '1B USD', to: '3B USD' })),
    ).toThrow(/one of by, to and ratePerMonth/);
  });
});

describe('A payment that is cancelled', () => {
  const cancelled = on('2026-11-20', 'PaymentCancelled', {});
  const rows = (facts: Sent[], effectiveAt = '2026-12-31') =>
    show(log(...facts), 'obligations', { effectiveAt, by: ['payment'] }).rows;

  it('owes the months that have run: 7 × 1.25B from May to November', () => {
    const [row] = rows([lease(term), cancelled]);
    expect(billion(row!.committedUsCents)).toEqual(exactly(8.75));
    expect(billion(row!.outstandingUsCents)).toEqual([0, null, 8.75]);
    expect(years([lease(term), cancelled], '2026-12-31')).toEqual([['2026', 8.75]]);
  });
  it.each([
    ['its deal is cancelled', 'cancelled'],
    ['its deal is shelved', 'shelved'],
    ['its deal is superseded by nothing', 'superseded'],
  ])('owes them too when %s', (_, stage) => {
    const ended = fact('2026-11-20', 'deal-a', 'StageReached', { stage });
    expect(billion(rows([lease(term), ended])[0]!.committedUsCents)).toEqual(exactly(8.75));
  });
  it('owes nothing where another deal takes the place of its own', () => {
    const ended = fact('2026-11-20', 'deal-a', 'StageReached', { stage: 'superseded', by: 'deal-b' });
    expect(rows([deal('deal-b'), lease(term), ended])).toEqual([]);
  });
  it('owes a month from its first day: cancelled on 1 December the 7 months before', () => {
    expect(
      billion(rows([lease(term), on('2026-12-01', 'PaymentCancelled', {})])[0]!.committedUsCents),
    ).toEqual(exactly(8.75));
  });
  it('may be cancelled from a later day: $28B over 84 months from 2026-Q1 keep 4 × 4 = 16B until 2030', () => {
    const facts = [
      payment('deal-a', 'p', '28B USD', { over: { from: '2026-Q1', months: 84 } }),
      on('2026-11-20', 'PaymentCancelled', { from: '2030-Q1' }),
    ];
    expect(billion(rows(facts)[0]!.committedUsCents)).toEqual(exactly(16));
    expect(years(facts)).toEqual([
      ['2026', 4],
      ['2027', 4],
      ['2028', 4],
      ['2029', 4],
    ]);
  });
  it('ends a rate that had no end: 44 months until 2030 are 55B', () => {
    const facts = [lease({ from: '2026-05' }), on('2026-11-20', 'PaymentCancelled', { from: '2030-Q1' })];
    expect(total(facts)).toEqual(exactly(55));
  });
  it('keeps what was paid, and what was released by then', () => {
    const release = { per: '1 GW', amount: '10B USD' };
    const facts: Sent[] = [
      fact('2025-01-01', 'deal-a', 'CapacityCommitted', {
        tranche: 't',
        layer: 'chips',
        provider: 'vendor',
        consumer: 'lab',
        power: '5 GW',
        bindingness: 'firm',
      }),
      payment('deal-a', 'p', '100B USD', { kind: 'equity', release }),
      fact('2026-06-01', 'deal-a', 'CapacityEnergized', { tranche: 't', power: '2 GW' }),
      on('2026-07-01', 'PaymentMade', { amount: '5B USD' }),
      cancelled,
      fact('2026-12-01', 'deal-a', 'CapacityEnergized', { tranche: 't', power: '4 GW' }),
    ];
    const [row] = rows(facts);
    expect([row!.releasedUsCents, row!.conditionalUsCents, row!.outstandingUsCents].map(billion)).toEqual([
      exactly(20),
      exactly(0),
      exactly(15),
    ]);
  });
  it('leaves nothing of what was not firm', () => {
    expect(rows([lease(term, '1.25B USD', { bindingness: 'contingent' }), cancelled])).toEqual([]);
  });
});
