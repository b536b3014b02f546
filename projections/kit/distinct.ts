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

/** What is surely the same in both: no more than either is surely. */
const edgesOf = (lines: ReadonlyMap<string, Line>, overlaps: readonly StatedOverlap[]): Edge[] =>
  overlaps.flatMap(({ one: oneId, other: otherId, power, rests }) => {
    const [one, other] = [lines.get(oneId), lines.get(otherId)];
    if (!one || !other || one.keys.layer === other.keys.layer) return [];
    const weight = least(headline(one).low, headline(other).low, ...(power ? [power.low] : []));
    return [{ one, other, weight, rests }];
  });

/** Kruskal's algorithm, heaviest edge first: overlaps in a circle are not all subtracted. */
const maximumSpanningForest = (edges: readonly Edge[]): Edge[] => {
  const roots = new Map<string, string>();
  const rootOf = (id: string): string => {
    const above = roots.get(id) ?? id;
    return above === id ? id : rootOf(above);
  };
  const heaviest = [...edges].sort((left, right) =>
    left.weight !== right.weight
      ? left.weight > right.weight
        ? -1
        : 1
      : `${left.one.id}${left.other.id}` < `${right.one.id}${right.other.id}`
        ? -1
        : 1,
  );
  return heaviest.filter(({ one, other }) => {
    const [left, right] = [rootOf(one.id), rootOf(other.id)];
    if (left !== right) roots.set(left, right);
    return left !== right;
  });
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
  overlaps: readonly StatedOverlap[],
): { distinctKw: Measure; rests: string[] } => {
  const totals = layerTotals(lines);
  const forest = maximumSpanningForest(edgesOf(new Map(lines.map((line) => [line.id, line])), overlaps));
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
