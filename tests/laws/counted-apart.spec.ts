import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Board } from '../../projections/kit/board.js';
import type { Keys, Line } from '../../projections/kit/line.js';
import { askedOf } from './asked.js';
import { expectFound } from './found.js';
import { capacityHistories, histories, questions } from './histories.js';

const years = { timeline: 'year', from: '2025-01-01', to: '2028-12-31' };
const views = fc.constantFrom<{ view: string }>(
  { view: 'compute-capacity' },
  { view: 'compute-capacity', ...years },
  { view: 'obligations' },
  { view: 'obligations', ...years },
);

const told = (lines: readonly Line[]): object[] =>
  lines
    .map(({ id, keys, parts }) => ({ id, keys, parts }))
    .sort((one, other) => (one.id < other.id ? -1 : 1));

const keysOf = (keys: Keys, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.flatMap((name) => (keys[name] ? [[name, keys[name]]] : [])));

describe('Lines of one layer and basis, of one kind of money, of one period', () => {
  it('are counted as they are beside all others, as they are when nothing else is asked for', () => {
    let related = 0;
    fc.assert(
      fc.property(fc.oneof(histories, capacityHistories), questions, views, (history, parts, viewed) => {
        const { view, question } = askedOf(history, { ...parts, ...viewed });
        const board = new Board(view, question, history);
        for (const { keys, id } of board.lines)
          for (const names of [
            view.neverAdded,
            [...view.neverAdded, ...('timeline' in viewed ? ['period'] : [])],
          ]) {
            const only = keysOf(keys, names);
            const apart = board.families.counted(
              (own) =>
                board.isAsked(own) && Object.entries(only).every(([name, value]) => own[name] === value),
            );
            expect(told(board.counted(only))).toEqual(told(apart));
            if (board.families.clans([id])[0]!.length > 1) related++;
          }
      }),
      { numRuns: 60 },
    );
    expectFound(related, 50);
  });
});
