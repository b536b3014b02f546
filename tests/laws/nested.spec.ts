import { describe, expect, it, vi } from 'vitest';
import { run } from '../../src/simulator/answer/run.js';
import { ledger, type Sent, show } from '../ledger.js';
import { cast, deal, energized, payment, tranche } from '../spec/facts.js';

const today = '2026-11-23';

/** Tranches of which each contains the next, from 9 GW down. */
const nested = (count: number, ...more: readonly Sent[]) =>
  ledger(
    [
      ...cast,
      deal('deal-a'),
      ...Array.from({ length: count }, (_, place) =>
        tranche('deal-a', `t-${place}`, `${9_000 - place} MW`, {
          ...(place > 0 && { partOf: `deal-a/t-${place - 1}` }),
        }),
      ),
      ...more,
    ],
    today,
  );

/** How many lists are gone through, or turned round, meanwhile. */
const listsReadBy = (
  work: () => unknown,
  names: readonly ('flatMap' | 'map' | 'toReversed' | 'includes')[] = [
    'flatMap',
    'map',
    'toReversed',
    'includes',
  ],
): number => {
  const spies = names.map((name) => vi.spyOn(Array.prototype, name));
  work();
  const count = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
  spies.forEach((spy) => spy.mockRestore());
  return count;
};

describe('A chain of containers', () => {
  it('costs at most the square of its length, for each of them is told with all in it', () => {
    const readFor = (count: number): number => {
      const log = nested(count);
      return listsReadBy(() => {
        const { totals } = show(log, 'compute-capacity', { effectiveAt: today, knownAt: today });
        expect(totals).toMatchObject([{ headlineKw: { point: 9_000_000 } }]);
      });
    };
    const [once, twice] = [readFor(40), readFor(80)];
    expect(once).toBeGreaterThan(40);
    expect(twice).toBeLessThanOrEqual(4.6 * once);
  });

  it.each(['compute-capacity', 'obligations', 'flows'])(
    'is reckoned each from what is next in it: %s',
    (view) => {
      const reckonedFor = (count: number): number => {
        const payments = Array.from({ length: count }, (_, place) =>
          payment('deal-a', `p-${place}`, `${1_000 - place}M USD`, {
            ...(place > 0 && { partOf: `deal-a/p-${place - 1}` }),
          }),
        );
        const log = nested(count, ...payments);
        return listsReadBy(() => show(log, view, { effectiveAt: today, knownAt: today }), ['flatMap', 'map']);
      };
      expect(reckonedFor(80)).toBeLessThanOrEqual(2.3 * reckonedFor(40));
    },
  );

  // 3,000 of them, each reckoned by calling what reckons the next, were more than a call stack holds.
  it('is released by and capped however deep it is', () => {
    const release = { per: '1 GW', amount: '1B USD' };
    const log = nested(
      3_000,
      energized('2026-06-01', 'deal-a', 't-0', '9 GW'),
      payment('deal-a', 'p', '10B USD', { release }),
    );
    const asked = { effectiveAt: today, knownAt: today };
    // Nine whole gigawatts at a billion each, whatever of them is in which part.
    const [total] = show(log, 'obligations', asked).totals;
    expect(total).toMatchObject({ releasedUsCents: { point: 900_000_000_000 } });
    const edits = [{ op: 'cap', scope: { deal: 'deal-a' }, cumulativeKw: 10_000_000, overflow: 'drop' }];
    const ground = { history: log, position: log.position, today, logHash: '' };
    const { value } = run({ edits, views: [{ view: 'obligations', ...asked }] }, ground);
    expect(value?.effects).toMatchObject([{ op: 'cap' }]);
  });
});
