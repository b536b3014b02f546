import { type ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import type { Line } from '../../../projections/kit/line.js';
import type { Log } from '../../../projections/kit/log.js';
import { isNothing } from '../../../projections/kit/measure.js';
import type { Problem } from '../../../events/index.js';
import type { SkippedTarget } from './needs.js';
import type { Resource } from './resources.js';

/** Money that falls due in a period of the horizon. */
export interface DueAmount {
  payment: string;
  period: string;
  amount: bigint;
}

const isInScope = ({ keys }: Line, of: Resource['of']): boolean =>
  Object.entries(of).every(([name, value]) => keys[name] === value);

const isSettled = ({ parts: { outstandingUsCents: left } }: Line): boolean =>
  left !== undefined && isNothing(left.bounds);

/** What it comes to in some measures, where that is anything. */
const amountsIn = ({ parts }: Line, measures: readonly string[]) =>
  measures.flatMap((measure) => {
    const bounds = parts[measure]?.bounds;
    return bounds && !isNothing(bounds) ? [bounds] : [];
  });

/** The obligations of an edited log, payment by payment and period by period. */
export class Payments {
  readonly #lines: readonly Line[];
  /** Those that are on no time axis. */
  readonly #undated: readonly Line[];

  constructor({ view, question }: ViewQuestion, log: Log) {
    const { timeline: _timeline, from: _from, to: _to, ...table } = question;
    this.#lines = new Board(view, question, log).lines;
    this.#undated = new Board(view, table, log).lines.filter(
      (line) => line.undated !== undefined && !isSettled(line),
    );
  }

  /** What is due in a scope; a payment without a number counts with its floor, and it and what has no date are named. */
  within({ of, measures = [] }: Resource): { dues: DueAmount[]; left: SkippedTarget[] } {
    const dues: DueAmount[] = [];
    const unknown = new Set<string>();
    for (const line of this.#lines.filter((one) => isInScope(one, of))) {
      const { payment, period } = line.keys;
      if (!payment || !period) continue;
      for (const bounds of amountsIn(line, measures)) {
        if (bounds.point === null) unknown.add(payment);
        const amount = bounds.point ?? bounds.low;
        if (amount > 0n) dues.push({ payment, period, amount });
      }
    }
    const left = [
      ...[...unknown].map((target) => ({ target, because: 'unknown' })),
      ...this.#undatedIn(of, measures).map((target) => ({ target, because: 'undated' })),
    ];
    return { dues, left: left.sort((one, other) => (one.target < other.target ? -1 : 1)) };
  }

  #undatedIn(of: Resource['of'], measures: readonly string[]): string[] {
    return this.#undated
      .filter((line) => isInScope(line, of) && amountsIn(line, measures).length > 0)
      .flatMap(({ keys: { payment } }) => payment ?? []);
  }

  /** Kinds of money and currencies are never added, so that a resource funds one of each: US dollars, unless it names another. */
  mixtures({ of, place }: Resource): Problem[] {
    const keysInScope = this.#lines.filter((line) => isInScope(line, of)).map(({ keys }) => keys);
    const found = [...new Set(keysInScope.map(({ kind, currency }) => `${kind} ${currency}`))].sort();
    const pointer = `/resources/${place}/of`;
    if (found.length > 1)
      return [
        {
          pointer,
          detail: `takes together what never adds: name one kind and currency of ${found.join('; ')}`,
        },
      ];
    const [{ currency = 'USD' } = {}] = keysInScope;
    return of.currency === undefined && currency !== 'USD'
      ? [{ pointer, detail: `is owed in ${currency}, and the supply is in US cents: name the currency` }]
      : [];
  }
}
