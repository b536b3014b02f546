import { type AtLeastOne, groupBy } from '../../events/kit/group.js';
import { withAllInside } from './all-inside.js';
import { ConnectedNames } from './connected.js';
import { Containers } from './containers.js';
import { excessPart, largerOf, subtractParts, sumOf, capParts } from './family-parts.js';
import type { FamilyRule } from './family-rule.js';
import { Heirs } from './heirs.js';
import type { Line } from './line.js';
import { type ClanLines, descendantsOf, type LineNode, nodesIn, wholeLines } from './line-nodes.js';
import type { LinesTogether } from './lines-together.js';
import type { Parts } from './measure.js';
import { overlapsAmong } from './stated-overlaps.js';
import { type OverlapEdge, maximumSpanningForest, withinSize, withoutOverlaps } from './overlap.js';

/** What is counted of a line and of what it contains, and what is in it that is not asked for. */
interface Split {
  readonly counted: readonly ClanLines[];
  readonly left: readonly ClanLines[];
}

const isEachOnce = (names: readonly string[]): boolean =>
  names.length < 2 || new Set(names).size === names.length;

/** Whether a line, as it is, says all that it counts for: most of them do, and need no other beside them. */
const isToldBy = (line: Line, parts: Parts): boolean =>
  line.parts === parts && isEachOnce(line.rests) && isEachOnce(line.flags);

const withoutParts = (line: Line): Line => ({ ...line, parts: {} });

/**
 * Lines that have to be reckoned together. A container counts for the larger of its own and the sum of its parts,
 * recursively, bound by bound. Where only some of a family are asked for, a container counts for what the others leave
 * of it, bounds crossed, within its own headline; so each part is in its reckoning whatever is asked. What a statement
 * leaves behind counts with the one that took its place, and what two lines say of the same thing counts once.
 */
export class Clan implements LinesTogether {
  readonly #nodes = new Map<string, LineNode>();
  readonly #containers: Containers;
  readonly #heirs: Heirs;
  readonly #wholes = new Map<LineNode, Parts>();
  readonly #inherited = new Map<string, readonly Line[]>();

