import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';
import { claimSetsOf, pickClaims, selectClaims } from '../../projections/kit/claims.js';
import { type Cut, visibleFacts } from '../../projections/kit/cut.js';
import { fold } from '../../projections/kit/log.js';
import { CutFold, FoldCache, grow } from '../../src/simulator/edits/folding.js';
import { allDeals, histories } from './histories.js';

const cut = fc.record({
  effectiveAt: fc.constantFrom('2025-06-30', '2025-11-30', '2028-01-01'),
  knownAt: fc.constantFrom('2025-11-30', '9999-12-31'),
  atPosition: fc.constant(Number.MAX_SAFE_INTEGER),
  horizon: fc.constantFrom(undefined, '2027-12-31'),
});

/** What an edit may add: on any date, before or after what is there. */
const added = fc
  .record({
    on: fc.constantFrom('2024-12-31', '2025-03-01', '2025-11-30', '2026-Q4', '2029'),
    type: fc.constantFrom('CapacityRescheduled', 'CapacityCancelled', 'OptionExercised'),
    tranche: fc.constantFrom('a', 'b', 'c'),
    due: fc.constantFrom('2026-12-31', '2027-Q2'),
  })
  .map(({ on, type, tranche, due }) => ({
    effectiveOn: on,
    type,
    body: type === 'CapacityRescheduled' ? { tranche, due } : { tranche },
  }));

/** All visible facts from nothing. */
const anew = (stream: string, facts: readonly Fact[], at: Cut): unknown => {
  const seen = visibleFacts(facts, at);
  const sets = claimSetsOf(seen);
  return fold(stream, selectClaims(seen, sets, pickClaims(sets, 'primary')));
};

describe('A state that goes on from what is known', () => {
  it('is what folding all facts from nothing gives, wherever in time one more fact lies', () => {
    fc.assert(
      fc.property(
        histories,
        fc.constantFrom(...allDeals),
        fc.array(cut, { minLength: 1, maxLength: 3 }),
        fc.array(added, { minLength: 1, maxLength: 5 }),
        (history, stream, cuts, more) => {
          const folds = new FoldCache(stream);
          const foldings = cuts.map((at) => new CutFold(folds, at as Cut, 'primary'));
          let facts = history.facts(stream);
          more.forEach(({ effectiveOn, ...one }, index) => {
            const id = `hypothetical-${index}`;
            facts = grow(facts, {
              ...one,
              id,
              stream,
              version: 1,
              effectiveOn,
              effective: daysOf(effectiveOn),
              knownOn: '2025-11-30',
              position: history.position + index + 1,
              hypothetical: true,
              grounds: [id],
            });
            foldings.forEach((folding, at) =>
              expect(folding.state(facts)).toEqual(anew(stream, facts, cuts[at] as Cut)),
            );
          });
        },
      ),
      { numRuns: 150 },
    );
  });
});
