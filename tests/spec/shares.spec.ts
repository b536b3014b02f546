import { describe, expect, it } from 'vitest';
import type { Entry } from '../../projections/kit/line.js';
import { given, type Sent } from '../given.js';
import { billion, cast, exactly, fact, id } from './facts.js';

const view = 'market-share';
const told = (...facts: Sent[]) => given(...cast, market, ...facts).at('2026-06-30');

const reported = (
  who: string | string[],
  share: unknown,
  more: { publisher?: string; period?: string; knownOn?: string } = {},
): Sent => {
  const { publisher = 'analyst', period = '2025-Q3', knownOn = '2025-11-01' } = more;
  const parties = typeof who === 'string' ? { party: who } : { parties: who };
  return { ...fact(period, 'market-m', 'ShareReported', { publisher, period, share, ...parties }), knownOn };
};
const vendor = { party: 'vendor' };
const others = { party: 'others' };
const fifty = reported('vendor', '50%');
const thirty = reported('cloud', '30%');

describe('A reported share', () => {
  const two = told(fifty, thirty);

  it('stands in the row of its publisher, period and party', () => {
    const keys = { market: 'm', publisher: 'analyst', period: '2025-Q3', ...vendor };
    two.showsRow(view, keys, { shareBp: 50 });
  });
  it('leaves the rest to others, derived, as far off as the rounding of each', () => {
    // 100 − 50.5 − 30.5 = 19; 100 − 49.5 − 29.5 = 21
    two
      .showsRow(view, others, { shareBp: [19, 20, 21], flags: ['derived'] })
      .shows(view, { othersBp: [19, 20, 21] });
  });
  it('leaves others the more exactly, the more digits it has: 0.05 and 0.005 off', () => {
    told(reported('vendor', '50.0%'), reported('cloud', '30.00%')).showsRow(view, others, {
      shareBp: [19.94, 20, 20.06],
    });
  });
  it('leaves others bounds when it has bounds itself: 100 − 45 to 55 − 30', () => {
    told(reported('vendor', '45-55%'), thirty).showsRow(view, others, { shareBp: [14.5, 20, 25.5] });
  });
  it('leaves others something where rounding may hide it: 50 + 25 + 13 + 13 = 101', () => {
    // 49.5 + 24.5 + 12.5 + 12.5 = 99
    told(
      reported('lab', '50%'),
      reported('cloud', '25%'),
      reported('vendor', '13%'),
      reported('bank', '13%'),
    ).showsRow(view, others, { shareBp: [0, 0, 1] });
  });
  it('leaves nothing to others when the shares add to more than the whole: 60 + 41', () => {
    told(reported('vendor', '60%'), reported('cloud', '41%')).showsRow(view, others, { shareBp: 0 });
  });

  it('is restated by a report of the same key that is known later, whichever was recorded first', () => {
    const restated = reported('vendor', '40%', { knownOn: '2026-02-01' });
    told(restated, fifty).showsRow(view, vendor, { shareBp: 40 });
    told(fifty, restated)
      .showsRow(view, vendor, { shareBp: 40 })
      .asking({ knownAt: '2026-01-31' })
      .showsRow(view, vendor, { shareBp: 50 });
  });
  it('is restated by what is known later, even when that says it of an earlier date', () => {
    const restated = reported('vendor', '40%', { knownOn: '2026-02-01' });
    told({ ...fifty, effectiveOn: '2025-11-01' }, restated).showsRow(view, vendor, { shareBp: 40 });
  });
  it('is not restated by another publisher, nor for another period', () => {
    told(
      fifty,
      reported('vendor', '40%', { publisher: 'rival' }),
      reported('vendor', '30%', { period: '2025-Q4' }),
    )
      .showsRow(view, { ...vendor, publisher: 'analyst', period: '2025-Q3' }, { shareBp: 50 })
      .showsRow(view, { ...vendor, publisher: 'rival' }, { shareBp: 40 })
      .showsRow(view, { ...vendor, period: '2025-Q4' }, { shareBp: 30 })
      .hasTotals(view, 3);
  });

  it('of several parties together is shown, and neither taken from others twice nor concentrated', () => {
    // Both together are known more exactly than one by one: 79.5 to 80.5.
    two
      .and(reported(['vendor', 'cloud'], '80%'))
      .showsRow(view, { party: 'cloud+vendor' }, { shareBp: 80, flags: ['combined'] })
      .showsRow(view, others, { shareBp: [19.5, 20, 20.5] })
      .shows(view, { hhi: squares });
  });
  it('of a party that merged counts as the other one, and with it: 80, 79 to 81, squared', () => {
    two
      .and(merged)
      .showsRow(view, { party: 'cloud' }, { shareBp: 80 })
      .shows(view, { hhi: [6241, 6400, 6561] });
  });
});

