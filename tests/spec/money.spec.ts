import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, deal, entry, exactly, fact, payment } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const money = (facts: Sent[], more = {}) =>
  show(ledger([...cast, deal('deal-a'), ...facts]), 'obligations', { ...at, ...more });
const total = (facts: Sent[], more = {}) => money(facts, more).totals[0]!;
const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);

describe('A payment', () => {
  it('is committed when it is firm and nothing releases it', () => {
    const one = total([payment('deal-a', 'p', '38B USD')]);
    expect([one.committedUsCents, one.conditionalUsCents, one.releasedUsCents].map(billion)).toEqual([
      exactly(38),
      exactly(0),
      exactly(0),
    ]);
  });
  it.each(['optional', 'contingent', 'intent'])('is conditional when it is %s', (bindingness) => {
    const one = total([payment('deal-a', 'p', '38B USD', { bindingness })]);
    expect([one.committedUsCents, one.conditionalUsCents].map(billion)).toEqual([exactly(0), exactly(38)]);
  });
  it('never sums "up to" as committed', () => {
    expect(
      billion(
        total([payment('deal-a', 'p', 'up to 5B USD'), payment('deal-a', 'q', '1B USD')]).committedUsCents,
      ),
    ).toEqual([1, 1, 6]);
  });
  it('has null paid where nobody has seen a payment, and may all be outstanding', () => {
    const one = total([payment('deal-a', 'p', '38B USD')]);
    expect(one.paidUsCents).toBeNull();
    expect(billion(one.outstandingUsCents)).toEqual([0, null, 38]);
  });
  it('is outstanding as far as it is not paid', () => {
    const one = total([
      payment('deal-a', 'p', '38B USD'),
      on('2025-02-01', 'PaymentMade', { payment: 'p', amount: '5B USD' }),
      on('2025-03-01', 'PaymentMade', { payment: 'p', amount: '3B USD' }),
    ]);
    expect([one.paidUsCents, one.outstandingUsCents].map(billion)).toEqual([exactly(8), exactly(30)]);
  });
  it('comes to what has been paid once it is cancelled', () => {
    const facts = [
      payment('deal-a', 'p', '38B USD'),
      on('2025-02-01', 'PaymentMade', { payment: 'p', amount: '5B USD' }),
    ];
    const one = total([...facts, on('2026-01-01', 'PaymentCancelled', { payment: 'p' })]);
    expect([one.committedUsCents, one.paidUsCents, one.outstandingUsCents].map(billion)).toEqual([
      exactly(5),
      exactly(5),
      exactly(0),
    ]);
    expect(
      money([payment('deal-a', 'p', '38B USD'), on('2026-01-01', 'PaymentCancelled', { payment: 'p' })]).rows,
    ).toEqual([]);
  });
  it('falls away with its deal', () => {
    expect(
      money([payment('deal-a', 'p', '38B USD'), on('2026-01-01', 'StageReached', { stage: 'cancelled' })])
        .rows,
    ).toEqual([]);
  });
  it('is listed and never zero when it is undisclosed', () => {
    const one = total([payment('deal-a', 'p', 'undisclosed'), payment('deal-a', 'q', '1B USD')]);
    expect(billion(one.committedUsCents)).toEqual([1, 1, null]);
    expect(one.undisclosed).toEqual(['deal-a/p']);
  });
  it('at a rate comes to the rate times its months', () => {
    expect(
      billion(
        total([
          payment('deal-a', 'p', undefined, { ratePerMonth: '2B USD', over: { from: '2026', months: 12 } }),
        ]).committedUsCents,
      ),
    ).toEqual(exactly(24));
  });
});

describe('An amendment of a payment', () => {
  const amended = (...bodies: Record<string, unknown>[]): unknown =>
    billion(
      total([
        payment('deal-a', 'p', '38B USD'),
        ...bodies.map((body) => on('2026-01-01', 'PaymentAmended', { payment: 'p', ...body })),
      ]).committedUsCents,
    );

  it('adds what it amends the amount by', () => expect(amended({ by: '100B USD' })).toEqual(exactly(138)));
  it('replaces the amount that it amends to', () =>
    expect(amended({ to: '100B USD' })).toEqual(exactly(100)));
  it('adds a second time when it is made a second time', () =>
    expect(amended({ by: '1B USD' }, { by: '1B USD' })).toEqual(exactly(40)));
  it('adds nothing to the point that is only "up to"', () =>
    expect(amended({ to: 'up to 100B USD' })).toEqual([0, 0, 100]));
});

describe('A payment that passes through another', () => {
  it('is shown beside the other and not added', () => {
    const through = payment('deal-a', 'chips', '5.8B USD', {
      from: 'vendor',
      to: 'cloud',
      passesThrough: 'deal-a/p',
    });
    const answer = money([payment('deal-a', 'p', '9.7B USD'), through]);
    expect(billion(answer.totals[0]!.committedUsCents)).toEqual(exactly(9.7));
    expect(answer.beside).toMatchObject([
      {
        payer: 'vendor',
        payee: 'cloud',
        passesThrough: 'deal-a/p',
        amountUsCents: { point: 580_000_000_000 },
      },
    ]);
  });
});

describe('A total of money', () => {
  const facts = [
    payment('deal-a', 'p', '1B USD'),
    payment('deal-a', 'q', '2B USD', { kind: 'equity' }),
    payment('deal-a', 'r', '€4B'),
    payment('deal-a', 's', '8B USD', { to: 'cloud' }),
  ];

  it('never adds kinds or currencies', () => {
    const { totals } = money(facts);
    expect(totals).toHaveLength(3);
    expect(billion(entry(totals, { kind: 'hardware', currency: 'USD' }).committedUsCents)).toEqual(
      exactly(9),
    );
    expect(billion(entry(totals, { kind: 'equity', currency: 'USD' }).committedUsCents)).toEqual(exactly(2));
    expect(billion(entry(totals, { kind: 'hardware', currency: 'EUR' }).committedUsCents)).toEqual(
      exactly(4),
    );
  });
  it('has kind and currency in its rows, asked for or not', () => {
    const { rows } = money(facts, { by: ['payee'] });
    expect(rows).toHaveLength(4);
    expect(
      billion(entry(rows, { payee: 'vendor', kind: 'hardware', currency: 'USD' }).committedUsCents),
    ).toEqual(exactly(1));
  });
});
