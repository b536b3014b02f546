/** What is decided: an amount from `least` to `most`, in whole numbers where `isWhole`; a unit costs `cost`, 0 or more. */
export interface DecisionVariable {
  readonly cost: number;
  /** Nothing when missing. */
  readonly least?: number;
  /** Open when missing. */
  readonly most?: number;
  readonly isWhole?: boolean;
}

/** What must hold: the sum of coefficient × column lies from `least` to `most`; a missing end is open. */
export interface LinearConstraint {
  readonly terms: readonly (readonly [column: number, coefficient: number])[];
  readonly least?: number;
  readonly most?: number;
}

/** A linear or mixed-integer programme: the cheapest columns with which every row holds. */
export interface Programme {
  readonly columns: readonly DecisionVariable[];
  readonly rows: readonly LinearConstraint[];
}

export interface Optimum {
  readonly cost: number;
  readonly values: readonly number[];
  /** By how much the cost rises with each unit more on a row's right-hand side; of linear programmes only. */
  readonly prices: readonly number[];
}

/**
 * The cheapest solution; `infeasible` where there is none, `undecided` where the solver stopped at its limit. The same
 * programme has the same solution every time.
 */
export type Solve = (programme: Programme) => Optimum | 'infeasible' | 'undecided';
