import { describe, expect, it } from 'vitest';
import type { Question } from '../../projections/kit/question.js';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, entry, exactly, fact, gw, id, tranche } from './facts.js';

const deals = ['deal-a', 'deal-b', 'deal-c'].map((stream) => deal(stream));
const overlaps = (facts: Sent[], parts: Partial<Question> = {}) =>
  show(ledger([...cast, ...deals, ...facts]), 'overlaps', { effectiveAt: '2026-06-30', ...parts });
const stated = (stream: string, name: string, other: string, power?: string, more = {}): Sent =>
  fact('2025-06-01', stream, 'OverlapStated', { tranche: name, with: other, ...(power && { power }) }, more);

const chips = tranche('deal-a', 'chips', '10 GW');
const hosting = tranche('deal-b', 'hosting', '4.5 GW', { layer: 'hosting', provider: 'cloud' });
const site = tranche('deal-c', 'site', '1.2 GW', { layer: 'site', basis: 'facility', consumer: 'cloud' });

describe('A pair that is stated to overlap', () => {
  const pair = [chips, hosting, stated('deal-b', 'hosting', 'deal-a/chips', '1 GW', { id: id(7) })];

  it('has both sides: their layers, bases and power, what is the same, and what that rests on', () => {
    const [row, ...more] = overlaps(pair).rows;
    expect(more).toEqual([]);
    expect(row).toMatchObject({
      kind: 'overlap',
      tranche: 'deal-a/chips',
      layer: 'chips',
      basis: 'unstated',
      with: 'deal-b/hosting',
      withLayer: 'hosting',
      withBasis: 'unstated',
    });
    expect([gw(row!.powerKw), gw(row!.withPowerKw), gw(row!.overlapKw)]).toEqual([10, 4.5, 1].map(exactly));
    expect(row!.rests).toContain(id(7));
  });
  it('is the same from whichever side it is stated', () => {
    const other = [chips, hosting, stated('deal-a', 'chips', 'deal-b/hosting', '1 GW', { id: id(7) })];
    const numbers = (facts: Sent[]) => overlaps(facts).rows.map(({ rests: _, ...row }) => row);
    expect(numbers(other)).toEqual(numbers(pair));
  });
  it('is the smaller of the two when nobody said how much: 4.5 of 10', () =>
    expect(
      gw(overlaps([chips, hosting, stated('deal-b', 'hosting', 'deal-a/chips')]).rows[0]!.overlapKw),
    ).toEqual(exactly(4.5)));
  it('is no more than either side: 6 GW of 4.5 are 4.5; an unknown side leaves an interval', () => {
    expect(
      gw(overlaps([chips, hosting, stated('deal-b', 'hosting', 'deal-a/chips', '6 GW')]).rows[0]!.overlapKw),
    ).toEqual(exactly(4.5));
    const unknown = tranche('deal-b', 'hosting', 'undisclosed', { layer: 'hosting' });
    const row = overlaps([chips, unknown, stated('deal-b', 'hosting', 'deal-a/chips')]).rows[0]!;
    expect(gw(row.overlapKw)).toEqual([0, null, 10]);
    expect(row.flags).toContain('undisclosed');
  });
  it('stated twice is one pair, between what the two say', () => {
    const row = overlaps([
      chips,
      hosting,
      stated('deal-b', 'hosting', 'deal-a/chips', '1 GW'),
      stated('deal-a', 'chips', 'deal-b/hosting', '2 GW'),
    ]).rows;
    expect(row.map(({ overlapKw }) => gw(overlapKw))).toEqual([[1, null, 2]]);
    expect(row[0]!.flags).toContain('stated:2');
  });
  it('on two bases, or in one layer, says so', () => {
    const across = [hosting, site, stated('deal-c', 'site', 'deal-b/hosting')];
    expect(overlaps(across).rows[0]!.flags).toEqual(['across-bases']);
    const twin = tranche('deal-c', 'twin', '3 GW', { layer: 'hosting' });
    expect(overlaps([hosting, twin, stated('deal-c', 'twin', 'deal-b/hosting')]).rows[0]!.flags).toEqual([
      'in-one-layer',
    ]);
  });
  it('with what the ledger does not hold has one side', () => {
    const row = overlaps([hosting, stated('deal-b', 'hosting', 'deal-x/none', '1 GW')]).rows[0]!;
    expect([row.withPowerKw, row.withLayer, gw(row.overlapKw)]).toEqual([null, null, exactly(1)]);
    expect(row.flags).toContain('not-in-the-ledger');
  });
  it('is none once a side is cancelled', () => {
    const gone = fact('2026-01-01', 'deal-a', 'CapacityCancelled', { tranche: 'chips' });
    expect(overlaps([...pair, gone]).rows).toEqual([]);
  });
});

