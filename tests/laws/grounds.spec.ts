import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../events/index.js';
import { exposure } from '../../projections/exposure.js';
import { flows } from '../../projections/flows.js';
import { Board } from '../../projections/kit/board.js';
import type { Row } from '../../projections/kit/line.js';
import { History, type Log, Overlay } from '../../projections/kit/log.js';
import type { Question } from '../../projections/kit/question.js';
import type { View } from '../../projections/kit/view.js';
import { obligations } from '../../projections/obligations.js';
import { ownership } from '../../projections/ownership.js';
import { question } from '../given.js';
import { allDeals, plainHistories, vestingHistories } from './histories.js';

const runs = { numRuns: 25, interruptAfterTimeLimit: 60_000, markInterruptAsFailure: false };

const without = (log: History, fact: Fact): Log =>
  new Overlay(log, new Map([[fact.stream, log.facts(fact.stream).filter(({ id }) => id !== fact.id)]]));

interface Told {
  readonly name: string;
  readonly numbers: string;
  readonly rests: readonly string[];
}

const asText = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? `${inner}` : inner));

/** What a view says of each payment and warrant: sums rest on what each of their lines does. */
const linesIn = (board: Board): Told[] =>
  board.lines
    .filter(({ keys }) => keys.edge !== 'compute')
    .map(({ id, keys, parts, rests }) => ({ name: id, numbers: asText([keys, parts]), rests }));

const warrantsIn = (board: Board): Told[] =>
  (board.answer().warrants as Row[]).map(({ rests, flags: _, ...warrant }) => ({
    name: asText([warrant.deal, warrant.warrant]),
    numbers: asText(warrant),
    rests,
  }));

const overTime = { timeline: 'year', from: '2025-01-01', to: '2029-12-31' } as const;
const running = { ...overTime, options: { cumulative: 'true' } };

const asked: [string, View, Partial<Question>, (board: Board) => Told[]][] = [
  ['obligations', obligations, {}, linesIn],
  ['obligations over time', obligations, overTime, linesIn],
  ['obligations over time, running', obligations, running, linesIn],
  ['flows', flows, {}, linesIn],
  ['flows over time', flows, overTime, linesIn],
  ['exposure', exposure, {}, linesIn],
  ['warrants', ownership, {}, warrantsIn],
];

const days = fc.constantFrom('2025-11-17', '2026-10-15', '2028-01-01');

describe('What a number rests on', () => {
  it.each(asked)('is all that it changes with: %s', (_, view, parts, tell) => {
    const told = (log: Log, effectiveAt: string): Told[] =>
      tell(new Board(view, question({ effectiveAt, by: [], ...parts }), log));
    fc.assert(
      fc.property(view === ownership ? vestingHistories : plainHistories, days, (log, day) => {
        const now = told(log, day);
        for (const fact of allDeals.flatMap((stream) => log.facts(stream))) {
          const left = new Map(told(without(log, fact), day).map((one) => [one.name, one.numbers]));
          for (const { name, numbers } of now.filter(({ rests }) => !rests.includes(fact.id)))
            expect([fact.type, fact.body, left.get(name)]).toEqual([fact.type, fact.body, numbers]);
        }
      }),
      runs,
    );
  });
});