describe('A combined share', () => {
  const three = ['vendor', 'cloud', 'bank'];

  it('leaves others what it leaves, whether a share of its own is told of each of its parties or not', () => {
    const combined = reported(three, '61%');
    told(combined).showsRow(view, others, { shareBp: [38.5, 39, 39.5] });
    told(combined, reported('vendor', '31%')).showsRow(view, others, { shareBp: [38.5, 39, 39.5] });
    told(combined, reported('lab', '20%')).showsRow(view, others, { shareBp: [18, 19, 20] });
  });
  it('is closer to the truth than the shares of its parties, of which each was rounded', () => {
    // 29 + 20 + 13 = 62, but the three together are 63.
    told(
      reported('vendor', '29%'),
      reported('cloud', '20%'),
      reported('bank', '13%'),
      reported(three, '63%'),
    ).showsRow(view, others, { shareBp: [36.5, 37, 37.5] });
  });

  const overlapping = told(reported(['vendor', 'cloud'], '61%'), reported(['cloud', 'bank'], '25%'));

  it('overlaps with another in the parties that both name', () => {
    // 61 + 25 − 20 = 66; at most 61.5 + 25.5 − 19.5, at least 60.5 + 24.5 − 20.5
    overlapping.and(reported('cloud', '20%')).showsRow(view, others, { shareBp: [32.5, 34, 35.5] });
  });
  it('that its rounded parties miss by less than their rounding leaves others what these say: 30 + 20 + 5', () => {
    // 30 and 20 are not 51, but 30.5 and 20.5 are. At most 30.5 + 25.5, at least 50.5 + 4.5.
    const rounded = told(reported(['vendor', 'cloud'], '51%'), reported(['cloud', 'bank'], '25%')).and(
      reported('vendor', '30%'),
      reported('cloud', '20%'),
    );
    rounded.and(reported('bank', '5%')).showsRow(view, others, { shareBp: [44, 45, 45] });
    // Of one of them nothing is told: 30 + 20.5 + 4 at least.
    rounded.showsRow(view, others, { shareBp: [44, null, 45.5] });
  });
  it('overlaps with another by nobody knows how much when nothing is told of what both name', () => {
    // At most 61.5 + 25.5, at least the larger: 60.5
    overlapping.showsRow(view, others, { shareBp: [13, null, 39.5] });
  });
  it('that its parties contradict leaves others what either side says, and is marked: 50 + 30, or 61', () => {
    const combined = reported(['vendor', 'cloud'], '61%');
    told(fifty, thirty, combined)
      .showsRow(view, others, { shareBp: [19, null, 39.5], flags: ['contradicted', 'derived'] })
      .lists(view, 'totals', { consistency: [{ isConsistent: false }] });
    told(reported('vendor', '65%'), combined).lists(view, 'totals', {
      consistency: [{ sumOfPartsBp: null, isConsistent: false }],
    });
  });
  it('of a party that turned out to be another is held against what is told of that one: 31 and 30 of 61', () => {
    const identified = fact('2026-01-01', 'party-vendor', 'PartyIdentified', { as: 'lab' });
    told(reported(['vendor', 'cloud'], '61%'), reported('lab', '31%'), reported('cloud', '30%'), identified)
      .showsRow(view, { party: 'cloud+lab' }, { shareBp: 61 })
      .lists(view, 'totals', {
        consistency: [{ parties: ['cloud', 'lab'], sumOfPartsBp: [60, 61, 62], isConsistent: true }],
      });
  });
  it('stays apart when its parties turn out to be one', () => {
    told(fifty, reported(['vendor', 'cloud'], '61%'), merged)
      .showsRow(view, { party: 'cloud' }, { shareBp: 50 })
      .showsRow(view, { party: 'cloud+vendor' }, { shareBp: 61 });
  });
});

