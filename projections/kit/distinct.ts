import { type Bounds, sumOrNull } from '../../events/kit/quantity.js';
import type { Board } from './board.js';
import type { Line } from './line.js';
import { type Measure, measureOf, type Parts } from './measure.js';
import { type OverlapEdge, maximumSpanningForest, mostOf, weightOf } from './overlap.js';

const size = 'headlineKw';

const add = (one: bigint, other: bigint): bigint => one + other;
const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** The line and the whole of what each end of an overlap stands for, where the question asks for it. */
class OverlapEnds {
  readonly #known = new Map<string, OverlapEdge['one'] | undefined>();
  readonly #above = new Map<string, readonly string[]>();

  constructor(readonly board: Board) {}

  of(id: string): OverlapEdge['one'] | undefined {
    if (!this.#known.has(id)) this.#known.set(id, this.#read(id));
    return this.#known.get(id);
  }

  above({ id }: Line): readonly string[] {
    return this.#above.get(id) ?? [];
  }

  #read(id: string): OverlapEdge['one'] | undefined {
    const { families } = this.board;
    const clan = families.clan(families.clans([id]).flat());
    const line = clan.standingFor(id);
    const parts: Parts | undefined = line && clan.whole(line.id);
    if (!line || !parts || !this.board.isAsked(line.keys)) return undefined;
    this.#above.set(line.id, clan.above(line.id));
    return { line, parts };
  }
}

const edgesOf = (board: Board, ends: OverlapEnds, period: string | null): OverlapEdge[] =>
  board.families.overlapping
    .filter(({ keys }) => (keys.period ?? null) === period)
    .flatMap((line) =>
      (line.overlaps ?? []).flatMap(({ other: otherId, power, rests }) => {
        const [one, other] = [ends.of(line.id), ends.of(otherId)];
        return one && other && one.line.id !== other.line.id ? [{ one, other, power, rests }] : [];
      }),
    );

const isWithin =
  (...dimensions: readonly string[]) =>
  ({ one, other }: OverlapEdge): boolean =>
    dimensions.every((name) => one.line.keys[name] === other.line.keys[name]);

/** The headlines of one layer, basis by basis. */
interface LayerHeadlines {
  readonly name: unknown;
  readonly bases: readonly Bounds[];
}

const layersOf = (board: Board, period: string | null): LayerHeadlines[] => {
  const cells = board.totals.cells.filter(({ keys }) => (keys.period ?? null) === period);
  const byLayer = Map.groupBy(cells, ({ keys }) => keys.layer);
  return [...byLayer].map(([name, theirs]) => ({ name, bases: theirs.map((cell) => cell.sum(size).bounds) }));
};

/** What a layer surely is: its bases together, less what may be the same in them; at least the largest of them. */
const lowOf = (
  { name, bases }: LayerHeadlines,
  edges: readonly OverlapEdge[],
  forestOf: (edges: readonly OverlapEdge[]) => OverlapEdge[],
): bigint => {
  const inLayer = edges.filter(isWithin('layer')).filter(({ one }) => one.line.keys.layer === name);
  const added = new Set(forestOf(inLayer.filter(isWithin('basis'))));
  const same = forestOf(inLayer).filter((edge) => !added.has(edge));
  const most = sumOrNull(same.map((edge) => mostOf(edge, size)));
  const lows = bases.map(({ low }) => low);
  const largest = lows.reduce(max, 0n);
  return most === null ? largest : max(largest, lows.reduce(add, 0n) - most);
};

/**
 * Physical capacity across layers, never a sum: at least the largest layer, at most all layers less what is stated to
 * be the same, in one layer or in two. Kilowatts of headline, of a board of capacity in one period (null without a
 * timeline).
 */
export const distinctCapacity = (
  board: Board,
  period: string | null,
): { distinctKw: Measure; rests: string[] } => {
  const layers = layersOf(board, period);
  const ends = new OverlapEnds(board);
  const edges = edgesOf(board, ends, period);
  const forestOf = (some: readonly OverlapEdge[]): OverlapEdge[] =>
    maximumSpanningForest(some, size, (line) => ends.above(line));
  const forest = forestOf(edges);
  const isTotal = isWithin('layer', 'basis');
  const twice = forest.filter((edge) => !isTotal(edge)).map((edge) => weightOf(edge, size));
  // The totals are without what is the same in one layer and basis: where that closes a circle it is not taken twice.
  const taken = forestOf(edges.filter(isTotal)).filter((edge) => !forest.includes(edge));
  const back = taken.map((edge) => mostOf(edge, size));
  const low = layers.map((layer) => lowOf(layer, edges, forestOf)).reduce(max, 0n);
  const highs = layers.flatMap(({ bases }) => bases.map(({ high }) => high));
  const sum = sumOrNull([...highs, ...back]);
  const high = sum === null ? null : max(sum - twice.reduce(add, 0n), low);
  const point = high === low ? low : null;
  return {
    distinctKw: measureOf({ low, point, high }),
    rests: [...new Set(forest.flatMap((edge) => edge.rests))].sort(),
  };
};
