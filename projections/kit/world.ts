import { Kin } from './kin.js';
import {
  capAt,
  clampToZero,
  type IntervalEnd,
  minEnd,
  max,
  runningWithin,
  type TieSide,
  sharedLow,
  type Stock,
  type Tie,
} from './physical.js';

/** How much of a stock runs: at least and at most. */
export interface RunningBounds {
  readonly low: bigint;
  readonly high: IntervalEnd;
  /** What it is tied to says otherwise than what was observed of it: the two lie this far apart. */
  readonly isContradicted?: boolean;
}

const mostPasses = 8;

const observedRunning = ({ nameplate, level }: Stock): RunningBounds =>
  level ? { low: level.low, high: level.high } : { low: 0n, high: nameplate.high };

const turnTie = ({ own, other, tie }: TieSide): TieSide => ({ own: other, other: own, tie });

/**
 * What statements say of one physical world. Within what two stocks have in common the same draws power, so that what
 * runs of one bounds what runs of the other, along chains of ties.
 */
export class World {
  readonly kin: Kin;
  readonly #stocks: ReadonlyMap<string, Stock>;
  readonly #ties = new Map<string, TieSide[]>();
  #running: ReadonlyMap<string, RunningBounds> = new Map();

  constructor(stocks: readonly Stock[], ties: readonly Tie[]) {
    this.#stocks = new Map(stocks.map((stock) => [stock.name, stock]));
    this.kin = new Kin(this.#stocks, ties);
    for (const tie of ties) this.#see(tie);
    for (let pass = 0; pass < mostPasses && this.#refine(); pass++);
  }

  stock(name: string): Stock | undefined {
    return this.#stocks.get(name);
  }

  /** As much as was observed, until its ties tell more. */
  running(stock: Stock): RunningBounds {
    return this.#running.get(stock.name) ?? observedRunning(stock);
  }

  /** The ties of a stock, as it sees them. */
  tiesOf({ name }: Stock): readonly TieSide[] {
    return this.#ties.get(name) ?? [];
  }

  /** What surely runs within what a stock has in common with another. */
  sharedRunning(seen: TieSide): bigint {
    const there = turnTie(seen);
    return max(
      runningWithin(seen, this.running(seen.own).low),
      runningWithin(there, this.running(there.own).low),
    );
  }

  #see(tie: Tie): void {
    const [one, other] = [this.#stocks.get(tie.one), this.#stocks.get(tie.other)];
    if (!one || !other || one === other) return;
    this.#ties.set(one.name, [...this.tiesOf(one), { own: one, other, tie }]);
    this.#ties.set(other.name, [...this.tiesOf(other), { own: other, other: one, tie }]);
  }

  /** One pass over all stocks; whether it told anything new. */
  #refine(): boolean {
    const passes = [...this.#stocks.values()].map((stock) => ({
      name: stock.name,
      before: this.running(stock),
      after: this.#refined(stock),
    }));
    this.#running = new Map(passes.map(({ name, after }) => [name, after]));
    return passes.some(({ before, after }) => before.low !== after.low || before.high !== after.high);
  }

  #refined(stock: Stock): RunningBounds {
    const before = this.running(stock);
    if (before.isContradicted) return before;
    const low = max(before.low, max(this.#lowByTies(stock), this.#lowByParts(stock)));
    const high = minEnd(before.high, this.#highByTies(stock));
    if (high === null || low <= high) return { low, high };
    return { low: capAt(before.low, high), high: max(before.high ?? low, low), isContradicted: true };
  }

  #lowByTies(stock: Stock): bigint {
    const amounts = this.tiesOf(stock).map((seen) => ({
      stock: seen.other,
      amount: runningWithin(turnTie(seen), this.running(seen.other).low),
    }));
    return this.kin.sumApart(amounts);
  }

  /** Of what it has in common with others, what does not run there does not run here. */
  #highByTies(stock: Stock): IntervalEnd {
    const { high: all } = stock.nameplate;
    if (all === null) return null;
    const idle = this.tiesOf(stock).map((seen) => {
      const { high } = this.running(seen.other);
      return { stock: seen.other, amount: high === null ? 0n : clampToZero(sharedLow(seen) - high) };
    });
    return clampToZero(all - this.kin.sumApart(idle));
  }

  #lowByParts({ name }: Stock): bigint {
    const parts = this.kin.partsOf(name).map((stock) => ({ stock, amount: this.running(stock).low }));
    return this.kin.sumApart(parts);
  }
}
