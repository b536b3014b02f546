import { describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { IncrementalBoard } from '../../src/simulator/compute/incremental-board.js';
import { editLog } from '../../src/simulator/answer/run.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { BoardCache } from '../../src/simulator/compute/board-cache.js';
import { articleFacts } from '../article.js';
import { ledger, record } from '../given.js';
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

  it.each([
    ['24 of few lines, however long the log', Infinity, 24],
    ['as many as fit by their lines, cells and names', 5, 5],
    ['two that do not fit', 0, 2],
  ])('keeps the boards that were put back last: %s', (_, fitting, kept) => {
    const log = ledger([...begun, ...amdSchedule]);
    log.append({ ...log.facts('deal-openai-amd-2025')[0]!, id: 'the-last', position: 2_000_000 });
    const { lines, cells, names } = new IncrementalBoard(asked, log).keepLines().room;
    expect(Math.min(lines, cells, names)).toBeGreaterThan(1);
    const shelf = new BoardCache(log, false, fitting * (lines * 2_000 + cells * 1_800 + names * 20));
    const on = (day: number) => ({
      ...asked,
      question: { ...asked.question, effectiveAt: `2026-11-${String(day).padStart(2, '0')}` },
    });
    for (let day = 1; day <= kept + 1; day++) shelf.put(new IncrementalBoard(on(day), log).keepLines());
    expect(shelf.take(on(1))).toBeUndefined();
    expect(shelf.take(on(2))).toBeDefined();
  });

  it('moves a board on when its log has grown, and has none for an earlier position', () => {
    const log = ledger(begun);
    const early = { ...asked, question: { ...asked.question, atPosition: log.position } };
    const shelf = new BoardCache(log);
    const board = new IncrementalBoard(early, log);
    shelf.put(board);
    expect(headlines(board)).toEqual([]);
    for (const fact of amdSchedule) record(log, fact);
    const again = shelf.take({ ...asked, question: { ...asked.question, atPosition: log.position } });
    expect(again).toBe(board);
    expect(headlines(board)).toEqual([6_000_000]);
    shelf.put(board);
    expect(shelf.take(early)).toBeUndefined();
  });
});

const headlines = (board: IncrementalBoard): unknown =>
  board
    .at()
    .answer()
    .rows.map(({ headlineKw }) => (headlineKw as { point: number }).point);
