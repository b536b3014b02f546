import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, tranche } from './facts.js';

type Ends = [number | null, number | null, number | null];

const capacity = 'compute-capacity';
/** A tranche in each of two deals, of which so much is the same; in whole where nothing is said. */
const told = (one: Sent, other: Sent, power?: string) =>
  given(
    ...cast,
    deal('deal-a'),
    deal('deal-b'),
    one,
    other,
    fact('2025-02-01', 'deal-a', 'OverlapStated', {
      tranche: 't',
      with: 'deal-b/t',
      ...(power && { power }),
    }),
  ).at('2026-01-01');
const twice = (one: string, other: string, power?: string) =>
  told(tranche('deal-a', 't', one), tranche('deal-b', 't', other), power);

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
  ])('of %s and %s, of which %s is the same, come to %j GW', (one, other, power, headlineKw) => {
    twice(one, other, power).shows(capacity, { headlineKw });
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
  ])('of %s and %s, %s the same, run %j: %j GW', (one, other, power, levels, energizedKw) => {
    const seen = levels.map((level) => level.split(/ (.+)/) as [string, string]);
    twice(one, other, power)
      .and(...seen.map(([stream, level]) => energized('2025-06-01', stream, 't', level)))
      .shows(capacity, { energizedKw });
  });

  // Between two in the middle of a chain nothing that runs is surely the same: only what is there bounds what runs.
  it.each([2, 3, 4, 5, 6])(
    'run at most what is there, of which %i statements in a chain tell all: 1 GW',
    (many) => {
      const names = ['a', 'b', 'c', 'd', 'e', 'f'].slice(0, many).map((letter) => `deal-${letter}`);
      const same = names
        .slice(1)
        .map((name, place) =>
          fact('2025-02-01', name, 'OverlapStated', { tranche: 't', with: `${names[place]}/t` }),
        );
      given(...cast, ...names.flatMap((name) => [deal(name), tranche(name, 't', '1 GW')]), ...same)
        .at('2026-01-01')
        .shows(capacity, { headlineKw: 1, energizedKw: [0, null, 1], outstandingKw: [0, null, 1] });
    },
  );

  it('take what nobody disclosed off no point: 1.3 GW without a date stay undated', () =>
    told(tranche('deal-a', 't', '1300 MW'), tranche('deal-b', 't', 'undisclosed', { due: '2025' })).shows(
      capacity,
      { undatedKw: [0, 1.3, null] },
    ));
});
