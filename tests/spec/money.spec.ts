import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, payment } from './facts.js';

const money = 'obligations';
const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);
const cancelled = on('2026-01-01', 'PaymentCancelled', { payment: 'p' });
const paid = (day: string, amount: string): Sent => on(day, 'PaymentMade', { payment: 'p', amount });

describe('A payment of $38B', () => {
  const promised = world(payment('deal-a', 'p', '38B USD'));

  it('is committed when it is firm and nothing releases it', () =>
    promised.shows(money, { committedUsCents: 38, conditionalUsCents: 0, releasedUsCents: 0 }));
  it.each(['optional', 'contingent', 'intent'])('is conditional when it is %s', (bindingness) => {
    world(payment('deal-a', 'p', '38B USD', { bindingness })).shows(money, {
      committedUsCents: 0,
      conditionalUsCents: 38,
    });
  });
  it('has null paid where nobody has seen a payment, and may all be outstanding', () =>
    promised.shows(money, { paidUsCents: null, outstandingUsCents: [0, null, 38] }));
  it('is outstanding as far as it is not paid: 38 less 5 and 3', () =>
    promised
      .and(paid('2025-02-01', '5B USD'), paid('2025-03-01', '3B USD'))
      .shows(money, { paidUsCents: 8, outstandingUsCents: 30 }));
  it('comes to the 5 that have been paid once it is cancelled, and to nothing where none were', () => {
    promised
      .and(paid('2025-02-01', '5B USD'), cancelled)
      .shows(money, { committedUsCents: 5, paidUsCents: 5, outstandingUsCents: 0 });
    promised.and(cancelled).showsNothing(money);
  });
  it('falls away with its deal', () =>
    promised.and(on('2026-01-01', 'StageReached', { stage: 'cancelled' })).showsNothing(money));
});

describe('A payment', () => {
  const beside = payment('deal-a', 'q', '1B USD');

  it('never sums "up to" as committed: up to 5 beside 1', () =>
    world(payment('deal-a', 'p', 'up to 5B USD'), beside).shows(money, { committedUsCents: [1, 1, 6] }));
  it('is listed and never zero when it is undisclosed', () =>
    world(payment('deal-a', 'p', 'undisclosed'), beside).shows(money, {
      committedUsCents: [1, 1, null],
      undisclosed: ['deal-a/p'],
    }));
  it('at a rate comes to the rate times its months: 12 × 2', () =>
    world(
      payment('deal-a', 'p', undefined, { ratePerMonth: '2B USD', over: { from: '2026', months: 12 } }),
    ).shows(money, { committedUsCents: 24 }));
});

describe('An amendment of a payment of $38B', () => {
  const amended = (...bodies: Record<string, unknown>[]) =>
    world(
      payment('deal-a', 'p', '38B USD'),
      ...bodies.map((body) => on('2026-01-01', 'PaymentAmended', { payment: 'p', ...body })),
    );

  it('adds what it amends the amount by: 38 + 100', () =>
    amended({ by: '100B USD' }).shows(money, { committedUsCents: 138 }));
  it('replaces the amount that it amends to', () =>
    amended({ to: '100B USD' }).shows(money, { committedUsCents: 100 }));
  it('adds a second time when it is made a second time: 38 + 1 + 1', () =>
    amended({ by: '1B USD' }, { by: '1B USD' }).shows(money, { committedUsCents: 40 }));
  it('adds nothing to the point that is only "up to"', () =>
    amended({ to: 'up to 100B USD' }).shows(money, { committedUsCents: [0, 0, 100] }));
});

describe('A payment that passes through another', () => {
  it('is shown beside the other and not added: 5.8 beside 9.7', () =>
    world(
      payment('deal-a', 'p', '9.7B USD'),
      payment('deal-a', 'chips', '5.8B USD', {
        from: 'vendor',
        to: 'cloud',
        passesThrough: 'deal-a/p',
      }),
    )
      .shows(money, { committedUsCents: 9.7 })
      .lists(money, 'beside', {
        payer: 'vendor',
        payee: 'cloud',
        passesThrough: 'deal-a/p',
        amountUsCents: 5.8,
      }));
});

describe('A total of money', () => {
  const several = world(
    payment('deal-a', 'p', '1B USD'),
    payment('deal-a', 'q', '2B USD', { kind: 'equity' }),
    payment('deal-a', 'r', '€4B'),
    payment('deal-a', 's', '8B USD', { to: 'cloud' }),
  );

  it('never adds kinds or currencies: of $1B, $2B of equity, €4B and $8B it adds 1 and 8', () =>
    several
      .hasTotals(money, 3)
      .shows(money, { committedUsCents: 9 }, { kind: 'hardware', currency: 'USD' })
      .shows(money, { committedUsCents: 2 }, { kind: 'equity', currency: 'USD' })
      .shows(money, { committedUsCents: 4 }, { kind: 'hardware', currency: 'EUR' }));
  it('has kind and currency in its rows, asked for or not', () =>
    several
      .by('payee')
      .lists(money, 'rows', {}, {}, {}, {})
      .showsRow(money, { payee: 'vendor', kind: 'hardware', currency: 'USD' }, { committedUsCents: 1 }));
});
