import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, payment, tranche } from './facts.js';

type Ends = [number | null, number | null, number | null];

const money = 'obligations';
const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-12-31');
const axis = { timeline: 'year', from: '2025-01-01', to: '2027-12-31', by: '' };
const paid = (name: string, amount: string): Sent =>
  fact('2026-02-10', 'deal-a', 'PaymentMade', { payment: name, amount });

describe('What is outstanding of an amount without an end', () => {
  // All of it falls due in 2025; the 34 that are paid in 2026 settle that, and nothing is due later.
  it.each<[string, Ends]>([
    ['at least 91B USD', [57, 57, null]],
    ['over 91B USD', [57, 57, null]],
    ['undisclosed', [0, null, null]],
    ['91B USD', [57, 57, 57]],
  ])('of %s is in the period in which it fell due, and in no later one: %j', (amount, left) => {
    world(payment('deal-a', 'p', amount, { over: { from: '2025', months: 12 } }), paid('p', '34B USD'))
      .asking(axis)
      .lists(
        money,
        'totals',
        { period: '2025', outstandingUsCents: left },
        { period: '2026', outstandingUsCents: 0 },
      );
  });

  // Nobody disclosed the one: it is left out of the point and listed, paid or not.
  it('is left out of the point where nobody disclosed it, though 5.4 were paid: 101.5 less 2.6 of the other are 98.9', () =>
    world(
      payment('deal-a', 'p', '101.5B USD'),
      paid('p', '2.6B USD'),
      payment('deal-a', 'q', 'undisclosed'),
      paid('q', '5.4B USD'),
    )
      .lists(money, 'totals', { outstandingUsCents: [98.9, 98.9, null], undisclosed: ['deal-a/q'] })
      .shows('exposure', { unpaidUsCents: [98.9, 98.9, null] }, { side: 'owes' }));
});

describe('What may flow on conditions', () => {
  // A contingent amount may flow from nothing to all of it: no total that it is in has a point, unless nobody disclosed it.
  it.each<[string, Ends]>([
    ['at least 5B USD', [1, null, null]],
    ['5B USD', [1, null, 6]],
    ['up to 5B USD', [1, null, 6]],
    ['undisclosed', [1, 1, null]],
  ])('of %s beside 1B for sure: %j', (amount, expected) => {
    world(payment('deal-a', 'p', '1B USD'), payment('deal-a', 'q', amount, { bindingness: 'contingent' }))
      .lists('flows', 'totals', { amountUsCents: expected })
      .shows('exposure', { unpaidUsCents: expected }, { side: 'owes' });
  });
});

describe('A release once so much draws power', () => {
  // It surely holds once the low does, and surely not while the high does not; between the two nobody can tell.
  it.each<[string, Ends]>([
    ['1.1 GW', [5, 5, 5]],
    ['about 1 GW', [0, null, 5]],
    ['up to 2 GW', [0, null, 5]],
    ['0.5-1.5 GW', [0, null, 5]],
    ['at least 1 GW', [5, 5, 5]],
    ['900 MW', [0, 0, 0]],
  ])('of $5B at 1 GW, where %s run: %j', (level, releasedUsCents) => {
    world(
      tranche('deal-a', 't', '2 GW'),
      energized('2025-06-01', 'deal-a', 't', level),
      payment('deal-a', 'p', '5B USD', { release: { conditions: [{ energized: '1 GW' }] } }),
    ).lists(money, 'totals', { releasedUsCents });
  });

  // On the plan up to 2 GW may be there in the first half of 2026; in the second it is 0.5 GW: 5 x 0.1 = $0.5B,
  // and nothing is taken back of what was never known to be released.
  it('is in no period less than nothing where it only turned out to be less than it might have been', () =>
    world(
      tranche('deal-a', 't', 'up to 2 GW', { due: '2026' }),
      fact('2026-08-01', 'deal-a', 'CapacityResized', { tranche: 't', power: '500 MW' }),
      payment('deal-a', 'p', 'up to 5B USD', { release: { per: '100 MW', amount: '100M USD' } }),
    )
      .at('2025-12-31')
      .asking({ ...axis, timeline: 'half' })
      .lists(money, 'rows', { releasedUsCents: [0, 0, 2] }, { releasedUsCents: [0, 0.5, 0.5] }));
});

describe('Nothing beside what nobody disclosed', () => {
  const due = { due: '2025' };

  it('is no estimate of the two together, in a sum as in a container', () =>
    world(
      tranche('deal-a', 'a', 'undisclosed', due),
      tranche('deal-a', 'b', '250 MW', due),
      tranche('deal-a', 'c', '1850 MW', { ...due, partOf: 'deal-a/b', provider: 'cloud' }),
    )
      .by('provider')
      .showsRow('compute-capacity', { provider: 'vendor' }, { headlineKw: [0, null, null] }));

  it('leaves shares of a whole that comes to nothing unknown', () =>
    world(tranche('deal-a', 't', 'up to 1600 MW'))
      .asking({ of: 'firm' })
      .lists('market-share', 'rows', { shareBp: [0, null, 100] }));
});

describe('A stake that has come down to nothing', () => {
  const sold = given(
    ...cast,
    fact('2025-04-16', 'stake-lab-vendor', 'StakeDisclosed', {
      stake: '2.5%',
      basis: 'diluted',
      value: '51B USD',
    }),
    fact('2025-10-13', 'stake-lab-vendor', 'StakeChanged', { by: '3%', cause: 'sale' }),
  ).at('2026-12-31');

  it('is held no more, and is worth nothing: 3 of 2.5 % were sold', () =>
    sold.showsNothing('ownership').showsNothing('flows'));
});
