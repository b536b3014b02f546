import { describe, expect, it } from 'vitest';
import type { Measure } from '../../projections/kit/measure.js';
import { given, type Sent } from '../given.js';
import { assume, billions, cancel, delay, gigawatts, scale } from '../what-if.js';
import { cast, deal, energized, fact, id, payment, tranche } from './facts.js';

const [on, other] = ['deal-one', 'deal-other'];
const p = `${on}/p`;
const middle = '2026-07-01';
const within = { kind: 'services', over: { from: '2026-01', months: 12 } };
const world = (...facts: Sent[]) => given(...cast, deal(on), deal(other), ...facts).at(middle);
const paid = (when: string, amount: string) => fact(when, on, 'PaymentMade', { payment: 'p', amount });

/** $12B over 2026, of which $6B are due before July, and what was paid of them. */
const promised = (...payments: Sent[]) => world(payment(on, 'p', '12B USD', within), ...payments);

describe('A payment of which an edit moves only what is not due yet', () => {
  const measures = ['committedUsCents', 'paidUsCents', 'outstandingUsCents'] as const;
  const early = [paid('2026-03-31', '9B USD')];
  const twice = [paid('2026-03-31', '5B USD'), paid('2026-05-31', '4B USD')];
  const one = [paid('2026-03-31', '3B USD')];
  const half = scale(p, 5_000);
  const later = delay(p, 3);
  const more = assume({
    stream: on,
    type: 'PaymentMade',
    effectiveOn: middle,
    body: { payment: 'p', amount: '2B USD' },
  });

  // What was paid settles what is due first: of 9, 6 go to what was due and 3 to what moves.
  it.each<[string, Sent[], Record<string, unknown>[], [number, number, number]]>([
    ['late by a quarter', early, [later], [12, 9, 3]],
    ['late by a quarter', one, [later], [12, 3, 9]],
    ['late twice', twice, [later, delay(p, 6)], [12, 9, 3]],
    ['late in part, and again', early, [later, delay(p, 3, { from: '2026-12' })], [12, 9, 3]],
    ['half of it', early, [half], [9, 9, 0]],
    ['half of it', one, [half], [9, 3, 6]],
    ['half of it, late', twice, [half, later], [9, 9, 0]],
    ['late, and the rest of it gone', early, [later, cancel(p)], [6, 9, 0]],
    ['late, and more is paid', early, [later, more], [12, 11, 1]],
    ['more is paid, and late', early, [more, later], [12, 11, 1]],
  ])('%s: committed, paid and outstanding add up', (_, payments, edits, expected) => {
    const [total] = promised(...payments)
      .assuming(...edits)
      .answer('obligations').totals;
    expect(measures.map((measure) => billions(total?.[measure]))).toEqual(expected);
  });

  it('shows quarter by quarter what is left: nothing of the third, 0 + 3 of the last two', () => {
    const quarters = { timeline: 'quarter', from: '2026-01-01', to: '2027-03-31' };
    const { totals } = promised(...early)
      .assuming(later)
      .answer('obligations', quarters);
    expect(totals.map(({ period, outstandingUsCents: left }) => [period, billions(left)])).toEqual([
      ['2026-Q1', 0],
      ['2026-Q2', 0],
      ['2026-Q4', 0],
      ['2027-Q1', 3],
    ]);
  });

  // Of 9, 6 settle what was due by June; of the other 3, all go to what is due first, whichever edit split it off.
  it.each([
    ['2026-12', 1, 5, 2],
    ['2026-11', 2, 4, 1],
  ])(
    'is settled as its parts are due: from %s on a year later (%i), the rest of it by a quarter (%i, of which %i are left)',
    (from, last, next, left) => {
      const parts = promised(...early)
        .by('payment')
        .assuming(delay(p, 12, { from }), later);
      parts.shows('obligations', {
        committedUsCents: { [p]: 6, [`${p}-part-2`]: last, [`${p}-part-3`]: next },
        outstandingUsCents: { [p]: 0, [`${p}-part-2`]: last, [`${p}-part-3`]: left },
      });
    },
  );

  it('rests in each part on all that was paid of either, assumed or seen', () => {
    const world = promised(...early);
    const { rows } = world.by('payment').assuming(later, more).answer('obligations');
    // The promise, what was paid, the part, its new end and its new dates, and what is assumed to be paid.
    expect(rows.map(({ rests }) => rests.length)).toEqual([6, 6]);
    expect(rows[0]?.rests).toEqual(rows[1]?.rests);
  });

  it('of which nobody has seen anything paid stays unseen in both parts', () => {
    const unseen = promised().by('payment').assuming(later);
    unseen.shows('obligations', { paidUsCents: { [p]: null, [`${p}-part-2`]: null } });
  });
});

