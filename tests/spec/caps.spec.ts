import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Total } from '../../projections/kit/line.js';
import { given, type Sent } from '../given.js';
import { amd, chips, nvidia, scheduled } from '../scheduled.js';
import { billions, gigawatts, problemsOf, scale, whatIf } from '../what-if.js';
import { cast, deal, energized, gw, payment, tranche } from './facts.js';

const capacity = 'compute-capacity';
const cap = (limit: object, overflow = 'defer') => ({ op: 'cap', overflow, ...limit });
const aGigawatt = { perQuarterKw: 1_000_000 };

const stocks = (totals: readonly Total[]): number[] => totals.map((total) => gigawatts(total.plannedKw));
/** What becomes due in each quarter, in gigawatts. */
const flows = (totals: readonly Total[]): number[] =>
  stocks(totals).map((stock, index, all) => stock - (all[index - 1] ?? 0));

describe('A cap of 1 GW a quarter', () => {
  const [deferred, dropped] = ['defer', 'drop'].map((overflow) =>
    chips.assuming(cap(aGigawatt, overflow)).compared(capacity),
  );

  it('finds 2 GW due in every second quarter: NVIDIA and AMD together', () => {
    expect(flows(deferred!.baseline.totals).slice(0, 4)).toEqual([2, 1, 2, 1]);
  });

  it('carries the overflow on: one gigawatt in each of sixteen quarters, 16 GW in all', () => {
    expect(flows(deferred!.scenario.totals)).toEqual([...Array.from({ length: 16 }, () => 1), 0]);
    expect(gigawatts(deferred!.scenario.totals.at(-1)!.headlineKw)).toBe(16);
  });

  it('serves first what is due first, of one quarter the tranche that comes first by name', () => {
    const { rows } = chips.by('tranche').assuming(cap(aGigawatt)).answer(capacity);
    const first = (name: string) =>
      rows.find((row) => row.tranche === name && gigawatts(row.plannedKw) === 1)!.period;
    expect([`${amd}/gw-1`, `${nvidia}/n-1`, `${nvidia}/n-2`, `${amd}/gw-2`].map(first)).toEqual([
      '2026-Q4',
      '2027-Q1',
      '2027-Q2',
      '2027-Q3',
    ]);
  });

  it('lets the overflow fall away when told to drop it: eleven quarters keep a gigawatt each', () => {
    expect(flows(dropped!.scenario.totals).slice(0, 12)).toEqual([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0]);
    expect(gigawatts(dropped!.scenario.totals.at(-1)!.headlineKw)).toBe(11);
  });

  it('is made after the other edits, wherever it stands', () => {
    const views = [{ view: capacity, ...chips.question }];
    const half = scale(nvidia, 5_000);
    const [one, other] = [
      [cap(aGigawatt), half],
      [half, cap(aGigawatt)],
    ].map((edits) => whatIf(scheduled.history, { edits, views }));
    expect(one!.views[0]!.scenario.viewHash).toBe(other!.views[0]!.scenario.viewHash);
    expect(one!.orderDependent).toEqual([]);
  });
});