describe('The share of others', () => {
  const named = told(fifty, thirty);
  const left = (share: string, more = {}): Sent => {
    const { party: _, ...body } = fifty.body;
    return { ...fifty, ...more, body: { ...body, share, others: true } };
  };

  it('counts as it is reported, with what is derived beside it', () => {
    named
      .and(left('18%'))
      .showsRow(view, others, { shareBp: 18, derivedBp: [19, 20, 21], flags: [] })
      .lists(view, 'rows', { party: 'cloud' }, vendor, others)
      .lists(view, 'totals', {
        othersBp: 18,
        othersDerivedBp: [19, 20, 21],
        hhi: squares,
      });
  });
  it('may be all that is reported', () => {
    told(left('18%'))
      .lists(view, 'rows', { ...others, flags: [] })
      .lists(view, 'totals', { hhi: null, othersDerivedBp: null });
  });
  it('is restated like any other', () => {
    told(left('18%'), left('17%', { knownOn: '2026-01-01' })).showsRow(view, others, { shareBp: 17 });
  });
  it.each([
    ['derived', named, [19, 20, 21] as const],
    ['reported', named.and(left('18%')), 18],
  ])('can be asked for alone, %s', (_, all, othersBp) => {
    all.asking(others).lists(view, 'rows', others).lists(view, 'totals', { othersBp, hhi: squares });
  });
  it('is refused beside a party, and unless it is true', () => {
    const { body, ...rest } = left('18%');
    named.when({ ...rest, body: { ...body, ...vendor } }).isUnreadable(/exactly one of/);
    named.when({ ...rest, body: { ...body, others: false } }).isUnreadable(/others/);
  });
});

describe('Shares that add to more than the whole', () => {
  const sixty = (who: string | string[], more = {}): Sent => reported(who, '60%', more);

  it('warn when they are recorded and in the answer', () => {
    told(sixty('lab')).when(sixty('cloud')).warns('shares-within-the-whole');
    told(sixty('lab'), sixty('cloud'))
      .notes(view, 'm by analyst for 2025-Q3 add to more than the whole')
      .showsRow(view, others, { flags: ['derived', 'over-the-whole'] });
  });
  it('warn beside a combined share: 60 and 60', () => {
    told(sixty(['lab', 'vendor']))
      .when(sixty('cloud'))
      .warns('shares-within-the-whole');
  });
  it.each([
    ['what is over by its rounding only', [reported('lab', '50%')], reported('cloud', '51%')],
    ['a combined share that names them', [sixty(['lab', 'cloud'])], sixty('cloud')],
    ['a share that is restated', [sixty('lab'), reported('cloud', '70%')], reported('cloud', '40%')],
    ['another period', [sixty('lab')], sixty('cloud', { period: '2025-Q4' })],
    ['another publisher', [sixty('lab')], sixty('cloud', { publisher: 'rival' })],
    ['what is undisclosed', [sixty('lab')], reported('cloud', 'undisclosed')],
  ])('do not warn beside %s', (_, before, last) => {
    told(...before)
      .when({ ...last, knownOn: '2026-01-01' })
      .isRecorded();
  });
});

describe('A share that sources put differently', () => {
  const said = (number: number, terms: Sent, rivalOf?: number): Sent => ({
    ...terms,
    id: id(number),
    ...(rivalOf !== undefined && { rivalOf: id(rivalOf) }),
  });
  const size = (amount: string): Sent =>
    fact('2025-11-01', 'market-m', 'MarketSizeReported', {
      publisher: 'analyst',
      period: '2025-Q3',
      size: amount,
    });
  const contested = told(said(1, fifty), said(2, reported('vendor', '40%'), 1), thirty);

  it('says so in what it leaves to others, and in the total', () => {
    contested.showsRow(view, others, { shareBp: [29, 30, 31], flags: ['derived', 'rivals:1'] });
    contested.lists(view, 'totals', { flags: ['rivals:1'], hhi: [2430.5, 2500, 2570.5] });
    told(fifty, thirty).lists(view, 'totals', { flags: undefined });
  });
  it('spans what is left to others, and the concentration, over both: 100 − 50 − 30 and 100 − 40 − 30', () => {
    contested.showsRow(view, others, { span: { shareBp: [19, 31] } });
    contested.lists(view, 'totals', { span: { hhi: [2430.5, 3480.5], othersBp: [19, 31] } });
  });
  it('spans what the named leave beside others that are reported', () =>
    told(said(1, fifty), said(2, reported('vendor', '40%'), 1), {
      ...thirty,
      body: { publisher: 'analyst', period: '2025-Q3', share: '35%', others: true },
    })
      .showsRow(view, others, { shareBp: 35, derivedBp: [59.5, 60, 60.5], span: { derivedBp: [49.5, 60.5] } })
      .lists(view, 'totals', { othersBp: 35, othersDerivedBp: [59.5, 60, 60.5] }));
  it('spans the size of the market, where no share is contested: 100 or 120', () =>
    told(thirty, said(1, size('100B USD')), said(2, size('120B USD'), 1))
      .lists(view, 'totals', { span: { sizeUsCents: [100, 120] } })
      .showsRow(view, others, { span: undefined }));
  it('spans no size over another currency', () =>
    told(thirty, said(1, size('100B USD')), said(2, size('120B EUR'), 1)).lists(view, 'totals', {
      sizeUsCents: 120,
      currency: 'EUR',
      span: undefined,
    }));
  it('says so of the size of the market', () =>
    told(thirty, said(1, size('100B USD')), said(2, size('120B USD'), 1))
      .lists(view, 'totals', { sizeUsCents: 120, flags: ['rivals:1'] })
      .showsRow(view, others, { flags: ['derived'] }));
});

