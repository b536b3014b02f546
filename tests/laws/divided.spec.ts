import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import type { Fact } from '../../events/index.js';
import { Board } from '../../projections/kit/board.js';
import { comparesClaims } from '../../projections/kit/claims.js';
import { DividedLog, dividedLog } from '../../projections/kit/divided-log.js';
import { type Division, divisionOf } from '../../projections/kit/division.js';
import type { Line } from '../../projections/kit/line.js';
import type { History, Log } from '../../projections/kit/log.js';
import type { View } from '../../projections/kit/view.js';
import { question } from '../given.js';
import { expectFound } from './found.js';
import { questions } from './histories.js';
import { kindsOfHistories } from './kinds-of-histories.js';
import { longDeals } from './long-deals.js';

const streamsOf = (history: History): string[] =>
  [...new Set(views.map(({ category }) => category))].flatMap((category) => [...history.streams(category)]);

const factsOf = (history: History): Fact[] =>
  streamsOf(history).flatMap((stream) => [...history.facts(stream)]);

const divisionsOf = (history: History): Map<string, Division> =>
  new Map(
    streamsOf(history).flatMap((stream) => {
      const division = divisionOf(stream, history.facts(stream));
      return division ? [[stream, division] as const] : [];
    }),
  );

type Asked = Parameters<typeof question>[0];

const linesOf = (view: View, log: Log, asked: Asked): Line[] => {
  const board = new Board(view, question(asked), log);
  return [...log.streams(view.category)]
    .flatMap((stream) => board.linesOf(stream))
    .toSorted((one, other) => (one.id < other.id ? -1 : 1));
};

describe('A stream that is read in parts', () => {
  it.each(kindsOfHistories)(
    'has every line that it has as a whole, each once, in every view: %s',
    (_, some) => {
      let parts = 0;
      fc.assert(
        fc.property(some, questions, (history, asked) => {
          const divisions = divisionsOf(history);
          parts += [...divisions.values()].reduce((sum, { parts: all }) => sum + all.length, 0);
          // Lowest and highest compare what the whole stream comes to: of those, what is left whole then is, too.
          const log = comparesClaims(asked.policy)
            ? dividedLog(history, factsOf(history), asked.policy)
            : new DividedLog(history, divisions);
          for (const view of views) expect(linesOf(view, log, asked)).toEqual(linesOf(view, history, asked));
        }),
        { numRuns: 300 },
      );
      expectFound(parts, 100);
    },
  );

  it.each(['lowest', 'highest'] as const)('stays whole for %s where claims on it differ', (policy) => {
    let found = 0;
    fc.assert(
      fc.property(longDeals, (history) => {
        const facts = history.facts('deal-one');
        if (!facts.some(({ rivalOf }) => rivalOf !== undefined)) return;
        found += Number(divisionOf('deal-one', facts) !== undefined);
        expect(dividedLog(history, facts, policy).changed).toEqual([]);
      }),
    );
    expectFound(found, 10);
  });
});
