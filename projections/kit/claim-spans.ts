import { type Selection, selectionsOf } from './claims.js';
import type { Contested } from './contested.js';
import type { Line } from './line.js';
import { type ClaimedStream, rivalLines } from './rival-lines.js';
import { Spans } from './span.js';
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
  /** What a stream comes to under another selection of its claims. */
  told(stream: string, claimed: ClaimedStream, option: Selection): Line[];
  /** Lets a stream add these lines. */
  put(stream: string, lines: readonly Line[]): void;
}

/** Writes beside the numbers of an answer the lowest and highest that any selection of rival claims gives. */
export const addSpans = (answer: Answer, board: ClaimedBoard): void => {
  const { measures, rows, totals, claimed } = board;
  if (claimed.size === 0) return;
  const spans = new Spans(measures, [rows, totals]);
  let complete = true;
  for (const [stream, one] of claimed) {
    const { selections, complete: isWhole } = selectionsOf(one.sets, one.selection);
    complete &&= isWhole;
    const chosen = board.linesOf(stream);
    const rivals = (one.rivals ??= rivalLines(
      chosen,
      selections.map((selection) => ({ selection, lines: board.told(stream, one, selection) })),
    ));
    spans.observe(
      rivals.map(({ selection, lines }) => ({ selection, settle: () => board.put(stream, lines) })),
      { selection: one.selection, settle: () => board.put(stream, chosen) },
    );
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
