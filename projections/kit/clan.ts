import type { Bounds } from '../../events/kit/quantity.js';
import { largerOf, subtractParts, sumOf, capParts } from './family-parts.js';
import { Heirs } from './heirs.js';
import type { Line } from './line.js';
import type { Part, Parts } from './measure.js';
import {
  commonThrough,
  type OverlapEdge,
  maximumSpanningForest,
  withinSize,
  withoutOverlaps,
} from './overlap.js';

/** How the measures of a view go together where statements contain, overlap or succeed each other. */
export interface FamilyRule {
  /** Dimensions in which lines must agree to be added up together. */
  readonly within: readonly string[];
  /** The measure that another one never exceeds, in the order in which they are held to it. */
  readonly ceilings: Readonly<Record<string, string>>;
  /** Measures that a statement hands on to the one that takes its place: the larger of both counts. */
  readonly lasting: readonly string[];
  /** The measure whose size says how much of an overlap is the same in both. */
  readonly size?: string;
  /** With what follows from measures once the family rule has been applied to them. */
  derived(parts: Parts): Parts;
}

/** A line with what it contains. */
interface LineNode {
  line: Line;
  readonly children: LineNode[];
}

/** Lines that are counted together, and what they are counted for beside others of their family. */
interface CountedLines {
  readonly nodes: readonly LineNode[];
  readonly parts: Parts;
  readonly beside: readonly CountedLines[];
}

/** What is counted of a line and of what it contains, and what is in it that is not asked for. */
interface Split {
  readonly counted: readonly CountedLines[];
  readonly left: readonly CountedLines[];
}

/** Two lines, by id, that have so much in common. */
interface StatedOverlap {
  readonly one: string;
  readonly other: string;
  readonly power: Bounds | undefined;
  readonly rests: readonly string[];
}

/** Which group a line is asked for in; undefined where it is not asked for. */
type GroupOf = (line: Line) => string | undefined;

const descendantsOf = (node: LineNode): LineNode[] => [node, ...node.children.flatMap(descendantsOf)];
const nodesIn = (counted: readonly CountedLines[]): LineNode[] => counted.flatMap(({ nodes }) => nodes);

/** What of one is beyond the other, bound by bound and in order: added to the other it is the one again. */
const excessPart = ({ bounds: one }: Part, { bounds: other }: Part): Part => {
  const low = one.low > other.low ? one.low - other.low : 0n;
  const point = one.point === null || other.point === null ? null : one.point - other.point;
  const known = point === null ? null : point > low ? point : low;
  const open = one.high === null || other.high === null;
  const high = open ? null : one.high - other.high;
  const least = known ?? low;
  return { bounds: { low, point: known, high: high === null ? null : high > least ? high : least } };
};

/**
 * Lines that have to be reckoned together. A container counts for the larger of its own and the sum of its parts,
 * recursively, bound by bound. Where only some of a family are asked for, a container counts for what the others leave
 * of it, bounds crossed, within its own headline; so each part is in its reckoning whatever is asked. What a statement
 * leaves behind counts with the one that took its place, and what two lines say of the same thing counts once.
 */
export class Clan {
  readonly #byId: ReadonlyMap<string, Line>;
  readonly #nodes = new Map<string, LineNode>();
  readonly #above = new Map<string, string>();
  readonly #heirs: Heirs;
  readonly #wholes = new Map<LineNode, Parts>();
  readonly #inherited = new Map<string, readonly Line[]>();

