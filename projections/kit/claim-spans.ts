import { areTriedOneByOne, type Selection, selectionsOf } from './claims.js';
import type { Contested } from './contested.js';
import type { Line } from './line.js';
import { type ClaimedStream, rivalLines, type RivalSwap, rivalSwaps } from './rival-lines.js';
import { Spans } from './span.js';
import type { Standpoint } from './standpoint.js';
import type { Tally } from './tally.js';
import type { Answer } from './view.js';

/** What an answer says where not all selections of claims were tried out. */
export const variedOneAtATime =
  'More than 64 combinations of rival claims: the span varies one claim set at a time.';

/** What the claims of a board are tried out on. */
interface ClaimedBoard {
  readonly measures: readonly string[];
  readonly rows: Tally;
  readonly totals: Tally;
  readonly contested: Contested;
  readonly claimed: ReadonlyMap<string, ClaimedStream>;
  linesOf(stream: string): readonly Line[];
  /** Tells what a stream comes to under another selection of its claims. */
  readonly standpoint: Pick<Standpoint, 'linesOf' | 'partsOf'>;
  /** Lets a stream add these lines. */
  put(stream: string, lines: readonly Line[]): void;
  /** Lets some of its lines go and others come. */
  swap(stream: string, swap: Pick<RivalSwap, 'gone' | 'come'>): void;
}

/** Tries out every selection of a stream's claims. */
const tryAll = (spans: Spans, board: ClaimedBoard, stream: string, one: ClaimedStream): void => {
  const { selections } = selectionsOf(one.sets, one.selection);
  const chosen = board.linesOf(stream);
  const told = (selection: Selection): Line[] => board.standpoint.linesOf(stream, { ...one, selection });
  const rivals = (one.rivals ??= rivalLines(
    chosen,
    selections.map((selection) => ({ selection, lines: told(selection) })),
  ));
  spans.observe(
    rivals.map(({ selection, lines }) => ({ selection, settle: () => board.put(stream, lines) })),
    { selection: one.selection, settle: () => board.put(stream, chosen) },
  );
};

/** Tries out each claim of a stream by itself. */
const tryEach = (spans: Spans, board: ClaimedBoard, stream: string, one: ClaimedStream): void => {
  const { standpoint } = board;
  const swaps = (one.swaps ??= rivalSwaps(
    board.linesOf(stream),
    one,
    standpoint.partsOf(stream, one),
    (selection) => standpoint.linesOf(stream, { ...one, selection }),
  ));
  spans.observeEach(
    swaps.map(({ root, gone, come }) => ({
      root,
      settle: () => board.swap(stream, { gone, come }),
      restore: () => board.swap(stream, { gone: come, come: gone }),
    })),
  );
};

/** Writes beside the numbers of an answer the lowest and highest that any selection of rival claims gives. */
export const addSpans = (answer: Answer, board: ClaimedBoard): void => {
  const { measures, rows, totals, claimed } = board;
  if (claimed.size === 0) return;
  const spans = new Spans(measures, [rows, totals]);
  let complete = true;
  for (const [stream, one] of claimed) {
    const isEach = areTriedOneByOne(one.sets);
    complete &&= !isEach;
    (isEach ? tryEach : tryAll)(spans, board, stream, one);
  }
  spans.writeTo(answer.rows, rows);
  board.contested.addMoving(spans.movingIn(rows));
  rows.cells.forEach((cell, index) => {
    const moving = board.contested.movingOf(rows.textOf(cell));
    const row = answer.rows[index];
    if (row && moving.size > 0)
      answer.rows[index] = board.contested.mark(row, new Set([...cell.rests, ...moving]));
  });
  spans.writeTo(answer.totals, totals);
  if (!complete) answer.notes.push(variedOneAtATime);
};
