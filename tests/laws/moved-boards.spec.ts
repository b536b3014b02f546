import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { firstRestsIn } from '../../projections/kit/first-rests.js';
import { ask, views } from '../../projections/index.js';
import { History } from '../../projections/kit/log.js';
import { NameCounts } from '../../projections/kit/name-counts.js';
import { NumberedCounts } from '../../projections/kit/numbered-counts.js';
import { NumberedNames } from '../../projections/kit/numbered-names.js';
import { listRests } from '../../projections/kit/rests.js';
import { publicRecord } from '../../src/public-record.js';
import { editLog, listComparedRests, run } from '../../src/simulator/answer/run.js';
import { BoardCache } from '../../src/simulator/compute/board-cache.js';
import { IncrementalBoard } from '../../src/simulator/compute/incremental-board.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { record, type Sent } from '../given.js';
import { anyEdit } from './any-edit.js';
import { askedOf } from './asked.js';
import { draws } from './found.js';
import { histories, questions } from './histories.js';
import { peopledHistories } from './peopled.js';

const today = '2026-11-23';
const timeline = { timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' };
const questionsOf = (parts: object): { view: string }[] =>
  views.flatMap(({ name: view, timelines }) => [
    { view, ...parts },
    ...(timelines ? [{ view, ...timeline, ...parts }] : []),
  ]);

/** Moves one board to each of some scenarios and back; how many of them changed what it says. */
const compareMoved = (
  history: History,
  scenarios: readonly unknown[][],
  question: { view: string },
): number => {
  const asked = askedOf(history, question);
  const board = new IncrementalBoard(asked, history);
  const baseline = JSON.stringify(ask(asked.view, asked.question, history));
  const told = scenarios.flatMap((edits) => {
    const edited = editLog(readEdits(edits, history).value ?? [], history, asked, today).value?.log;
    if (!edited) return [];
    const answer = JSON.stringify(board.at(edited).answer());
    expect(answer).toBe(JSON.stringify(ask(asked.view, asked.question, edited.outcome)));
    expect(JSON.stringify(board.at().answer())).toBe(baseline);
    return [answer];
  });
  return told.filter((answer) => answer !== baseline).length;
};

describe('A board that is moved to what-ifs and back', () => {
  it('says of any history what a full replay of the log and its edits says, to the letter', () => {
    let changed = 0;
    const scenarios = fc.array(fc.array(anyEdit, { maxLength: 4 }), { minLength: 2, maxLength: 3 });
    fc.assert(
      fc.property(fc.oneof(histories, peopledHistories), scenarios, questions, (history, all, parts) => {
        const made = all.map((edits) => edits.map((edit) => edit(history)));
        for (const question of questionsOf(parts)) changed += compareMoved(history, made, question);
      }),
      { numRuns: 30 },
    );
    expect(changed).toBeGreaterThan(40);
  });
});

describe('A board of the public record', () => {
  const history = new History();
  beforeAll(async () => {
    for (const sent of (await publicRecord()) as Sent[]) record(history, sent);
  });

  it.each(views.map(({ name }) => name))(
    'says of %s without any of its events what a replay says',
    (view) => {
      const { category } = askedOf(history, { view }).view;
      const ids = [...history.streams(category)].flatMap((stream) =>
        history.facts(stream).map(({ id }) => id),
      );
      let changed = 0;
      fc.assert(
        fc.property(fc.uniqueArray(fc.constantFrom(...ids), { minLength: 1, maxLength: 3 }), (events) => {
          changed += compareMoved(history, [events.map((event) => ({ op: 'suppress', event }))], { view });
        }),
        draws(5),
      );
      expect(changed).toBeGreaterThan(0);
    },
  );

  it('lists the first events that numbers rest on as if all of them had been put in order', () => {
    const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
    const shelf = new BoardCache(history, true);
    const deals = [...history.streams('deal')];
    const asked = [
      { view: 'compute-capacity', by: 'layer' },
      { view: 'compute-capacity', by: 'layer', ...timeline },
      { view: 'flows', by: 'edge' },
      { view: 'flows', party: 'openai' },
      { view: 'exposure' },
      { view: 'compute-capacity', by: 'layer', rests: 'all' },
    ];
    fc.assert(
      fc.property(fc.uniqueArray(fc.constantFrom(...deals), { maxLength: 20 }), (targets) => {
        const scenario = { edits: targets.map((target) => ({ op: 'cancel', target })), views: asked };
        const listed = listComparedRests(run(scenario, { ...ground, shelf }), history);
        expect(JSON.stringify(listed)).toBe(
          JSON.stringify(listComparedRests(run(scenario, ground), history)),
        );
      }),
      // Once its end was reckoned in a circle.
      { ...draws(4), examples: [[['deal-openai-stargate-michigan-2025']]] },
    );
  });
});

describe('Counted names of events', () => {
  it.each([
    ['one by one', () => new NameCounts()],
    ['by numbers', () => new NumberedCounts(new NumberedNames())],
  ])(
    'know the first in the order of the log, and how many there are, whatever comes and goes: %s',
    (_, make) => {
      // Their order is not that of their names, and some were never recorded.
      const positionOf = (name: string): number => (Number(name.slice(1)) * 37) % 401;
      const log = {
        confidentialFrom: 1,
        fact: (name: string) =>
          positionOf(name) > 350 ? undefined : { position: positionOf(name), confidential: name === 'n7' },
      } as never;
      const names = Array.from({ length: 400 }, (_, number) => `n${number}`);
      const changes = fc.array(fc.constantFrom(...names), { minLength: 100, maxLength: 300, size: 'max' });
      fc.assert(
        fc.property(fc.subarray(names), changes, (start, turned) => {
          const counts = make();
          const there = new Set(start);
          for (const name of start) counts.add(name, 1);
          for (const name of turned) {
            counts.add(name, there.has(name) ? -1 : 1);
            if (!there.delete(name)) there.add(name);
            const row = (rests: readonly string[]) => listRests({ rests, flags: [] }, log);
            expect(row(counts.firstIn(firstRestsIn(log)))).toEqual(row([...there]));
          }
        }),
        { numRuns: 20 },
      );
    },
  );
});