describe('What contains others is never split: they would be parts of one half of it alone', () => {
  const partOf = { partOf: `${on}/all` };
  const parts = [
    tranche(on, 'all', '3 GW', { due: '2027-Q2' }),
    tranche(other, 'a', '1 GW', { due: '2027-Q2', ...partOf }),
    tranche(other, 'b', '1 GW', { due: '2027-Q2', ...partOf }),
    tranche(other, 'c', '1 GW', { due: '2027-Q1' }),
  ];
  const running = energized('2026-06-01', on, 'all', '500 MW');
  const cap = (overflow: string, more: Record<string, unknown>) => ({ op: 'cap', overflow, ...more });
  const here = { scope: { deal: on } };

  // The container is 3 GW however its parts are told, and 1 GW stands beside it.
  it.each<[string, Sent[], Record<string, unknown>]>([
    ['a cap, with power', [...parts, running], cap('defer', { ...here, perQuarterKw: 1e6 })],
    ['an order', parts, { op: 'reorder', targets: [on, `${other}/c`] }],
    ['an order, with power', [...parts, running], { op: 'reorder', targets: [on, `${other}/c`] }],
    ['a delay, with power', [...parts, running], delay(on, 6)],
    ['another hand, with power', [...parts, running], { op: 'reassign', target: on, provider: 'cloud' }],
  ])('%s leaves it, says so, and nothing is added', (_, facts, edit) => {
    const assumed = world(...facts).assuming(edit);
    assumed.does({ left: [{ target: `${on}/all`, because: 'container' }] });
    const [total] = assumed.answer('compute-capacity').totals;
    expect(gigawatts(total?.headlineKw)).toBe(4);
  });

  const whole = [tranche(on, 'all', '3 GW', { due: '2027-Q2' }), running];
  const committed = (terms: object, more = {}) =>
    tranche(other, 'a', '1 GW', { due: '2027-Q2', ...terms }, { id: id(1), ...more });
  const later = (type: string, body: object, knownOn = '2025-02-01'): Sent => ({
    ...fact('2025-01-01', other, type, { event: id(1), reason: 'Misread.', ...body }),
    knownOn,
  });
  const { body: alone } = committed({});
  it.each<[string, boolean, Sent[]]>([
    ['when it was committed', true, [committed(partOf)]],
    [
      'afterwards',
      true,
      [committed({}), fact('2025-02-01', other, 'PartOfStated', { tranche: 'a', ...partOf })],
    ],
    [
      'from a later day on',
      true,
      [
        committed({}),
        { ...fact('2027-01-01', other, 'PartOfStated', { tranche: 'a', ...partOf }), knownOn: '2025-02-01' },
      ],
    ],
    [
      'by a correction',
      true,
      [committed({}), later('EventCorrected', { body: { ...Object(alone), ...partOf } })],
    ],
    ['no more, by a correction', false, [committed(partOf), later('EventCorrected', { body: alone })]],
    ['by nobody any more', false, [committed(partOf), later('EventRetracted', {})]],
    [
      'to those who ask later',
      false,
      [committed({}), later('EventCorrected', { body: { ...Object(alone), ...partOf } }, '2026-08-01')],
    ],
  ])('where that is told %s: %s', (_, isContainer, facts) => {
    const asked = world(...whole, ...facts).asking({ knownAt: middle });
    asked
      .assuming(delay(on, 6))
      .does(
        isContainer ? { left: [{ target: `${on}/all`, because: 'container' }] } : { touched: [`${on}/all`] },
      );
  });

  // Of 3 GW the parts of the other deal leave 1 GW to this one, which fits under 1 GW, and half of which under half of it.
  it.each<[string, object, number]>([
    ['defer', { perQuarterKw: 1e6 }, 4],
    ['defer', { cumulativeKw: 1e6 }, 4],
    ['drop', { perQuarterKw: 1e6 }, 4],
    ['defer', { perQuarterKw: 5e5 }, 4],
    ['drop', { perQuarterKw: 5e5 }, 3.5],
    ['drop', { cumulativeKw: 0 }, 3],
  ])('a cap of its deal has it %s what parts of others leave of it: %j', (overflow, limit, headline) => {
    const assumed = world(...parts).assuming(cap(overflow, { ...here, ...limit }));
    const [total] = assumed.answer('compute-capacity').totals;
    expect(gigawatts(total?.headlineKw)).toBe(headline);
  });

  it('it changes places as a whole where a date has room for all of it', () => {
    const swapped = world(
      tranche(on, 'all', '1 GW', { due: '2027-Q2' }),
      tranche(other, 'a', '500 MW', { due: '2027-Q2', ...partOf }),
      tranche(other, 'c', '1 GW', { due: '2027-Q1' }),
    ).assuming({ op: 'reorder', targets: [on, `${other}/c`] });
    const [total] = swapped.at('2027-03-31').answer('compute-capacity', { deal: other }).totals;
    expect(gigawatts(total?.dueKw)).toBe(0);
  });

  it.each([delay(p, 12), scale(p, 5_000)])('money that is due in part, too: 12 of $op', (edit) => {
    const assumed = promised(payment(other, 'q', '10B USD', { ...within, partOf: p })).assuming(edit);
    assumed.does({ left: [{ target: p, because: 'container' }] });
    const [total] = assumed.answer('obligations').totals;
    expect(billions(total?.committedUsCents)).toBe(12);
  });
});