describe('A cap', () => {
  const small = given(
    ...cast,
    deal('deal-one'),
    tranche('deal-one', 'a', '1 GW', { due: '2027-Q1' }),
    tranche('deal-one', 'b', '900 MW', { due: '2027-Q2' }),
    tranche('deal-one', 'c', '1 GW'),
  ).asking({ ...scheduled.question, timeline: 'quarter', from: '2027-01-01', to: '2028-03-31' });

  it('splits a tranche: of 1,000 + 900 MW under 600 a quarter come 600, 600, 600, 100', () => {
    const { totals } = small.assuming(cap({ perQuarterKw: 600_000 })).answer(capacity);
    expect(stocks(totals)).toEqual([0.6, 1.2, 1.8, 1.9, 1.9]);
  });

  it('in all of 1.5 GW leaves the other 400 MW without a date', () => {
    const assumed = small.assuming(cap({ cumulativeKw: 1_500_000 }));
    expect(stocks(assumed.answer(capacity).totals)).toEqual([1, 1.5, 1.5, 1.5, 1.5]);
    assumed.shows(capacity, { headlineKw: 2.9, undatedKw: 1.4 }, { period: '2027-Q1' });
  });

  it.each<[string, string, object]>([
    // Whatever comes of 1 to 2 GW fills the first quarter; what there is beyond that comes in the second.
    ['1 to 2 GW', 'defer', { '2027-Q1': 1, '2027-Q2': [1, 1.5, 2], '2027-Q3': [1, 1.5, 2] }],
    ['1 to 2 GW', 'drop', { '2027-Q1': 1, '2027-Q2': 1, '2027-Q3': 1 }],
    [
      '500 MW to 2.5 GW',
      'defer',
      // Of the last gigawatt, which may or may not come, half finds room beside what comes by the point.
      { '2027-Q1': [0.5, 1, 1], '2027-Q2': [0.5, 1.5, 2], '2027-Q3': [0.5, 1.5, 2.5] },
    ],
    // 0.9 to 1.1 GW: the tenth that may be above a gigawatt comes in the second quarter, or not at all.
    ['about 1 GW', 'defer', { '2027-Q1': [0.9, 1, 1], '2027-Q2': [0.9, 1, 1.1], '2027-Q3': [0.9, 1, 1.1] }],
    ['about 1 GW', 'drop', { '2027-Q1': [0.9, 1, 1], '2027-Q2': [0.9, 1, 1], '2027-Q3': [0.9, 1, 1] }],
    ['at least 2 GW', 'defer', { '2027-Q1': 1, '2027-Q2': 2, '2027-Q3': 2 }],
    [
      'at least 500 MW',
      'drop',
      { '2027-Q1': [0.5, 0.5, 1], '2027-Q2': [0.5, 0.5, 1], '2027-Q3': [0.5, 0.5, 1] },
    ],
    ['up to 3 GW', 'defer', { '2027-Q1': [0, 1, 1], '2027-Q2': [0, 2, 2], '2027-Q3': [0, 3, 3] }],
  ])('of 1 GW a quarter fills each quarter with whatever there is of %s, to %s', (power, overflow, due) => {
    given(...cast, deal('deal-one'), tranche('deal-one', 'a', power, { due: '2027-Q1' }))
      .asking({ ...scheduled.question, timeline: 'quarter', from: '2027-01-01', to: '2027-09-30', by: '' })
      .assuming(cap(aGigawatt, overflow))
      .shows(capacity, { dueKw: { ...due } });
  });

  const many = (...tranches: Sent[]) =>
    given(...cast, deal('deal-one'), ...tranches)
      .at('2026-12-31')
      .asking({ timeline: 'quarter', from: '2027-01-01', to: '2027-09-30', by: '' });

  it('carries on what two may come to beyond their points together: 0.9 to 1.1 GW each under 2 GW', () =>
    void many(
      tranche('deal-one', 'a', 'about 1 GW', { due: '2027-Q1' }),
      tranche('deal-one', 'b', 'about 1 GW', { due: '2027-Q1' }),
    )
      .assuming(cap({ perQuarterKw: 2_000_000 }))
      .shows(capacity, {
        dueKw: { '2027-Q1': [1.8, 2, 2], '2027-Q2': [1.8, 2, 2.2], '2027-Q3': [1.8, 2, 2.2] },
      }));

  it('in all leaves what there may be beyond it without a date: of 0.9 to 1.1 GW under 1 GW in all a tenth', () =>
    void many(tranche('deal-one', 'a', 'about 1 GW', { due: '2027-Q1' }))
      .assuming(cap({ cumulativeKw: 1_000_000 }))
      .shows(capacity, { dueKw: [0.9, 1, 1], undatedKw: [0, 0, 0.1] }, { period: '2027-Q3' }));

  it('has no date for what there may be without end: at least 2 GW of which no quarter has more than 1', () =>
    void many(tranche('deal-one', 'a', 'at least 2 GW', { due: '2027-Q1' }))
      .assuming(cap(aGigawatt))
      .shows(
        capacity,
        { headlineKw: [2, 2, null], dueKw: 2, undatedKw: [0, 0, null] },
        { period: '2027-Q3' },
      ));

  it.each<[string, string, object]>([
    // What runs keeps its place; the tenth that there may be beyond it waits for what is due by the point.
    ['about 1 GW', '1 GW', { '2027-Q1': [0.9, 1, 1], '2027-Q2': [1.9, 2, 2], '2027-Q3': [1.9, 2, 2.1] }],
    ['1 GW', 'about 1 GW', { '2027-Q1': 1, '2027-Q2': 2, '2027-Q3': 2 }],
  ])(
    'leaves nothing beside %s, of which %s runs, to one that is due with it',
    (power, level, due) =>
      void many(
        tranche('deal-one', 'a', power, { due: '2027-Q1' }),
        tranche('deal-one', 'b', '1 GW', { due: '2027-Q1' }),
        energized('2026-06-01', 'deal-one', 'a', level),
      )
        .assuming(cap(aGigawatt))
        .shows(capacity, { dueKw: { ...due } }),
  );

  it('holds for vague dates from their first quarter on: of two in 2027 and its first half one may come at first', () =>
    given(
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'a', '1 GW', { due: '2027' }),
      tranche('deal-one', 'b', '1 GW', { due: '2027-H1' }),
    )
      .asking({ ...scheduled.question, timeline: 'quarter', from: '2027-01-01', to: '2027-12-31', by: '' })
      .assuming(cap(aGigawatt))
      .shows(capacity, {
        dueKw: { '2027-Q1': [0, 0, 1], '2027-Q2': [1, 1, 2], '2027-Q3': [1, 1, 2], '2027-Q4': 2 },
      }));

  it('is never exceeded, by what is surely due in a quarter or by all that may have come until then', () => {
    const dues = ['2026-H2', '2027', '2027-H1', '2027-Q2', '2027-03/2027-05', '2027-11', '2027-04/2028-02'];
    const drawn = fc.record({
      megawatts: fc.integer({ min: 100, max: 1_500 }),
      due: fc.constantFrom(...dues),
    });
    fc.assert(
      fc.property(fc.array(drawn, { minLength: 1, maxLength: 6 }), (all) => {
        const { totals } = given(
          ...cast,
          deal('deal-one'),
          ...all.map(({ megawatts, due }, index) =>
            tranche('deal-one', `t-${index}`, `${megawatts} MW`, { due }),
          ),
        )
          .at('2026-09-30')
          .asking({ timeline: 'quarter', from: '2026-10-01', to: '2029-12-31', by: '' })
          .assuming(cap(aGigawatt))
          .answer(capacity);
        const highs = totals.map(({ dueKw }) => gw(dueKw)![2]!);
        for (const [index, high] of highs.entries()) expect(high).toBeLessThanOrEqual(index + 1);
        const points = totals.map(({ dueKw }) => gw(dueKw)![1]!);
        for (const [index, point] of points.entries())
          expect(point - (points[index - 1] ?? 0)).toBeLessThanOrEqual(1 + 1e-9);
        const megawatts = all.reduce((sum, one) => sum + one.megawatts, 0);
        expect(highs.at(-1)).toBeCloseTo(megawatts / 1_000, 6);
      }),
      { numRuns: 60 },
    );
  });

  it('lists what it left alone: a tranche without a date', () =>
    small.assuming(cap({ perQuarterKw: 600_000 })).does({
      touched: ['deal-one/a', 'deal-one/b'],
      left: [{ target: 'deal-one/c', because: 'undated' }],
    }));

  it('has no effect where there is room', () => small.assuming(cap(aGigawatt)).does({ status: 'no-effect' }));

  it('holds for what its scope names only', () => {
    const scope = { provider: 'amd' };
    const { totals } = chips.assuming(cap({ scope, cumulativeKw: 2_000_000 }, 'drop')).answer(capacity);
    expect(gigawatts(totals.at(-1)!.headlineKw)).toBe(12);
  });
});

