import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import type { History } from '../../projections/kit/log.js';
import type { Question } from '../../projections/kit/question.js';
import { StateMemory } from '../../projections/kit/state-memory.js';
import { askedOf } from './asked.js';
import { histories } from './histories.js';
import { peopledHistories } from './peopled.js';

const days = fc.constantFrom(
  '2024-12-31',
  '2025-06-30',
  '2025-11-17',
  '2026-02-28',
  '2026-10-15',
  '2028-01-01',
);
const clocks = { effectiveAt: '2026-10-15', knownAt: '2028-12-31' };
const timeline = { timeline: 'half', from: '2025-01-01', to: '2027-12-31' };
const asked = fc
  .tuple(fc.constantFrom(...views), fc.boolean())
  .map(([{ name: view, timelines }, isTimed]): { view: string } => ({
    view,
    ...clocks,
    ...(timelines && isTimed && timeline),
  }));

/** The streams of which something became known between two days. */
const learntBetween = (history: History, days: readonly [string, string]): string[] => {
  const [after, by] = [...days].sort() as [string, string];
  return ['deal', 'market', 'party', 'stake']
    .flatMap((category) => [...history.streams(category)])
    .filter((stream) => history.facts(stream).some(({ knownOn }) => knownOn > after && knownOn <= by));
};

/** Asks one board of day after day; what cannot be moved is made anew. */
const goThrough = (
  clock: 'effectiveAt' | 'knownAt',
  move: (board: Board, to: Question, history: History) => boolean,
): void => {
  let moved = 0;
  const wanted = fc.array(days, { minLength: 3, maxLength: 6 });
  fc.assert(
    fc.property(fc.oneof(histories, peopledHistories), asked, wanted, (history, parts, all) => {
      const questions = all.map((day) => askedOf(history, { ...parts, [clock]: day }));
      let board: Board | undefined;
      for (const { view, question } of questions) {
        if (board && move(board, question, history)) moved++;
        else board = new Board(view, question, history, { memory: new StateMemory() });
        expect(board.answer()).toEqual(ask(view, question, history));
      }
    }),
  );
  expect(moved).toBeGreaterThan(0);
};

describe('A board that remembers what streams came to', () => {
  it('says of what was known on each day, forth and back, what one says that is asked as known then', () =>
    goThrough('knownAt', (board, { knownAt }, history) =>
      board.moveKnown({ knownAt }, learntBetween(history, [board.question.knownAt, knownAt])),
    ));

  it('says of each day that it is moved to, forth and back, what one says that is asked of that day alone', () =>
    goThrough('effectiveAt', (board, { effectiveAt }) => board.moveEffective(effectiveAt)));
});
