import { type Bounds, sumOrNull } from '../../events/kit/quantity.js';
import type { Board } from './board.js';
import { type Measure, measureOf } from './measure.js';
import { type SharedHeadline, sharedHeadlines } from './shared-headline.js';

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
const lowOf = ({ name, bases }: LayerHeadlines, shared: readonly SharedHeadline[]): bigint => {
  const across = shared.flatMap(({ acrossBases }) => [...acrossBases].filter(([layer]) => layer === name));
  const most = sumOrNull(across.map(([, amount]) => amount));
  const lows = bases.map(({ low }) => low);
  const largest = lows.reduce(max, 0n);
  return most === null ? largest : max(largest, lows.reduce(add, 0n) - most);
};

/** Capacity across layers in one period, and the events that say what is the same. */
export interface DistinctCapacity {
  readonly distinctKw: Measure;
  readonly rests: string[];
}

const distinctOf = (cells: readonly HeadlineCell[], shared: readonly SharedHeadline[]): DistinctCapacity => {
  const layers = layersIn(cells);
  const low = layers.map((layer) => lowOf(layer, shared)).reduce(max, 0n);
  const highs = layers.flatMap(({ bases }) => bases.map(({ high }) => high));
  const sum = sumOrNull([...highs, ...shared.map(({ back }) => back)]);
  const high = sum === null ? null : max(sum - shared.map(({ twice }) => twice).reduce(add, 0n), low);
  const point = high === low ? low : null;
  return {
    distinctKw: measureOf({ low, point, high }),
    rests: [...new Set(shared.flatMap(({ rests }) => rests))].sort(),
  };
};

/**
 * Physical capacity across layers, never a sum: at least the largest layer, at most all layers less what is stated to
 * be the same, in one layer or in two. Kilowatts of headline, of a board of capacity period by period (null without a
 * timeline).
 */
export const distinctCapacities = (board: Board): ((period: string | null) => DistinctCapacity) => {
  const cells = Map.groupBy(board.totals.cells, ({ keys }) => keys.period ?? null);
  const shared = Map.groupBy(sharedHeadlines(board), ({ period }) => period);
  return (period) => distinctOf(cells.get(period) ?? [], shared.get(period) ?? []);
};