describe('A cap on a whole and what is named of it', () => {
  const all = (due: string, power = '4 GW', terms = {}) =>
    tranche('deal-one', 'all', power, { due, ...terms });
  const part = (due: string, power = '1 GW', terms = {}) =>
    tranche('deal-two', 'part', power, { due, partOf: 'deal-one/all', ...terms });
  const world = (...facts: Sent[]) =>
    given(...cast, deal('deal-one'), deal('deal-two'), ...facts)
      .at('2026-12-31')
      .asking({ timeline: 'quarter', from: '2027-01-01', to: '2028-03-31', by: '' });
  const threeGigawatts = { perQuarterKw: 3_000_000 };

  it.each<[string, Sent[], object, string, number[]]>([
    // Of 4 GW with 1 GW named in it 3 come, and 1 in the next quarter, or never.
    ['4 GW, 1 of it named', [all('2027-Q1'), part('2027-Q1')], threeGigawatts, 'defer', [3, 4, 4, 4, 4]],
    ['4 GW, 1 of it named', [all('2027-Q1'), part('2027-Q1')], threeGigawatts, 'drop', [3, 3, 3, 3, 3]],
    [
      '4 GW, 1 of it named',
      [all('2027-Q1'), part('2027-Q1')],
      { cumulativeKw: 3_000_000 },
      'defer',
      [3, 3, 3, 3, 3],
    ],
    // In the third quarter 3 GW are left to come of it: 2, and 1 in the fourth.
    [
      'a part that comes first',
      [all('2027-Q3'), part('2027-Q1')],
      { perQuarterKw: 2_000_000 },
      'defer',
      [1, 1, 3, 4, 4],
    ],
    // All 4 GW are said to come in the first quarter: 3 do, and the fourth when there is room, whatever is said of the part.
    ['a part that comes last', [all('2027-Q1'), part('2028-Q1')], threeGigawatts, 'defer', [3, 4, 4, 4, 4]],
    // 1.5 + 1.5 GW named, 1 GW beyond them.
    [
      'three levels of it',
      [
        all('2027-Q1'),
        part('2027-Q1', '3 GW'),
        tranche('deal-two', 'inner', '1500 MW', { due: '2027-Q1', partOf: 'deal-two/part' }),
      ],
      { perQuarterKw: 1_500_000 },
      'defer',
      [1.5, 3, 4, 4, 4],
    ],
    // 1.5 of what two wholes of 2 GW say beyond parts of next year, 0.5 of that and one of these, and the other.
    [
      'two of which a part comes last',
      [
        all('2027-Q1', '2 GW'),
        part('2028-Q1'),
        tranche('deal-two', 'other', '2 GW', { due: '2027-Q1' }),
        tranche('deal-one', 'last', '1 GW', { due: '2028-Q1', partOf: 'deal-two/other' }),
      ],
      { perQuarterKw: 1_500_000 },
      'defer',
      [1.5, 3, 4, 4, 4],
    ],
    // Parts of 5 GW are more than the whole: no room is taken for it beside them.
    [
      'parts larger than the whole',
      [all('2027-Q1'), part('2027-Q1', '5 GW')],
      threeGigawatts,
      'defer',
      [3, 5, 5, 5, 5],
    ],
  ])(
    'fills it like any other, of its parts and what it says beyond them: %s',
    (_, facts, limits, how, due) => {
      const { totals } = world(...facts)
        .assuming(cap(limits, how))
        .answer(capacity);
      expect(totals.map(({ dueKw }) => gigawatts(dueKw))).toEqual(due);
    },
  );

  it('leaves it as large, as signed and as firm as it was, with what it says beyond its parts in parts', () =>
    void world(all('2027-Q1'), part('2027-Q1', '1 GW', { bindingness: 'intent' }))
      .assuming(cap(threeGigawatts))
      .shows(capacity, { headlineKw: 4, signedKw: 4, firmKw: 4, dueKw: 4 }, { period: '2027-Q2' })
      .does({ touched: ['deal-one/all', 'deal-two/part'] }));

  it('is due no earlier than there is room where its date is vague: a part of it that may come from April on', () =>
    void world(all('2027', '2 GW'), part('2027-Q3'), tranche('deal-two', 'other', '1 GW', { due: '2027-Q1' }))
      .assuming(cap(aGigawatt))
      .shows(capacity, {
        dueKw: { '2027-Q1': 1, '2027-Q2': [1, 1, 2], '2027-Q3': [2, 2, 3], '2027-Q4': 3, '2028-Q1': 3 },
      }));

  it('makes it smaller where something of it is dropped', () =>
    void world(all('2027-Q1'), part('2027-Q1'))
      .assuming(cap(threeGigawatts, 'drop'))
      .shows(capacity, { headlineKw: 3, firmKw: 3 }, { period: '2027-Q2' }));

  it('of what one provides counts of the whole what parts of others leave', () => {
    const facts = [all('2027-Q1'), part('2027-Q1', '1 GW', { provider: 'cloud' })];
    const scope = { provider: 'vendor' };
    const { totals } = world(...facts)
      .asking(scope)
      .assuming(cap({ scope, perQuarterKw: 2_000_000 }))
      .answer(capacity);
    expect(totals.map(({ dueKw }) => gigawatts(dueKw))).toEqual([2, 3, 3, 3, 3]);
  });

  it('is left alone where the whole draws power, and takes the room of what it says beyond its parts', () =>
    void world(
      all('2027-Q1'),
      part('2027-Q1'),
      energized('2026-06-01', 'deal-one', 'all', '500 MW'),
      tranche('deal-two', 'other', '1 GW', { due: '2027-Q1' }),
    )
      .assuming(cap({ perQuarterKw: 4_500_000 }))
      .does({ touched: ['deal-two/part'], left: [{ target: 'deal-one/all', because: 'container' }] }));
});

