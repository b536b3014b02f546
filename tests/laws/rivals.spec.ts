import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, views } from '../../projections/index.js';
import { claimSetsOf } from '../../projections/kit/claims.js';
import { visibleFacts } from '../../projections/kit/cut.js';
import type { History } from '../../projections/kit/log.js';
import { cutOf, type Question } from '../../projections/kit/question.js';
import { askedOf } from './asked.js';
import { kindsOfHistories } from './kinds-of-histories.js';
import { questions } from './histories.js';

/** The claim sets that a question sees, each by all of its claims. */
const setsSeen = (history: History, question: Question): string[][] =>
  ['party', 'market', 'deal', 'stake']
    .flatMap((category) => [...history.streams(category as 'deal')])
    .flatMap((stream) =>
      claimSetsOf(visibleFacts(history.facts(stream), cutOf(question))).map(({ claims }) =>
        claims.map(({ id }) => id),
      ),
    );

const rivalsIn = (flags: readonly string[] = []): number =>
  Number(flags.find((flag) => flag.startsWith('rivals:'))?.slice('rivals:'.length) ?? 0);

describe.each(kindsOfHistories)('A row of %s', (_, histories) => {
  it.each(views.map(({ name }) => name))('of %s counts the rivals of each claim that it rests on', (view) => {
    fc.assert(
      fc.property(histories, questions, (history, asked) => {
        const { question, view: found } = askedOf(history, { view, ...asked });
        const sets = setsSeen(history, question);
        for (const { rests = [], flags, span } of ask(found, question, history).rows) {
          const behind = sets.filter((claims) => claims.some((id) => rests.includes(id)));
          const rivals = behind.reduce((sum, claims) => sum + claims.length - 1, 0);
          // A span may rest on more: on what would be in the row, or around it, under another claim.
          if (span) expect(rivalsIn(flags)).toBeGreaterThanOrEqual(Math.max(rivals, 1));
          else expect(rivalsIn(flags)).toBe(rivals);
        }
      }),
      { numRuns: 40 },
    );
  });
});
