import { describe, expect, it } from 'vitest';
import { viewNamed } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import { LoneStreams } from '../../projections/kit/lone-streams.js';
import { question } from '../given.js';
import { ledger } from '../ledger.js';
import { cast, deal, payment, tranche } from '../spec/facts.js';
import { stepsOf } from './folded-steps.js';

const today = '2026-11-23';
const deals = Array.from({ length: 50 }, (_, place) => `deal-${place}`);
const log = ledger(
  [
    ...cast,
    ...deals.flatMap((name) => [
      deal(name),
      tranche(name, 't', '1 GW', { due: '2027' }),
      payment(name, 'p', '1B USD', { over: { from: '2026-Q1', months: 12 } }),
    ]),
  ],
  today,
);
const factCount = deals.reduce((sum, name) => sum + log.facts(name).length, 0);

describe('Deals that stand alone', () => {
  it.each(['compute-capacity', 'obligations', 'exposure', 'flows'])(
    'are folded once for all that a view says of them, lists and notes beside: %s',
    (name) => {
      const view = viewNamed(name)!;
      const asked = { ...question({ effectiveAt: today, knownAt: today }), by: view.defaultBy };
      const steps = stepsOf(() => {
        const { rows } = new Board(view, asked, log, { Lone: LoneStreams }).answer();
        expect(rows).not.toEqual([]);
      });
      expect(steps).toBeGreaterThanOrEqual(factCount);
      // Parties are read once more for their stakes.
      expect(steps).toBeLessThanOrEqual(factCount + 2 * cast.length);
    },
  );

  it('are folded once where only totals of slippage are read', () => {
    const view = viewNamed('slippage')!;
    const asked = { ...question({ effectiveAt: today, knownAt: today }), by: view.defaultBy };
    const steps = stepsOf(() => new Board(view, asked, log).answer(new Set(['totals'])));
    expect(steps).toBeGreaterThanOrEqual(factCount);
    expect(steps).toBeLessThanOrEqual(factCount + 2 * cast.length);
  });
});
