import type { Line } from './line.js';
import { beyond, isNothing, type Part, smaller, Sum } from './measure.js';

/**
 * Lines and the containers that include them. A container counts for the larger of its own and the sum of its parts,
 * recursively, bound by bound; its own line shows what it says beyond its parts, so that lines add up.
 */
export class Families {
  readonly #lines = new Map<string, Line>();
  readonly #parts = new Map<string, Set<string>>();

  constructor(
    /** Dimensions in which a part must agree with its container to be counted inside it. */
    readonly within: readonly string[],
  ) {}

  put(line: Line): void {
    this.#lines.set(line.id, line);
    if (line.container === undefined) return;
    this.#parts.set(line.container, (this.#parts.get(line.container) ?? new Set()).add(line.id));
  }

  remove(line: Line): void {
    this.#lines.delete(line.id);
    if (line.container !== undefined) this.#parts.get(line.container)?.delete(line.id);
  }

  line(id: string): Line | undefined {
    return this.#lines.get(id);
  }

  /** The containers above a line, nearest first; a circle ends where it closes. */
  above(line: Line): string[] {
    const chain: string[] = [];
    let container = line.container;
    while (container !== undefined && !chain.includes(container)) {
      chain.push(container);
      container = this.#lines.get(container)?.container;
    }
    return chain;
  }

  /** The line as it counts beside its parts; undefined when there is no such line. */
  shown(id: string): Line | undefined {
    const line = this.#lines.get(id);
    return line && !line.isGone ? this.#beside(line) : undefined;
  }

  #beside(line: Line): Line {
    const parts = this.#partsOf(line);
    if (parts.length === 0) return line;
    const lines = parts.flatMap((inner) => this.#whole(inner));
    const left = Object.entries(line.parts).map(
      ([measure, own]) => [measure, remainder(own, lines, measure)] as const,
    );
    return { ...line, parts: withinStated(Object.fromEntries(left)), flags: [...line.flags, 'container'] };
  }

  /** A part as its container sees it: what it says itself beside its own parts, and those parts. */
  #whole(line: Line): Line[] {
    const own = line.isGone ? [] : [this.#beside(line)];
    return [...own, ...this.#partsOf(line).flatMap((inner) => this.#whole(inner))];
  }

  /** Statements that contain each other in a circle contain nothing: each counts where it stands. */
  #partsOf(line: Line): Line[] {
    return [...(this.#parts.get(line.id) ?? [])]
      .map((id) => this.#lines.get(id)!)
      .filter((part) => !this.above(part).includes(part.id))
      .filter((part) => this.within.every((dimension) => part.keys[dimension] === line.keys[dimension]));
  }
}

/** What parts have told of a sum, firm or not, is no longer to come from what contains it. */
const withinStated = (parts: Line['parts']): Line['parts'] => {
  const { statedUsCents: stated } = parts;
  if (!stated) return parts;
  return Object.fromEntries(
    Object.entries(parts).map(([name, own]) => [
      name,
      name === 'paidUsCents' ? own : { ...own, bounds: smaller(own.bounds, stated.bounds) },
    ]),
  );
};

const remainder = (own: Part, lines: readonly Line[], measure: string): Part => {
  const sum = new Sum();
  for (const line of lines) {
    const added = line.parts[measure];
    if (added) sum.add(added, 1n);
  }
  const bounds = beyond(own.bounds, sum.bounds);
  const gone = isNothing({ ...bounds, point: bounds.point ?? 0n });
  return gone
    ? { bounds: { low: 0n, point: 0n, high: 0n }, ...(own.unseen && { unseen: true }) }
    : { ...own, bounds };
};
