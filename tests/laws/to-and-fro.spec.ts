import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import { StateMemory } from '../../projections/kit/state-memory.js';
import { askedOf } from './asked.js';
import { histories } from './histories.js';

const days = fc.constantFrom(
  '2024-12-31',
  '2025-06-30',
  '2025-11-17',
  '2026-02-28',
  '2026-10-15',
  '2028-01-01',
);
const timeline = { timeline: 'half', from: '2025-01-01', to: '2027-12-31' };
const asked = fc
  .tuple(fc.constantFrom(...views), fc.boolean())
  .map(([{ name: view, timelines }, isTimed]) => (effectiveAt: string, knownAt = '2028-12-31') => ({
    view,
    effectiveAt,
    knownAt,
    ...(timelines && isTimed && timeline),
  }));

describe('A board that remembers what streams came to', () => {
  it('says of what was known on each day, forth and back, what one says that is asked as known then', () => {
    let moved = 0;
    fc.assert(
      fc.property(
        histories,
        asked,
        fc.array(days, { minLength: 3, maxLength: 6 }),
        (history, asks, wanted) => {
          const [first, ...others] = wanted.map((day) => askedOf(history, asks('2026-10-15', day)));
          let board = new Board(first!.view, first!.question, history, new StateMemory());
          for (const { view, question } of others) {
            const [after, by] = [board.question.knownAt, question.knownAt].sort() as [string, string];
            const changed = ['deal', 'market', 'party', 'stake']
              .flatMap((category) => [...history.streams(category)])
              .filter((stream) =>
                history.facts(stream).some(({ knownOn }) => knownOn > after && knownOn <= by),
              );
            if (board.moveKnown({ knownAt: question.knownAt }, changed)) moved++;
            else board = new Board(view, question, history, new StateMemory());
            expect(board.answer()).toEqual(ask(view, question, history));
          }
        },
      ),
    );
    expect(moved).toBeGreaterThan(0);
  });

  it('says of each day that it is moved to, forth and back, what one says that is asked of that day alone', () => {
    let moved = 0;
    fc.assert(
      fc.property(
        histories,
        asked,
        fc.array(days, { minLength: 3, maxLength: 6 }),
        (history, asks, wanted) => {
          const [first, ...others] = wanted.map((day) => askedOf(history, asks(day)));
          const built = ({ view, question }: typeof first & object) =>
            new Board(view, question, history, new StateMemory());
          let board = built(first!);
          for (const next of others) {
            if (board.moveEffective(next.question.effectiveAt)) moved++;
            else board = built(next);
            expect(board.answer()).toEqual(ask(next.view, next.question, history));
          }
        },
      ),
    );
    expect(moved).toBeGreaterThan(0);
  });
});
