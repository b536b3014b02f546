import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, energized, fact, gw, tranche } from './facts.js';

type Ends = [number | null, number | null, number | null];

const overlap = (power?: string): Sent =>
  fact('2025-02-01', 'deal-a', 'OverlapStated', { tranche: 't', with: 'deal-b/t', ...(power && { power }) });

const total = (one: string, other: string, more: readonly Sent[]) =>
  show(
    ledger([
      ...cast,
      deal('deal-a'),
      deal('deal-b'),
      tranche('deal-a', 't', one),
      tranche('deal-b', 't', other),
      ...more,
    ]),
    'compute-capacity',
    { effectiveAt: '2026-01-01' },
  ).totals[0]!;

describe('Two tranches that tell the same, in whole or in part', () => {
  // In whole the smaller lies in the larger: together they are the larger of both, bound by bound. Of a part that is
  // stated, the one has no less than that, however little else is told of it: 900 + 250 − 50 = 1,100 at most.
  it.each<[string, string, string | undefined, Ends]>([
    ['1650 MW', '450 MW', undefined, [1.65, 1.65, 1.65]],
    ['200 MW', 'up to 1150 MW', undefined, [0.2, 1.15, 1.15]],
    ['1600 MW', 'about 1450 MW', undefined, [1.6, 1.6, 1.6]],
    ['up to 900 MW', '150-250 MW', '50 MW', [0.15, 1.05, 1.1]],
    ['600 MW', '1 GW', '100 MW', [1.5, 1.5, 1.5]],
    ['at least 1 GW', '500 MW', '100 MW', [1.4, 1.4, null]],
  ])('of %s and %s, of which %s is the same, come to %j GW', (one, other, power, expected) => {
    expect(gw(total(one, other, [overlap(power)]).headlineKw)).toEqual(expected);
  });

  // What runs lies within what is there. Of 1,000 and 1,000 MW with 100 in common 500 of the second run: at most all of
  // the first, the 100 in it among the 500, and 400 beside: 1,400.
  it.each<[string, string, string | undefined, string[], Ends]>([
    ['1650 MW', '450 MW', undefined, [], [0, null, 1.65]],
    ['600 MW', '1 GW', '100 MW', [], [0, null, 1.5]],
    ['1 GW', '1 GW', '100 MW', ['deal-b 500 MW'], [0.5, null, 1.4]],
    ['1300 MW', 'at least 150 MW', undefined, ['deal-b 60 MW'], [0.06, null, 1.3]],
    ['250 MW', 'up to 500 MW', undefined, ['deal-a 100 MW', 'deal-b 300 MW'], [0.3, 0.3, 0.3]],
    ['1 GW', '1 GW', '100 MW', ['deal-a 100 MW', 'deal-b 100 MW'], [0.1, 0.1, 0.2]],
    ['undisclosed', '1650 MW', undefined, ['deal-a 390 MW', 'deal-b 1650 MW'], [1.65, 1.65, 1.65]],
  ])('of %s and %s, %s the same, run %j: %j GW', (one, other, power, levels, expected) => {
    const seen = levels.map((told) => told.split(/ (.+)/) as [string, string]);
    const facts = seen.map(([stream, level]) => energized('2025-06-01', stream, 't', level));
    expect(gw(total(one, other, [overlap(power), ...facts]).energizedKw)).toEqual(expected);
  });

  it('take what nobody disclosed off no point: 1.3 GW without a date stay undated', () => {
    const facts = [
      ...cast,
      deal('deal-a'),
      deal('deal-b'),
      tranche('deal-a', 't', '1300 MW'),
      tranche('deal-b', 't', 'undisclosed', { due: '2025' }),
      overlap(),
    ];
    const both = show(ledger(facts), 'compute-capacity', { effectiveAt: '2026-01-01' }).totals[0]!;
    expect(gw(both.undatedKw)).toEqual([0, 1.3, null]);
  });
});
