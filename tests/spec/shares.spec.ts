import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, entry, exactly, fact, percent, verdict } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const market = fact('2025-01-01', 'market-m', 'MarketDefined', {
  name: 'M',
  layer: 'hardware',
  metric: 'units',
  scope: 'worldwide',
});

const reported = (
  who: string | string[],
  share: unknown,
  more: { publisher?: string; period?: string; knownOn?: string } = {},
): Sent => {
  const { publisher = 'analyst', period = '2025-Q3', knownOn = '2025-11-01' } = more;
  const parties = typeof who === 'string' ? { party: who } : { parties: who };
  return { ...fact(period, 'market-m', 'ShareReported', { publisher, period, share, ...parties }), knownOn };
};
const shares = (facts: Sent[], more = {}) =>
  show(ledger([...cast, market, ...facts]), 'market-share', { ...at, ...more });

describe('A reported share', () => {
  const two = [reported('vendor', '50%'), reported('cloud', '30%')];

  it('stands in the row of its publisher, period and party', () => {
    const row = entry(shares(two).rows, {
      market: 'm',
      publisher: 'analyst',
      period: '2025-Q3',
      party: 'vendor',
    });
    expect(percent(row.shareBp)).toEqual(exactly(50));
  });
  it('leaves the rest to others, derived, as far off as the rounding of each', () => {
    // 100 − 50.5 − 30.5 = 19; 100 − 49.5 − 29.5 = 21
    expect(shareOf(two, 'others')).toEqual([19, 20, 21]);
    expect(entry(shares(two).rows, { party: 'others' }).flags).toEqual(['derived']);
    expect(percent(shares(two).totals[0]!.othersBp)).toEqual([19, 20, 21]);
  });
  it('leaves others the more exactly, the more digits it has', () =>
    expect(shareOf([reported('vendor', '50.0%'), reported('cloud', '30.00%')], 'others')).toEqual([
      19.94, 20, 20.06,
    ]));
  it('leaves others bounds when it has bounds itself', () =>
    expect(shareOf([reported('vendor', '45-55%'), reported('cloud', '30%')], 'others')).toEqual([
      14.5, 20, 25.5,
    ]));
  it('leaves others something where rounding may hide it: 50 + 25 + 13 + 13 = 101', () => {
    const all = [
      reported('lab', '50%'),
      reported('cloud', '25%'),
      reported('vendor', '13%'),
      reported('bank', '13%'),
    ];
    // 49.5 + 24.5 + 12.5 + 12.5 = 99
    expect(shareOf(all, 'others')).toEqual([0, 0, 1]);
  });
  it('leaves nothing to others when the shares add to more than the whole', () =>
    expect(shareOf([reported('vendor', '60%'), reported('cloud', '41%')], 'others')).toEqual(exactly(0)));

  it('is restated by a report of the same key that is known later, whichever was recorded first', () => {
    const first = reported('vendor', '50%');
    const restated = reported('vendor', '40%', { knownOn: '2026-02-01' });
    expect(shareOf([first, restated], 'vendor')).toEqual(exactly(40));
    expect(shareOf([restated, first], 'vendor')).toEqual(exactly(40));
    const before = shares([first, restated], { knownAt: '2026-01-31' });
    expect(percent(entry(before.rows, { party: 'vendor' }).shareBp)).toEqual(exactly(50));
  });
  it('is restated by what is known later, even when that says it of an earlier date', () => {
    const first = { ...reported('vendor', '50%'), effectiveOn: '2025-11-01' };
    const restated = reported('vendor', '40%', { knownOn: '2026-02-01' });
    expect(shareOf([first, restated], 'vendor')).toEqual(exactly(40));
  });
  it('is not restated by another publisher, nor for another period', () => {
    const facts = [
      reported('vendor', '50%'),
      reported('vendor', '40%', { publisher: 'rival' }),
      reported('vendor', '30%', { period: '2025-Q4' }),
    ];
    expect(shareOf(facts, 'vendor', { publisher: 'analyst', period: '2025-Q3' })).toEqual(exactly(50));
    expect(shareOf(facts, 'vendor', { publisher: 'rival' })).toEqual(exactly(40));
    expect(shareOf(facts, 'vendor', { period: '2025-Q4' })).toEqual(exactly(30));
    expect(shares(facts).totals).toHaveLength(3);
  });

  it('of several parties together is shown, and neither taken from others twice nor concentrated', () => {
    const facts = [...two, reported(['vendor', 'cloud'], '80%')];
    const row = entry(shares(facts).rows, { party: 'cloud+vendor' });
    expect(percent(row.shareBp)).toEqual(exactly(80));
    expect(row.flags).toEqual(['combined']);
    // Both together are known more exactly than one by one: 79.5 to 80.5.
    expect(shareOf(facts, 'others')).toEqual([19.5, 20, 20.5]);
    expect(hhi(facts)).toEqual(hhi(two));
  });
  it('of a party that merged counts as the other one, and with it', () => {
    const merged = [...two, fact('2026-01-01', 'party-vendor', 'PartyMerged', { into: 'cloud' })];
    expect(shareOf(merged, 'cloud')).toEqual(exactly(80));
    expect(hhi(merged)).toMatchObject({ point: 6_400 });
  });
});

