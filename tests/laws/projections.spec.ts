import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { revive, type Recorded, streams } from '../../events/index.js';
import { views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import { everything, visibleFacts } from '../../projections/kit/cut.js';
import { fold, History } from '../../projections/kit/log.js';
import type { Total } from '../../projections/kit/line.js';
import type { Measure } from '../../projections/kit/measure.js';
import type { Question } from '../../projections/kit/question.js';
import type { View } from '../../projections/kit/view.js';
import { question, show } from '../given.js';
import { allDeals, histories, questions } from './histories.js';
import { peopledHistories } from './peopled.js';

const logs = fc.oneof(histories, peopledHistories);
const runs = { numRuns: 150 };

const timeline = { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' } as const;

const asked = (view: View, parts: Partial<Question> & { effectiveAt: string }): Question[] => {
  const plain = question({ ...parts, by: view.defaultBy });
  return view.timelines ? [plain, { ...plain, ...timeline }] : [plain];
};

const dealViews = views.filter((view) => view.category === 'deal');

/** The same facts in a log whose streams came to be in another order. */
const grown = (history: History): History => {
  const reversed = streams.toReversed().flatMap(({ category }) => [...history.streams(category)].reverse());
  const again = new History();
  for (const fact of reversed.flatMap((stream) => history.facts(stream))) again.append(fact);
  return again;
};

describe('A view', () => {
  it('is the same settled event by event as tallied at the end', () => {
    fc.assert(
      fc.property(logs, questions, (history, parts) => {
        const facts = allDeals
          .flatMap((stream) => history.facts(stream))
          .sort((left, right) => left.position - right.position);
        for (const view of dealViews) {
          for (const one of asked(view, parts)) {
            const growing = new History();
            for (const { category } of streams.filter((one) => one.category !== 'deal'))
              for (const stream of history.streams(category))
                for (const fact of history.facts(stream)) growing.append(fact);
            const board = new Board(view, one, growing);
            for (const fact of facts) {
              growing.append(fact);
              board.moveTo(growing, [fact.stream]);
            }
            expect(board.answer()).toEqual(new Board(view, one, history).answer());
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  it('does not depend on the order in which streams came to be', () => {
    fc.assert(
      fc.property(logs, questions, (history, parts) => {
        const again = grown(history);
        for (const view of dealViews)
          for (const one of asked(view, parts))
            expect(new Board(view, one, again).answer()).toEqual(new Board(view, one, history).answer());
      }),
      { numRuns: 40 },
    );
  });

  it('survives being written down as JSON and read again', () => {
    fc.assert(
      fc.property(logs, questions, (history, parts) => {
        const again = new History();
        const facts = streams.flatMap(({ category }) =>
          [...history.streams(category)].flatMap((stream) => [...history.facts(stream)]),
        );
        for (const { effective: _e, hypothetical: _h, grounds: _g, ...event } of facts.sort(
          (left, right) => left.position - right.position,
        )) {
          again.append(
            revive(JSON.parse(JSON.stringify(event)) as Recorded<string, Record<string, unknown>>),
          );
        }
        for (const view of dealViews)
          expect(show(again, view.name, parts)).toEqual(show(history, view.name, parts));
      }),
      { numRuns: 40 },
    );
  });
});

describe('Folding', () => {
  it('never throws, in any order and with anything missing', () => {
    fc.assert(
      fc.property(histories, fc.infiniteStream(fc.nat()), (history, chance) => {
        for (const stream of allDeals) {
          const facts = [...history.facts(stream)].filter(() => chance.next().value % 4 !== 0);
          const shuffled = facts
            .map((fact) => ({ fact, key: chance.next().value }))
            .sort((left, right) => left.key - right.key);
          expect(() =>
            fold(
              stream,
              shuffled.map(({ fact }) => fact),
            ),
          ).not.toThrow();
        }
      }),
      runs,
    );
  });

  it('of the log cut at infinity is folding everything', () => {
    fc.assert(
      fc.property(histories, (history) => {
        const far = { effectiveAt: '9999-12-31', knownAt: '9999-12-31', atPosition: history.position };
        for (const stream of allDeals)
          expect(visibleFacts(history.facts(stream), far)).toEqual(
            visibleFacts(history.facts(stream), everything),
          );
      }),
      runs,
    );
  });
});

const within = (inner: Measure, outer: Measure): boolean =>
  inner.low <= outer.low &&
  (inner.point === null || outer.point === null || inner.point <= outer.point) &&
  (outer.high === null || (inner.high !== null && inner.high <= outer.high));

describe('The ladder', () => {
  it('has firm within signed within headline, for every cut', () => {
    fc.assert(
      fc.property(logs, questions, (history, parts) => {
        for (const one of asked(dealViews[0]!, parts)) {
          for (const total of new Board(dealViews[0]!, one, history).answer().totals as (Total &
            Record<string, Measure>)[]) {
            expect(within(total.signedKw!, total.headlineKw!)).toBe(true);
            expect(within(total.firmKw!, total.signedKw!)).toBe(true);
          }
        }
      }),
      runs,
    );
  });

  it('shows bounds in order', () => {
    fc.assert(
      fc.property(logs, questions, (history, parts) => {
        for (const view of dealViews) {
          for (const row of show(history, view.name, parts).rows) {
            for (const measure of view.measures.map((name) => row[name] as Measure | null)) {
              if (measure?.high === null || measure === null) continue;
              expect(BigInt(measure.low)).toBeLessThanOrEqual(BigInt(measure.high));
            }
          }
        }
      }),
      runs,
    );
  });
});
