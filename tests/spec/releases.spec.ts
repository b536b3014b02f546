import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, deal, energized, exactly, fact, payment, tranche } from './facts.js';

const total = (facts: Sent[]) =>
  show(ledger([...cast, deal('deal-a'), ...facts]), 'obligations', { effectiveAt: '2026-06-30' }).totals[0]!;
const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);

describe('A release of $10B per gigawatt, up to $100B', () => {
  const release = { per: '1 GW', amount: '10B USD', mode: 'stepped' };
  const invested = (terms: object = release, amount = 'up to 100B USD'): Sent =>
    payment('deal-a', 'p', amount, { kind: 'equity', bindingness: 'intent', release: terms });
  const chips = [tranche('deal-a', 't', '20 GW'), tranche('deal-a', 'u', '20 GW')];
  const released = (terms: object | undefined, t: string, u = '0 MW'): unknown[] => {
    const levels = [energized('2026-01-01', 'deal-a', 't', t), energized('2026-01-01', 'deal-a', 'u', u)];
    const one = total([...chips, invested(terms), ...levels]);
    return [billion(one.releasedUsCents), billion(one.conditionalUsCents)];
  };

  it('sets free whole steps, which leave what is conditional', () =>
    expect(released(release, '3900 MW')).toEqual([exactly(30), [0, 70, 70]]));
  it('sets nothing free below the first step', () =>
    expect(released(release, '999 MW')[0]).toEqual(exactly(0)));
  it('counts all tranches of its deal together', () =>
    expect(released(release, '1500 MW', '1500 MW')[0]).toEqual(exactly(30)));
  it('counts only the tranches that it names', () =>
    expect(released({ ...release, of: ['t'] }, '1500 MW', '1500 MW')[0]).toEqual(exactly(10)));
  it('stops at the amount', () => expect(released(release, '12 GW')[0]).toEqual(exactly(100)));
  it('sets free in proportion when it is pro rata', () =>
    expect(released({ ...release, mode: 'pro-rata' }, '1500 MW')[0]).toEqual(exactly(15)));
  it('is in whole steps unless it says pro rata', () =>
    expect(released({ per: '1 GW', amount: '10B USD' }, '1500 MW')[0]).toEqual(exactly(10)));
  it('is an interval from nothing to all of it while nobody has observed the power', () => {
    const one = total([...chips, invested()]);
    expect(billion(one.releasedUsCents)).toEqual([0, null, 100]);
    expect(billion(one.conditionalUsCents)).toEqual([0, null, 100]);
  });
  it('takes what has been observed as its floor', () => {
    expect(
      billion(total([...chips, invested(), energized('2026-01-01', 'deal-a', 't', '2 GW')]).releasedUsCents),
    ).toEqual([20, null, 100]);
  });
  it('is conditional even when it is firm', () => {
    const one = total([
      ...chips,
      payment('deal-a', 'p', '100B USD', { kind: 'equity', release }),
      ...['t', 'u'].map((name) => energized('2026-01-01', 'deal-a', name, '1 GW')),
    ]);
    expect([one.committedUsCents, one.conditionalUsCents, one.releasedUsCents].map(billion)).toEqual([
      exactly(0),
      exactly(80),
      exactly(20),
    ]);
  });
  it('is outstanding once released, as far as it is not paid', () => {
    const paid = on('2026-02-01', 'PaymentMade', { payment: 'p', amount: '5B USD' });
    const one = total([
      ...chips,
      invested(),
      paid,
      ...['t', 'u'].map((name) => energized('2026-01-01', 'deal-a', name, '1 GW')),
    ]);
    expect([one.releasedUsCents, one.paidUsCents, one.outstandingUsCents].map(billion)).toEqual([
      exactly(20),
      exactly(5),
      exactly(15),
    ]);
  });
});

describe('A release on named conditions', () => {
  const facts = [
    payment('deal-a', 'p', '10B USD', { release: { conditions: [{ named: 'permit' }, { named: 'grid' }] } }),
  ];
  const seen = (condition: string, holds: boolean, day = '2026-01-01'): Sent =>
    on(day, 'ConditionObserved', { condition, holds });
  const released = (...more: Sent[]): unknown => billion(total([...facts, ...more]).releasedUsCents);

  it('is anything from nothing to all of it while one is unknown', () => {
    expect(released()).toEqual([0, null, 10]);
    expect(released(seen('permit', true))).toEqual([0, null, 10]);
  });
  it('is all of it once all hold', () =>
    expect(released(seen('permit', true), seen('grid', true))).toEqual(exactly(10)));
  it('is nothing when one fails', () => expect(released(seen('permit', false))).toEqual(exactly(0)));
  it('goes by the latest observation', () =>
    expect(released(seen('permit', true), seen('grid', true), seen('grid', false, '2026-02-01'))).toEqual(
      exactly(0),
    ));
});