describe('A container and its parts', () => {
  it('are pairs: each part is all within', () => {
    const part = tranche('deal-b', 'hosting', '4.5 GW', { partOf: 'deal-a/chips' });
    const row = entry(overlaps([chips, part]).rows, { kind: 'contains' });
    expect(row).toMatchObject({ tranche: 'deal-b/hosting', with: 'deal-a/chips' });
    expect(gw(row.overlapKw)).toEqual(exactly(4.5));
    expect(row.flags).toEqual([]);
  });
  it('of another layer is marked: no total counts it', () => {
    const part = tranche('deal-b', 'hosting', '4.5 GW', { partOf: 'deal-a/chips', layer: 'hosting' });
    expect(overlaps([chips, part]).rows[0]!.flags).toEqual(['not-counted']);
  });
});

describe('A deal that is superseded', () => {
  it('is a pair with its successor, layer by layer: 1.5 GW and 1 GW tell 1 GW twice', () => {
    const row = entry(
      overlaps([
        tranche('deal-a', 'one', '0.5 GW'),
        tranche('deal-a', 'two', '1 GW'),
        tranche('deal-b', 'again', '1 GW'),
        fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'superseded', by: 'deal-b' }),
      ]).rows,
      { kind: 'superseded' },
    );
    expect(row).toMatchObject({ tranche: 'deal-a', with: 'deal-b', layer: 'chips', withLayer: 'chips' });
    expect([gw(row.powerKw), gw(row.withPowerKw), gw(row.overlapKw)]).toEqual([1.5, 1, 1].map(exactly));
  });
});

describe('A successor on another basis', () => {
  it('is still the successor in its layer, and says so', () => {
    const row = overlaps([
      tranche('deal-a', 'one', '10 GW', { layer: 'site' }),
      tranche('deal-b', 'campus', '8 GW', { layer: 'site', basis: 'it' }),
      fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'superseded', by: 'deal-b' }),
    ]).rows[0]!;
    expect([row.withBasis, gw(row.withPowerKw), gw(row.overlapKw)]).toEqual(['it', exactly(8), exactly(8)]);
    expect(row.flags).toEqual(['across-bases']);
  });
  it('has nothing in its place where it promises nothing of that layer', () => {
    const row = overlaps([
      tranche('deal-a', 'one', '10 GW'),
      fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'superseded', by: 'deal-b' }),
    ]).rows[0]!;
    expect([row.withPowerKw, gw(row.overlapKw)]).toEqual([null, exactly(0)]);
  });
});

describe('A container in a superseded deal', () => {
  it('counts for the larger of its own and its parts: 1.5 and 1 GW in 1 GW are 2.5', () => {
    const row = overlaps([
      tranche('deal-a', 'all', '1 GW'),
      tranche('deal-a', 'one', '1.5 GW', { partOf: 'deal-a/all' }),
      tranche('deal-a', 'two', '1 GW', { partOf: 'deal-a/all' }),
      tranche('deal-b', 'again', '4 GW'),
      fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'superseded', by: 'deal-b' }),
    ]).rows[0]!;
    expect(gw(row.powerKw)).toEqual(exactly(2.5));
  });
});

describe('Asking for some', () => {
  const facts = [
    chips,
    hosting,
    site,
    stated('deal-b', 'hosting', 'deal-a/chips', '1 GW'),
    stated('deal-c', 'site', 'deal-b/hosting'),
  ];
  const pairs = (options: Record<string, string>) =>
    overlaps(facts, { options }).rows.map((row) => [row.tranche, row.with]);

  it('finds a deal and a tranche on either side', () => {
    expect(pairs({ deal: 'deal-b' })).toHaveLength(2);
    expect(pairs({ deal: 'deal-c' })).toEqual([['deal-b/hosting', 'deal-c/site']]);
    expect(pairs({ tranche: 'deal-a/chips' })).toEqual([['deal-a/chips', 'deal-b/hosting']]);
  });
  it('counts pairs, whose power never adds', () => {
    expect(overlaps(facts).totals).toMatchObject([
      { kind: 'overlap', pairCount: { low: 2, point: 2, high: 2 }, undisclosed: [] },
    ]);
  });
});
