import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streams } from '../../events/index.js';
import { normalise } from '../../projections/asking.js';
import { ask, views } from '../../projections/index.js';
import type { RecordedLog } from '../../projections/kit/log.js';
import { factsRecordedSince } from '../../projections/kit/recorded-since.js';
import { PackedHistory } from '../../src/packed/packed-history.js';
import { run } from '../../src/simulator/answer/run.js';
import { baselineOf, BoardCache } from '../../src/simulator/compute/board-cache.js';
import { factsOf, packed, writtenOf } from '../packed.js';
import { valid } from '../valid.js';
import { anyEdit } from './any-edit.js';
import { histories, questions, vestingHistories } from './histories.js';
import { peopledHistories } from './peopled.js';

const today = '2026-11-23';
const logs = fc.oneof(histories, vestingHistories, peopledHistories);
/** Next to nothing is kept, so that a fact is another object each time that it is asked for. */
const next = 1;

const timeline = { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' };
const asked = views.flatMap(({ name, timelines, defaultBy, dimensions }) => [
  { view: name, more: {} },
  ...(timelines ? [{ view: name, more: timeline }] : []),
  ...(dimensions.includes('deal') && defaultBy.join() !== 'deal'
    ? [{ view: name, more: { by: 'deal' } }]
    : []),
]);

const answers = (log: RecordedLog, parts: object, position = log.position): string[] =>
  asked.map(({ view, more }) => {
    const question = valid(normalise(view, { ...more, ...parts }, { today, position }, log));
    return JSON.stringify(ask(question.view, question.question, log));
  });

describe('A log that is kept as bytes', () => {
  it('has the facts that were recorded, wherever they are looked for', () => {
    fc.assert(
      fc.property(logs, fc.nat(), (plain, cut) => {
        const bytes = packed(plain, next);
        const facts = factsOf(bytes);
        expect(facts.map(({ recordedAt: _, ...said }) => said)).toEqual(
          factsOf(plain).map(({ recordedAt: _, ...said }) => said),
        );
        for (const { id, position } of facts) {
          expect(bytes.fact(id)).toEqual(facts[position - 1]);
          expect(bytes.positionOf(id)).toBe(position);
        }
        const position = cut % (facts.length + 1);
        expect(factsRecordedSince(bytes, position)).toEqual(facts.slice(position));
      }),
      { numRuns: 60 },
    );
  });

  it('is the same where segments of it were kept and taken over, however long', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 1, max: 9 }), (plain, size) => {
        const facts = factsOf(plain);
        const log = new PackedHistory(next, size);
        for (const fact of facts) log.append(writtenOf(fact));
        const other = new PackedHistory(next, size);
        for (let number = 1; number <= log.segments; number++)
          other.appendSegment(structuredClone(log.segment(number)));
        expect(other.position).toBe(log.segments * size);
        for (const fact of facts.slice(other.position)) other.append(writtenOf(fact));
        expect(factsOf(other)).toEqual(factsOf(log));
        for (const { id, position } of facts) expect(other.positionOf(id)).toBe(position);
        for (const { category } of streams) {
          expect(other.factCount(category)).toBe(plain.factCount(category));
          expect([...other.streams(category)]).toEqual([...plain.streams(category)]);
        }
        for (let number = 1; number <= log.segments; number++)
          expect(other.segment(number)).toEqual(log.segment(number));
      }),
      { numRuns: 60 },
    );
  });

  it('answers every view as the plain log does, to the letter', () => {
    fc.assert(
      fc.property(logs, questions, (plain, parts) => {
        expect(answers(packed(plain, next), parts)).toEqual(answers(plain, parts));
      }),
      { numRuns: 60 },
    );
  });

  it('answers every view as it grows, off boards that stand', () => {
    let moved = 0;
    fc.assert(
      fc.property(logs, questions, fc.array(fc.nat(), { maxLength: 3 }), (plain, parts, stops) => {
        const facts = factsOf(plain);
        const log = new PackedHistory(next);
        const shelf = new BoardCache(log);
        const positions = [...stops.map((stop) => 1 + (stop % facts.length)), facts.length];
        for (const position of positions.sort((one, other) => one - other)) {
          facts.slice(log.position, position).forEach((fact) => log.append(writtenOf(fact)));
          for (const { view, more } of asked) {
            const question = valid(normalise(view, { ...more, ...parts }, { today, position }, log));
            const ground = { history: log, position, today, logHash: '', shelf };
            const cut = { ...question.question, atPosition: position };
            expect(baselineOf(question, ground)).toEqual(ask(question.view, cut, plain));
            if (position > positions[0]!) moved++;
          }
        }
      }),
      { numRuns: 30 },
    );
    expect(moved).toBeGreaterThan(100);
  });

  it('answers scenarios one after the other as the plain log does, to the letter', () => {
    let answered = 0;
    const scenarios = fc.array(fc.array(anyEdit, { maxLength: 4 }), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(histories, scenarios, questions, (plain, all, parts) => {
        const bytes = packed(plain, next);
        const [shelf, others] = [new BoardCache(bytes), new BoardCache(plain)];
        const ground = { position: plain.position, today, logHash: '0'.repeat(64) };
        for (const makers of [...all, all[0]!]) {
          const edits = makers.map((make) => make(plain));
          const scenario = { edits, views: asked.map(({ view, more }) => ({ view, ...more, ...parts })) };
          const one = run(scenario, { ...ground, history: bytes, shelf });
          const other = run(scenario, { ...ground, history: plain, shelf: others });
          expect(JSON.stringify(one)).toBe(JSON.stringify(other));
          if (one.value) answered++;
        }
      }),
      { numRuns: 15 },
    );
    expect(answered).toBeGreaterThan(15);
  });
});
