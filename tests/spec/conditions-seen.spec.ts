import { describe, expect, it } from 'vitest';
import type { TrancheVesting } from '../../projections/kit/vesting.js';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, payment } from './facts.js';

const on = 'deal-lab-vendor';
const money = 'obligations';
/** Somebody says on a day whether it holds, of that day unless another one is named. */
const seen = (said: string, holds: boolean, day?: string): Sent =>
  fact(said, on, 'ConditionObserved', { condition: 'listed', holds, ...(day !== undefined && { on: day }) });
const bonus = payment(on, 'bonus', '9B USD', {
  bindingness: 'contingent',
  release: { conditions: [{ named: 'listed' }] },
});
const world = (...facts: Sent[]) => given(...cast, deal(on), bonus, ...facts);

describe('Whether a named condition holds', () => {
  it.each<[says: string, facts: Sent[], day: string, released: number | [number, null, number]]>([
    ['what nobody has said', [], '2026-06-30', [0, null, 9]],
    ['what was said of that day', [seen('2026-03-01', true)], '2026-03-01', 9],
    [
      'what is said later of a day before',
      [seen('2026-03-01', true, '2026-01-15')],
      '2026-02-28',
      [0, null, 9],
    ],
    ['what was said later of a day before', [seen('2026-03-01', true, '2026-01-15')], '2026-03-01', 9],
    ['what was said of a day to come', [seen('2026-03-01', true, '2026-05-01')], '2026-04-30', [0, null, 9]],
    ['what was said of a day that has come', [seen('2026-03-01', true, '2026-05-01')], '2026-05-01', 9],
    [
      'the later day, though the earlier one was told after it',
      [seen('2026-02-01', false), seen('2026-03-01', true, '2026-01-15')],
      '2026-06-30',
      0,
    ],
    [
      'the later day, though it was foretold',
      [seen('2026-01-01', true, '2026-05-01'), seen('2026-03-01', false)],
      '2026-06-30',
      9,
    ],
    [
      'what was told last of one day',
      [seen('2026-02-01', false), seen('2026-03-01', true, '2026-02-01')],
      '2026-06-30',
      9,
    ],
  ])('is %s', (_, facts, day, releasedUsCents) => {
    world(...facts)
      .at(day)
      .shows(money, { releasedUsCents });
  });
  it('sets money free in the period in which it held, whenever that was said: in January, not in March', () => {
    const months = { timeline: 'month', from: '2026-01-01', to: '2026-06-30', by: 'payment' };
    const { rows } = world(seen('2026-03-01', true, '2026-01-15'))
      .at('2026-06-30')
      .answer(money, months);
    expect(rows.map(({ period }) => period)).toEqual(['2026-01']);
  });
  it('keeps what it set free before a payment was cancelled, though it was said later', () =>
    world(
      fact('2026-02-01', on, 'PaymentCancelled', { payment: 'bonus' }),
      seen('2026-03-01', true, '2026-01-15'),
    )
      .at('2026-06-30')
      .shows(money, { releasedUsCents: 9, conditionalUsCents: 0 }));
  it('set free nothing that was cancelled before it held', () =>
    world(
      fact('2026-01-10', on, 'PaymentCancelled', { payment: 'bonus' }),
      seen('2026-03-01', true, '2026-01-15'),
    )
      .at('2026-06-30')
      .showsNothing(money));
});

const early = seen('2026-03-01', true, '2026-01-15');
const vested = (vestedOn: string) => ({ status: 'vested', vestedOn });
const warrant = (terms: object): Sent =>
  fact('2025-02-01', on, 'WarrantIssued', {
    warrant: 'w',
    holder: 'lab',
    issuer: 'vendor',
    shares: 100,
    strike: '1 USD',
    tranches: [{ shares: 100, conditions: [{ named: 'listed' }] }],
    ...terms,
  });

describe('Shares that vest on a named condition', () => {
  it.each<[string, Sent[], object, object]>([
    ['on the day on which it held, not on that on which it was said', [early], {}, vested('2026-01-15')],
    [
      'though that was said when the warrant had run out',
      [early],
      { expiresOn: '2026-02-01' },
      vested('2026-01-15'),
    ],
    ['not on a day after it had run out', [early], { expiresOn: '2026-01-10' }, { status: 'unknown' }],
    ['and stay vested when it no longer holds', [early, seen('2026-04-01', false)], {}, vested('2026-01-15')],
    ['on the first of two such days, told last', [seen('2026-02-01', true), early], {}, vested('2026-01-15')],
  ])('vest %s', (_, facts, terms, expected) => {
    const answer = world(...facts, warrant(terms))
      .at('2026-06-30')
      .answer('ownership');
    const [{ tranches }] = answer.warrants as [{ tranches: TrancheVesting[] }];
    expect(tranches).toMatchObject([expected]);
  });
});
