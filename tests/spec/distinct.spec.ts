import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, exactly, fact, gw, tranche } from './facts.js';

const capacity = (facts: Sent[]) =>
  show(
    ledger([...cast, ...['deal-a', 'deal-b', 'deal-c'].map((stream) => deal(stream)), ...facts]),
    'compute-capacity',
    {
      effectiveAt: '2026-06-30',
    },
  );

describe('Distinct capacity', () => {
  const chips = tranche('deal-a', 'chips', '10 GW');
  const hosting = tranche('deal-b', 'hosting', '4.5 GW', { layer: 'hosting' });
  const site = tranche('deal-c', 'site', '4.5 GW', { layer: 'site' });
  const overlap = (stream: string, name: string, other: string, power?: string): Sent =>
    fact('2025-06-01', stream, 'OverlapStated', { tranche: name, with: other, ...(power && { power }) });
  const distinct = (...facts: Sent[]): unknown => gw(capacity(facts).distinctKw ?? null);

  it('lies between the largest layer and the sum of the layers: 10 and 4.5 are 10 to 14.5', () =>
    expect(distinct(chips, hosting)).toEqual([10, null, 14.5]));
  it('is exact once all of a layer is stated to be in the other', () =>
    expect(distinct(chips, hosting, overlap('deal-b', 'hosting', 'deal-a/chips'))).toEqual(exactly(10)));
  it('narrows by what is stated to overlap in part', () =>
    expect(distinct(chips, hosting, overlap('deal-b', 'hosting', 'deal-a/chips', '1 GW'))).toEqual([
      10,
      null,
      13.5,
    ]));
  it('narrows by no more than what surely overlaps', () => {
    expect(distinct(chips, hosting, overlap('deal-b', 'hosting', 'deal-a/chips', '1-2 GW'))).toEqual([
      10,
      null,
      13.5,
    ]);
    expect(distinct(chips, hosting, overlap('deal-b', 'hosting', 'deal-a/chips', 'up to 2 GW'))).toEqual([
      10,
      null,
      14.5,
    ]);
    expect(distinct(chips, hosting, overlap('deal-b', 'hosting', 'deal-a/chips', '6 GW'))).toEqual(
      exactly(10),
    );
  });
  it('subtracts two of three overlaps in a circle', () => {
    const five = [
      tranche('deal-a', 'chips', '5 GW'),
      tranche('deal-b', 'hosting', '5 GW', { layer: 'hosting' }),
      tranche('deal-c', 'site', '5 GW', { layer: 'site' }),
    ];
    const two = [overlap('deal-a', 'chips', 'deal-b/hosting'), overlap('deal-b', 'hosting', 'deal-c/site')];
    expect(distinct(...five)).toEqual([5, null, 15]);
    expect(distinct(...five, ...two)).toEqual(exactly(5));
    expect(distinct(...five, ...two, overlap('deal-c', 'site', 'deal-a/chips'))).toEqual(exactly(5));
  });
  it('subtracts the larger overlaps of a circle', () => {
    const three = [
      chips,
      tranche('deal-b', 'hosting', '10 GW', { layer: 'hosting' }),
      tranche('deal-c', 'site', '10 GW', { layer: 'site' }),
    ];
    const circle = [
      overlap('deal-a', 'chips', 'deal-b/hosting', '1 GW'),
      overlap('deal-b', 'hosting', 'deal-c/site', '2 GW'),
      overlap('deal-c', 'site', 'deal-a/chips', '3 GW'),
    ];
    expect(distinct(...three, ...circle)).toEqual([10, null, 25]);
  });
  it('never falls below its low', () => {
    const facts = [
      chips,
      hosting,
      site,
      overlap('deal-b', 'hosting', 'deal-a/chips'),
      overlap('deal-c', 'site', 'deal-a/chips'),
    ];
    expect(distinct(...facts)).toEqual(exactly(10));
  });
  it('has no ceiling where a layer has none', () =>
    expect(distinct(tranche('deal-a', 'chips', 'at least 10 GW'), hosting)).toEqual([10, null, null]));
  it('is not shown for one layer, where tranches add', () => expect(distinct(chips)).toBeNull());
  it('rests on the overlaps that were stated', () => {
    const stated = {
      ...overlap('deal-b', 'hosting', 'deal-a/chips'),
      id: '00000000-0000-7000-8000-00000000000f',
    };
    expect(capacity([chips, hosting, stated]).distinctRests).toEqual([stated.id]);
  });
});