describe('How a publisher came by a share', () => {
  it.each(['measured', 'estimated', 'forecast'])('stands among its marks: %s', (stated) => {
    told({ ...fifty, body: { ...fifty.body, stated } }).showsRow(view, vendor, { flags: [stated] });
  });
});

describe('The size of a market', () => {
  it("is its publisher's own", () => {
    const size = fact('2025-Q3', 'market-m', 'MarketSizeReported', {
      publisher: 'analyst',
      period: '2025-Q3',
      size: 'about 107B USD',
    });
    told(fifty, reported('vendor', '40%', { publisher: 'rival' }), size)
      .shows(view, { sizeUsCents: [106.5, 107, 107.5] }, { publisher: 'analyst' })
      .shows(view, { sizeUsCents: null }, { publisher: 'rival' });
  });
});

describe('Sizes of a market in two currencies', () => {
  const size = (amount: string, knownOn: string): Sent => ({
    ...fact('2025-Q3', 'market-m', 'MarketSizeReported', {
      publisher: 'analyst',
      period: '2025-Q3',
      size: amount,
    }),
    knownOn,
  });
  const dollars = size('100B USD', '2025-11-01');
  const euros = size('90B EUR', '2025-11-02');
  const restated = size('120B USD', '2025-11-03');
  const beside = (sizes: unknown, ...facts: Sent[]) => {
    const [total, ...others] = told(...facts).answer(view).totals;
    expect(others).toEqual([]);
    expect(
      (total!.sizesBeside as Entry[] | undefined)?.map((one) => [one.currency, billion(one.sizeUsCents)]),
    ).toEqual(sizes);
    return [total!.currency, billion(total!.sizeUsCents)];
  };

  it('stand beside each other, the one that was said last first', () => {
    expect(beside([['USD', exactly(100)]], fifty, dollars, euros)).toEqual(['EUR', exactly(90)]);
    expect(beside([['EUR', exactly(90)]], fifty, dollars, euros, restated)).toEqual([
      undefined,
      exactly(120),
    ]);
  });
  it('do so where no share was published', () =>
    expect(beside([['EUR', exactly(90)]], dollars, euros, restated)).toEqual([undefined, exactly(120)]));
  it('are restated in their own currency alone', () =>
    expect(beside(undefined, fifty, dollars, restated)).toEqual([undefined, exactly(120)]));
  it('rest on both', () => {
    const [one, other] = [
      { ...dollars, id: id(1) },
      { ...euros, id: id(2) },
    ];
    const [total] = told(one, other).answer(view).totals;
    expect(total!.rests).toEqual([id(2), id(1)]);
  });
});

describe('The concentration of a market', () => {
  const canonical = (bp: number): object => ({ low: bp, point: bp, high: bp, qualifier: 'exactly' });

  it('is the sum of the squared percentages of the named: 2,500 and 900', () => {
    told(fifty, thirty).shows(view, { hhi: squares });
  });
  it.each([
    ['a published percentage', '10%', [90.25, 100, 110.25] as const], // 9.5² and 10.5²
    ['one with a decimal', '10.0%', [99.0025, 100, 101.0025] as const],
    ['one with two', '10.00%', [99.9, 100, 100.1] as const],
    ['basis points', '1000 bp', [99.9, 100, 100.1] as const],
    ['a canonical share, by what is not nought', canonical(1_000), [90.25, 100, 110.25] as const],
    ['a canonical share of three digits', canonical(1_010), [101.0025, 102.01, 103.0225] as const],
    ['a share with bounds, by its bounds', '10-20%', [100, 225, 400] as const],
    ['a single holder, no more than all', '100%', [9900.25, 10_000, 10_000] as const],
  ])('counts as rounded at its last digit %s: %j', (_, share, hhi) => {
    told(reported('vendor', share)).shows(view, { hhi });
  });
});

const market = fact('2025-01-01', 'market-m', 'MarketDefined', {
  name: 'M',
  layer: 'hardware',
  metric: 'units',
  scope: 'worldwide',
});
/** Of 50 and 30 %: 49.5² + 29.5², 50² + 30², 50.5² + 30.5². */
const squares = [3320.5, 3400, 3480.5] as const;
const merged = fact('2026-01-01', 'party-vendor', 'PartyMerged', { into: 'cloud' });
