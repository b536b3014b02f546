import type { Component } from '../compute/components.js';
import type { TargetLayout } from '../compute/target-layout.js';
import { type PlainSituation, type ValuesPart, valuesOf, type DividedWork } from '../compute/divided-work.js';
import { refuse } from '../scenario/refusal.js';
import { combinationsOn, type PathTable } from '../chance/paths.js';
import { type Mixes, Streams } from '../chance/streams.js';
import type { Variable } from '../chance/variable.js';

/** How what is uncertain is drawn. */
export interface SamplingPlan {
  readonly seed: number;
  /** How the correlated variables are mixed; empty where all are independent. */
  readonly mixes: Mixes;
  readonly draws: number;
  /** Into how many parts the work is divided; the answer does not depend on it. */
  readonly pieces: number;
}

/** How much is worked out for one run: some seconds of it. */
const mostWork = 2_000_000;
/** Up to so many combinations are all worked out, whether they come up or not. */
const fewCombinations = 256;

const sizeOf = ({ variables }: Pick<Component, 'variables'>): number =>
  variables.reduce((product, { values }) => product * values.length, 1);

/** The outcomes of all variables in the combination of a number: its digits. */
export const outcomesIn = (variables: readonly Variable[], combination: number): number[] => {
  let left = combination;
  return [...variables]
    .reverse()
    .map(({ values }) => {
      const outcome = left % values.length;
      left = (left - outcome) / values.length;
      return outcome;
    })
    .reverse();
};

/** Each edit and each number makes an answer dearer. */
export const priceOf = ({ edits }: Component, { width }: Pick<TargetLayout, 'width'>): number =>
  10 + edits.length + width;

const givenOf = (variables: readonly Variable[], combination: number): PlainSituation => {
  const outcomes = outcomesIn(variables, combination);
  return { outcomes: new Map(variables.map(({ id }, index) => [id, outcomes[index]!])) };
};

interface TablePlan extends SamplingPlan {
  /** All combinations are needed. */
  readonly isExact: boolean;
}

interface NeededTable {
  component: Component;
  combinations: Float64Array;
  isAll: boolean;
}

const allCombinations = (count: number): Float64Array =>
  Float64Array.from({ length: count }, (_, number) => number);

const needOf = (component: Component, { seed, mixes, draws, isExact }: TablePlan): NeededTable => {
  const count = sizeOf(component);
  if (count > Number.MAX_SAFE_INTEGER)
    refuse('/edits', 'too many of them depend on each other for their chances to be worked out');
  const isAll = isExact || count <= Math.min(fewCombinations, draws);
  const combinations = isAll
    ? allCombinations(count)
    : combinationsOn(component.variables, new Streams(seed, mixes), draws);
  return { component, combinations, isAll };
};

/** Takes the work for all combinations, before any of it is done. */
const checkWork = (needed: readonly NeededTable[], layout: TargetLayout): void => {
  const [work, answers] = needed.reduce(
    ([sum, count], { component, combinations: { length } }) => [
      sum + length * priceOf(component, layout),
      count + length,
    ],
    [0, 0],
  );
  if (work > mostWork)
    refuse(
      '/monteCarlo',
      `needs ${answers} different answers, more than there is time for: let fewer uncertain edits touch the same deals`,
    );
};

const subtractShown = (rows: Float64Array, shown: Float64Array): Float64Array =>
  rows.map((value, place) => value - shown[place % shown.length]!);

/** What each component adds to the scenario as it is shown, for the combinations of its outcomes that come up. */
export function* tablesOf(
  components: readonly Component[],
  watched: Pick<ValuesPart, 'targets' | 'isAtEnds'>,
  layout: TargetLayout,
  asked: TablePlan,
): DividedWork<PathTable[]> {
  const needed = components.map((component) => needOf(component, asked));
  checkWork(needed, layout);
  const situations = needed.map(({ component, combinations }) => ({
    component,
    situations: [{}, ...Array.from(combinations, (number) => givenOf(component.variables, number))],
  }));
  const numbers = yield* valuesOf(watched, situations, asked.pieces);
  const { width } = layout;
  let from = 0;
  return needed.map(({ component: { variables }, combinations, isAll }): PathTable => {
    const start = from + width;
    from = start + combinations.length * width;
    const rows = subtractShown(numbers.subarray(start, from), numbers.subarray(start - width, start));
    return { variables, rows, ...(!isAll && { combinations }) };
  });
}