describe('A release per gigawatt of named tranches', () => {
  it('counts what a cap splits off them: 2 GW release $20B before and after', () => {
    const { totals } = given(
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'a', '2 GW', { due: '2027-Q1' }),
      payment('deal-one', 'p', 'up to 100B USD', {
        from: 'vendor',
        to: 'lab',
        kind: 'equity',
        bindingness: 'intent',
        release: { per: '1 GW', amount: '10B USD', of: ['a'] },
      }),
    )
      .asking({ ...scheduled.question, timeline: 'quarter', from: '2027-01-01', to: '2030-12-31' })
      .assuming(cap({ perQuarterKw: 500_000 }))
      .answer('obligations', { cumulative: 'true' });
    const released = new Map(totals.map((total) => [total.period, billions(total.releasedUsCents)]));
    expect([released.get('2027-Q2'), released.get('2027-Q3'), released.get('2027-Q4')]).toEqual([10, 10, 20]);
  });
});

describe('A cap in words', () => {
  it.each([
    ['2 GW', 2_000_000],
    ['1.5GW', 1_500_000],
    ['400 MW', 400_000],
  ])('of %s is one of %s kW', (words, kilowatts) => {
    for (const field of ['perQuarterKw', 'cumulativeKw']) {
      const [inWords, inNumbers] = [words, kilowatts].map((value) =>
        chips.assuming(cap({ [field]: value }, 'drop')).compared(capacity),
      );
      expect(inWords!).toEqual(inNumbers!);
    }
  });

  it.each(['at least 2 GW', 'a lot', '2'])('is refused where it is no one power: %s', (words) => {
    const edits = [cap({ perQuarterKw: words }, 'drop')];
    expect(problemsOf(scheduled.history, { edits, views: [{ view: capacity }] })).toEqual([
      {
        pointer: '/edits/0/perQuarterKw',
        detail: 'perQuarterKw must be whole kilowatts, or one power such as "2 GW"',
      },
    ]);
  });
});
