import {
  clampToZero,
  type IntervalEnd,
  minEnd,
  max,
  mostOf,
  restBeside,
  type TieSide,
  sharedLow,
  type Stock,
} from './physical.js';
import type { World } from './world.js';

/** What is asked of stocks: their nameplates, or what of them runs. */
export type Aspect = 'nameplate' | 'running';

const reachOf = (stock: Stock, world: World, aspect: Aspect): { low: bigint; high: IntervalEnd } =>
  aspect === 'nameplate' ? stock.nameplate : world.running(stock);

const addEnds = (left: IntervalEnd, right: IntervalEnd): IntervalEnd =>
  left === null || right === null ? null : left + right;

/** Stocks that are put together, with those among them that contain others. */
class StockFamilies {
  readonly #names: ReadonlySet<string>;
  /** By the nearest of them that contains them. */
  readonly #parts: ReadonlyMap<Stock | undefined, readonly Stock[]>;

  constructor(
    readonly stocks: readonly Stock[],
    readonly world: World,
    readonly aspect: Aspect,
  ) {
    this.#names = new Set(stocks.map(({ name }) => name));
    this.#parts = Map.groupBy(stocks, (stock) => this.#containerOf(stock));
  }

  rootOf(stock: Stock): Stock {
    return this.world.kin.above(stock).findLast(({ name }) => this.#names.has(name)) ?? stock;
  }

  has({ name }: Stock): boolean {
    return this.#names.has(name);
  }

  /** The larger of what a stock may be and the sum of its parts; outside of a tie, of one of them, as much less. */
  highOf(stock: Stock, outside?: TieSide): IntervalEnd {
    const parts = (this.#parts.get(stock) ?? []).reduce<IntervalEnd>(
      (sum, part) => addEnds(sum, this.highOf(part, outside)),
      0n,
    );
    const own = reachOf(stock, this.world, this.aspect).high;
    return mostOf(outside ? minEnd(own, this.#restOf(stock, outside)) : own, parts);
  }

  #containerOf(stock: Stock): Stock | undefined {
    return this.world.kin.above(stock).find((one) => this.has(one));
  }

  /** What of a stock lies outside of what one of its family has in common with another. */
  #restOf(stock: Stock, seen: TieSide): IntervalEnd {
    if (stock === seen.own) return restBeside(seen);
    if (!this.world.kin.above(seen.own).includes(stock)) return null;
    const { high } = stock.nameplate;
    return high === null ? null : clampToZero(high - sharedLow(seen));
  }
}

/** Counting one family beside another that it overlaps saves what lies within. */
interface Saving {
  root: string;
  beside: string;
  cost: bigint;
  saved: bigint;
}

const bySaving = (left: Saving, right: Saving): number => {
  if (left.saved !== right.saved) return left.saved > right.saved ? -1 : 1;
  return `${left.root} ${left.beside}` < `${right.root} ${right.beside}` ? -1 : 1;
};

const savingsOf = (families: StockFamilies, highs: ReadonlyMap<string, IntervalEnd>): Saving[] =>
  families.stocks.flatMap((stock) =>
    families.world.tiesOf(stock).flatMap((seen): Saving[] => {
      const [root, beside] = [families.rootOf(stock), families.rootOf(seen.other)];
      if (!families.has(seen.other) || root === beside) return [];
      // What has no end has none beside another, either.
      const whole = highs.get(root.name) ?? null;
      const cost = families.highOf(root, seen);
      if (whole === null || cost === null || cost === whole) return [];
      return [{ root: root.name, beside: beside.name, cost, saved: whole - cost }];
    }),
  );

/** The largest savings that do not count in a circle: each family is counted whole, or beside one other. */
const chooseSavings = (savings: readonly Saving[]): Saving[] => {
  const above = new Map<string, string>();
  const topOf = (root: string): string => {
    const over = above.get(root);
    return over === undefined ? root : topOf(over);
  };
  return savings.toSorted(bySaving).filter(({ root, beside }) => {
    if (above.has(root) || topOf(beside) === root) return false;
    above.set(root, beside);
    return true;
  });
};

/** At most so much is there in all: no more than each, less what is surely within another. */
const highOf = (families: StockFamilies): IntervalEnd => {
  const roots = [...new Set(families.stocks.map((stock) => families.rootOf(stock)))];
  const highs = new Map(roots.map((root) => [root.name, families.highOf(root)]));
  for (const { root, cost } of chooseSavings(savingsOf(families, highs))) highs.set(root, cost);
  return [...highs.values()].reduce(addEnds, 0n);
};

/** How much stocks are in all, in the physical world: nothing twice. */
export const unionOf = (
  stocks: readonly Stock[],
  world: World,
  aspect: Aspect,
): { low: bigint; high: IntervalEnd } => {
  const lows = stocks.map((stock) => ({ stock, amount: reachOf(stock, world, aspect).low }));
  const low = world.kin.sumApart(lows);
  const high = highOf(new StockFamilies(stocks, world, aspect));
  return { low, high: high === null ? null : max(low, high) };
};

/** What is surely in both of two sets of stocks, by the ties between them. */
export const commonLow = (
  some: readonly Stock[],
  others: readonly Stock[],
  world: World,
  aspect: Aspect,
): bigint => {
  const names = new Set(some.map(({ name }) => name));
  const amounts = others.flatMap((stock) =>
    world
      .tiesOf(stock)
      .filter(({ other }) => names.has(other.name))
      .map((seen) => ({
        stock,
        amount: aspect === 'nameplate' ? sharedLow(seen) : world.sharedRunning(seen),
      })),
  );
  const largest = new Map<string, (typeof amounts)[number]>();
  for (const one of amounts)
    if (one.amount >= (largest.get(one.stock.name)?.amount ?? 0n)) largest.set(one.stock.name, one);
  return world.kin.sumApart([...largest.values()]);
};
