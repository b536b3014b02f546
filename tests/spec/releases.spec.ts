import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

const money = 'obligations';
const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const on = (day: string, type: string, body: Record<string, unknown>): Sent =>
  fact(day, 'deal-a', type, body);
const draws = (name: string, power: string, day = '2026-01-01'): Sent =>
  energized(day, 'deal-a', name, power);

describe('A release of $10B per gigawatt, up to $100B', () => {
  const release = { per: '1 GW', amount: '10B USD', mode: 'stepped' };
  const invested = (terms: object = release): Sent =>
    payment('deal-a', 'p', 'up to 100B USD', { kind: 'equity', bindingness: 'intent', release: terms });
  const chips = world(tranche('deal-a', 't', '20 GW'), tranche('deal-a', 'u', '20 GW'));
  /** In u nothing draws power unless it is said. */
  const drawing = (t: string, terms: object = release, u = '0 MW') =>
    chips.and(invested(terms), draws('t', t), draws('u', u));

  it('sets free whole steps, which leave what is conditional: 3.9 GW set free 30 and leave 70', () =>
    drawing('3900 MW').shows(money, { releasedUsCents: 30, conditionalUsCents: [0, 70, 70] }));
  it('sets nothing free below the first step: 0.999 GW', () =>
    drawing('999 MW').shows(money, { releasedUsCents: 0 }));
  it('counts all tranches of its deal together: 1.5 + 1.5 GW set free 30', () =>
    drawing('1500 MW', release, '1500 MW').shows(money, { releasedUsCents: 30 }));
  it('counts only the tranches that it names: 1.5 of 3 GW set free 10', () =>
    drawing('1500 MW', { ...release, of: ['t'] }, '1500 MW').shows(money, { releasedUsCents: 10 }));
  it('stops at the amount: 12 GW set free 100', () =>
    drawing('12 GW').shows(money, { releasedUsCents: 100 }));
  it('sets free in proportion when it is pro rata: 1.5 GW set free 15', () =>
    drawing('1500 MW', { ...release, mode: 'pro-rata' }).shows(money, { releasedUsCents: 15 }));
  it('is in whole steps unless it says pro rata: 1.5 GW set free 10', () =>
    drawing('1500 MW', { per: '1 GW', amount: '10B USD' }).shows(money, { releasedUsCents: 10 }));
  it('is an interval from nothing to all of it while nobody has observed the power', () =>
    chips
      .and(invested())
      .shows(money, { releasedUsCents: [0, null, 100], conditionalUsCents: [0, null, 100] }));
  it('takes what has been observed as its floor: 2 GW in one of two tranches set free at least 20', () =>
    chips.and(invested(), draws('t', '2 GW')).shows(money, { releasedUsCents: [20, null, 100] }));
  it('is conditional even when it is firm: of 100, 1 + 1 GW set free 20', () =>
    chips
      .and(payment('deal-a', 'p', '100B USD', { kind: 'equity', release }))
      .and(draws('t', '1 GW'), draws('u', '1 GW'))
      .shows(money, { committedUsCents: 0, conditionalUsCents: 80, releasedUsCents: 20 }));
  it('is outstanding once released, as far as it is not paid: 20 less 5', () =>
    drawing('1 GW', release, '1 GW')
      .and(on('2026-02-01', 'PaymentMade', { payment: 'p', amount: '5B USD' }))
      .shows(money, { releasedUsCents: 20, paidUsCents: 5, outstandingUsCents: 15 }));
});

describe('A release of $10B on two named conditions', () => {
  const conditions = [{ named: 'permit' }, { named: 'grid' }];
  const promised = world(payment('deal-a', 'p', '10B USD', { release: { conditions } }));
  const seen = (condition: string, holds: boolean, day = '2026-01-01'): Sent =>
    on(day, 'ConditionObserved', { condition, holds });

  it('is anything from nothing to all of it while one is unknown', () =>
    promised
      .shows(money, { releasedUsCents: [0, null, 10] })
      .and(seen('permit', true))
      .shows(money, { releasedUsCents: [0, null, 10] }));
  it('is all of it once all hold', () =>
    promised.and(seen('permit', true), seen('grid', true)).shows(money, { releasedUsCents: 10 }));
  it('is nothing when one fails', () =>
    promised.and(seen('permit', false)).shows(money, { releasedUsCents: 0 }));
  it('goes by the latest observation', () =>
    promised
      .and(seen('permit', true), seen('grid', true), seen('grid', false, '2026-02-01'))
      .shows(money, { releasedUsCents: 0 }));
});