  constructor(
    readonly lines: readonly Line[],
    readonly rule: FamilyRule,
  ) {
    this.#heirs = new Heirs(lines, (line) => this.#keyOf(line), rule.lasting);
    this.#containers = new Containers(lines, this.#heirs, (line) => this.#keyOf(line));
    for (const line of lines)
      if (this.#heirs.heirOf(line) === undefined) this.#nodes.set(line.id, { line, children: [] });
    for (const [id, node] of this.#nodes)
      this.#nodes.get(this.#containers.over(id) ?? '')?.children.push(node);
    for (const heir of [...this.#heirs.heirs].sort()) this.#inherit(heir);
  }

  counted(groupOf: (line: Line) => string | undefined): Line[] {
    const groups = Map.groupBy(this.#nodes.values(), ({ line }) => (line.isGone ? undefined : groupOf(line)));
    groups.delete(undefined);
    return [...groups.values()].flatMap((asked) => this.#group(new Set(asked)));
  }

  whole(id: string): Parts | undefined {
    const node = this.#nodes.get(id);
    return node && !node.line.isGone ? this.#whole(node) : undefined;
  }

  standingFor(id: string): Line | undefined {
    return this.#containers.standingFor(id);
  }

  above(id: string): string[] {
    return this.#containers.above(id);
  }

  #keyOf({ keys }: Line): string {
    return JSON.stringify(this.rule.within.map((name) => keys[name] ?? null));
  }

  /** The lines of a statement that no other line of it contains. */
  #outerOf(heir: string): LineNode[] {
    const lines = this.#heirs.linesOf(heir);
    const ids = new Set(lines.map(({ id }) => id));
    return lines
      .filter((line) => !this.above(line.id).some((id) => ids.has(id)))
      .flatMap((line) => this.#nodes.get(line.id) ?? []);
  }

  /** A statement counts for the larger of what lasts of the ones before and its own: put on its largest line. */
  #inherit(heir: string): void {
    const outer = this.#outerOf(heir);
    const [first, ...rest] = outer;
    if (!first) return;
    const largest = rest.reduce(
      (one, other) => (this.#sizeOf(other) > this.#sizeOf(one) ? other : one),
      first,
    );
    const others = sumOf(outer.filter((node) => node !== largest).map((node) => this.#whole(node)));
    const lasting = this.#heirs.lastingIn(heir);
    const beside = Object.fromEntries(
      Object.entries(lasting).map(([name, part]) => [
        name,
        others[name] ? excessPart(part, others[name]) : part,
      ]),
    );
    const parts = this.rule.derived(largerOf(largest.line.parts, beside));
    this.#replace(largest, { ...largest.line, parts });
    this.#inherited.set(largest.line.id, this.#heirs.inherited(heir));
  }

  #sizeOf({ line }: LineNode): bigint {
    const { size } = this.rule;
    const bounds = size === undefined ? undefined : line.parts[size]?.bounds;
    return bounds ? (bounds.point ?? bounds.low) : 0n;
  }

  #replace(node: LineNode, line: Line): void {
    node.line = line;
    this.#wholes.clear();
  }

  /** The larger of its own and the sum of its parts. */
  #whole(node: LineNode): Parts {
    const known = this.#wholes.get(node);
    if (known) return known;
    // What is contained comes first: however deep it is, nothing calls itself.
    for (const one of descendantsOf(node).toReversed())
      if (!this.#wholes.has(one)) this.#wholes.set(one, this.#wholeOver(one));
    return this.#wholes.get(node) ?? node.line.parts;
  }

  #wholeOver({ line, children }: LineNode): Parts {
    const own = line.isGone ? {} : line.parts;
    const inner = children.map((child) => wholeLines(child, this.#whole(child)));
    return inner.length === 0 ? own : this.rule.derived(largerOf(own, this.#sum(inner)));
  }

  #group(asked: ReadonlySet<LineNode>): Line[] {
    const [first, ...others] = asked;
    // What counts alone counts alike wherever it is contained.
    const counted =
      first && others.length === 0
        ? this.#asked(first, [], this.#wholesIn(first)).counted
        : this.#roots.flatMap((node) => this.#split(node, asked).counted);
    return this.#joined(counted).flatMap((one) => this.#told(one));
  }

  get #roots(): LineNode[] {
    return [...this.#nodes.values()].filter(({ line }) => this.#containers.over(line.id) === undefined);
  }

  /** What is next within a line, each as a whole; of what is gone its parts. */
  #wholesIn({ children }: LineNode): ClanLines[] {
    return children
      .flatMap((child) => withAllInside(child, (one) => (one.line.isGone ? one.children : [])))
      .filter(({ line }) => !line.isGone)
      .map((one) => wholeLines(one, this.#whole(one)));
  }

  #split(node: LineNode, asked: ReadonlySet<LineNode>): Split {
    const known = new Map<LineNode, Split>();
    for (const one of descendantsOf(node).toReversed()) known.set(one, this.#splitOver(one, asked, known));
    return known.get(node) ?? { counted: [], left: [] };
  }

  #splitOver(node: LineNode, asked: ReadonlySet<LineNode>, known: ReadonlyMap<LineNode, Split>): Split {
    const splits = node.children.flatMap((child) => known.get(child) ?? []);
    const counted = splits.flatMap((split) => split.counted);
    const left = splits.flatMap((split) => split.left);
    if (node.line.isGone) return { counted, left };
    return asked.has(node) ? this.#asked(node, counted, left) : this.#unasked(node, counted, left);
  }

  #asked(node: LineNode, counted: readonly ClanLines[], left: readonly ClanLines[]): Split {
    const parts = node.children.length === 0 ? node.line.parts : this.#beside(node.line.parts, counted, left);
    return { counted: [{ nodes: [node, ...nodesIn(counted)], parts, beside: left }], left };
  }

  #beside(own: Parts, counted: readonly ClanLines[], left: readonly ClanLines[]): Parts {
    const inner = this.#sum(counted);
    if (left.length === 0) return this.rule.derived(largerOf(own, inner));
    const remainder = largerOf(subtractParts(own, this.#sum(left)), inner);
    return this.rule.derived(capParts(remainder, this.rule.ceilings));
  }

  #unasked(node: LineNode, counted: readonly ClanLines[], left: readonly ClanLines[]): Split {
    if (counted.length === 0) return { counted, left: [wholeLines(node, this.#whole(node))] };
    const parts = subtractParts(this.#whole(node), this.#sum(counted));
    return { counted, left: [{ nodes: [node, ...nodesIn(left)], parts, beside: [] }] };
  }

  /** The sum of some, with what is the same in them once. */
  #sum(counted: readonly ClanLines[]): Parts {
    const sum = sumOf(counted.map(({ parts }) => parts));
    const { size } = this.rule;
    const edges = size === undefined ? [] : this.#edges(counted);
    if (size === undefined || edges.length === 0) return sum;
    const forest = maximumSpanningForest(edges, size, ({ id }) => this.above(id));
    const lines = counted.map(({ parts }) => parts);
    const once = capParts(withoutOverlaps(sum, lines, forest, size), this.#promisedCeilings);
    return { ...once, ...withinSize(once, lines, this.rule.lasting, size) };
  }

  /** More may draw power than is surely promised. */
  get #promisedCeilings(): Record<string, string> {
    const { ceilings, lasting } = this.rule;
    return Object.fromEntries(Object.entries(ceilings).filter(([measure]) => !lasting.includes(measure)));
  }

  /** What is stated to be the same in two of these; a remainder need not hold what is the same in the whole. */
  #edges(counted: readonly ClanLines[]): OverlapEdge[] {
    if (counted.length < 2 || this.lines.every(({ overlaps }) => !overlaps)) return [];
    const places = new Map(
      counted.flatMap((one, place) =>
        one.beside.length > 0
          ? []
          : one.nodes.map((node, at) => [node.line.id, { node, place, isAll: at === 0 }] as const),
      ),
    );
    const at = (id: string) => places.get(this.standingFor(id)?.id ?? id);
    // Of the others nothing is asked: what is around these is reckoned only now, by what these come to.
    const endOf = (id: string): OverlapEdge['one'] | undefined => {
      const node = at(id) && this.#nodes.get(id);
      return node && this.#end(node);
    };
    return overlapsAmong(this.lines, this.rule.size, endOf).flatMap(
      ({ one: oneId, other: otherId, power, rests }) => {
        const [one, other] = [at(oneId), at(otherId)];
        if (!one || !other || one.place === other.place) return [];
        if (this.#keyOf(one.node.line) !== this.#keyOf(other.node.line)) return [];
        return [{ one: this.#endAt(one), other: this.#endAt(other), power, rests }];
      },
    );
  }

  #endAt({ node, ...at }: { node: LineNode; place: number; isAll: boolean }): OverlapEdge['one'] {
    return { ...this.#end(node), ...at };
  }

  #end(node: LineNode): OverlapEdge['one'] {
    return { line: node.line, parts: this.#whole(node) };
  }

  /** Those that overlap are one from then on. */
  #joined(counted: readonly ClanLines[]): ClanLines[] {
    const edges = this.rule.size === undefined ? [] : this.#edges(counted);
    if (edges.length === 0) return [...counted];
    const connected = new ConnectedNames();
    for (const { nodes } of counted)
      for (const { line } of nodes) connected.connect(line.id, nodes[0].line.id);
    for (const { one, other } of edges) connected.connect(one.line.id, other.line.id);
    const groups = groupBy(counted, ({ nodes: [{ line }] }) => connected.rootOf(line.id));
    return [...groups.values()].map((some) => this.#one(some));
  }

  #one(some: AtLeastOne<ClanLines>): ClanLines {
    const [first, ...others] = some;
    if (others.length === 0) return first;
    return {
      nodes: [...first.nodes, ...nodesIn(others)],
      parts: this.rule.derived(this.#sum(some)),
      beside: some.flatMap(({ beside }) => beside),
    };
  }

  /** One line for each, of which the first has what they all are counted for. */
  #told({ nodes, parts, beside }: ClanLines): Line[] {
    const [{ line }, ...rest] = nodes;
    const first = this.#withInherited(line);
    const others = rest.map((node) => this.#withInherited(node.line));
    if (beside.length === 0 && isToldBy(first, parts)) return [first, ...others.map(withoutParts)];
    const left = nodesIn(beside).map(({ line }) => line);
    const isHypothetical = left.some(({ flags }) => flags.includes('hypothetical'));
    const told: Line = {
      ...first,
      parts,
      rests: [...new Set([...first.rests, ...left.flatMap(({ rests }) => rests)])],
      flags: [
        ...new Set([
          ...first.flags,
          ...(left.length > 0 ? ['remainder'] : []),
          ...(isHypothetical ? ['hypothetical'] : []),
        ]),
      ],
    };
    return [told, ...others.map(withoutParts)];
  }

  #withInherited(line: Line): Line {
    const before = this.#inherited.get(line.id);
    return before
      ? { ...line, rests: [...new Set([...line.rests, ...before.flatMap(({ rests }) => rests)])] }
      : line;
  }
}
