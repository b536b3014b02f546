import { describe, expect, it, vi } from 'vitest';
import { ledger, show } from '../ledger.js';
import { cast, deal, tranche } from '../spec/facts.js';

const today = '2026-11-23';

/** Tranches of which each contains the next, from 9 GW down. */
const nested = (count: number) =>
  ledger(
    [
      ...cast,
      deal('deal-a'),
      ...Array.from({ length: count }, (_, place) =>
        tranche('deal-a', `t-${place}`, `${9_000 - place} MW`, {
          ...(place > 0 && { partOf: `deal-a/t-${place - 1}` }),
        }),
      ),
    ],
    today,
  );

/** How many lists are gone through, or turned round, meanwhile. */
const listsReadBy = (work: () => unknown): number => {
  const spies = (['flatMap', 'map', 'toReversed', 'includes'] as const).map((name) =>
    vi.spyOn(Array.prototype, name),
  );
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
});
