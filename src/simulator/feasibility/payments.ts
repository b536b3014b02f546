import { type ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Problem } from '../../../events/index.js';
import type { SkippedTarget } from './needs.js';
import type { Resource } from './resources.js';

/** Money that falls due in a period of the horizon. */
export interface DueAmount {
  payment: string;
  period: string;
  amount: bigint;
}

/** The obligations of an edited log, payment by payment and period by period. */
export class Payments {
  readonly #lines;

  constructor({ view, question }: ViewQuestion, log: Log) {
    this.#lines = new Board(view, question, log).lines;
  }

  /** What is due in a scope; a payment without a number counts with its floor and is named. */
  within({ of, measures = [] }: Resource): { dues: DueAmount[]; left: SkippedTarget[] } {
    const dues: DueAmount[] = [];
    const unknown = new Set<string>();
    for (const { keys, parts } of this.#inScope(of)) {
      const { payment, period } = keys;
      if (!payment || !period) continue;
      for (const measure of measures) {
        const bounds = parts[measure]?.bounds;
        if (!bounds) continue;
        if (bounds.point === null) unknown.add(payment);
        const amount = bounds.point ?? bounds.low;
        if (amount > 0n) dues.push({ payment, period, amount });
      }
    }
    return { dues, left: [...unknown].sort().map((target) => ({ target, because: 'unknown' })) };
  }

  /** Kinds of money and currencies are never added, so that a resource funds one of each: US dollars, unless it names another. */
  mixtures({ of, place }: Resource): Problem[] {
    const keysInScope = this.#inScope(of).map(({ keys }) => keys);
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

  #inScope(of: Resource['of']) {
    return this.#lines.filter(({ keys }) =>
      Object.entries(of).every(([name, value]) => keys[name] === value),
    );
  }
}
