import { describe, expect, it } from 'vitest';
import { articleFacts } from '../article.js';
import { ledger, show } from '../given.js';
import { billion, dollars, entry, exactly, gw, percent } from './facts.js';

const article = ledger(articleFacts);
const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };

describe('The capacity of the article', () => {
  const { rows, totals } = show(article, 'compute-capacity', at);
  const chips = entry(totals, { layer: 'chips' });

  it('has a headline of at least 16 GW: AMD 6, NVIDIA at least 10', () => {
    expect(gw(chips.headlineKw)).toEqual([16, 16, null]);
    expect(gw(entry(rows, { provider: 'amd' }).headlineKw)).toEqual(exactly(6));
    expect(gw(entry(rows, { provider: 'nvidia' }).headlineKw)).toEqual([10, 10, null]);
  });
  it('has 6 GW signed and firm', () =>
    expect([chips.signedKw, chips.firmKw].map(gw)).toEqual([exactly(6), exactly(6)]));
  it('is energized to an unknown level, not to none', () =>
    expect(gw(chips.energizedKw)).toEqual([0, null, null]));
  it('lists what AWS hosts as undisclosed', () => {
    const hosting = entry(totals, { layer: 'hosting' });
    expect(hosting.undisclosed).toEqual(['deal-openai-aws-2025/all']);
    expect(gw(hosting.headlineKw)).toEqual([0, null, null]);
  });
});

describe('The money of the article', () => {
  const { rows, totals } = show(article, 'obligations', at);

  it('is contracts of $47.7B: AWS 38, IREN 9.7', () => {
    expect(billion(entry(totals, { kind: 'services' }).committedUsCents)).toEqual(exactly(47.7));
    expect(billion(entry(rows, { payee: 'aws' }).committedUsCents)).toEqual(exactly(38));
    expect(billion(entry(rows, { payee: 'iren' }).committedUsCents)).toEqual(exactly(9.7));
  });
  it('is, apart from them, a conditional investment of up to $100B of which none is surely released', () => {
    const equity = entry(totals, { kind: 'equity' });
    expect(billion(equity.committedUsCents)).toEqual(exactly(0));
    expect(billion(equity.conditionalUsCents)).toEqual([0, null, 100]);
    expect(billion(equity.releasedUsCents)).toEqual([0, null, 100]);
  });
  it('spreads $38B over 28 quarters: 8 of $1,357,142,857.15 and 20 of $1,357,142,857.14', () => {
    const quarters = show(article, 'obligations', {
      ...at,
      timeline: 'quarter',
      from: '2025-10-01',
      to: '2032-12-31',
      only: { payee: 'aws' },
    });
    const flows = quarters.rows.map((row) => dollars(row.committedUsCents)![1]);
    expect(flows).toEqual([
      ...Array.from({ length: 8 }, () => 1_357_142_857.15),
      ...Array.from({ length: 20 }, () => 1_357_142_857.14),
    ]);
    expect([quarters.rows[0]!.period, quarters.rows[27]!.period]).toEqual(['2025-Q4', '2032-Q3']);
  });
  it('leaves the contract with IREN, which has no term, beside the axis', () => {
    expect(
      show(article, 'obligations', { ...at, timeline: 'year', from: '2025-01-01', to: '2032-12-31' }).undated,
    ).toContain('deal-microsoft-iren-2025/services');
  });
});

describe('The stake of the article', () => {
  const [stake] = show(article, 'ownership', at).rows;

  it('of about 27 % for $135B implies $500B, and $490.9B to $509.4B with the rounding', () => {
    expect(percent(stake!.stakeBp)).toEqual([26.5, 27, 27.5]);
    const [low, point, high] = billion(stake!.impliedWholeUsCents) as number[];
    expect([low!.toFixed(1), point, high!.toFixed(1)]).toEqual(['490.9', 500, '509.4']);
  });
});

describe('The cloud market of the article', () => {
  const { rows, totals } = show(article, 'market-share', at);

  it('leaves 34 % to others, or 32 to 36 when every share may be off by half a point', () =>
    expect(percent(entry(rows, { party: 'others' }).shareBp)).toEqual([32, 34, 36]));
  it('has an HHI of 1,426, or 1,361 to 1,493 when every share may be off by half a point', () => {
    const { low, point, high } = totals[0]!.hhi as Record<string, number>;
    expect([Math.round(low!), point, Math.round(high!)]).toEqual([1_361, 1_426, 1_493]);
  });
});

describe('The article before it was read', () => {
  it('says nothing', () => {
    const before = { ...at, knownAt: '2025-11-02' };
    for (const view of ['compute-capacity', 'obligations', 'ownership', 'market-share'])
      expect(show(article, view, before).rows).toEqual([]);
  });
});
