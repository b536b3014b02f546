import { ConnectedNames } from './connected.js';
import { max, type Stock, type Tie } from './physical.js';

/** An amount of one stock. */
export interface Amount {
  readonly stock: Stock;
  readonly amount: bigint;
}

/** Which stocks of one layer contain each other, and which may overlap: such ones are never added up. */
export class Kin {
  readonly #stocks: ReadonlyMap<string, Stock>;
  readonly #parts = new Map<string, Stock[]>();
  readonly #joined = new ConnectedNames();

  constructor(stocks: ReadonlyMap<string, Stock>, ties: readonly Tie[]) {
    this.#stocks = stocks;
    for (const stock of stocks.values())
      if (stock.within !== undefined && this.above(stock).length > 0)
        this.#parts.set(stock.within, [...this.partsOf(stock.within), stock]);
    for (const { one, other } of ties) this.#overlap(stocks.get(one), stocks.get(other));
  }

  partsOf(name: string): readonly Stock[] {
    return this.#parts.get(name) ?? [];
  }

  /** What contains a stock, nearest first; statements that contain each other in a circle contain nothing. */
  above(stock: Stock): Stock[] {
    const chain: Stock[] = [];
    let container = this.#containerOf(stock);
    while (container && !chain.includes(container)) {
      if (container === stock) return [];
      chain.push(container);
      container = this.#containerOf(container);
    }
    return chain;
  }

  /** Stocks with the same name for their clump may overlap within their layer. */
  clumpOf(name: string): string {
    return this.#joined.rootOf(name);
  }

  /** Amounts as far as they are surely apart: parts in their container, the largest of a clump, the largest layer. */
  sumApart(amounts: readonly Amount[]): bigint {
    const all = new Map(amounts.map((one) => [one.stock.name, one]));
    const inside = Map.groupBy(all.values(), ({ stock }) => this.#nearest(stock, all));
    const apart = (container: string | undefined): bigint => this.#apart(inside.get(container) ?? [], apart);
    const layers = Map.groupBy(inside.get(undefined) ?? [], ({ stock }) => stock.layer);
    return [...layers.values()].map((roots) => this.#apart(roots, apart)).reduce(max, 0n);
  }

  #containerOf({ within, layer }: Stock): Stock | undefined {
    const container = within === undefined ? undefined : this.#stocks.get(within);
    return container?.layer === layer ? container : undefined;
  }

  /** The nearest container among these. */
  #nearest(stock: Stock, among: ReadonlyMap<string, unknown>): string | undefined {
    return this.above(stock).find(({ name }) => among.has(name))?.name;
  }

  #apart(siblings: readonly Amount[], inside: (container: string) => bigint): bigint {
    const clumps = new Map<string, bigint>();
    for (const { stock, amount } of siblings) {
      const clump = this.clumpOf(stock.name);
      clumps.set(clump, max(clumps.get(clump) ?? 0n, max(amount, inside(stock.name))));
    }
    return [...clumps.values()].reduce((sum, one) => sum + one, 0n);
  }

  /** An overlap within a layer may be with all that contains the two, and with all that they contain. */
  #overlap(one: Stock | undefined, other: Stock | undefined): void {
    if (!one || !other || one.layer !== other.layer) return;
    for (const stock of [one, other].flatMap((side) => [side, ...this.above(side), ...this.#below(side)]))
      this.#joined.connect(one.name, stock.name);
  }

  #below({ name }: Stock): Stock[] {
    return this.partsOf(name).flatMap((part) => [part, ...this.#below(part)]);
  }
}
