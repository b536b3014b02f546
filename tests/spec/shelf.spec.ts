import { describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { IncrementalBoard } from '../../src/simulator/compute/incremental-board.js';
import { editLog } from '../../src/simulator/answer/run.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { BoardCache } from '../../src/simulator/compute/board-cache.js';
import { articleFacts } from '../article.js';
import { ledger } from '../given.js';
import { amdSchedule } from '../what-if.js';
import { valid } from '../valid.js';

const begun = articleFacts.filter(
  ({ stream, type }) =>
    stream.startsWith('party-') || (stream === 'deal-openai-amd-2025' && type === 'DealAnnounced'),
);
const history = ledger([...begun, ...amdSchedule]);
const today = '2026-11-23';
const asked = valid(
  normalise('compute-capacity', { by: 'layer' }, { today, position: history.position }, history),
);
const edits = readEdits([{ op: 'cancel', target: 'deal-openai-amd-2025' }], undefined).value!;
const cancelled = editLog(edits, history, asked, today).value!.log;

describe('A shelf of boards', () => {
  it('has a board once it is put there, moved back: 6 GW after all, though they were cancelled on it', () => {
    const shelf = new BoardCache(history);
    expect(shelf.take(asked)).toBeUndefined();
    const board = new IncrementalBoard(asked, history);
    expect(board.at(cancelled).answer().rows).toEqual([]);
    shelf.put(board);
    const again = shelf.take({ ...asked });
    expect(again).toBe(board);
    expect(headlines(again!)).toEqual([6_000_000]);
  });

  it('lends a board to one at a time, and never again when it is not brought back', () => {
    const shelf = new BoardCache(history);
    shelf.put(new IncrementalBoard(asked, history));
    expect(shelf.take(asked)).toBeDefined();
    expect(shelf.take(asked)).toBeUndefined();
  });

  it('keeps eight boards, those that were put back last', () => {
    const shelf = new BoardCache(history);
    const on = (day: number) => ({
      ...asked,
      question: { ...asked.question, effectiveAt: `2026-11-0${day}` },
    });
    for (let day = 1; day <= 9; day++) shelf.put(new IncrementalBoard(on(day), history));
    expect(shelf.take(on(1))).toBeUndefined();
    expect(shelf.take(on(2))).toBeDefined();
  });
});

const headlines = (board: IncrementalBoard): unknown =>
  board
    .at()
    .answer()
    .rows.map(({ headlineKw }) => (headlineKw as { point: number }).point);