describe('What a tranche has in common with another stays as much as was stated, however it is divided', () => {
  const said = (stream: string, name: string, other: string) => (power: string) =>
    fact('2026-01-01', stream, 'OverlapStated', { tranche: name, with: other, power });
  const stated: Record<string, [place: string, say: (power: string) => Sent[]]> = {
    'of it': [other, (power) => [said(on, 't', `${other}/o`)(power)]],
    'of the other': [other, (power) => [said(other, 'o', `${on}/t`)(power)]],
    'of the other in its own deal': [on, (power) => [said(on, 'o', `${on}/t`)(power)]],
  };
  const overlapping = (how: string, power: string) => {
    const [place, say] = stated[how]!;
    return world(
      tranche(on, 't', '1 GW', { due: '2027-Q1' }),
      tranche(place, 'o', '800 MW', { layer: 'site', due: '2027-Q1' }),
      ...say(power),
      energized('2026-06-01', on, 't', '200 MW'),
    );
  };
  const edits = [
    delay(`${on}/t`, 6),
    { op: 'reassign', target: `${on}/t`, provider: 'cloud' },
    { op: 'cap', scope: { deal: on, layer: 'chips' }, perQuarterKw: 400_000, overflow: 'defer' },
  ];

  // 1 + 0.8 GW less what was stated.
  it.each(
    Object.keys(stated).flatMap((how) => [
      ['600 MW', how, 1.2] as const,
      ['200 MW', how, 1.6] as const,
      ['100 MW', how, 1.7] as const,
    ]),
  )('%s in common, told %s, leave %d GW', (power, how, most) => {
    for (const edit of edits) {
      const { distinctKw } = overlapping(how, power).assuming(edit).answer('compute-capacity');
      expect([edit, (distinctKw as Measure).high]).toEqual([edit, most * 1e6]);
    }
  });
  it('as an assumption says it after it was divided, in that order only', () => {
    const body = { tranche: 'o', with: `${on}/t`, power: '600 MW' };
    const later = assume({ stream: other, type: 'OverlapStated', effectiveOn: middle, body });
    const apart = world(
      tranche(on, 't', '1 GW', { due: '2027-Q1' }),
      tranche(other, 'o', '800 MW', { due: '2027-Q1' }),
      energized('2026-06-01', on, 't', '200 MW'),
    );
    const before = apart.assuming(later, delay(`${on}/t`, 6));
    before.dependsOnOrder('compute-capacity', [0, 1]);
    expect(before.answer('compute-capacity').totals).toMatchObject([{ headlineKw: { high: 1.2e6 } }]);
  });
});

