import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cycles, type Graph } from '../../projections/kit/cycles.js';

const nodes = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];

const graphOf = (edges: readonly (readonly [string, string])[]): Graph => {
  const graph = new Map<string, Set<string>>();
  for (const [from, to] of edges) graph.set(from, (graph.get(from) ?? new Set()).add(to));
  return graph;
};

/** Every ordered choice of so many different nodes. */
const arrangements = (length: number): string[][] =>
  length === 0
    ? [[]]
    : arrangements(length - 1).flatMap((chosen) =>
        nodes.filter((node) => !chosen.includes(node)).map((node) => [...chosen, node]),
      );

const byLength = [2, 3, 4, 5, 6, 7].map(
  // One rotation of each: the one that begins with its least node.
  (length) => arrangements(length).filter((path) => path.every((node) => node >= path[0]!)),
);

/** All arrangements of nodes that happen to be cycles: no search, so that it can't make the search's mistakes. */
const enumerated = (graph: Graph, maxEdges: number): string[] =>
  byLength
    .slice(0, maxEdges - 1)
    .flat()
    .filter((path) =>
      path.every((node, index) => graph.get(node)?.has(path[(index + 1) % path.length]!) ?? false),
    )
    .map((path) => path.join())
    .sort();

const edge = fc.tuple(fc.constantFrom(...nodes), fc.constantFrom(...nodes));
const graphs = fc
  .oneof(
    fc.uniqueArray(edge, { maxLength: 18, selector: String }),
    fc.uniqueArray(edge, { minLength: 18, maxLength: 40, selector: String }),
  )
  .map(graphOf);
const bounds = fc.integer({ min: 2, max: 7 });

const found = (graph: Graph, maxEdges: number): string[] =>
  [...cycles(graph, maxEdges)].map((path) => path.join());

describe('The elementary cycles of a graph', () => {
  it('are those that trying every arrangement of nodes finds, each once', () => {
    fc.assert(
      fc.property(graphs, bounds, (graph, maxEdges) => {
        expect(found(graph, maxEdges).sort()).toEqual(enumerated(graph, maxEdges));
      }),
      { numRuns: 1_000 },
    );
  });

  it('do not depend on the order in which edges came to be', () => {
    fc.assert(
      fc.property(graphs, bounds, (graph, maxEdges) => {
        const turned = new Map(
          [...graph].reverse().map(([node, next]) => [node, new Set([...next].reverse())]),
        );
        expect(found(turned, maxEdges)).toEqual(found(graph, maxEdges));
      }),
    );
  });

  it('number 5 among three nodes that all lead to each other: 3 pairs, and both ways round', () => {
    const all = graphOf(['a', 'b', 'c'].flatMap((from) => ['a', 'b', 'c'].map((to) => [from, to] as const)));
    expect(found(all, 2)).toEqual(['a,b', 'a,c', 'b,c']);
    expect(found(all, 3)).toEqual(['a,b', 'a,b,c', 'a,c', 'a,c,b', 'b,c']);
  });
});
