import type { ClaimSet, Selection } from './claims.js';
import type { Line } from './line.js';
import { keepAlike, linesBeside } from './same-lines.js';

/** A stream about which claims differ. */
export interface ClaimedStream {
  readonly sets: readonly ClaimSet[];
  readonly selection: Selection;
  /** What it would come to under other selections; counted when it is first asked for. */
  rivals?: readonly RivalLines[];
}

/** What a stream comes to under another selection of its claims. */
export interface RivalLines {
  readonly selection: Selection;
  readonly lines: readonly Line[];
}

/** What a line says apart from numbers: the events that it rests on, and its marks. */
const apart: ReadonlySet<string> = new Set(['rests', 'flags', 'rivals', 'undisclosed', 'undated']);

/**
 * What a stream comes to under other selections of its claims. A line that counts as it does now is the same line, and a
 * selection under which all lines do is left out: it moves no number.
 */
export const rivalLines = (chosen: readonly Line[], told: readonly RivalLines[]): RivalLines[] =>
  told
    .map(({ selection, lines }) => ({ selection, lines: keepAlike(chosen, lines, apart) }))
    .filter(({ lines }) => lines.length !== chosen.length || linesBeside(lines, chosen).length > 0);