describe('A combined share', () => {
  it('leaves others what it leaves, whether a share of its own is told of each of its parties or not', () => {
    const combined = reported(['vendor', 'cloud', 'bank'], '61%');
    expect(shareOf([combined], 'others')).toEqual([38.5, 39, 39.5]);
    expect(shareOf([combined, reported('vendor', '31%')], 'others')).toEqual([38.5, 39, 39.5]);
    expect(shareOf([combined, reported('lab', '20%')], 'others')).toEqual([18, 19, 20]);
  });
  it('is closer to the truth than the shares of its parties, of which each was rounded', () => {
    const parts = [reported('vendor', '29%'), reported('cloud', '20%'), reported('bank', '13%')];
    // 29 + 20 + 13 = 62, but the three together are 63.
    const facts = [...parts, reported(['vendor', 'cloud', 'bank'], '63%')];
    expect(shareOf(facts, 'others')).toEqual([36.5, 37, 37.5]);
  });
  it('overlaps with another in the parties that both name', () => {
    const facts = [
      reported(['vendor', 'cloud'], '61%'),
      reported(['cloud', 'bank'], '25%'),
      reported('cloud', '20%'),
    ];
    // 61 + 25 − 20 = 66; at most 61.5 + 25.5 − 19.5, at least 60.5 + 24.5 − 20.5
    expect(shareOf(facts, 'others')).toEqual([32.5, 34, 35.5]);
  });
  it('overlaps with another by nobody knows how much when nothing is told of what both name', () => {
    const facts = [reported(['vendor', 'cloud'], '61%'), reported(['cloud', 'bank'], '25%')];
    // At most 61.5 + 25.5, at least the larger: 60.5
    expect(shareOf(facts, 'others')).toEqual([13, null, 39.5]);
  });
  it('that its parties contradict leaves others what either side says, and is marked', () => {
    const facts = [reported('vendor', '50%'), reported('cloud', '30%'), reported(['vendor', 'cloud'], '61%')];
    expect(shareOf(facts, 'others')).toEqual([19, null, 39.5]);
    expect(entry(shares(facts).rows, { party: 'others' }).flags).toEqual(['contradicted', 'derived']);
    expect(shares(facts).totals[0]!.consistency).toMatchObject([{ isConsistent: false }]);
    const one = [reported('vendor', '65%'), reported(['vendor', 'cloud'], '61%')];
    expect(shares(one).totals[0]!.consistency).toMatchObject([{ sumOfPartsBp: null, isConsistent: false }]);
  });
  it('stays apart when its parties turn out to be one', () => {
    const facts = [
      reported('vendor', '50%'),
      reported(['vendor', 'cloud'], '61%'),
      fact('2026-01-01', 'party-vendor', 'PartyMerged', { into: 'cloud' }),
    ];
    expect(shareOf(facts, 'cloud')).toEqual(exactly(50));
    expect(shareOf(facts, 'cloud+vendor')).toEqual(exactly(61));
  });
});

describe('The share of others', () => {
  const named = [reported('vendor', '50%'), reported('cloud', '30%')];
  const others = (share: string): Sent => {
    const { body, ...rest } = reported('vendor', share);
    const { party: _, ...more } = body;
    return { ...rest, body: { ...more, others: true } };
  };

  it('counts as it is reported, with what is derived beside it', () => {
    const { rows, totals } = shares([...named, others('18%')]);
    const row = entry(rows, { party: 'others' });
    expect(percent(row.shareBp)).toEqual(exactly(18));
    expect(percent(row.derivedBp)).toEqual([19, 20, 21]);
    expect(row.flags).toEqual([]);
    expect(rows).toHaveLength(3);
    expect(percent(totals[0]!.othersBp)).toEqual(exactly(18));
    expect(percent(totals[0]!.othersDerivedBp)).toEqual([19, 20, 21]);
    expect(totals[0]!.hhi).toEqual(shares(named).totals[0]!.hhi);
  });
  it('may be all that is reported', () => {
    const { rows, totals } = shares([others('18%')]);
    expect(rows).toMatchObject([{ party: 'others', flags: [] }]);
    expect(totals).toMatchObject([{ hhi: null, othersDerivedBp: null }]);
  });
  it('is restated like any other', () =>
    expect(
      percent(
        entry(shares([others('18%'), { ...others('17%'), knownOn: '2026-01-01' }]).rows, { party: 'others' })
          .shareBp,
      ),
    ).toEqual(exactly(17)));
  it('can be asked for alone, derived or reported', () => {
    for (const facts of [named, [...named, others('18%')]]) {
      const answer = shares(facts, { only: { party: 'others' } });
      expect(answer.rows.map(({ party }) => party)).toEqual(['others']);
      expect(answer.totals).toMatchObject(
        shares(facts).totals.map(({ othersBp, hhi: index }) => ({ othersBp, hhi: index })),
      );
    }
  });
  it('is refused beside a party, and unless it is true', () => {
    const { body, ...rest } = others('18%');
    expect(() => shares([{ ...rest, body: { ...body, party: 'vendor' } }])).toThrow('exactly one of');
    expect(() => shares([{ ...rest, body: { ...body, others: false } }])).toThrow('others');
  });
});