  constructor(
    readonly lines: readonly Line[],
    readonly rule: FamilyRule,
  ) {
    this.#byId = new Map(lines.map((line) => [line.id, line]));
    this.#heirs = new Heirs(lines, (line) => this.#keyOf(line), rule.lasting);
    if (this.#isPlain) return;
    for (const line of lines)
      if (this.#heirs.heirOf(line) === undefined) this.#nodes.set(line.id, { line, children: [] });
    for (const { line } of this.#nodes.values()) this.#place(line);
    for (const [id, container] of this.#above)
      this.#nodes.get(container)!.children.push(this.#nodes.get(id)!);
    for (const heir of [...this.#heirs.heirs].sort()) this.#inherit(heir);
  }

  /**
   * What each group of lines adds: one line for each that is asked for and stands. Of lines that count together the
   * first has what they count for, the others nothing.
   */
  counted(groupOf: GroupOf): Line[] {
    if (this.#isPlain) return this.lines.filter((line) => !line.isGone && groupOf(line) !== undefined);
    const groups = new Set(
      [...this.#nodes.values()].flatMap(({ line }) => (line.isGone ? [] : (groupOf(line) ?? []))),
    );
    return [...groups].flatMap((group) => this.#group((line) => !line.isGone && groupOf(line) === group));
  }

  /** A line with all that it contains; undefined where it is not there, or counts with its heir. */
  whole(id: string): Parts | undefined {
    if (this.#isPlain) return this.lines.find((line) => line.id === id && !line.isGone)?.parts;
    const node = this.#nodes.get(id);
    return node && !node.line.isGone ? this.#whole(node) : undefined;
  }

  /** The line that stands for this one: itself, or the one that took its place. */
  standingFor(id: string): Line | undefined {
    const line = this.#line(id);
    const heir = line && this.#heirs.heirOf(line);
    return heir === undefined ? line : this.#soleOf(heir);
  }

  /** The containers above a line, nearest first. */
  above(id: string): string[] {
    const chain: string[] = [];
    let container = this.#above.get(id);
    while (container !== undefined) {
      chain.push(container);
      container = this.#above.get(container);
    }
    return chain;
  }

  /** Nothing in it contains, overlaps or succeeds anything. */
  get #isPlain(): boolean {
    return this.lines.length < 2;
  }

  #keyOf({ keys }: Line): string {
    return JSON.stringify(this.rule.within.map((name) => keys[name] ?? null));
  }

  #place(line: Line): void {
    const container = this.#containerOf(line);
    if (container && this.#keyOf(container) === this.#keyOf(line) && !this.#isInCircle(line))
      this.#above.set(line.id, container.id);
  }

  /** Its container, or what took the place of that, unless the line contains or is that itself: then the next above. */
  #containerOf(line: Line): Line | undefined {
    return this.#statedAbove(line)
      .map((id) => ({ id, standing: this.standingFor(id) }))
      .find(({ id, standing }) => standing && (standing.id === id || !this.#isIn(standing, line)))?.standing;
  }

  #isIn(line: Line, container: Line): boolean {
    return line.id === container.id || this.#statedAbove(line).includes(container.id);
  }

  /** The containers that are stated above a line, nearest first; a circle ends where it closes. */
  #statedAbove({ container }: Line): string[] {
    const chain: string[] = [];
    let next = container;
    while (next !== undefined && !chain.includes(next)) {
      chain.push(next);
      next = this.#line(next)?.container;
    }
    return chain;
  }

  #line(id: string): Line | undefined {
    return this.#byId.get(id);
  }

  /** Statements that contain each other in a circle contain nothing: each counts where it stands. */
  #isInCircle(line: Line): boolean {
    const seen = new Set<string>();
    let above = this.#containerOf(line);
    while (above && !seen.has(above.id)) {
      if (above.id === line.id) return true;
      seen.add(above.id);
      above = this.#containerOf(above);
    }
    return false;
  }

  /** The lines of a statement that no other line of it contains. */
  #outerOf(heir: string): LineNode[] {
    const lines = this.#heirs.linesOf(heir);
    const ids = new Set(lines.map(({ id }) => id));
    return lines
      .filter((line) => !this.above(line.id).some((id) => ids.has(id)))
      .map((line) => this.#nodes.get(line.id)!);
  }

  /** The one line of a statement that stands for all that it took the place of; undefined where it has several. */
  #soleOf(heir: string): Line | undefined {
    const lines = this.#heirs.linesOf(heir);
    const ids = new Set(lines.map(({ id }) => id));
    const outer = lines.filter(({ container }) => container === undefined || !ids.has(container));
    return outer.length === 1 ? outer[0] : undefined;
  }

  /** A statement counts for the larger of what lasts of the ones before and its own: put on its largest line. */
  #inherit(heir: string): void {
    const outer = this.#outerOf(heir);
    const largest = outer.reduce(
      (one, other) => (this.#sizeOf(other) > this.#sizeOf(one) ? other : one),
      outer[0]!,
    );
    if (!largest) return;
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
    const { line, children } = node;
    const own = line.isGone ? {} : line.parts;
    const inner = children.map((child) => ({
      nodes: descendantsOf(child),
      parts: this.#whole(child),
      beside: [],
    }));
    const whole = inner.length === 0 ? own : this.rule.derived(largerOf(own, this.#sum(inner)));
    this.#wholes.set(node, whole);
    return whole;
  }

  #group(isAsked: (line: Line) => boolean): Line[] {
    const roots = [...this.#nodes.values()].filter(({ line }) => !this.#above.has(line.id));
    const counted = roots.flatMap((root) => this.#split(root, isAsked).counted);
    return this.#joined(counted).flatMap((one) => this.#told(one));
  }

  #split(node: LineNode, isAsked: (line: Line) => boolean): Split {
    const splits = node.children.map((child) => this.#split(child, isAsked));
    const counted = splits.flatMap((split) => split.counted);
    const left = splits.flatMap((split) => split.left);
    if (node.line.isGone) return { counted, left };
    return isAsked(node.line) ? this.#asked(node, counted, left) : this.#unasked(node, counted, left);
  }

  #asked(node: LineNode, counted: readonly CountedLines[], left: readonly CountedLines[]): Split {
    const parts = node.children.length === 0 ? node.line.parts : this.#beside(node.line.parts, counted, left);
    return { counted: [{ nodes: [node, ...nodesIn(counted)], parts, beside: left }], left };
  }

  #beside(own: Parts, counted: readonly CountedLines[], left: readonly CountedLines[]): Parts {
    const inner = this.#sum(counted);
    if (left.length === 0) return this.rule.derived(largerOf(own, inner));
    const remainder = largerOf(subtractParts(own, this.#sum(left)), inner);
    return this.rule.derived(capParts(remainder, this.rule.ceilings));
  }

  #unasked(node: LineNode, counted: readonly CountedLines[], left: readonly CountedLines[]): Split {
    if (counted.length === 0)
      return { counted, left: [{ nodes: descendantsOf(node), parts: this.#whole(node), beside: [] }] };
    const parts = subtractParts(this.#whole(node), this.#sum(counted));
    return { counted, left: [{ nodes: [node, ...nodesIn(left)], parts, beside: [] }] };
  }

  /** The sum of some, with what is the same in them once. */
  #sum(counted: readonly CountedLines[]): Parts {
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
  #edges(counted: readonly CountedLines[]): OverlapEdge[] {
    if (counted.length < 2 || this.lines.every(({ overlaps }) => !overlaps)) return [];
    const places = new Map(
      counted.flatMap((one, place) =>
        one.beside.length > 0 ? [] : one.nodes.map((node) => [node.line.id, { node, place }] as const),
      ),
    );
    const at = (id: string): { node: LineNode; place: number } | undefined =>
      places.get(this.standingFor(id)?.id ?? id);
    return [...this.#stated, ...this.#common].flatMap(({ one: oneId, other: otherId, power, rests }) => {
      const [one, other] = [at(oneId), at(otherId)];
      if (!one || !other || one.place === other.place) return [];
      if (this.#keyOf(one.node.line) !== this.#keyOf(other.node.line)) return [];
      return [{ one: this.#endIn(counted, one), other: this.#endIn(counted, other), power, rests }];
    });
  }

  #endIn(
    counted: readonly CountedLines[],
    { node, place }: { node: LineNode; place: number },
  ): OverlapEdge['one'] {
    return { ...this.#end(node), place, isAll: counted[place]!.nodes[0] === node };
  }

  /** The overlaps as they were stated. */
  get #stated(): StatedOverlap[] {
    return this.lines.flatMap(({ id, overlaps = [] }) =>
      overlaps.map(({ other, power, rests }) => ({ one: id, other, power, rests })),
    );
  }

  /** What lines have in common because they overlap one that has ended since. */
  get #common(): StatedOverlap[] {
    return this.lines.flatMap((line) => (line.was ? this.#commonThrough(line, line.was) : []));
  }

  #commonThrough(line: Line, was: Bounds): StatedOverlap[] {
    const { size } = this.rule;
    const touching = this.#stated.flatMap((stated) => {
      const id = stated.one === line.id ? stated.other : stated.other === line.id ? stated.one : undefined;
      const node = id === undefined ? undefined : this.#nodes.get(id);
      return node ? [{ node, power: stated.power, rests: stated.rests }] : [];
    });
    if (size === undefined || touching.length < 2) return [];
    const ended = { line, parts: { [size]: { bounds: was } } };
    const edges = touching.map(({ node, ...stated }) => ({ one: this.#end(node), other: ended, ...stated }));
    return edges.flatMap((first, place) =>
      edges.slice(place + 1).map((second) => ({
        one: first.one.line.id,
        other: second.one.line.id,
        power: commonThrough(first, second, was, size),
        rests: [...first.rests, ...second.rests],
      })),
    );
  }

  #end(node: LineNode): OverlapEdge['one'] {
    return { line: node.line, parts: this.#whole(node) };
  }

  /** Those that overlap are one from then on. */
  #joined(counted: readonly CountedLines[]): CountedLines[] {
    const edges = this.rule.size === undefined ? [] : this.#edges(counted);
    if (edges.length === 0) return [...counted];
    const placeOf = new Map(counted.flatMap((one, place) => one.nodes.map(({ line }) => [line.id, place])));
    const groups = counted.map((_, place) => place);
    const groupOf = ({ line }: OverlapEdge['one']): number => groups[placeOf.get(line.id)!]!;
    for (const { one, other } of edges) {
      const [from, to] = [groupOf(one), groupOf(other)];
      groups.forEach((group, place) => group === from && (groups[place] = to));
    }
    return [...Map.groupBy(counted, (_, place) => groups[place]!).values()].map((some) => this.#one(some));
  }

  #one(some: readonly CountedLines[]): CountedLines {
    if (some.length === 1) return some[0]!;
    return {
      nodes: nodesIn(some),
      parts: this.rule.derived(this.#sum(some)),
      beside: some.flatMap(({ beside }) => beside),
    };
  }

  /** One line for each, of which the first has what they all are counted for. */
  #told({ nodes, parts, beside }: CountedLines): Line[] {
    const [first, ...others] = nodes.map(({ line }) => this.#withInherited(line));
    const left = nodesIn(beside).map(({ line }) => line);
    const isHypothetical = left.some(({ flags }) => flags.includes('hypothetical'));
    const told: Line = {
      ...first!,
      parts,
      rests: [...new Set([...first!.rests, ...left.flatMap(({ rests }) => rests)])],
      flags: [
        ...new Set([
          ...first!.flags,
          ...(left.length > 0 ? ['remainder'] : []),
          ...(isHypothetical ? ['hypothetical'] : []),
        ]),
      ],
    };
    return [told, ...others.map((line) => ({ ...line, parts: {} }))];
  }

  #withInherited(line: Line): Line {
    const before = this.#inherited.get(line.id);
    return before
      ? { ...line, rests: [...new Set([...line.rests, ...before.flatMap(({ rests }) => rests)])] }
      : line;
  }
}
