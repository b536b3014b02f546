import { describe, expect, it } from 'vitest';
import { dealFinding, dealsFinding } from '../../src/web/findings/deals.js';
import { loopsFinding } from '../../src/web/findings/network.js';
import { capacitySharesFinding } from '../../src/web/findings/of-capacity.js';
import { sharesFinding } from '../../src/web/findings/shares.js';
import { atLeast, type Ends, exactly, none, undisclosed } from '../said-amounts.js';

describe('Deals, in a sentence', () => {
  const stages = (...all: string[]) => all.map((stage) => ({ stage }));
  it.each([
    [stages(), undefined],
    [stages('signed'), '1 deal, signed.'],
    [stages('cancelled'), '1 deal, over.'],
    [stages('signed', 'financed'), '2 deals, both signed.'],
    [stages('announced', 'talks', 'announced'), '3 deals, all not signed.'],
    [stages('announced', 'talks', 'energized'), '3 deals: 1 is signed and 2 are not signed.'],
    [
      stages('signed', 'financed', 'announced', 'cancelled'),
      '4 deals: 2 are signed, 1 is not signed and 1 is over.',
    ],
  ])('%#', (deals, says) => {
    expect(dealsFinding(deals)).toBe(says);
  });

  const tranche = (bindingness: string, headline = true) => ({ bindingness, headline });
  const of = (headlineKw: Ends, layer = 'chips') => ({ layer, basis: 'unstated', headlineKw });
  const pays = (amountUsCents: Ends, bindingness: string) => ({
    kind: 'capex',
    currency: 'USD',
    amountUsCents,
    bindingness,
  });
  it.each([
    [
      {
        stage: 'signed',
        capacity: [of(exactly(6))],
        tranches: [tranche('firm'), tranche('optional'), tranche('optional')],
      },
      '6 GW of chips is promised. Of 3 tranches 1 is firm and 2 are optional.',
    ],
    [
      { stage: 'signed', capacity: [of(atLeast(1))], tranches: [tranche('intent')] },
      'At least 1 GW of chips is promised. It is an intent.',
    ],
    [
      { stage: 'signed', capacity: [of(undisclosed, 'hosting'), of(exactly(1), 'site')], tranches: [] },
      'Hosting of a size that nobody has said and 1 GW of sites is promised.',
    ],
    [
      { stage: 'superseded', capacity: [of(none)] },
      'This deal is superseded: nothing more of it is to come.',
    ],
    [
      { stage: 'cancelled', capacity: [of(exactly(0.3)), of(none, 'hosting')] },
      'This deal is cancelled: what draws power is left (300 MW of chips), and nothing more of it is to come.',
    ],
    [
      { stage: 'announced', payments: [pays({ low: 100e9, point: 100e9, high: null }, 'intent')] },
      'At least $1B is promised for capex, as an intent.',
    ],
    [
      { stage: 'announced', payments: [pays(undisclosed, 'firm')] },
      'Money that nobody has put a number to is promised for capex, firmly.',
    ],
    [{ stage: 'announced', payments: [pays(none, 'firm'), pays(none, 'firm')] }, '2 payments are promised.'],
    [{ stage: 'announced', payments: [] }, 'Neither capacity nor money is promised in numbers.'],
  ])('one of them: %#', (deal, says) => {
    expect(dealFinding(deal)).toBe(says);
  });
});

describe('Shares, in a sentence', () => {
  const names = {
    market: 'the cloud',
    publisher: (id: string) => id.toUpperCase(),
    party: (slug: string) => slug,
  };
  const share = (publisher: string, period: string, party: string, percent: number) => ({
    publisher,
    period,
    party,
    shareBp: { low: percent * 100, point: percent * 100, high: percent * 100 },
  });
  it('are of the chief publisher and the latest period, without others or parties together', () => {
    const rows = [
      share('p', '2025-Q4', 'a', 90),
      share('p', '2026-Q1', 'b', 21),
      share('p', '2026-Q1', 'a', 28),
      share('p', '2026-Q1', 'c', 14),
      share('p', '2026-Q1', 'd', 3),
      share('p', '2026-Q1', 'others', 37),
      share('p', '2026-Q1', 'a+b', 49),
      share('q', '2026-Q3', 'a', 50),
    ];
    expect(sharesFinding(rows, names)).toBe('P gives a 28%, b 21% and c 14% of the cloud in 2026-Q1.');
    expect(sharesFinding(rows.slice(0, 1), names)).toBe('P gives a 90% of the cloud in 2025-Q4.');
    expect(sharesFinding([], names)).toBeUndefined();
  });

  it.each([
    [['2025-H2', '2025-Q1'], '2025-H2'],
    [['2025', '2025-Q3'], '2025'],
    [['2025-12', '2026-Q1'], '2026-Q1'],
  ])('of %j are of the period that ends last: %s', (periods, latest) => {
    const rows = periods.map((period) => share('p', period, 'a', 20));
    expect(sharesFinding(rows, names)).toBe(`P gives a 20% of the cloud in ${latest}.`);
    expect(sharesFinding(rows.toReversed(), names)).toBe(`P gives a 20% of the cloud in ${latest}.`);
  });

  it('of capacity are of one layer, with their bounds', () => {
    const row = (provider: string, layer: string, low: number, high: number) => ({
      provider,
      layer,
      basis: 'unstated',
      shareBp: { low, point: null, high },
    });
    const rows = [
      row('a', 'chips', 1_000, 2_000),
      row('b', 'chips', 3_000, 5_000),
      row('c', 'site', 9_000, 9_000),
    ];
    expect(capacitySharesFinding(rows, 'provider', 'firm', (slug) => slug)).toBe(
      'Of the firm capacity of chips, by provider: b 30 to 50% and a 10 to 20%.',
    );
    expect(capacitySharesFinding([], 'provider', 'firm', (slug) => slug)).toBeUndefined();
  });
});

describe('Loops, in a sentence', () => {
  it.each([
    [[], 'No loop is known: nothing comes back to who gave.'],
    [[['a', 'b']], 'One loop is known, between a and b.'],
    [
      [
        ['a', 'b'],
        ['a', 'c'],
      ],
      '2 loops of money, equity and compute are known; a is in both of them.',
    ],
    [
      [
        ['a', 'b'],
        ['a', 'c'],
        ['b', 'd'],
      ],
      '3 loops of money, equity and compute are known; a is in 2 of them.',
    ],
  ])('%#', (loops, says) => {
    expect(
      loopsFinding(
        loops.map((parties) => ({ parties })),
        (slug) => slug,
      ),
    ).toBe(says);
  });
});
