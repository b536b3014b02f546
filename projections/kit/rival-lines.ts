import type { ClaimedParts } from './claimed-parts.js';
import type { CountedClaims, Selection } from './claims.js';
import type { Line } from './line.js';
import { keepAlike, linesBeside } from './same-lines.js';

/** A stream about which claims differ. */
export interface ClaimedStream extends CountedClaims {
  /** What it would come to under other selections; counted when it is first asked for. */
  rivals?: readonly RivalLines[];
  /** The same where one set at a time is tried out. */
  swaps?: readonly RivalSwap[];
}

/** What a stream comes to under another selection of its claims. */
export interface RivalLines {
  readonly selection: Selection;
  readonly lines: readonly Line[];
}

/** Which lines of a stream go, and which come, with another claim of one set. */
export interface RivalSwap {
  readonly root: string;
  readonly gone: readonly Line[];
  readonly come: readonly Line[];
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

/** Tells a stream as a whole, where it can't be told part by part. */
type TellWhole = (selection: Selection) => readonly Line[];

/** What each other claim of a stream changes by itself; those that move no number are left out. */
export const rivalSwaps = (
  chosen: readonly Line[],
  { sets, selection }: ClaimedStream,
  parts: ClaimedParts | undefined,
  tellWhole: TellWhole,
): RivalSwap[] => {
  const byId = new Map(chosen.map((line) => [line.id, line]));
  return sets.flatMap((set) => {
    const { root } = set;
    const shown = parts?.shown(set).flatMap(({ id }) => byId.get(id) ?? []) ?? chosen;
    const others = set.claims.filter(({ id }) => id !== selection.get(root));
    return others.flatMap(({ id }): RivalSwap[] => {
      const told = parts?.under(set, id) ?? tellWhole(new Map(selection).set(root, id));
      const lines = keepAlike(shown, told, apart);
      const [gone, come] = [linesBeside(shown, lines), linesBeside(lines, shown)];
      return gone.length + come.length > 0 ? [{ root, gone, come }] : [];
    });
  });
};