describe('A release by period', () => {
  const steps = { release: { per: '1 GW', amount: '10B USD' }, kind: 'equity', bindingness: 'intent' };
  const upTo100 = payment('deal-a', 'p', 'up to 100B USD', steps);
  const by = (timeline: string, ...facts: Sent[]) =>
    world(...facts)
      .on('2027-12-31')
      .at('2025-12-31')
      .asking({ timeline, from: '2025-01-01', to: '2026-12-31', by: '' });

  it.each([
    ['month', '2025-10'],
    ['quarter', '2025-Q4'],
    ['half', '2025-H2'],
    ['year', '2025'],
  ])('is in the %s in which its condition was seen to hold, 28 October 2025: %s', (timeline, period) => {
    const held = on('2025-10-28', 'ConditionObserved', { condition: 'restructured', holds: true });
    const closing = (amount: string): Sent =>
      payment('deal-a', 'p', amount, { release: { conditions: [{ named: 'restructured' }] } });
    by(timeline, closing('up to 22.5B USD'), held).shows(money, {
      releasedUsCents: { [period]: [0, 22.5, 22.5] },
    });
    by(timeline, closing('5B USD'), held).shows(money, { releasedUsCents: { [period]: 5 } });
  });
  it('is in the period in which its level was first seen: 2 GW in May, 1 more in November', () =>
    by(
      'quarter',
      tranche('deal-a', 't', '20 GW'),
      upTo100,
      draws('t', '2 GW', '2025-05-01'),
      draws('t', '3 GW', '2025-11-01'),
    ).shows(money, { releasedUsCents: { '2025-Q2': 20, '2025-Q4': 10 } }));
  it.each<[string, string, object]>([
    ['is to run out, stays released on the plan', '2025-12-01', { '2026-Q2': 20 }],
    ['ran out without being seen to run, is nothing', '2028-01-01', {}],
  ])('that rests on a lease which %s', (_, day, releasedUsCents) => {
    given(
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 't', '2 GW', { due: '2026-06', ends: '2027-05-15' }),
      upTo100,
    )
      .on('2028-01-01')
      .at(day)
      .asking({ timeline: 'quarter', from: '2026-01-01', to: '2029-12-31', by: '' })
      .shows(money, { releasedUsCents: { ...releasedUsCents } });
  });
  it('goes by the terms of the one cut: a cap of $10B from May 2026 does not hold as of 2025', () =>
    by(
      'year',
      tranche('deal-a', 't', '5 GW', { due: '2026-Q3' }),
      upTo100,
      draws('t', '2 GW', '2025-05-01'),
      on('2026-05-26', 'PaymentAmended', { payment: 'p', to: 'up to 10B USD' }),
    ).shows(money, { releasedUsCents: { '2025': 20, '2026': 30 } }));
  // From 2–4 GW to 4 GW: between 0 and 2 GW more; then 3 GW: no more.
  it('leaves outstanding in order, and never below nothing', () =>
    by(
      'quarter',
      tranche('deal-a', 't', '20 GW'),
      upTo100,
      draws('t', '2-4 GW', '2025-02-01'),
      on('2025-02-10', 'PaymentMade', { payment: 'p', amount: '10B USD' }),
      draws('t', '4 GW', '2025-05-01'),
      draws('t', '3 GW', '2025-08-01'),
    ).lists(
      money,
      'rows',
      { outstandingUsCents: [10, 20, 30] },
      { outstandingUsCents: [0, 10, 20] },
      { outstandingUsCents: 0 },
    ));
});

describe('A release of what ended since', () => {
  const ends: [string, Sent][] = [
    ['payment', on('2026-02-01', 'PaymentCancelled', { payment: 'p' })],
    ['deal', on('2026-02-01', 'StageReached', { stage: 'cancelled' })],
  ];

  it.each(ends)('stays, and nothing is conditional beside it: the %s', (_, end) => {
    world(
      payment('deal-a', 'p', 'up to 35B USD', { release: { conditions: [{ named: 'permit' }] } }),
      on('2026-01-01', 'ConditionObserved', { condition: 'permit', holds: true }),
      end,
    ).shows(money, { conditionalUsCents: 0, releasedUsCents: [0, 35, 35] });
  });
  it.each(ends)('within bounds, too, 1 or 2 GW set free 10 or 20: the %s', (_, end) => {
    world(
      tranche('deal-a', 't', '5 GW'),
      payment('deal-a', 'p', 'up to 100B USD', { release: { per: '1 GW', amount: '10B USD' } }),
      draws('t', '1-2 GW'),
      end,
    ).shows(money, { conditionalUsCents: 0, releasedUsCents: [10, 10, 20] });
  });
});
