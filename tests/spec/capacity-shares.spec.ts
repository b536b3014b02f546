import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, energized, entry, exactly, gw, party, percent, tranche } from './facts.js';

const at = { effectiveAt: '2026-06-30' };

describe('Shares by capacity', () => {
  const three = [
    ...cast,
    ...party('third'),
    deal('deal-a'),
    ...['vendor', 'cloud', 'third'].map((provider) => tranche('deal-a', provider, '1 GW', { provider })),
  ];
  const byCapacity = (facts: Sent[], of = 'headline', by = ['provider']) =>
    show(ledger(facts), 'market-share', { ...at, by, options: { of } });
  const points = (facts: Sent[], of?: string): unknown =>
    byCapacity(facts, of).rows.map((row) => [row.provider, (row.shareBp as { point: number }).point]);

  it('add to 10,000 basis points by largest remainder, ties to the earlier', () =>
    expect(points(three)).toEqual([
      ['cloud', 3_334],
      ['third', 3_333],
      ['vendor', 3_333],
    ]));
  it('give the odd basis points to the largest remainders', () => {
    const facts = [
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 'x', '2 MW'),
      tranche('deal-a', 'y', '1 MW', { provider: 'cloud' }),
    ];
    expect(points(facts)).toEqual([
      ['cloud', 3_333],
      ['vendor', 6_667],
    ]);
  });
  it('are of the firm capacity, or of the energized', () => {
    const facts = [...three, tranche('deal-a', 'more', '2 GW', { bindingness: 'optional' })];
    expect(points(facts)).toEqual([
      ['cloud', 2_000],
      ['third', 2_000],
      ['vendor', 6_000],
    ]);
    expect(points(facts, 'firm')).toEqual([
      ['cloud', 3_334],
      ['third', 3_333],
      ['vendor', 3_333],
    ]);
    const levels = [
      ['vendor', '600 MW'],
      ['cloud', '300 MW'],
      ['third', '100 MW'],
      ['more', '0 MW'],
    ].map(([name, power]) => energized('2026-01-01', 'deal-a', name!, power!));
    expect(points([...facts, ...levels], 'energized')).toEqual([
      ['cloud', 3_000],
      ['third', 1_000],
      ['vendor', 6_000],
    ]);
  });
  it('are unknown where an energized level is', () =>
    expect(points([...three, energized('2026-01-01', 'deal-a', 'cloud', '1 GW')], 'energized')).toEqual([
      ['cloud', null],
      ['third', null],
      ['vendor', null],
    ]));
  it('are kept apart by layer', () => {
    const { rows, totals } = byCapacity([...three, tranche('deal-a', 'h', '5 GW', { layer: 'hosting' })]);
    expect(percent(entry(rows, { provider: 'vendor', layer: 'hosting' }).shareBp)).toEqual(exactly(100));
    expect(entry(totals, { layer: 'hosting' }).hhi).toMatchObject({ point: 10_000 });
  });
  it('have a concentration', () => {
    const facts = [
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 'x', '3 GW'),
      tranche('deal-a', 'y', '1 GW', { provider: 'cloud' }),
    ];
    expect(byCapacity(facts).totals[0]!.hhi).toMatchObject({ point: 6_250 });
    expect(gw(byCapacity(facts).totals[0]!.headlineKw)).toEqual(exactly(4));
  });
  it('reach as far as the bounds of the capacity let them', () => {
    const facts = [
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 'x', '1-3 GW'),
      tranche('deal-a', 'y', '1 GW', { provider: 'cloud' }),
    ];
    expect(percent(entry(byCapacity(facts).rows, { provider: 'vendor' }).shareBp)).toEqual([50, 66.67, 75]);
  });
  it('leave out what is undisclosed, and list it', () => {
    const answer = byCapacity([...three, tranche('deal-a', 'hidden', 'undisclosed', { provider: 'bank' })]);
    expect(answer.rows.map(({ provider }) => provider)).toEqual(['cloud', 'third', 'vendor']);
    expect(entry(answer.rows, { provider: 'cloud' }).shareBp).toMatchObject({ low: 0, point: 3_334 });
    expect(answer.totals[0]!.undisclosed).toEqual(['deal-a/hidden']);
  });
});
