import { expect } from 'vitest';
import type { Cost } from './costs.js';

/** How much an answer may grow: three times from the smallest log to the largest, or as the log does. */
type Growth = 'flat' | 'linear';

/** What a broken bound is told from a noisy machine by. */
const margin = 3;
const mostFlat = 3;

/** A line for each kind of work: what it costs on logs of several sizes, and how many times more on the largest. */
export class GrowthTable {
  readonly #lines: string[][];

  /** Of logs of so many deals, the smallest first. */
  constructor(private readonly deals: readonly number[]) {
    this.#lines = [['', ...deals.map((count) => `${count} deals`), 'growth', 'aim']];
  }

  /** By time that passed, and beside it by the processor's. Both must break the bound: time says little beside others. */
  hold(what: string, growth: Growth, costs: readonly Cost[]): void {
    const aim = growth === 'flat' ? mostFlat : this.#growthOf(this.deals);
    const [passed, busy] = [costs.map((cost) => cost.passed), costs.map((cost) => cost.busy)];
    const grown = [passed, busy].map((values) => this.#growthOf(values)).filter(Number.isFinite);
    this.#add(what, costs.map(told), grown, aim);
    expect(Math.min(...grown), what).toBeLessThan(aim * margin);
  }

  /** Memory follows the log at most. */
  holdMiB(what: string, bytes: readonly number[]): void {
    const [grown, aim] = [this.#growthOf(bytes), this.#growthOf(this.deals)];
    const shown = bytes.map((count) => `${(count / 2 ** 20).toFixed()} MiB`);
    this.#add(what, shown, [grown], aim);
    expect(grown, what).toBeLessThan(aim * margin);
  }

  print(): void {
    const widths = (this.#lines[0] ?? []).map((_, column) =>
      Math.max(...this.#lines.map((line) => line[column]?.length ?? 0)),
    );
    for (const line of this.#lines)
      console.log(line.map((text, column) => text.padEnd(widths[column] ?? 0)).join('  '));
    console.log('Time that passed, and in brackets the processor’s.');
  }

  #add(what: string, shown: readonly string[], grown: readonly number[], aim: number): void {
    const [first, second] = grown.map((times) => times.toFixed(1));
    this.#lines.push([what, ...shown, second === undefined ? `${first}` : `${first} (${second})`, `${aim}`]);
  }

  #growthOf(values: readonly number[]): number {
    return (values.at(-1) ?? NaN) / (values[0] ?? NaN);
  }
}

const told = ({ passed, busy }: Cost): string => `${inUnit(passed)} (${inUnit(busy)})`;

/** Microseconds as one reads them. */
const inUnit = (micros: number): string => {
  if (micros < 1_000) return `${micros.toFixed()} µs`;
  return micros < 1e6 ? `${(micros / 1_000).toFixed(1)} ms` : `${(micros / 1e6).toFixed(2)} s`;
};