describe('What is known already to happen to a tranche after it was divided', () => {
  // 2 GW due in the first quarter of 2027, half a gigawatt of which runs; 1.8 from August on, 1.5 of which run in September.
  const t = `${on}/t`;
  const known = (more: Sent): Sent => ({ ...more, knownOn: '2026-02-01' });
  const level = energized('2026-09-15', on, 't', '1.5 GW');
  const told = (seen: Sent) =>
    given(
      ...cast,
      deal(on),
      tranche(on, 't', '2 GW', { due: '2027-Q1' }),
      energized('2026-01-01', on, 't', '500 MW'),
      known(fact('2026-08-15', on, 'CapacityResized', { tranche: 't', power: '1.8 GW' })),
      known(seen),
    ).at('2026-03-01');
  const divided = told(level);
  const quarters = { timeline: 'quarter', from: '2026-10-01', to: '2027-06-30' };
  const cap = { op: 'cap', scope: { deal: on }, perQuarterKw: 1_000_000, overflow: 'defer' };
  const said = (edit: Record<string, unknown>, of = divided) =>
    of
      .assuming(edit)
      .answer('compute-capacity', quarters)
      .totals.map(({ period, dueKw, plannedKw }) => [period, gigawatts(dueKw!), gigawatts(plannedKw!)]);

  it('happens to its parts within what each of them is: a cap of 1 GW a quarter has 1 and 1.8 due of 1.8', () => {
    expect(said(cap)).toEqual([
      ['2026-Q4', 0, 1.5],
      ['2027-Q1', 1, 1.5],
      ['2027-Q2', 1.8, 1.8],
    ]);
  });
  // 1.5 GW are a million accelerators of 1.5 kW each; on another basis, or in pieces alone, no power of its own runs more.
  it.each<[string, object, unknown]>([
    ['as accelerators of so many kilowatts', { accelerators: '1,000,000', kwPerAccelerator: '1.5' }, said],
    ['on its own basis', { power: '1.5 GW', basis: 'unstated' }, said],
    ['on another basis', { power: '1.5 GW IT' }, undefined],
    ['in accelerators', { accelerators: '1,000,000' }, undefined],
    ['in equivalents', { h100Equivalents: '1,000,000' }, undefined],
  ])('and is the same told %s', (_, seen, counts) => {
    const as = told({
      ...level,
      body: { tranche: 't', ...seen },
      source: { title: 'A source', kind: 'filing' },
    });
    const never = told({ ...level, body: { tranche: 't', power: '500 MW' } });
    for (const edit of [cap, delay(t, 3)])
      expect(said(edit, as)).toEqual(said(edit, counts ? divided : never));
  });
  it('and never comes to more than it does of the whole', () => {
    for (const edit of [cap, delay(t, 3), delay(t, 6), scale(t, 9_000)])
      for (const [, due, planned] of said(edit)) {
        expect(due).toBeLessThanOrEqual(1.8);
        expect(planned).toBeLessThanOrEqual(1.8);
      }
  });
});
