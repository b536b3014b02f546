import type { Component } from '../components.js';
import type { Evaluator } from '../evaluator.js';
import { refuse } from '../refused.js';
import type { Variable } from './variable.js';

/** How much is worked out for one run: a few seconds of it. */
const mostWork = 400_000;

/** How many more answers a run may work out. */
export const budgetOf = (evaluator: Evaluator): { left: number; most: number } => {
  const most = evaluator.answersFor(mostWork);
  return { left: most, most };
};

/** What one component adds to the base, for every combination of its outcomes that comes up. */
export class Table {
  readonly #rows = new Map<number, Float64Array>();
  readonly variables: readonly Variable[];

  constructor(
    component: Component,
    readonly evaluator: Evaluator,
    readonly base: Float64Array,
    readonly budget: { left: number; most: number },
  ) {
    this.variables = component.variables;
    if (this.combinations > Number.MAX_SAFE_INTEGER)
      refuse('/edits', 'too many of them depend on each other for their chances to be worked out');
  }

  get combinations(): number {
    return this.variables.reduce((product, { values }) => product * values.length, 1);
  }

  /** The number of a combination of outcomes. */
  numberOf(outcomes: readonly number[]): number {
    return this.variables.reduce((number, { values }, index) => number * values.length + outcomes[index]!, 0);
  }

  outcomesOf(combination: number): number[] {
    let left = combination;
    return [...this.variables]
      .reverse()
      .map(({ values }) => {
        const outcome = left % values.length;
        left = (left - outcome) / values.length;
        return outcome;
      })
      .reverse();
  }

  /** Takes the work for so many combinations, before any of it is done. */
  reserve(count: number): void {
    this.budget.left -= count;
    if (this.budget.left < 0)
      refuse(
        '/monteCarlo',
        `needs more than ${this.budget.most} different answers: let fewer uncertain edits touch the same deals`,
      );
  }

  /** Scenario less base, in all places; every combination is worked out once. */
  row(combination: number): Float64Array {
    const known = this.#rows.get(combination);
    if (known) return known;
    const drawn = this.outcomesOf(combination);
    const outcomes = new Map(this.variables.map(({ id }, index) => [id, drawn[index]!]));
    const row = this.evaluator.values({ outcomes }).map((value, place) => value - this.base[place]!);
    this.#rows.set(combination, row);
    return row;
  }
}
