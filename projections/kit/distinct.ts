import type { Bounds } from '../../events/kit/quantity.js';
import type { Line } from './line.js';
import { type Measure, measureOf, Sum } from './measure.js';

/** Two lines that describe the same physical capacity, in whole or in part. */
export interface StatedOverlap {
  readonly one: string;
  readonly other: string;
  readonly power?: Bounds;
  readonly rests: readonly string[];
}

const headline = (line: Line): Bounds => line.parts.headlineKw!.bounds;

const least = (...values: bigint[]): bigint => values.reduce((left, right) => (left < right ? left : right));

interface Edge {
  one: Line;
  other: Line;
  weight: bigint;
  rests: readonly string[];
}

/** What is surely the same in both: no more than either is surely, a container with all that it contains. */
const edgesOf = (lines: ReadonlySet<string>, whole: Whole, overlaps: readonly StatedOverlap[]): Edge[] =>
  overlaps.flatMap(({ one: oneId, other: otherId, power, rests }) => {
    if (!lines.has(oneId) || !lines.has(otherId)) return [];
    const [one, other] = [whole(oneId)!, whole(otherId)!];
    if (one.keys.layer === other.keys.layer) return [];
    const weight = least(headline(one).low, headline(other).low, ...(power ? [power.low] : []));
    return [{ one, other, weight, rests }];
  });

/** A line as it was contributed, before its parts were taken out of it. */
type Whole = (id: string) => Line | undefined;

/** Which lines have been found to be connected. */
class Connected {
  readonly #above = new Map<string, string>();

  /** Connects two lines; false when they are connected already. */
  connect(one: string, other: string): boolean {
    const [left, right] = [this.#root(one), this.#root(other)];
    if (left === right) return false;
    this.#above.set(left, right);
    return true;
  }

  #root(id: string): string {
    let root = id;
    while (this.#above.has(root)) root = this.#above.get(root)!;
    return root;
  }
}

const namesOf = ({ one, other }: Edge): string => `${one.id} ${other.id}`;

const heaviestFirst = (left: Edge, right: Edge): number => {
  if (left.weight !== right.weight) return left.weight > right.weight ? -1 : 1;
  return namesOf(left) < namesOf(right) ? -1 : 1;
};

/** Kruskal's algorithm: overlaps in a circle are not all subtracted, nor those of a container and of its parts. */
const maximumSpanningForest = (edges: readonly Edge[]): Edge[] => {
  const connected = new Connected();
  const ends = new Map(edges.flatMap(({ one, other }) => [one, other]).map((line) => [line.id, line]));
  for (const { id, container } of ends.values())
    if (container !== undefined && ends.has(container)) connected.connect(id, container);
  return [...edges].sort(heaviestFirst).filter(({ one, other }) => connected.connect(one.id, other.id));
};

const layerTotals = (lines: readonly Line[]): Bounds[] => {
  const sums = new Map<string, Sum>();
  for (const line of lines) {
    const layer = String(line.keys.layer);
    const sum = sums.get(layer) ?? new Sum();
    sum.add(line.parts.headlineKw!, 1n);
    sums.set(layer, sum);
  }
  return [...sums.values()].map((sum) => sum.bounds);
};

/**
 * Physical capacity across layers, never a sum: at least the largest layer, at most all layers less what is stated to
 * be the same. Kilowatts of headline.
 */
export const distinct = (
  lines: readonly Line[],
  whole: Whole,
  overlaps: readonly StatedOverlap[],
): { distinctKw: Measure; rests: string[] } => {
  const totals = layerTotals(lines);
  const forest = maximumSpanningForest(edgesOf(new Set(lines.map(({ id }) => id)), whole, overlaps));
  const same = forest.reduce((sum, { weight }) => sum + weight, 0n);
  const low = totals.reduce((most, { low: own }) => (own > most ? own : most), 0n);
  const open = totals.some(({ high }) => high === null);
  const sum = totals.reduce((all, { high }) => all + (high ?? 0n), 0n) - same;
  const high = open ? null : sum < low ? low : sum;
  const point = high === low ? low : null;
  return {
    distinctKw: measureOf({ low, point, high }),
    rests: [...new Set(forest.flatMap((edge) => edge.rests))].sort(),
  };
};