describe('An overlap inside one layer', () => {
  const one = tranche('deal-a', 'x', '1 GW', { due: '2026-01' });
  const same = (stream: string, name: string, other: string, power?: string): Sent =>
    fact('2025-06-01', stream, 'OverlapStated', { tranche: name, with: other, ...(power && { power }) });
  const headline = (...facts: Sent[]): unknown => gw(capacity(facts).totals[0]!.headlineKw);

  it('counts once: 1 GW and 0.8 GW of it are 1 GW', () => {
    const facts = [
      one,
      tranche('deal-b', 'y', '800 MW', { due: '2026-01' }),
      same('deal-b', 'y', 'deal-a/x'),
    ];
    expect(headline(...facts)).toEqual(exactly(1));
    const [total] = capacity(facts).totals as unknown as Record<string, unknown>[];
    expect([total!.signedKw, total!.firmKw, total!.dueKw].map(gw)).toEqual([1, 1, 1].map(exactly));
  });
  it('counts once in part: 1 + 0.8 − 0.5', () =>
    expect(
      headline(one, tranche('deal-b', 'y', '800 MW'), same('deal-b', 'y', 'deal-a/x', '500 MW')),
    ).toEqual(exactly(1.3)));
  it('of three in a circle is subtracted twice', () => {
    const three = [one, tranche('deal-b', 'y', '1 GW'), tranche('deal-c', 'z', '1 GW')];
    const circle = [
      same('deal-a', 'x', 'deal-b/y'),
      same('deal-b', 'y', 'deal-c/z'),
      same('deal-c', 'z', 'deal-a/x'),
    ];
    expect(headline(...three, ...circle)).toEqual(exactly(1));
  });
  it('of uncertain size leaves a total between what it surely and what it at most takes', () =>
    expect(
      headline(one, tranche('deal-b', 'y', '1 GW'), same('deal-b', 'y', 'deal-a/x', '0.2-0.6 GW')),
    ).toEqual([1.4, 1.6, 1.8]));
  it('across bases leaves the totals and is once in what is distinct', () => {
    const facts = [
      tranche('deal-a', 'x', '1 GW', { layer: 'site', basis: 'facility' }),
      tranche('deal-b', 'y', '800 MW', { layer: 'site', basis: 'it' }),
      tranche('deal-c', 'h', '500 MW', { layer: 'hosting' }),
    ];
    // Site 1 + 0.8 and hosting 0.5: 1.8 to 2.3. The 0.8 are in the 1: 1 to 1.5.
    expect(gw(capacity(facts).distinctKw ?? null)).toEqual([1.8, null, 2.3]);
    const stated = capacity([...facts, same('deal-b', 'y', 'deal-a/x')]);
    expect(gw(stated.distinctKw ?? null)).toEqual([1, null, 1.5]);
    expect(stated.totals.map(({ headlineKw }) => gw(headlineKw))).toEqual([
      exactly(0.5),
      exactly(1),
      exactly(0.8),
    ]);
  });
  it('through what is completed, and still counts whole, is between the layers: hosting stays 1 + 1', () => {
    const facts = [
      tranche('deal-a', 'chips', '1 GW'),
      ...['deal-b', 'deal-c'].flatMap((stream) => [
        tranche(stream, 'hosting', '1 GW', { layer: 'hosting' }),
        same(stream, 'hosting', 'deal-a/chips'),
      ]),
    ];
    const completed = fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'completed' });
    for (const some of [facts, [...facts, completed]]) {
      expect(capacity(some).totals.map(({ headlineKw }) => gw(headlineKw))).toEqual([exactly(1), exactly(2)]);
      expect(gw(capacity(some).distinctKw ?? null)).toEqual(exactly(2));
    }
  });
  it('is not taken from a container that has it once already', () => {
    const facts = [
      tranche('deal-a', 'all', '3 GW'),
      tranche('deal-b', 'y', '1 GW', { partOf: 'deal-a/all' }),
      same('deal-b', 'y', 'deal-a/all'),
    ];
    expect(headline(...facts)).toEqual(exactly(3));
  });
});
