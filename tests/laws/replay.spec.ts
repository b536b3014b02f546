import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Fact, streams } from '../../events/index.js';
import { comparisonOf, differenceOf } from '../../projections/difference.js';
import { ask, views } from '../../projections/index.js';
import { History, type Log } from '../../projections/kit/log.js';
import type { Answer } from '../../projections/kit/view.js';
import { hashOf } from '../../src/simulator/answer/hash.js';
import { anyEdit, type EditFor } from './any-edit.js';
import { answered, askedOf, editedLog } from './asked.js';
import { draws } from './found.js';
import { histories, questions } from './histories.js';
import { peopledHistories } from './peopled.js';

/** `LAW_CASES=100000` looks longer. */
const cases = Number(process.env.LAW_CASES ?? draws(1_500).numRuns);
const perHistory = 10;
const numRuns = Math.ceil(cases / perHistory);
const timeout = 120_000 + 20 * cases;

const names = views.filter(({ category }) => category === 'deal').map(({ name }) => name);
const timelines = [{}, { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' }];

interface Case {
  edits: EditFor[];
  question: { view: string };
}

const questionsOfViews = fc
  .tuple(fc.constantFrom(...names), fc.constantFrom(...timelines), questions)
  .map(([view, timeline, parts]) => ({ view, ...timeline, ...parts }));

const logs = fc.oneof(histories, peopledHistories);

const someCases: fc.Arbitrary<Case[]> = fc.array(
  fc.record({ edits: fc.array(anyEdit, { maxLength: 5 }), question: questionsOfViews }),
  { minLength: perHistory, maxLength: perHistory },
);

const factsOf = (log: Log): Fact[] =>
  streams.flatMap(({ category }) => [...log.streams(category)].flatMap((stream) => log.facts(stream)));

/** A log of its own with everything that the edited one has: folding it from nothing is the oracle. */
const replayed = (log: Log): Log => {
  const history = new History();
  for (const fact of factsOf(log)) history.append(fact);
  return history;
};

const madeOf = ({ edits }: Case, history: History): unknown[] => edits.map((edit) => edit(history));

describe(`A scenario, in ${cases} cases`, () => {
  it(
    'answers as a full replay of the edited log does, cell for cell, and leaves the log as it was',
    { timeout },
    () => {
      const counts = { compared: 0, changed: 0 };
      fc.assert(
        fc.property(logs, someCases, (history, many) => {
          const before = hashOf(factsOf(history));
          for (const one of many) {
            const made = madeOf(one, history);
            const answer = answered(history, made, [one.question]);
            if (!answer) continue;
            const asked = askedOf(history, one.question);
            const { viewHash: _, ...fast } = answer.views[0]!.scenario;
            const slow = ask(asked.view, asked.question, replayed(editedLog(history, made, asked)!));
            expect(fast).toEqual(slow);
            counts.compared++;
            if (answer.views[0]!.difference.rows.length > 0) counts.changed++;
          }
          expect(hashOf(factsOf(history))).toBe(before);
        }),
        { numRuns },
      );
      // Most scenarios must be answered, and many must change something, or nothing was compared.
      expect(counts.compared).toBeGreaterThan(cases / 2);
      expect(counts.changed).toBeGreaterThan(cases / 30);
    },
  );
});

type Entry = Readonly<Record<string, unknown>>;
type Ends = Record<'low' | 'point' | 'high', number | string | null>;
const ends = ['low', 'point', 'high'] as const;

/** The ends of every number, by the keys of its entry and its name. */
const cellsOf = (entries: readonly Entry[]): Map<string, Ends> => {
  const cells = new Map<string, Ends>();
  for (const entry of entries) {
    const numbers = Object.entries(entry).filter(([, value]) => typeof value === 'object' && value !== null);
    const keys = Object.entries(entry).filter(([, value]) => typeof value === 'string');
    for (const [name, value] of numbers) cells.set(JSON.stringify([...keys, name]), value as Ends);
  }
  return cells;
};

/** Differences of bounds that are open or unknown on one side are none; the others add. */
const added = (one: Ends | undefined, other: Ends | undefined, end: (typeof ends)[number]): number | null => {
  const [left, right] = [one, other].map((cell) => (cell === undefined ? 0 : cell[end]));
  return left === null || right === null ? null : Number(left) + Number(right);
};

const sides = (history: History, one: Case): Answer[] | undefined => {
  const made = madeOf(one, history);
  const [some, all] = [made.slice(0, Math.ceil(made.length / 2)), made].map((edits) =>
    answered(history, edits, [one.question]),
  );
  return some && all ? [all.views[0]!.baseline, some.views[0]!.scenario, all.views[0]!.scenario] : undefined;
};

/** Whether anything is part of another, overlaps it or takes its place. */
const isToldTwice = (told: readonly unknown[]): boolean =>
  /"partOf"|"PartOfStated"|"OverlapStated"|"superseded"/.test(JSON.stringify(told));

/** The same history, where everything is told of once. */
const toldOnce = (history: History): History => {
  const once = new History();
  for (const { body, ...fact } of factsOf(history)) {
    const { partOf: _, ...alone } = body as { partOf?: string };
    if (!isToldTwice([{ ...fact, body: alone }]))
      once.append({ ...fact, body: alone, position: once.position + 1 });
  }
  return once;
};

describe('Differences', () => {
  it(
    'of an answer with itself are empty; from A to B and from B to C they add to those from A to C',
    { timeout },
    () => {
      let compared = 0;
      fc.assert(
        fc.property(logs, someCases, (history, many) => {
          for (const one of many.slice(0, 5)) {
            const [a, b, c] = sides(history, one) ?? [];
            if (!a || !b || !c) continue;
            expect(differenceOf(c, c)).toEqual({ rows: [], totals: [] });
            const [ab, bc, ac] = [differenceOf(a, b), differenceOf(b, c), comparisonOf(a, c)].map(
              ({ totals, rows }) =>
                cellsOf([...rows, ...totals.map((total) => ({ ...total, isTotal: 'true' }))]),
            );
            for (const [key, direct] of ac!)
              for (const end of ends) {
                const sum = added(ab!.get(key), bc!.get(key), end);
                if (sum === null || direct[end] === null) continue;
                expect([key, end, sum]).toEqual([key, end, Number(direct[end])]);
                compared++;
              }
          }
        }),
        { numRuns: Math.ceil(numRuns / 2) },
      );
      expect(compared).toBeGreaterThan(1_000);
    },
  );

  it('of the entities add to the difference of the total', { timeout }, () => {
    let compared = 0;
    fc.assert(
      fc.property(logs, someCases, (history, many) => {
        // Where one thing is told twice a total is no sum of its rows.
        const once = toldOnce(history);
        for (const one of many) {
          const { question } = one;
          const made = madeOf(one, once);
          if (!['compute-capacity', 'obligations'].includes(question.view)) continue;
          if (isToldTwice(made)) continue;
          const [comparison] = answered(once, made, [{ ...question, by: 'deal' }])?.views ?? [];
          if (!comparison) continue;
          const { rows, totals } = comparisonOf(comparison.baseline, comparison.scenario);
          const sums = new Map<string, number | null>();
          for (const row of rows) {
            const { deal: _, ...keys } = row;
            for (const [key, { point }] of cellsOf([keys])) {
              const before = sums.get(key) ?? (sums.has(key) ? null : 0);
              sums.set(key, before === null || point === null ? null : before + Number(point));
            }
          }
          for (const [key, { point }] of cellsOf(totals)) {
            const sum = sums.get(key) ?? null;
            if (sum === null || point === null) continue;
            expect([key, sum]).toEqual([key, Number(point)]);
            compared++;
          }
        }
      }),
      { numRuns: Math.ceil(numRuns / 2) },
    );
    expect(compared).toBeGreaterThan(1_000);
  });
});
