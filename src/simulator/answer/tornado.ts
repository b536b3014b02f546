import type { Count } from '../../../events/kit/formats.js';
import { type Whole, wholeOf } from '../../../events/kit/quantity.js';
import { variablesOf } from './monte-carlo.js';
import { fraction } from '../chance/fraction.js';
import { baseOf, quantileOf, type Variable } from '../chance/variable.js';
import type { Component } from '../compute/components.js';
import type { Evaluator } from '../compute/evaluator.js';
import {
  type PlainSituation,
  valuesOf,
  type WatchedTargets,
  type DividedWork,
} from '../compute/divided-work.js';

interface SwingEnd {
  /** What the input came to: a value; 1 or 0 of a coin; the number of an alternative, −1 for none. */
  input: number;
  value: Whole;
}

interface TornadoSwing {
  variable: string;
  edit: Count;
  p10: SwingEnd;
  p90: SwingEnd;
  swing: Whole;
}

export interface Tornado {
  view: Count;
  measure: string;
  only: Readonly<Record<string, string>>;
  by: string | null;
  /** With every input as the views show it: a value at its median, anything else as is likeliest. */
  base: Whole;
  bars: TornadoSwing[];
}

const toWhole = (value: number): Whole => wholeOf(BigInt(value));
const absoluteOf = (value: number): number => (value < 0 ? -value : value);

type BaseOutcomes = ReadonlyMap<string, number>;

/** A variable's lower and upper decile. */
const endsOf = (variable: Variable): number[] =>
  [1n, 9n].map((tenths) => quantileOf(variable, fraction(tenths, 10n)));

/** A component as it is shown and at its base, and then at both ends of each of its variables, the others at their base. */
const situationsOf = ({ variables }: Component, base: BaseOutcomes): PlainSituation[] => [
  {},
  { outcomes: base },
  ...variables.flatMap((variable) =>
    endsOf(variable).map((outcome) => ({ outcomes: new Map(base).set(variable.id, outcome) })),
  ),
];

interface Swings {
  /** With every input at its base. */
  center: Float64Array;
  /** What it is by itself at both ends of a variable, by the variable's id. */
  ends: Map<string, readonly [Float64Array, Float64Array]>;
}

function* swingsOf(
  evaluator: Evaluator,
  components: readonly Component[],
  watched: WatchedTargets,
  pieces: number,
): DividedWork<Swings> {
  const { width } = evaluator.layout;
  const baseIn = ({ variables }: Component): BaseOutcomes =>
    new Map(variables.map((one) => [one.id, baseOf(one)]));
  const asked = components.map((component) => ({
    component,
    situations: situationsOf(component, baseIn(component)),
  }));
  const numbers = yield* valuesOf(watched, asked, pieces);
  let from = 0;
  const next = (): Float64Array => numbers.subarray(from, (from += width));
  let center = evaluator.values({});
  const added = components.map(({ variables }) => {
    const [shown, base] = [next(), next()];
    center = center.map((value, place) => value + base[place]! - shown[place]!);
    return variables.map(({ id }) => ({ id, base, ends: [next(), next()] }));
  });
  const ends = added.flat().map(({ id, base, ends: [low, high] }) => {
    const moved = (end: Float64Array): Float64Array =>
      center.map((value, place) => value + end[place]! - base[place]!);
    return [id, [moved(low!), moved(high!)]] as const;
  });
  return { center, ends: new Map(ends) };
}

const barOf = (
  variable: Variable,
  [low, high]: readonly [number, number],
): { swing: number; bar: TornadoSwing } => {
  const swing = absoluteOf(high - low);
  const [first, last] = endsOf(variable).map((outcome) => variable.values[outcome]!);
  const [p10, p90] = [
    { input: first!, value: toWhole(low) },
    { input: last!, value: toWhole(high) },
  ];
  return { swing, bar: { variable: variable.id, edit: variable.edit, p10, p90, swing: toWhole(swing) } };
};

/** How far each uncertain input moves a target by itself: the widest first, equals by name. */
export function* tornado(
  evaluator: Evaluator,
  all: readonly Component[],
  watched: WatchedTargets,
  pieces: number,
): DividedWork<Tornado[]> {
  const components = all.filter(({ variables }) => variables.length > 0);
  const { center, ends } = yield* swingsOf(evaluator, components, watched, pieces);
  const variables = variablesOf(components);
  return evaluator.targets.map(({ view, measure, only, periods, at }, index) => {
    const place = evaluator.layout.placeOf(index);
    const bars = variables.map((variable) => {
      const [low, high] = ends.get(variable.id)!;
      return barOf(variable, [low[place]!, high[place]!]);
    });
    bars.sort((left, right) => right.swing - left.swing || (left.bar.variable < right.bar.variable ? -1 : 1));
    return {
      view,
      measure,
      only,
      by: periods[at] === '' ? null : periods[at]!,
      base: toWhole(center[place]!),
      bars: bars.map(({ bar }) => bar),
    };
  });
}
