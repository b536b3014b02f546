/** Who leads to whom. */
export type Graph = ReadonlyMap<string, ReadonlySet<string>>;

const reverseGraph = (graph: Graph, from: string): Map<string, Set<string>> => {
  const into = new Map<string, Set<string>>();
  for (const [node, next] of graph) {
    if (node < from) continue;
    for (const one of next) if (one >= from) into.set(one, (into.get(one) ?? new Set()).add(node));
  }
  return into;
};

/** The nodes from `root` on, in order, that lead back to it. */
const nodesLeadingTo = (graph: Graph, root: string): Set<string> => {
  const into = reverseGraph(graph, root);
  const found = new Set([root]);
  for (const node of found) for (const before of into.get(node) ?? []) found.add(before);
  return found;
};

/** The search for the cycles whose least node is the root. */
class CycleSearch {
  /** A node may be entered by a path that is shorter than this; missing where nothing is known against it. */
  readonly #locks = new Map<string, number>();
  /** Which nodes to look at again once a node is found to lead back. */
  readonly #waiting = new Map<string, Set<string>>();
  readonly #path: string[] = [];
  readonly #within: ReadonlySet<string>;

  constructor(
    readonly graph: Graph,
    readonly root: string,
    readonly maxEdges: number,
  ) {
    this.#within = nodesLeadingTo(graph, root);
  }

  /** Yields the cycles through the path and this node; returns the least number of edges from here to the root. */
  *from(node: string): Generator<string[], number> {
    const length = this.#path.push(node);
    this.#locks.set(node, length - 1);
    let shortest = Infinity;
    for (const next of this.#nextOf(node)) {
      if (next === this.root) {
        yield [...this.#path];
        shortest = 1;
      } else if (this.#isOpen(next, length)) {
        shortest = Math.min(shortest, 1 + (yield* this.from(next)));
      }
    }
    this.#path.pop();
    this.#leave(node, shortest);
    return shortest;
  }

  #nextOf(node: string): string[] {
    return [...(this.graph.get(node) ?? [])].filter((next) => next !== node && this.#within.has(next)).sort();
  }

  #isOpen(node: string, length: number): boolean {
    return length < this.maxEdges && length < (this.#locks.get(node) ?? Infinity);
  }

  #leave(node: string, shortest: number): void {
    if (shortest < Infinity) this.#relax(node, shortest);
    for (const next of this.#nextOf(node))
      this.#waiting.set(next, (this.#waiting.get(next) ?? new Set()).add(node));
  }

  #relax(node: string, shortest: number): void {
    const lock = this.maxEdges - shortest + 1;
    if ((this.#locks.get(node) ?? Infinity) >= lock) return;
    this.#locks.set(node, lock);
    for (const before of this.#waiting.get(node) ?? [])
      if (!this.#path.includes(before)) this.#relax(before, shortest + 1);
  }
}

/**
 * Every elementary cycle of two to `maxEdges` edges, once, from its least node on. (D. B. Johnson, "Finding All the
 * Elementary Circuits of a Directed Graph", SIAM Journal on Computing 4, 1975; his blocking of dead ends counts edges,
 * after A. Gupta and T. Suzumura, "Finding All Bounded-Length Simple Cycles in a Directed Graph", 2021.)
 */
export function* cycles(graph: Graph, maxEdges: number): Generator<string[]> {
  for (const root of [...graph.keys()].sort()) yield* new CycleSearch(graph, root, maxEdges).from(root);
}
