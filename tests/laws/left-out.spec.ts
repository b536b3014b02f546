import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { type Fact, streamOf } from '../../events/index.js';
import { isEntries } from '../../events/kit/entries.js';
import { everything, knownFacts } from '../../projections/kit/cut.js';
import { Folding } from '../../projections/kit/folding.js';
import { LeftOut, placeLeftOut } from '../../projections/kit/left-out.js';
import { fold, type History } from '../../projections/kit/log.js';
import { views } from '../../projections/index.js';
import { expectFound } from './found.js';
import { kindsOfHistories } from './kinds-of-histories.js';

const streamsOf = (history: History): string[] =>
  [...new Set(views.map(({ category }) => category))].flatMap((category) => [...history.streams(category)]);

/** A state of which maps are told entry by entry, in their order. */
const told = (state: unknown): unknown => {
  if (isEntries(state)) return { entries: [...state].map(([name, value]) => [name, told(value)]) };
  if (Array.isArray(state)) return state.map(told);
  if (typeof state !== 'object' || state === null) return state;
  return Object.fromEntries(Object.entries(state).map(([name, value]) => [name, told(value)]));
};

/** What work makes, and how many facts it folds. */
const countingSteps = (stream: string, work: () => unknown): { made: unknown; steps: number } => {
  const spy = vi.spyOn(streamOf(stream) as { evolve: (state: unknown, fact: Fact) => unknown }, 'evolve');
  const made = work();
  const steps = spy.mock.calls.length;
  spy.mockRestore();
  return { made, steps };
};

describe('What a stream comes to without one of its facts', () => {
  it.each(kindsOfHistories)('is what all others come to, folded from nothing: %s', (_, some) => {
    let spared = 0;
    fc.assert(
      fc.property(some, (history) => {
        for (const stream of streamsOf(history)) {
          const facts = knownFacts(history.facts(stream), everything);
          const folding = new Folding(stream);
          folding.become(facts);
          expect(told(folding.state)).toEqual(told(fold(stream, facts)));
          const leftOut = new LeftOut(stream, folding);
          for (const place of facts.keys()) {
            const others = facts.toSpliced(place, 1);
            expect(placeLeftOut(facts, others)).toBe(place);
            const expected = told(fold(stream, others));
            const state = countingSteps(stream, () => leftOut.without(place));
            expect(told(state.made)).toEqual(expected);
            spared += Number(state.steps < others.length - place);
          }
        }
      }),
      { numRuns: 200 },
    );
    expectFound(spared, 50);
  });
});
