import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { expectFound } from './found.js';
import { allDeals, edits, histories, questions } from './histories.js';
import { tryBothOrders } from './orders.js';

/** Views that are sums, in rows that every deal has a part in, and one that is not. */
const views = (parts: object): object[] =>
  [
    { view: 'compute-capacity', by: 'provider' },
    { view: 'compute-capacity', by: 'consumer', timeline: 'year', from: '2025-01-01', to: '2028-12-31' },
    { view: 'obligations', by: 'payer' },
    { view: 'market-share' },
  ].map((view) => ({ ...view, ...parts }));

/** Two edits that can meet, since they are on one deal. */
const pairs = fc.constantFrom(...allDeals).chain((deal) => {
  const onIt = edits.map((edit) =>
    'event' in edit ? { ...edit, event: { ...Object(edit.event), stream: deal } } : { ...edit, target: deal },
  );
  return fc.tuple(onIt, onIt);
});

describe('Two edits on a deal whose numbers stand in one row with those of others', () => {
  it('are order-dependent where their order changes an answer or is refused, and nowhere else', () => {
    const counts = { accepted: 0, ordered: 0 };
    fc.assert(
      fc.property(
        histories,
        questions,
        fc.array(pairs, { minLength: 12, maxLength: 12 }),
        (history, parts, all) => {
          for (const [one, other] of all) {
            const { isAccepted, isOrdered, wrong } = tryBothOrders(history, one, other, views(parts));
            expect(wrong).toBeUndefined();
            if (isAccepted) counts.accepted++;
            if (isAccepted && isOrdered) counts.ordered++;
          }
        },
      ),
      { numRuns: 60 },
    );
    expectFound(counts.ordered, 10);
    expect(counts.ordered).toBeLessThan(counts.accepted / 2);
  });
});
