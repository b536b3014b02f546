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

describe('A release by period', () => {
  const steps = { release: { per: '1 GW', amount: '10B USD' }, kind: 'equity', bindingness: 'intent' };
  const rowsOf = (each: 'month' | 'quarter' | 'half' | 'year', effectiveAt: string, facts: Sent[]) =>
    show(ledger([...cast, deal('deal-a'), ...facts], '2027-12-31'), 'obligations', {
      effectiveAt,
      by: ['payment'],
      timeline: each,
      from: '2025-01-01',
      to: '2026-12-31',
    }).rows;
  const released = (...asked: Parameters<typeof rowsOf>): unknown[] =>
    rowsOf(...asked).map((row) => [row.period, billion(row.releasedUsCents)]);

  it.each([
    ['month', '2025-10'],
    ['quarter', '2025-Q4'],
    ['half', '2025-H2'],
    ['year', '2025'],
  ] as const)('is in the %s in which its condition was seen to hold', (each, period) => {
    const held = on('2025-10-28', 'ConditionObserved', { condition: 'restructured', holds: true });
    const closing = (amount: string): Sent =>
      payment('deal-a', 'p', amount, { release: { conditions: [{ named: 'restructured' }] } });
    expect(released(each, '2025-12-31', [closing('up to 22.5B USD'), held])).toEqual([
      [period, [0, 22.5, 22.5]],
    ]);
    expect(released(each, '2025-12-31', [closing('5B USD'), held])).toEqual([[period, exactly(5)]]);
  });
  it('is in the period in which its level was first seen', () =>
    expect(
      released('quarter', '2025-12-31', [
        tranche('deal-a', 't', '20 GW'),
        payment('deal-a', 'p', 'up to 100B USD', steps),
        energized('2025-05-01', 'deal-a', 't', '2 GW'),
        energized('2025-11-01', 'deal-a', 't', '3 GW'),
      ]),
    ).toEqual([
      ['2025-Q2', exactly(20)],
      ['2025-Q4', exactly(10)],
    ]));
  it('goes by the terms of the one cut: a cap of $10B from May 2026 does not hold as of 2025', () =>
    expect(
      released('year', '2025-12-31', [
        tranche('deal-a', 't', '5 GW', { due: '2026-Q3' }),
        payment('deal-a', 'p', 'up to 100B USD', steps),
        energized('2025-05-01', 'deal-a', 't', '2 GW'),
        on('2026-05-26', 'PaymentAmended', { payment: 'p', to: 'up to 10B USD' }),
      ]),
    ).toEqual([
      ['2025', exactly(20)],
      ['2026', exactly(30)],
    ]));
  it('leaves outstanding in order, and never below nothing', () => {
    // From 2–4 GW to 4 GW: between 0 and 2 GW more; then 3 GW: no more.
    const rows = rowsOf('quarter', '2025-12-31', [
      tranche('deal-a', 't', '20 GW'),
      payment('deal-a', 'p', 'up to 100B USD', steps),
      energized('2025-02-01', 'deal-a', 't', '2-4 GW'),
      on('2025-02-10', 'PaymentMade', { payment: 'p', amount: '10B USD' }),
      energized('2025-05-01', 'deal-a', 't', '4 GW'),
      energized('2025-08-01', 'deal-a', 't', '3 GW'),
    ]);
    expect(rows.map((row) => billion(row.outstandingUsCents))).toEqual([
      [10, 20, 30],
      [0, 10, 20],
      exactly(0),
    ]);
  });
});

describe('A release of what ended since', () => {
  const ends: [string, Sent][] = [
    ['payment', on('2026-02-01', 'PaymentCancelled', { payment: 'p' })],
    ['deal', on('2026-02-01', 'StageReached', { stage: 'cancelled' })],
  ];
  it.each(ends)('stays, and nothing is conditional beside it: the %s', (_, end) => {
    const held = on('2026-01-01', 'ConditionObserved', { condition: 'permit', holds: true });
    const one = total([
      payment('deal-a', 'p', 'up to 35B USD', { release: { conditions: [{ named: 'permit' }] } }),
      held,
      end,
    ]);
    expect([one.conditionalUsCents, one.releasedUsCents].map(billion)).toEqual([exactly(0), [0, 35, 35]]);
  });
  it.each(ends)('within bounds, too: the %s', (_, end) => {
    const one = total([
      tranche('deal-a', 't', '5 GW'),
      payment('deal-a', 'p', 'up to 100B USD', { release: { per: '1 GW', amount: '10B USD' } }),
      energized('2026-01-01', 'deal-a', 't', '1-2 GW'),
      end,
    ]);
    expect([one.conditionalUsCents, one.releasedUsCents].map(billion)).toEqual([exactly(0), [10, 10, 20]]);
  });
});
