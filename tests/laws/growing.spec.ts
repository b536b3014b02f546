import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streams, type Fact } from '../../events/index.js';
import { normalise } from '../../projections/asking.js';
import { ask, views } from '../../projections/index.js';
import { History } from '../../projections/kit/log.js';
import { movedNumbers } from '../../projections/moved.js';
import { baselineOf, BoardCache, withBoard } from '../../src/simulator/compute/board-cache.js';
import { valid } from '../valid.js';
import { histories, questions, vestingHistories } from './histories.js';
import { peopledHistories } from './peopled.js';

const today = '2026-11-23';
const logs = fc.oneof(histories, vestingHistories, peopledHistories);

const factsOf = (history: History): Fact[] =>
  streams
    .flatMap(({ category }) => [...history.streams(category)])
    .flatMap((stream) => history.facts(stream))
    .sort((one, other) => one.position - other.position);

const timeline = { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' };
const asked = views.flatMap(({ name, timelines, defaultBy, dimensions }) => [
  { view: name, more: {} },
  ...(timelines ? [{ view: name, more: timeline }] : []),
  ...(dimensions.includes('deal') && defaultBy.join() !== 'deal'
    ? [{ view: name, more: { by: 'deal' } }]
    : []),
]);

describe('A shelf of boards on a log that grows', () => {
  it('answers every view at each position as boards that are settled there', () => {
    let [answers, moved] = [0, 0];
    fc.assert(
      fc.property(logs, questions, fc.array(fc.nat(), { maxLength: 3 }), (whole, parts, stops) => {
        const facts = factsOf(whole);
        const log = new History();
        const shelf = new BoardCache(log);
        const positions = [...stops.map((stop) => 1 + (stop % facts.length)), facts.length];
        for (const position of positions.sort((one, other) => one - other)) {
          facts.slice(log.position, position).forEach((fact) => log.append(fact));
          for (const { view, more } of asked) {
            const question = valid(normalise(view, { ...more, ...parts }, { today, position }, log));
            const ground = { history: log, position, today, logHash: '', shelf };
            expect(baselineOf(question, ground)).toEqual(ask(question.view, question.question, log));
            answers++;
            if (position > positions[0]!) moved++;
          }
        }
      }),
      { numRuns: 60 },
    );
    expect(moved).toBeGreaterThan(answers / 4);
  });

  it('answers with more facts as a log that has them, and without them again afterwards', () => {
    let changes = 0;
    fc.assert(
      fc.property(logs, fc.nat(), (whole, cut) => {
        const facts = factsOf(whole);
        const log = new History();
        const position = cut % facts.length;
        facts.slice(0, position).forEach((fact) => log.append(fact));
        const added = facts.slice(position, position + 5);
        const ground = { history: log, position, today, logHash: '', shelf: new BoardCache(log) };
        const beside = movedNumbers(log, added, today, (question, _, more) =>
          withBoard(question, ground, (board) => [board.baseline, board.answerWith(more)] as const),
        );
        expect(beside).toEqual(movedNumbers(log, added, today));
        changes += beside.length;
        for (const { name } of views) {
          const question = valid(normalise(name, {}, { today, position }, log));
          expect(baselineOf(question, ground)).toEqual(ask(question.view, question.question, log));
        }
      }),
      { numRuns: 80 },
    );
    expect(changes).toBeGreaterThan(20);
  });
});
