import type { Bounds } from '../../events/kit/quantity.js';
import type { Board } from './board.js';
import type { Line } from './line.js';
import { type Measure, measureOf } from './measure.js';

const headline = (line: Line): Bounds => line.parts.headlineKw!.bounds;

const least = (...values: bigint[]): bigint => values.reduce((left, right) => (left < right ? left : right));

interface Edge {
  one: Line;
  other: Line;
  weight: bigint;
  rests: readonly string[];
}

/** What is surely the same in both: no more than either is surely, a container with all that it contains. */
const edgesOf = (board: Board, period: string | null): Edge[] =>
  board.overlapping
    .filter(({ keys }) => (keys.period ?? null) === period)
    .flatMap((line) =>
      line.overlaps!.flatMap(({ other: otherId, power, rests }) => {
        if (!board.isShown(otherId)) return [];
        const [one, other] = [board.whole(line.id)!, board.whole(otherId)!];
        if (one.keys.layer === other.keys.layer) return [];
        const weight = least(headline(one).low, headline(other).low, ...(power ? [power.low] : []));
        return [{ one, other, weight, rests }];
      }),
    );

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

/** The headline of each layer, all bases together. */
const layerTotals = (board: Board, period: string | null): Bounds[] => {
  const layers = new Map<unknown, { low: bigint; high: bigint | null }>();
  for (const cell of board.totals.cells.filter(({ keys }) => (keys.period ?? null) === period)) {
    const { low, high } = cell.sum('headlineKw').bounds;
    const before = layers.get(cell.keys.layer) ?? { low: 0n, high: 0n };
    const open = high === null || before.high === null;
    layers.set(cell.keys.layer, { low: before.low + low, high: open ? null : before.high! + high! });
  }
  return [...layers.values()].map((bounds) => ({ ...bounds, point: null }));
};

/**
 * Physical capacity across layers, never a sum: at least the largest layer, at most all layers less what is stated to
 * be the same. Kilowatts of headline, of a board of capacity in one period (null without a timeline).
 */
export const distinct = (board: Board, period: string | null): { distinctKw: Measure; rests: string[] } => {
  const totals = layerTotals(board, period);
  const forest = maximumSpanningForest(edgesOf(board, period));
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
