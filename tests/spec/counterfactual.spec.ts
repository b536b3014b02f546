import { describe, expect, it } from 'vitest';
import type { Measure } from '../../projections/kit/measure.js';
import { ledger, type Sent } from '../given.js';
import { whatIf } from '../what-if.js';
import { cast, deal, energized, fact, id, payment, tranche } from './facts.js';

const on = 'deal-one';
const at = { effectiveAt: '2026-06-30', knownAt: '2026-06-30' };
const level = id(1);
const price = id(2);

const issued = (conditions: Record<string, unknown>[], rest: Record<string, unknown>[]): Sent =>
  fact('2025-02-01', on, 'WarrantIssued', {
    warrant: 'w',
    holder: 'lab',
    issuer: 'vendor',
    shares: 1_000,
    strike: '0.01 USD',
    tranches: [
      { shares: 300, conditions },
      { shares: 700, conditions: rest },
    ],
  });

/** 300 shares vest at 400 MW, which is observed, and so is the vesting; 700 at 900 MW. */
const vested: Sent[] = [
  ...cast,
  deal(on),
  tranche(on, 'a', '1 GW', { due: '2027' }),
  issued([{ energized: '400 MW' }], [{ energized: '900 MW' }]),
  { ...energized('2026-01-15', on, 'a', '400 MW'), id: level },
  fact('2026-01-16', on, 'WarrantVested', { warrant: 'w', shares: 300 }),
];

interface Shown {
  recordedShares: Measure;
  vestedShares: Measure;
  flags: string[];
  tranches: { status: string }[];
}

const shown = (facts: readonly Sent[], edits: unknown[]): Shown => {
  const answer = whatIf(ledger(facts), { edits, views: [{ view: 'ownership', ...at }] });
  const { scenario } = answer.views[0]!;
  return (scenario.warrants as Shown[])[0]!;
};
const exactly = (shares: number): Measure => ({ low: shares, point: shares, high: shares });

describe('300 shares that vested at 400 MW, as was recorded,', () => {
  const patched = (power: string) => ({ op: 'amend', event: level, patch: { power } });

  it('are vested while nothing changes, or the level still reaches it', () => {
    for (const edits of [[], [patched('500 MW')]]) {
      const { vestedShares, flags } = shown(vested, edits);
      expect(vestedShares).toEqual(exactly(300));
      expect(flags).not.toContain('counterfactual');
    }
  });

  it.each([
    ['the level was 100 MW', patched('100 MW')],
    ['nothing was energized', { op: 'suppress', event: level }],
    ['the level fell before', { op: 'amend', event: level, patch: { power: '399 MW' } }],
  ])('are not where %s: 0, flagged', (_, edit) => {
    const { vestedShares, recordedShares, flags, tranches } = shown(vested, [edit]);
    expect(vestedShares).toEqual(exactly(0));
    expect(recordedShares).toEqual(exactly(300));
    expect(flags).toContain('counterfactual');
    expect(tranches.map(({ status }) => status)).toEqual(['not', 'not']);
  });

  it('are not where they vest at 500 MW by other terms', () => {
    const history = ledger(vested);
    const { id: event } = history.facts(on).find(({ type }) => type === 'WarrantIssued')!;
    const tranches = [
      { shares: 300, conditions: [{ energized: '500 MW' }] },
      { shares: 700, conditions: [{ energized: '900 MW' }] },
    ];
    const { vestedShares, flags } = shown(
      vested.map((sent) => (sent.type === 'WarrantIssued' ? { ...sent, id: id(9) } : sent)),
      [{ op: 'amend', event: id(9), patch: { tranches } }],
    );
    expect(event).toBeDefined();
    expect(vestedShares).toEqual(exactly(0));
    expect(flags).toContain('counterfactual');
  });

  it('leave those alone whose cause is another: of 300 and 700 only the 300 fall', () => {
    const both = [
      ...vested.map((sent) =>
        sent.type === 'WarrantIssued' ? issued([{ energized: '400 MW' }], [{ named: 'price' }]) : sent,
      ),
      { ...fact('2026-02-01', on, 'ConditionObserved', { condition: 'price', holds: true }), id: price },
      fact('2026-02-02', on, 'WarrantVested', { warrant: 'w', shares: 700 }),
    ];
    expect(shown(both, [patched('100 MW')]).vestedShares).toEqual(exactly(700));
    expect(shown(both, [{ op: 'suppress', event: price }]).vestedShares).toEqual(exactly(300));
    expect(shown(both, []).vestedShares).toEqual(exactly(1_000));
  });
});

describe('$10B that were paid on a release of $10B per gigawatt, as was recorded,', () => {
  const paid: Sent[] = [
    ...cast,
    deal(on),
    tranche(on, 'a', '2 GW', { due: '2027' }),
    payment(on, 'p', 'up to 20B USD', {
      bindingness: 'intent',
      kind: 'equity',
      release: { per: '1 GW', amount: '10B USD' },
    }),
    { ...energized('2026-01-15', on, 'a', '1 GW'), id: level },
    fact('2026-02-01', on, 'PaymentMade', { payment: 'p', amount: '4B USD' }),
    fact('2026-03-01', on, 'PaymentMade', { payment: 'p', amount: '6B USD' }),
  ];
  const row = (edits: unknown[]) => {
    const views = [{ view: 'obligations', by: 'payment', ...at }];
    return whatIf(ledger(paid), { edits, views }).views[0]!.scenario.rows[0]!;
  };
  const exact = (billions: number) => ({
    low: billions * 1e11,
    point: billions * 1e11,
    high: billions * 1e11,
  });

  it.each<[string, unknown[], number, number, boolean]>([
    ['nothing changed', [], 10, 10, false],
    ['1.5 GW were energized', [{ op: 'amend', event: level, patch: { power: '1.5 GW' } }], 10, 10, false],
    ['2 GW were energized', [{ op: 'amend', event: level, patch: { power: '2 GW' } }], 20, 10, false],
    ['999 MW were energized', [{ op: 'amend', event: level, patch: { power: '999 MW' } }], 0, 0, true],
  ])('stand so far as they were released where %s', (_, edits, released, made, isCounterfactual) => {
    const { releasedUsCents, paidUsCents, flags } = row(edits);
    expect(releasedUsCents).toEqual(exact(released));
    expect(paidUsCents).toEqual(exact(made));
    expect((flags as string[]).includes('counterfactual')).toBe(isCounterfactual);
  });

  it('were not paid where nothing was energized, though nobody says so of the release', () => {
    const { paidUsCents, flags } = row([{ op: 'suppress', event: level }]);
    expect(paidUsCents).toEqual(exact(0));
    expect(flags).toContain('counterfactual');
  });

  it('come to $5B, 4 and 1, where a gigawatt releases that', () => {
    const history = ledger(
      paid.map((sent) => (sent.type === 'PaymentCommitted' ? { ...sent, id: id(7) } : sent)),
    );
    const patch = { release: { amount: '5B USD' } };
    const { scenario } = whatIf(history, {
      edits: [{ op: 'amend', event: id(7), patch }],
      views: [{ view: 'obligations', by: 'payment', ...at }],
    }).views[0]!;
    expect(scenario.rows[0]!.paidUsCents).toEqual(exact(5));
  });
});
