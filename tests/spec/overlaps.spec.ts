import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, tranche } from './facts.js';

const view = 'overlaps';
const among = (...facts: Sent[]) =>
  given(...cast, ...['deal-a', 'deal-b', 'deal-c'].map((stream) => deal(stream)), ...facts).at('2026-06-30');
const stated = (stream: string, name: string, other: string, power?: string, more = {}): Sent =>
  fact('2025-06-01', stream, 'OverlapStated', { tranche: name, with: other, ...(power && { power }) }, more);

const chips = tranche('deal-a', 'chips', '10 GW');
const hosting = tranche('deal-b', 'hosting', '4.5 GW', { layer: 'hosting', provider: 'cloud' });
const site = tranche('deal-c', 'site', '1.2 GW', { layer: 'site', basis: 'facility', consumer: 'cloud' });
/** 4.5 GW of hosting in 10 GW of chips. */
const inChips = (power?: string, more = {}): Sent => stated('deal-b', 'hosting', 'deal-a/chips', power, more);
const superseded = fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'superseded', by: 'deal-b' });

describe('A pair that is stated to overlap', () => {
  const pair = among(chips, hosting, inChips('1 GW', { id: id(7) }));

  it('has both sides: their layers, bases and power, what is the same, and what that rests on', () => {
    pair.lists(view, 'rows', {
      kind: 'overlap',
      tranche: 'deal-a/chips',
      layer: 'chips',
      basis: 'unstated',
      powerKw: 10,
      with: 'deal-b/hosting',
      withLayer: 'hosting',
      withBasis: 'unstated',
      withPowerKw: 4.5,
      overlapKw: 1,
    });
    expect(pair.row(view, {}).rests).toContain(id(7));
  });
  it('is the same from whichever side it is stated', () => {
    const { rests: _, ...numbers } = pair.row(view, {});
    const turned = stated('deal-a', 'chips', 'deal-b/hosting', '1 GW', { id: id(7) });
    expect(among(chips, hosting, turned).row(view, {})).toMatchObject(numbers);
  });
  it('is the smaller of the two when nobody said how much: 4.5 of 10', () => {
    among(chips, hosting, inChips()).showsRow(view, {}, { overlapKw: 4.5 });
  });
  it('is no more than either side: 6 GW of 4.5 are 4.5; an unknown side leaves an interval', () => {
    among(chips, hosting, inChips('6 GW')).showsRow(view, {}, { overlapKw: 4.5 });
    const unknown = tranche('deal-b', 'hosting', 'undisclosed', { layer: 'hosting' });
    among(chips, unknown, inChips()).showsRow(view, {}, { overlapKw: [0, null, 10], flags: ['undisclosed'] });
  });
  it('stated twice is one pair, between what the two say: 1 and 2 GW', () => {
    among(chips, hosting, inChips('1 GW'), stated('deal-a', 'chips', 'deal-b/hosting', '2 GW')).lists(
      view,
      'rows',
      { overlapKw: [1, null, 2], flags: ['stated:2'] },
    );
  });
  it('on two bases, or in one layer, says so', () => {
    among(hosting, site, stated('deal-c', 'site', 'deal-b/hosting')).showsRow(
      view,
      {},
      { flags: ['across-bases'] },
    );
    const twin = tranche('deal-c', 'twin', '3 GW', { layer: 'hosting' });
    among(hosting, twin, stated('deal-c', 'twin', 'deal-b/hosting')).showsRow(
      view,
      {},
      { flags: ['in-one-layer'] },
    );
  });
  it('with what the ledger does not hold has one side', () => {
    among(hosting, stated('deal-b', 'hosting', 'deal-x/none', '1 GW')).showsRow(
      view,
      {},
      { withPowerKw: null, withLayer: null, overlapKw: 1, flags: ['not-in-the-ledger'] },
    );
  });
  it('is none once a side is cancelled', () => {
    pair.and(fact('2026-01-01', 'deal-a', 'CapacityCancelled', { tranche: 'chips' })).showsNothing(view);
  });
});

describe('A container and its parts', () => {
  const part = (terms = {}): Sent =>
    tranche('deal-b', 'hosting', '4.5 GW', { partOf: 'deal-a/chips', ...terms });

  it('are pairs: each part is all within', () => {
    among(chips, part()).showsRow(
      view,
      { kind: 'contains' },
      { tranche: 'deal-b/hosting', with: 'deal-a/chips', overlapKw: 4.5, flags: [] },
    );
  });
  it('of another layer is marked: no total counts it', () => {
    among(chips, part({ layer: 'hosting' })).showsRow(view, {}, { flags: ['not-counted'] });
  });
});

describe('A deal that is superseded', () => {
  it('is a pair with its successor, layer by layer: 1.5 GW and 1 GW tell 1 GW twice', () => {
    const facts = [
      tranche('deal-a', 'one', '0.5 GW'),
      tranche('deal-a', 'two', '1 GW'),
      tranche('deal-b', 'again', '1 GW'),
    ];
    among(...facts, superseded).showsRow(
      view,
      { kind: 'superseded', tranche: 'deal-a', with: 'deal-b', layer: 'chips', withLayer: 'chips' },
      { powerKw: 1.5, withPowerKw: 1, overlapKw: 1 },
    );
  });
});

describe('A successor on another basis', () => {
  it('is still the successor in its layer, and says so: 8 of 10', () => {
    const campus = tranche('deal-b', 'campus', '8 GW', { layer: 'site', basis: 'it' });
    among(tranche('deal-a', 'one', '10 GW', { layer: 'site' }), campus, superseded).showsRow(
      view,
      {},
      { withBasis: 'it', withPowerKw: 8, overlapKw: 8, flags: ['across-bases'] },
    );
  });
  it('has nothing in its place where it promises nothing of that layer', () => {
    among(chips, superseded).showsRow(view, {}, { withPowerKw: null, overlapKw: 0 });
  });
});

describe('A container in a superseded deal', () => {
  it('counts for the larger of its own and its parts: 1.5 and 1 GW in 1 GW are 2.5', () => {
    among(
      tranche('deal-a', 'all', '1 GW'),
      tranche('deal-a', 'one', '1.5 GW', { partOf: 'deal-a/all' }),
      tranche('deal-a', 'two', '1 GW', { partOf: 'deal-a/all' }),
      tranche('deal-b', 'again', '4 GW'),
      superseded,
    ).showsRow(view, { kind: 'superseded' }, { powerKw: 2.5 });
  });
});

describe('Asking for some', () => {
  const three = among(chips, hosting, site, inChips('1 GW'), stated('deal-c', 'site', 'deal-b/hosting'));
  const [upper, lower] = [
    { tranche: 'deal-a/chips', with: 'deal-b/hosting' },
    { tranche: 'deal-b/hosting', with: 'deal-c/site' },
  ];

  it('finds a deal and a tranche on either side', () => {
    three.asking({ deal: 'deal-b' }).lists(view, 'rows', upper, lower);
    three.asking({ deal: 'deal-c' }).lists(view, 'rows', lower);
    three.asking({ tranche: 'deal-a/chips' }).lists(view, 'rows', upper);
  });
  it('counts pairs, whose power never adds', () => {
    three.lists(view, 'totals', { kind: 'overlap', pairCount: 2, undisclosed: [] });
  });
});
