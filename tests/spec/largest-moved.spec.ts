import { describe, expect, it } from 'vitest';
import type { ChangedEntry } from '../../projections/difference.js';
import { differenceOf } from '../../projections/difference.js';
import { namesOf } from '../../src/charts/names.js';
import { type LargestMove, largestMoved } from '../../src/web/findings/largest-moved.js';
import { about, atLeast, type Ends, exactly, upTo } from '../said-amounts.js';

describe('Of what moved', () => {
  it('the largest comes first, from what to what, with its bounds and its event', () => {
    const was = [power('deal-a', exactly(1)), power('deal-b', atLeast(1))];
    const is = [power('deal-a', exactly(2)), power('deal-b', atLeast(3))];
    const [first] = moved(was, is, 1);
    expect(first).toEqual({
      of: 'Beta',
      deal: 'deal-b',
      what: 'sites (IT load) promised',
      before: '≥ 1 GW',
      after: '≥ 3 GW',
      cause: 'because',
    });
  });

  it('power, dollars and shares take turns: sizes without a common unit are not compared', () => {
    const was = [power('deal-a', exactly(1)), power('deal-b', exactly(1)), money('deal-c', usd(1))];
    const is = [
      power('deal-a', exactly(9)),
      power('deal-b', exactly(2)),
      money('deal-c', usd(900)),
      share('amd', 900),
    ];
    expect(ofWhat(moved(was, is))).toEqual(['Alpha', 'Gamma', 'AMD']);
    expect(ofWhat(moved(was, is, 4))).toEqual(['Alpha', 'Gamma', 'AMD', 'Beta']);
  });

  it('a currency is compared with itself alone', () => {
    const was = [money('deal-a', usd(1)), money('deal-b', usd(1), usd(0), 'CNY')];
    const is = [money('deal-a', usd(2)), money('deal-b', usd(400), usd(0), 'CNY')];
    expect(ofWhat(moved(was, is))).toEqual(['Alpha', 'Beta']);
  });

  it('nobody is told twice', () => {
    const was = [power('deal-a', exactly(1)), money('deal-a', usd(1)), money('deal-b', usd(1))];
    const is = [power('deal-a', exactly(2)), money('deal-a', usd(9)), money('deal-b', usd(2))];
    expect(ofWhat(moved(was, is))).toEqual(['Alpha', 'Beta']);
  });

  it.each([
    ['what was not there', [], [power('deal-a', exactly(1))], 'none known', '1 GW'],
    ['what is gone', [power('deal-a', exactly(1))], [], '1 GW', 'no longer counted'],
    ['about', [power('deal-a', about(5.45, 5.5, 5.55))], [power('deal-a', upTo(3))], '~5.5 GW', '≤ 3 GW'],
    [
      'a condition that became a commitment',
      [money('deal-a', usd(0), { ...usd(3), low: 0 })],
      [money('deal-a', usd(1.5))],
      '≤ $3B on conditions',
      '$1.5B committed',
    ],
    [
      'nothing, in the currency of what there was',
      [money('deal-a', usd(3), usd(1), 'CNY')],
      [money('deal-a', usd(0), usd(0), 'CNY')],
      'CNY 3B committed + CNY 1B on conditions',
      'CNY 0 committed',
    ],
  ])('%s says so', (_, was, is, before, after) => {
    expect(moved(was, is)).toMatchObject([{ before, after }]);
  });

  it('neither the rest of a market nor several parties together are somebody', () => {
    expect(moved([], [share('others', 3_000), share('amd+nvidia', 7_000)])).toEqual([]);
    expect(moved([], [share('nvidia', 7_000)])).toMatchObject([
      { of: 'NVIDIA', what: 'share of Accelerators in 2026, says Some Analyst', after: '70%' },
    ]);
  });

  it('what moved by nothing for certain is not told', () => {
    const was = [power('deal-a', { low: 0, point: null, high: 1 })];
    const is = [power('deal-a', { low: 0, point: null, high: 2 })];
    expect(moved(was, is)).toEqual([]);
  });
});

const named = (id: string, name: string) => ({ id, name });

const names = namesOf({
  parties: [named('amd', 'AMD'), named('nvidia', 'NVIDIA'), named('openai', 'OpenAI')],
  deals: [named('deal-a', 'Alpha'), named('deal-b', 'Beta'), named('deal-c', 'Gamma')],
  markets: [named('chips', 'Accelerators')],
  publishers: [],
  slugs: ['amd', 'nvidia', 'openai'],
});

type Row = Record<string, string | Ends>;

const changesOf = (was: readonly Row[], is: readonly Row[]): ChangedEntry[] =>
  differenceOf({ rows: was, totals: [] }, { rows: is, totals: [] }).rows;

const moved = (was: readonly Row[], is: readonly Row[], most = 3): LargestMove[] =>
  largestMoved(
    changesOf(was, is).map((entry) => ({ view: 'any', entry, cause: 'because' })),
    most,
    names,
  );

function power(deal: string, headlineKw: Ends): Row {
  return { deal, layer: 'site', basis: 'it', headlineKw };
}
function usd(billions: number): Ends {
  const cents = billions * 100_000_000_000;
  return { low: cents, point: cents, high: cents };
}

function money(deal: string, committedUsCents: Ends, conditionalUsCents = usd(0), currency = 'USD'): Row {
  return { deal, kind: 'services', currency, committedUsCents, conditionalUsCents };
}

const share = (party: string, bp: number): Row => ({
  market: 'chips',
  publisher: 'some-analyst',
  period: '2026',
  party,
  shareBp: { low: bp, point: bp, high: bp },
});

const ofWhat = (moves: readonly LargestMove[]): string[] => moves.map(({ of }) => of);