describe('Shares that add to more than the whole', () => {
  const said = (facts: Sent[], last: Sent): string => verdict(ledger([...cast, market, ...facts]), last);
  const warned = 'warned: shares-within-the-whole';
  const sixty = (who: string | string[]): Sent => reported(who, '60%');

  it('warn when they are recorded and in the answer', () => {
    expect(said([sixty('lab')], sixty('cloud'))).toBe(warned);
    const answer = shares([sixty('lab'), sixty('cloud')]);
    expect(answer.notes.join()).toContain('m by analyst for 2025-Q3 add to more than the whole');
    expect(entry(answer.rows, { party: 'others' }).flags).toEqual(['derived', 'over-the-whole']);
  });
  it.each([
    ['one another by their rounding only', [reported('lab', '50%')], reported('cloud', '51%'), 'recorded'],
    ['a combined share', [sixty(['lab', 'vendor'])], sixty('cloud'), warned],
    ['a combined share that names them', [sixty(['lab', 'cloud'])], sixty('cloud'), 'recorded'],
    [
      'a share that is restated',
      [sixty('lab'), reported('cloud', '70%')],
      reported('cloud', '40%'),
      'recorded',
    ],
    ['another period', [sixty('lab')], reported('cloud', '60%', { period: '2025-Q4' }), 'recorded'],
    ['another publisher', [sixty('lab')], reported('cloud', '60%', { publisher: 'rival' }), 'recorded'],
    ['what is undisclosed', [sixty('lab')], reported('cloud', 'undisclosed'), 'recorded'],
  ] as const)('do not warn, or do, beside %s', (_, before, last, verdictOnLast) =>
    expect(said([...before], { ...last, knownOn: '2026-01-01' })).toBe(verdictOnLast),
  );
});

describe('How a publisher came by a share', () => {
  it.each(['measured', 'estimated', 'forecast'])('stands among its marks: %s', (stated) => {
    const { body, ...rest } = reported('vendor', '50%');
    const { rows } = shares([{ ...rest, body: { ...body, stated } }]);
    expect(entry(rows, { party: 'vendor' }).flags).toEqual([stated]);
  });
});

describe('The size of a market', () => {
  it("is its publisher's own", () => {
    const size = fact('2025-Q3', 'market-m', 'MarketSizeReported', {
      publisher: 'analyst',
      period: '2025-Q3',
      size: 'about 107B USD',
    });
    const { totals } = shares([
      reported('vendor', '50%'),
      reported('vendor', '40%', { publisher: 'rival' }),
      size,
    ]);
    expect(billion(entry(totals, { publisher: 'analyst' }).sizeUsCents)).toEqual([106.5, 107, 107.5]);
    expect(entry(totals, { publisher: 'rival' }).sizeUsCents).toBeNull();
  });
});

describe('The concentration of a market', () => {
  it('is the sum of the squared percentages of the named', () =>
    expect(hhi([reported('vendor', '50%'), reported('cloud', '30%')])).toMatchObject({ point: 3_400 }));
  it('counts a published percentage as rounded at its last digit', () => {
    expect(hhi([reported('vendor', '10%')])).toEqual({ low: 90.25, point: 100, high: 110.25 });
    expect(hhi([reported('vendor', '10.0%')])).toEqual({ low: 99.0025, point: 100, high: 101.0025 });
    expect(hhi([reported('vendor', '10.00%')])).toEqual({ low: 99.9, point: 100, high: 100.1 });
    expect(hhi([reported('vendor', '1000 bp')])).toEqual({ low: 99.9, point: 100, high: 100.1 });
  });
  it('counts a canonical share as rounded at its last digit that is not nought', () => {
    const canonical = (bp: number): object => ({ low: bp, point: bp, high: bp, qualifier: 'exactly' });
    expect(hhi([reported('vendor', canonical(1_000))])).toEqual({ low: 90.25, point: 100, high: 110.25 });
    expect(hhi([reported('vendor', canonical(1_010))])).toMatchObject({ low: 101.0025, high: 103.0225 });
  });
  it('takes a share that is stated with bounds by its bounds', () =>
    expect(hhi([reported('vendor', '10-20%')])).toEqual({ low: 100, point: 225, high: 400 }));
  it('is never more than that of a single holder', () =>
    expect(hhi([reported('vendor', '100%')])).toMatchObject({ point: 10_000, high: 10_000 }));
});

const shareOf = (facts: Sent[], who: string, keys: Record<string, string> = {}): unknown =>
  percent(entry(shares(facts).rows, { party: who, ...keys }).shareBp);
const hhi = (facts: Sent[]): unknown => shares(facts).totals[0]!.hhi;
