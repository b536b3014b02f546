import type { Row, Total } from './line.js';
import { type Measure, measureOf } from './measure.js';
import type { Tally } from './tally.js';

interface Reach {
  low: bigint;
  high: bigint | null;
}

const isBelow = (left: bigint | null, right: bigint | null): boolean =>
  left !== null && (right === null || left < right);

const joined = (left: Reach, right: Reach): Reach => ({
  low: left.low < right.low ? left.low : right.low,
  high: isBelow(left.high, right.high) ? right.high : left.high,
});

const absent: Reach = { low: 0n, high: 0n };

type Reaches = Map<string, Reach>;

/** How far the numbers of cells reach over selections of claims; streams are independent, so their reaches add. */
export class Spans {
  readonly #chosen: Reaches;
  readonly #whole: Reaches;
  #reach: Reaches = new Map();

  constructor(
    readonly measures: readonly string[],
    readonly tallies: readonly Tally[],
  ) {
    this.#chosen = this.#now();
    this.#whole = this.#now();
  }

  /** Tries all selections of one stream's claims; `tryAll` calls `record` after each. */
  observe(tryAll: () => void): void {
    this.#reach = new Map();
    tryAll();
    for (const [key, reach] of this.#reach) this.#widen(key, reach);
  }

  record(): void {
    const now = this.#now();
    for (const key of new Set([...now.keys(), ...this.#chosen.keys()])) {
      const reach = now.get(key) ?? absent;
      const before = this.#reach.get(key);
      this.#reach.set(key, before ? joined(before, reach) : reach);
    }
  }

  /** Writes `span` into those entries, which stand in the order of the tally's cells, whose numbers differ by selection. */
  writeTo(entries: readonly (Row | Total)[], tally: Tally): void {
    const number = this.tallies.indexOf(tally);
    tally.cells.forEach((cell, index) => {
      const key = (measure: string): string => `${number}|${tally.textOf(cell)}|${measure}`;
      const moved = this.measures.filter((measure) => this.#differs(key(measure)));
      if (moved.length > 0)
        entries[index]!.span = Object.fromEntries(
          moved.map((measure) => [measure, this.#lowAndHigh(key(measure))]),
        );
    });
  }

  #widen(key: string, reach: Reach): void {
    const [whole, chosen] = [this.#whole.get(key), this.#chosen.get(key)];
    if (!whole || !chosen) return;
    const open = whole.high === null || reach.high === null || chosen.high === null;
    this.#whole.set(key, {
      low: whole.low + reach.low - chosen.low,
      high: open ? null : whole.high! + reach.high! - chosen.high!,
    });
  }

  #differs(key: string): boolean {
    const [whole, chosen] = [this.#whole.get(key), this.#chosen.get(key)];
    return whole?.low !== chosen?.low || whole?.high !== chosen?.high;
  }

  #lowAndHigh(key: string): Pick<Measure, 'low' | 'high'> {
    const { low, high } = measureOf({ ...(this.#whole.get(key) ?? absent), point: null });
    return { low, high };
  }

  #now(): Reaches {
    return new Map(this.tallies.flatMap((tally, number) => this.#reachesOf(tally, number)));
  }

  #reachesOf(tally: Tally, number: number): [string, Reach][] {
    return tally.cells.flatMap((cell) =>
      this.measures.map((measure): [string, Reach] => [
        `${number}|${tally.textOf(cell)}|${measure}`,
        cell.sum(measure).bounds,
      ]),
    );
  }
}
