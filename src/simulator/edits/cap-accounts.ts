import { type Bounds, nothing } from '../../../events/kit/quantity.js';
import { withAllInside } from '../../../projections/kit/all-inside.js';
import { largerBounds } from '../../../projections/kit/measure.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import { addBounds, Holdings } from './holdings.js';
import { type Portion, quarterOf } from './portions.js';
import { standingNow } from './standing.js';

/** What a tranche with all that it holds comes to, and how much of that is surely due by the end of a quarter. */
export interface PartAccount {
  readonly whole: Bounds;
  dueBy(quarter: number): Bounds;
  /** Whether a cap moved something of it. */
  readonly isMoved: boolean;
}

/** What portions of a power come to; what of it is surely there fills them in turn. */
export const boundsOfPortions = (power: Bounds, portions: readonly Portion[]): Bounds => {
  const amount = portions.reduce((sum, one) => sum + one.amount, 0n);
  const isOpen = portions.some(({ beyond }) => beyond === null);
  const beyond = portions.reduce((sum, one) => sum + (one.beyond ?? 0n), 0n);
  return {
    low: power.low < amount ? power.low : amount,
    point: amount,
    high: isOpen ? null : amount + beyond,
  };
};

/** What portions of a power are. */
export const accountOfPortions = (power: Bounds, portions: readonly Portion[]): PartAccount => ({
  whole: boundsOfPortions(power, portions),
  dueBy: (quarter) => {
    const come = portions.filter(({ due }) => due !== undefined && quarterOf(due) <= quarter);
    return boundsOfPortions(power, come);
  },
  isMoved: false,
});

/** Several together. */
export const accountOfAll = (all: readonly PartAccount[]): PartAccount => {
  const known = new Map<number, Bounds>();
  return {
    whole: addBounds(all.map(({ whole }) => whole)),
    dueBy: (quarter) => {
      const due = known.get(quarter) ?? addBounds(all.map((one) => one.dueBy(quarter)));
      known.set(quarter, due);
      return due;
    },
    isMoved: all.some(({ isMoved }) => isMoved),
  };
};

/** One that says of itself and of all in it how much that is and by when, as of a container. */
export const accountOver = (
  own: Bounds,
  due: string | undefined,
  inside: PartAccount,
  isMoved: boolean,
): PartAccount => ({
  whole: largerBounds(own, inside.whole),
  dueBy: (quarter) => {
    const isDue = due !== undefined && quarterOf(due) <= quarter;
    return largerBounds(isDue ? own : nothing, inside.dueBy(quarter));
  },
  isMoved: isMoved || inside.isMoved,
});

/** The accounts of what containers hold once their parts were placed; those of containers follow as they are settled. */
export class CapAccounts {
  readonly #holdings: Holdings;
  readonly #known = new Map<string, PartAccount>();

  constructor(
    readonly log: EditedLog,
    readonly moved: ReadonlySet<string>,
  ) {
    this.#holdings = new Holdings(log);
  }

  /** Of all that it holds together. */
  inside(target: TrancheTarget): PartAccount {
    return accountOfAll(this.#holdings.partsOf(target).map((one) => this.#of(one)));
  }

  settle({ reference }: TrancheTarget, account: PartAccount): void {
    this.#known.set(reference, account);
  }

  #of(target: TrancheTarget): PartAccount {
    for (const one of withAllInside(target, (held) => this.#unsettledIn(held)).toReversed())
      if (!this.#known.has(one.reference)) this.settle(one, this.#accountOver(one));
    return this.#known.get(target.reference) ?? this.#accountOver(target);
  }

  #unsettledIn(target: TrancheTarget): readonly TrancheTarget[] {
    return this.#known.has(target.reference) ? [] : this.#holdings.partsOf(target);
  }

  #accountOver(target: TrancheTarget): PartAccount {
    const standing = standingNow(this.log, target);
    const { reference, tranche } = target;
    const own = standing?.power ?? nothing;
    return accountOver(own, tranche.due, this.inside(target), this.moved.has(reference));
  }
}
