import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { ask } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import type { Grouping } from '../../projections/kit/grouped-sums.js';
import type { Line } from '../../projections/kit/line.js';
import { History } from '../../projections/kit/log.js';
import { Sum } from '../../projections/kit/measure.js';
import { publicRecord } from '../../src/public-record.js';
import { IncrementalBoard } from '../../src/simulator/compute/incremental-board.js';
import { editLog } from '../../src/simulator/answer/run.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { record, type Sent } from '../given.js';
import { valid } from '../valid.js';
import { anyEdit } from './any-edit.js';
import { askedOf } from './asked.js';
import { histories } from './histories.js';

const today = '2026-11-23';

const isPaid = ({ parts }: Line): boolean => parts.unpaidUsCents !== undefined;
const table = { measures: ['amountUsCents', 'unpaidUsCents', 'headlineKw'], rests: true };

/** Each line by itself, row by row, and by keys that are no row's. */
const groupings: readonly Grouping[] = [
  { tables: [{ ...table, by: ['giver', 'receiver', 'kind'], has: () => true }] },
  { together: ['party', 'counterparty', 'side'], tables: [{ ...table, by: ['party', 'side'], has: isPaid }] },
  {
    together: ['kind', 'basis', 'layer', 'currency', 'side', 'counterparty', 'party'],
    tables: [
      { ...table, by: ['party', 'kind'], has: () => true },
      { ...table, by: ['side'], has: isPaid, rests: false },
    ],
  },
];

const textOf = (names: readonly string[], { keys }: Pick<Line, 'keys'>): string =>
  JSON.stringify(names.map((name) => keys[name] ?? null));

const wordsOf = ({ low, point, high }: Sum['bounds']): string[] => [low, point, high].map(String);

const sumOf = (lines: readonly Line[], measure: string): string[] => {
  const sum = new Sum();
  for (const { parts } of lines) if (parts[measure]) sum.add(parts[measure], 1n);
  return wordsOf(sum.bounds);
};

/** The same of all lines, every time anew. */
const plainSums = (board: Board, { together, tables }: Grouping): unknown[] => {
  const lines = together ? board.countedBy((keys) => textOf(together, { keys })) : board.lines;
  return tables.map(({ by, measures, has, rests }) =>
    [...Map.groupBy(lines.filter(has), (line) => textOf(by, line))]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([text, own]) => ({
        text,
        sums: measures.map((measure) => sumOf(own, measure)),
        rests: rests ? [...new Set(own.flatMap((line) => line.rests))].sort() : [],
        undisclosed: [...new Set(own.flatMap((line) => line.undisclosed ?? []))].sort(),
      })),
  );
};

const keptSums = (board: Board, grouping: Grouping): unknown[] =>
  board.sums(grouping).map((tally) =>
    tally.cells.map((cell) => ({
      text: textOf(tally.dimensions, cell),
      sums: tally.measures.map((measure) => wordsOf(cell.sum(measure).bounds)),
      rests: tally.hasRests ? cell.rests.sorted : [],
      undisclosed: cell.undisclosed.sorted,
    })),
  );

describe('Sums that a board keeps beside its rows', () => {
  it.each(['exposure', 'flows'])('are those of all lines of %s wherever it is moved', (view) => {
    let moved = 0;
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.array(anyEdit, { maxLength: 3 }), { maxLength: 3 }),
        (history, all) => {
          const asked = askedOf(history, { view });
          const board = new IncrementalBoard(asked, history);
          const start = groupings.map((grouping) => keptSums(board.at(), grouping));
          for (const edits of all) {
            const read = readEdits(
              edits.map((edit) => edit(history)),
              history,
            );
            const edited = editLog(read.value ?? [], history, asked, today).value?.log;
            if (!edited) continue;
            const fresh = new Board(asked.view, asked.question, edited.outcome);
            for (const grouping of groupings)
              expect(keptSums(board.at(edited), grouping)).toEqual(plainSums(fresh, grouping));
            if (JSON.stringify(keptSums(board.at(edited), groupings[0]!)) !== JSON.stringify(start[0]))
              moved++;
            expect(groupings.map((grouping) => keptSums(board.at(), grouping))).toEqual(start);
          }
        },
      ),
      { numRuns: 40 },
    );
    expect(moved).toBeGreaterThan(5);
  });
});

const history = new History();
beforeAll(async () => {
  for (const sent of (await publicRecord()) as Sent[]) record(history, sent);
});

describe('Stakes beside a board', () => {
  it.each(['exposure', 'flows'])(
    'are those of the log that it stands on, whatever %s is moved to',
    (view) => {
      const asked = askedOf(history, { view });
      const board = new IncrementalBoard(asked, history);
      const baseline = JSON.stringify(ask(asked.view, asked.question, history));
      const ids = [...history.streams('stake')].flatMap((stream) =>
        history.facts(stream).map(({ id }) => id),
      );
      const told = ids.slice(0, 25).map((event) => {
        const edited = valid(
          editLog(valid(readEdits([{ op: 'suppress', event }], history)), history, asked, today),
        );
        const answer = JSON.stringify(board.at(edited.log).answer());
        expect(answer).toBe(JSON.stringify(ask(asked.view, asked.question, edited.log.outcome)));
        expect(JSON.stringify(board.at().answer())).toBe(baseline);
        return answer;
      });
      expect(told.filter((answer) => answer !== baseline).length).toBeGreaterThan(5);
    },
  );
});

describe('Loops of the public record through one party', () => {
  const loopsOf = (given: object): { parties: string[] }[] => {
    const { view, question } = askedOf(history, { view: 'flows', ...given });
    return ask(view, question, history).loops as { parties: string[] }[];
  };

  it.each(['openai', 'nvidia', 'amd', 'microsoft'])('are those of all that %s is in', (party) => {
    const through = loopsOf({}).filter(({ parties }) => parties.includes(party));
    expect(loopsOf({ party })).toEqual(through);
    expect(through.length).toBeGreaterThan(0);
  });
});
