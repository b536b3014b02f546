import { type Bounds, sumOrNull } from '../../events/kit/quantity.js';
import type { Board } from './board.js';
import { type RestsChoice, restsOf } from './entries.js';
import { type Measure, measureOf } from './measure.js';
import { type SharedInPeriod, sharedHeadlines } from './shared-headline.js';

const add = (one: bigint, other: bigint): bigint => one + other;
const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** The headlines of one layer, basis by basis. */
interface LayerHeadlines {
  readonly name: string;
  readonly bases: readonly Bounds[];
}

type HeadlineCell = Board['totals']['cells'][number];

const layersIn = (cells: readonly HeadlineCell[]): LayerHeadlines[] =>
  [...Map.groupBy(cells, ({ keys }) => String(keys.layer))].map(([name, theirs]) => ({
    name,
    bases: theirs.map((cell) => cell.sum('headlineKw').bounds),
  }));

/** What a layer surely is: its bases together, less what may be the same in them; at least the largest of them. */
const lowOf = ({ name, bases }: LayerHeadlines, shared: SharedInPeriod): bigint => {
  const most = shared.acrossBases(name);
  const lows = bases.map(({ low }) => low);
  const largest = lows.reduce(max, 0n);
  return most === null ? largest : max(largest, lows.reduce(add, 0n) - most);
};

/** Capacity across layers in one period, and the events that say what is the same. */
export interface DistinctCapacity {
  readonly distinctKw: Measure;
  readonly rests: readonly string[];
}

const distinctOf = (
  cells: readonly HeadlineCell[],
  shared: SharedInPeriod,
  choice: RestsChoice,
): DistinctCapacity => {
  const layers = layersIn(cells);
  const low = layers.map((layer) => lowOf(layer, shared)).reduce(max, 0n);
  const highs = layers.flatMap(({ bases }) => bases.map(({ high }) => high));
  const sum = sumOrNull([...highs, shared.back.total]);
  const high = sum === null ? null : max(sum - shared.twice, low);
  const point = high === low ? low : null;
  return {
    distinctKw: measureOf({ low, point, high }),
    rests: restsOf(shared.rests, choice),
  };
};

/**
 * Physical capacity across layers, never a sum: at least the largest layer, at most all layers less what is stated to
 * be the same, in one layer or in two. Kilowatts of headline, of a board of capacity period by period (null without a
 * timeline).
 */
export const distinctCapacities = (
  board: Board,
): { of(period: string | null): DistinctCapacity; rests: readonly string[] } => {
  const cells = Map.groupBy(board.totals.cells, ({ keys }) => keys.period ?? null);
  const shared = sharedHeadlines(board);
  return {
    of: (period) => distinctOf(cells.get(period) ?? [], shared.in(period), board),
    rests: restsOf(shared.rests, board),
  };
};
