import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, tranche } from './facts.js';

const capacity = 'compute-capacity';
const world = (...facts: Sent[]) =>
  given(...cast, deal('deal-a'), deal('deal-b'), deal('deal-c'), ...facts).at('2026-06-30');
const same = (stream: string, name: string, other: string, power?: string): Sent =>
  fact('2025-06-01', stream, 'OverlapStated', { tranche: name, with: other, ...(power && { power }) });

describe('Distinct capacity', () => {
  const chips = tranche('deal-a', 'chips', '10 GW');
  const hosting = (power: string) => tranche('deal-b', 'hosting', power, { layer: 'hosting' });
  const site = (power: string) => tranche('deal-c', 'site', power, { layer: 'site' });
  const two = world(chips, hosting('4.5 GW'));
  const within = (power?: string) => same('deal-b', 'hosting', 'deal-a/chips', power);

  it('lies between the largest layer and the sum of the layers: 10 and 4.5 are 10 to 14.5', () =>
    two.has(capacity, { distinctKw: [10, null, 14.5] }));
  it('is exact once all of a layer is stated to be in the other: 10', () =>
    two.and(within()).has(capacity, { distinctKw: 10 }));
  it.each<[string, number | [number, null, number]]>([
    ['1 GW', [10, null, 13.5]],
    ['1-2 GW', [10, null, 13.5]],
    ['up to 2 GW', [10, null, 14.5]],
    ['6 GW', 10],
  ])('narrows by no more than what surely overlaps: by %s to %j', (power, distinctKw) => {
    two.and(within(power)).has(capacity, { distinctKw });
  });
  it('subtracts two of three overlaps in a circle: 5 of three times 5', () => {
    const three = world(tranche('deal-a', 'chips', '5 GW'), hosting('5 GW'), site('5 GW'));
    const chain = three.and(within(), same('deal-c', 'site', 'deal-b/hosting'));
    three.has(capacity, { distinctKw: [5, null, 15] });
    chain.has(capacity, { distinctKw: 5 });
    chain.and(same('deal-c', 'site', 'deal-a/chips')).has(capacity, { distinctKw: 5 });
  });
  it('subtracts the larger overlaps of a circle: 30 − 2 − 3', () =>
    world(
      chips,
      hosting('10 GW'),
      site('10 GW'),
      same('deal-a', 'chips', 'deal-b/hosting', '1 GW'),
      same('deal-b', 'hosting', 'deal-c/site', '2 GW'),
      same('deal-c', 'site', 'deal-a/chips', '3 GW'),
    ).has(capacity, { distinctKw: [10, null, 25] }));
  it('never falls below its low: 10', () =>
    two
      .and(site('4.5 GW'), within(), same('deal-c', 'site', 'deal-a/chips'))
      .has(capacity, { distinctKw: 10 }));
  it('has no ceiling where a layer has none', () =>
    world(tranche('deal-a', 'chips', 'at least 10 GW'), hosting('4.5 GW')).has(capacity, {
      distinctKw: [10, null, null],
    }));
  it('is not shown for one layer, where tranches add', () =>
    world(chips).has(capacity, { distinctKw: undefined }));
  it('rests on the overlaps that were stated', () =>
    two.and({ ...within(), id: id(1) }).has(capacity, { distinctRests: [id(1)] }));
});

describe('An overlap inside one layer', () => {
  const x = tranche('deal-a', 'x', '1 GW', { due: '2026-01' });
  const y = (power: string) => tranche('deal-b', 'y', power, { due: '2026-01' });

  it('counts once: 1 GW and 0.8 GW of it are 1 GW', () =>
    world(x, y('800 MW'), same('deal-b', 'y', 'deal-a/x')).shows(capacity, {
      headlineKw: 1,
      signedKw: 1,
      firmKw: 1,
      dueKw: 1,
    }));
  it('counts once in part: 1 + 0.8 − 0.5', () =>
    world(x, y('800 MW'), same('deal-b', 'y', 'deal-a/x', '500 MW')).shows(capacity, { headlineKw: 1.3 }));
  it('of three in a circle is subtracted twice: 3 − 1 − 1', () =>
    world(
      x,
      y('1 GW'),
      tranche('deal-c', 'z', '1 GW'),
      same('deal-a', 'x', 'deal-b/y'),
      same('deal-b', 'y', 'deal-c/z'),
      same('deal-c', 'z', 'deal-a/x'),
    ).shows(capacity, { headlineKw: 1 }));
  /** Two of 1 GW that are each in a third one, before that is cancelled and after. */
  const through = (third: string) => {
    const standing = world(
      tranche('deal-a', 'x', third),
      y('1 GW'),
      tranche('deal-c', 'z', '1 GW'),
      same('deal-b', 'y', 'deal-a/x'),
      same('deal-c', 'z', 'deal-a/x'),
    );
    const ended = standing.and(fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'cancelled' }));
    return { standing, ended };
  };
  // Of 1 + 1 GW at least 0.5 do not fit into 1.5 side by side, and at most one is the other.
  it('through what was cancelled since is what does not fit into that side by side: 2 less 0.5 to 1', () => {
    const { standing, ended } = through('1.5 GW');
    standing.shows(capacity, { headlineKw: 1.5 });
    ended.shows(capacity, { headlineKw: [1, 1.5, 1.5] });
  });
  it('through what was larger than both and was cancelled since need not be any: 2 of 3', () => {
    const { ended } = through('3 GW');
    ended.shows(capacity, { headlineKw: [1, 2, 2] });
  });
  it('of uncertain size leaves a total between what it surely and what it at most takes: 0.2 to 0.6 of 2', () =>
    world(x, y('1 GW'), same('deal-b', 'y', 'deal-a/x', '0.2-0.6 GW')).shows(capacity, {
      headlineKw: [1.4, 1.6, 1.8],
    }));
  // Site 1 + 0.8 and hosting 0.5: 1.8 to 2.3. The 0.8 are in the 1: 1 to 1.5.
  it('across bases leaves the totals and is once in what is distinct', () =>
    world(
      tranche('deal-a', 'x', '1 GW', { layer: 'site', basis: 'facility' }),
      tranche('deal-b', 'y', '800 MW', { layer: 'site', basis: 'it' }),
      tranche('deal-c', 'h', '500 MW', { layer: 'hosting' }),
    )
      .has(capacity, { distinctKw: [1.8, null, 2.3] })
      .and(same('deal-b', 'y', 'deal-a/x'))
      .has(capacity, { distinctKw: [1, null, 1.5] })
      .lists(capacity, 'totals', { headlineKw: 0.5 }, { headlineKw: 1 }, { headlineKw: 0.8 }));
  it('through what is completed, and still counts whole, is between the layers: hosting stays 1 + 1', () => {
    const both = world(
      tranche('deal-a', 'chips', '1 GW'),
      ...['deal-b', 'deal-c'].flatMap((stream) => [
        tranche(stream, 'hosting', '1 GW', { layer: 'hosting' }),
        same(stream, 'hosting', 'deal-a/chips'),
      ]),
    );
    for (const some of [both, both.and(fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'completed' }))])
      some.lists(capacity, 'totals', { headlineKw: 1 }, { headlineKw: 2 }).has(capacity, { distinctKw: 2 });
  });
  it('is not taken from a container that has it once already: 3', () =>
    world(
      tranche('deal-a', 'all', '3 GW'),
      tranche('deal-b', 'y', '1 GW', { partOf: 'deal-a/all' }),
      same('deal-b', 'y', 'deal-a/all'),
    ).shows(capacity, { headlineKw: 3 }));
});
