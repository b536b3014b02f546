import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import { comparedTables } from '../../projections/kit/movers.js';
import type { Answer } from '../../projections/kit/view.js';
import { valid } from '../valid.js';
import { questions } from './histories.js';
import { anyHistories } from './kinds-of-histories.js';

/** What comparisons read of an answer: tables by their names, and what all of it says. */
const readIn = ({ rows, totals, warrants, distinctKw, distinctRests }: Answer, told: readonly string[]) => ({
  ...(told.includes('rows') && { rows }),
  totals,
  warrants,
  distinctKw,
  distinctRests,
});

describe('An answer of which only some tables are read', () => {
  it.each(views.map((view) => [view.name, view] as const))(
    'says there what all of it says: %s',
    (name, view) => {
      fc.assert(
        fc.property(anyHistories, questions, fc.boolean(), (history, asked, hasRows) => {
          const told = comparedTables.filter((table) => hasRows || table !== 'rows');
          const now = { today: '2026-11-23', position: history.position };
          for (const by of new Set([view.defaultBy, ['deal']])) {
            if (!by.every((dimension) => view.dimensions.includes(dimension))) continue;
            const { question } = valid(normalise(name, { ...asked, by: by.join() }, now, history));
            const board = new Board(view, question, history);
            const some = readIn(board.answer(new Set(told)), told);
            // All of it, off the same board afterwards and off another.
            for (const whole of [board.answer(), new Board(view, question, history).answer()])
              expect(some).toEqual(readIn(whole, told));
          }
        }),
        // Few histories have a pair of which one side is gone.
        { numRuns: name === 'overlaps' ? 400 : 40 },
      );
    },
  );
});
