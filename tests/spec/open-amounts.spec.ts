import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { billion, cast, deal, energized, entry, fact, payment, tranche } from './facts.js';

type Ends = [number | null, number | null, number | null];

const paid = (on: string, name: string, amount: string): Sent =>
  fact(on, 'deal-a', 'PaymentMade', { payment: name, amount });
const on = (facts: readonly Sent[]) => ledger([...cast, deal('deal-a'), ...facts]);
const axis = { effectiveAt: '2026-12-31', timeline: 'year', from: '2025-01-01', to: '2027-12-31' } as const;

describe('What is outstanding of an amount without an end', () => {
  // All of it falls due in 2025; what is paid in 2026 settles that, and nothing is due later.
  it.each<[string, Ends]>([
    ['at least 91B USD', [57, 57, null]],
    ['over 91B USD', [57, 57, null]],
    ['undisclosed', [0, null, null]],
    ['91B USD', [57, 57, 57]],
  ])('of %s is in the period in which it fell due, and in no later one', (amount, left) => {
    const facts = [
      payment('deal-a', 'p', amount, { over: { from: '2025', months: 12 } }),
      paid('2026-02-10', 'p', '34B USD'),
    ];
    const { totals } = show(on(facts), 'obligations', axis);
    expect(totals.map(({ period, outstandingUsCents }) => [period, billion(outstandingUsCents)])).toEqual([
      ['2025', left],
      ['2026', [0, 0, 0]],
    ]);
  });

  // Nobody disclosed the one: it is left out of the point and listed, paid or not; 98.9 are left of the other.
  it('is left out of the point where nobody disclosed it, though some of it was paid', () => {
    const facts = [
      payment('deal-a', 'p', '101.5B USD'),
      paid('2026-02-10', 'p', '2.6B USD'),
      payment('deal-a', 'q', 'undisclosed'),
      paid('2026-02-10', 'q', '5.4B USD'),
    ];
    const [total] = show(on(facts), 'obligations', { effectiveAt: '2026-12-31' }).totals;
    expect(billion(total!.outstandingUsCents)).toEqual([98.9, 98.9, null]);
    expect(total!.undisclosed).toEqual(['deal-a/q']);
    const owes = entry(show(on(facts), 'exposure', { effectiveAt: '2026-12-31' }).totals, { side: 'owes' });
    expect(billion(owes.unpaidUsCents)).toEqual([98.9, 98.9, null]);
  });
});

describe('What may flow on conditions', () => {
  // A contingent amount may flow from nothing to all of it: no total that it is in has a point, unless nobody disclosed it.
  it.each<[string, Ends]>([
    ['at least 5B USD', [1, null, null]],
    ['5B USD', [1, null, 6]],
    ['up to 5B USD', [1, null, 6]],
    ['undisclosed', [1, 1, null]],
  ])('of %s beside 1B for sure', (amount, expected) => {
    const facts = [
      payment('deal-a', 'p', '1B USD'),
      payment('deal-a', 'q', amount, { bindingness: 'contingent' }),
    ];
    const [flow] = show(on(facts), 'flows', { effectiveAt: '2026-12-31' }).totals;
    expect(billion(flow!.amountUsCents)).toEqual(expected);
    const owes = entry(show(on(facts), 'exposure', { effectiveAt: '2026-12-31' }).totals, { side: 'owes' });
    expect(billion(owes.unpaidUsCents)).toEqual(expected);
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
  ])('of at least 1 GW, where %s run', (level, released) => {
    const facts = [
      tranche('deal-a', 't', '2 GW'),
      energized('2025-06-01', 'deal-a', 't', level),
      payment('deal-a', 'p', '5B USD', { release: { conditions: [{ energized: '1 GW' }] } }),
    ];
    const [total] = show(on(facts), 'obligations', { effectiveAt: '2026-12-31' }).totals;
    expect(billion(total!.releasedUsCents)).toEqual(released);
  });

  // On the plan up to 2 GW may be there in the first half of 2026; in the second it is 0.5 GW: 5 x 0.1 = $0.5B,
  // and nothing is taken back of what was never known to be released.
  it('is in no period less than nothing where it only turned out to be less than it might have been', () => {
    const facts = [
      tranche('deal-a', 't', 'up to 2 GW', { due: '2026' }),
      fact('2026-08-01', 'deal-a', 'CapacityResized', { tranche: 't', power: '500 MW' }),
      payment('deal-a', 'p', 'up to 5B USD', { release: { per: '100 MW', amount: '100M USD' } }),
    ];
    const { rows } = show(on(facts), 'obligations', { ...axis, effectiveAt: '2025-12-31', timeline: 'half' });
    expect(rows.map(({ releasedUsCents }) => billion(releasedUsCents))).toEqual([
      [0, 0, 2],
      [0, 0.5, 0.5],
    ]);
  });
});

describe('Nothing beside what nobody disclosed', () => {
  it('is no estimate of the two together, in a sum as in a container', () => {
    const due = { due: '2025' };
    const facts = [
      tranche('deal-a', 'a', 'undisclosed', due),
      tranche('deal-a', 'b', '250 MW', due),
      tranche('deal-a', 'c', '1850 MW', { ...due, partOf: 'deal-a/b', provider: 'cloud' }),
    ];
    const { rows } = show(on(facts), 'compute-capacity', { effectiveAt: '2026-12-31', by: ['provider'] });
    expect(entry(rows, { provider: 'vendor' }).headlineKw).toEqual({ low: 0, point: null, high: null });
  });

  it('leaves shares of a whole that comes to nothing unknown', () => {
    const log = on([tranche('deal-a', 't', 'up to 1600 MW')]);
    const { rows } = show(log, 'market-share', { effectiveAt: '2026-12-31', options: { of: 'firm' } });
    expect(rows[0]!.shareBp).toEqual({ low: 0, point: null, high: 10_000 });
  });
});

describe('A stake that has come down to nothing', () => {
  it('is held no more, and is worth nothing', () => {
    const stream = 'stake-lab-vendor';
    const facts = [
      ...cast,
      fact('2025-04-16', stream, 'StakeDisclosed', { stake: '2.5%', basis: 'diluted', value: '51B USD' }),
      fact('2025-10-13', stream, 'StakeChanged', { by: '3%', cause: 'sale' }),
    ];
    expect(show(ledger(facts), 'ownership', { effectiveAt: '2026-12-31' }).rows).toEqual([]);
    expect(show(ledger(facts), 'flows', { effectiveAt: '2026-12-31' }).rows).toEqual([]);
  });
});
