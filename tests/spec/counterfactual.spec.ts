import { describe, expect, it } from 'vitest';
import type { Measure } from '../../projections/kit/measure.js';
import { given, type Sent } from '../given.js';
import { amend, suppress } from '../what-if.js';
import { cast, deal, energized, fact, id, payment, tranche } from './facts.js';

const on = 'deal-one';
const [level, price, terms] = [id(1), id(2), id(9)];
const world = (...facts: Sent[]) =>
  given(...cast, deal(on), ...facts).asking({ effectiveAt: '2026-06-30', knownAt: '2026-06-30' });

describe('300 shares that vested at 400 MW, as was recorded,', () => {
  const facts = [issued([{ energized: '400 MW' }], [{ energized: '900 MW' }]), ...vesting()];

  it.each([
    ['nothing changes', []],
    ['the level still reaches it', [amend(level, { power: '500 MW' })]],
  ])('are vested while %s', (_, edits) => {
    const { vestedShares, flags } = shown(facts, ...edits);
    expect(vestedShares).toEqual(exactly(300));
    expect(flags).not.toContain('counterfactual');
  });

  it.each([
    ['the level was 100 MW', amend(level, { power: '100 MW' })],
    ['nothing was energized', suppress(level)],
    ['the level stayed just below', amend(level, { power: '399 MW' })],
  ])('are not where %s: 0, flagged', (_, edit) => {
    const { vestedShares, recordedShares, flags, tranches } = shown(facts, edit);
    expect(vestedShares).toEqual(exactly(0));
    expect(recordedShares).toEqual(exactly(300));
    expect(flags).toContain('counterfactual');
    expect(tranches.map(({ status }) => status)).toEqual(['not', 'not']);
  });

  it('are not where they vest at 500 MW by other terms', () => {
    const tranches = [
      { shares: 300, conditions: [{ energized: '500 MW' }] },
      { shares: 700, conditions: [{ energized: '900 MW' }] },
    ];
    const { vestedShares, flags } = shown(facts, amend(terms, { tranches }));
    expect(vestedShares).toEqual(exactly(0));
    expect(flags).toContain('counterfactual');
  });

  it('leave those alone whose cause is another: of 300 and 700 only the 300 fall', () => {
    const both = [
      issued([{ energized: '400 MW' }], [{ named: 'price' }]),
      ...vesting(),
      { ...fact('2026-02-01', on, 'ConditionObserved', { condition: 'price', holds: true }), id: price },
      fact('2026-02-02', on, 'WarrantVested', { warrant: 'w', shares: 700 }),
    ];
    expect(shown(both, amend(level, { power: '100 MW' })).vestedShares).toEqual(exactly(700));
    expect(shown(both, suppress(price)).vestedShares).toEqual(exactly(300));
    expect(shown(both).vestedShares).toEqual(exactly(1_000));
  });
});

describe('$10B that were paid on a release of $10B per gigawatt, as was recorded,', () => {
  const release = { per: '1 GW', amount: '10B USD' };
  const promise = payment(on, 'p', 'up to 20B USD', { bindingness: 'intent', kind: 'equity', release });
  const paid = world(
    tranche(on, 'a', '2 GW', { due: '2027' }),
    { ...promise, id: terms },
    { ...energized('2026-01-15', on, 'a', '1 GW'), id: level },
    fact('2026-02-01', on, 'PaymentMade', { payment: 'p', amount: '4B USD' }),
    fact('2026-03-01', on, 'PaymentMade', { payment: 'p', amount: '6B USD' }),
  ).by('payment');
  const row = { payment: `${on}/p` };

  it.each<[string, Edits, number, number, boolean]>([
    ['nothing changed', [], 10, 10, false],
    ['1.5 GW were energized', [amend(level, { power: '1.5 GW' })], 10, 10, false],
    ['2 GW were energized', [amend(level, { power: '2 GW' })], 20, 10, false],
    ['999 MW were energized', [amend(level, { power: '999 MW' })], 0, 0, true],
  ])('stand so far as they were released where %s', (_, edits, released, made, isCounterfactual) => {
    const assumed = paid.assuming(...edits);
    assumed.showsRow('obligations', row, { releasedUsCents: released, paidUsCents: made });
    expect(assumed.row('obligations', row).flags.includes('counterfactual')).toBe(isCounterfactual);
  });

  it('were not paid where nothing was energized, though nobody says so of the release', () => {
    const assumed = paid.assuming(suppress(level));
    assumed.showsRow('obligations', row, { paidUsCents: 0 });
    expect(assumed.row('obligations', row).flags).toContain('counterfactual');
  });

  it('come to $5B, 4 and 1, where a gigawatt releases that', () =>
    paid
      .assuming(amend(terms, { release: { amount: '5B USD' } }))
      .showsRow('obligations', row, { paidUsCents: 5 }));
});

type Edits = readonly Readonly<Record<string, unknown>>[];

/** A warrant on 1,000 shares in two tranches, each on conditions of its own. */
function issued(conditions: Record<string, unknown>[], rest: Record<string, unknown>[]): Sent {
  return fact(
    '2025-02-01',
    on,
    'WarrantIssued',
    {
      warrant: 'w',
      holder: 'lab',
      issuer: 'vendor',
      shares: 1_000,
      strike: '0.01 USD',
      tranches: [
        { shares: 300, conditions },
        { shares: 700, conditions: rest },
      ],
    },
    { id: terms },
  );
}

/** 400 MW are observed, and then the vesting of 300 shares. */
function vesting(): Sent[] {
  return [
    tranche(on, 'a', '1 GW', { due: '2027' }),
    { ...energized('2026-01-15', on, 'a', '400 MW'), id: level },
    fact('2026-01-16', on, 'WarrantVested', { warrant: 'w', shares: 300 }),
  ];
}

interface Warrant {
  recordedShares: Measure;
  vestedShares: Measure;
  flags: string[];
  tranches: { status: string }[];
}

/** The warrant, as it would be with these edits. */
function shown(facts: readonly Sent[], ...edits: Edits): Warrant {
  const answer = world(...facts)
    .assuming(...edits)
    .answer('ownership');
  return (answer.warrants as Warrant[])[0]!;
}

function exactly(shares: number): Measure {
  return { low: shares, point: shares, high: shares };
}
