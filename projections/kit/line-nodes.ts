import type { AtLeastOne } from '../../events/kit/group.js';
import { withAllInside } from './all-inside.js';
import type { Line } from './line.js';
import type { Parts } from './measure.js';

/** A line with what it contains. */
export interface LineNode {
  line: Line;
  readonly children: LineNode[];
}

/** Lines that are counted together, and what they are counted for beside others of their family. */
export interface ClanLines {
  readonly nodes: AtLeastOne<LineNode>;
  readonly parts: Parts;
  readonly beside: readonly ClanLines[];
}

/** A line and all in it, each before what it contains. */
export const descendantsOf = (node: LineNode): AtLeastOne<LineNode> =>
  withAllInside(node, ({ children }) => children);

/** A line with all in it; most who reckon with it never ask which these are. */
export const wholeLines = (node: LineNode, parts: Parts): ClanLines => ({
  get nodes() {
    return descendantsOf(node);
  },
  parts,
  beside: [],
});

export const nodesIn = (counted: readonly ClanLines[]): LineNode[] => counted.flatMap(({ nodes }) => nodes);
