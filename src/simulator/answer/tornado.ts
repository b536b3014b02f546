import { periodNameOf } from '../scenario/targets.js';
import { addNumbers, subtractNumbers } from '../compute/numbers.js';
import { itemAt } from '../../../events/kit/item-at.js';
import type { Count } from '../../../events/kit/formats.js';
import { type Whole, wholeOf } from '../../../events/kit/quantity.js';

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
  /** Of money that is in another currency than the US dollar, where `only` does not say so. */
  currency?: string;
  by: string | null;
  /** With every input as the views show it: a value at its median, anything else as is likeliest. */
  base: Whole;
  bars: TornadoSwing[];
}

const toWhole = (value: number): Whole => wholeOf(BigInt(value));
const absoluteOf = (value: number): number => (value < 0 ? -value : value);

type BaseOutcomes = ReadonlyMap<string, number>;

/** A variable's lower and upper decile. */
const endsOf = (variable: Variable): readonly [number, number] => [
  quantileOf(variable, fraction(1n, 10n)),
  quantileOf(variable, fraction(9n, 10n)),
];

/** A component as it is shown and at its base, and then at both ends of each of its variables, the others at their base. */
const situationsOf = ({ variables }: Component, base: BaseOutcomes): PlainSituation[] => [
  {},
  { outcomes: base },
  ...variables.flatMap((variable) =>
    endsOf(variable).map((outcome) => ({ outcomes: new Map(base).set(variable.id, outcome) })),
  ),
];

interface Swing {
  variable: Variable;
  /** The numbers with the variable by itself at its ends. */
  low: Float64Array;
  high: Float64Array;
}

interface Swings {
  /** With every input at its base. */
  center: Float64Array;
  swings: Swing[];
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
    center = subtractNumbers(addNumbers(center, base), shown);
    return variables.map((variable) => ({ variable, base, low: next(), high: next() }));
  });
  const swings = added.flat().map(({ variable, base, low, high }) => {
    const moved = (end: Float64Array): Float64Array => subtractNumbers(addNumbers(center, end), base);
    return { variable, low: moved(low), high: moved(high) };
  });
  return { center, swings };
}

const barOf = (swung: Swing, place: number): { swing: number; bar: TornadoSwing } => {
  const { variable } = swung;
  const [low, high] = [itemAt(swung.low, place), itemAt(swung.high, place)];
  const swing = absoluteOf(high - low);
  const [first, last] = endsOf(variable);
  const p10 = { input: itemAt(variable.values, first), value: toWhole(low) };
  const p90 = { input: itemAt(variable.values, last), value: toWhole(high) };
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
  const { center, swings } = yield* swingsOf(evaluator, components, watched, pieces);
  return evaluator.targets.map((target, index) => {
    const { view, measure, only, currency } = target;
    const place = evaluator.layout.placeOf(index);
    const bars = swings.map((swung) => barOf(swung, place));
    bars.sort((left, right) => right.swing - left.swing || (left.bar.variable < right.bar.variable ? -1 : 1));
    return {
      view,
      measure,
      only,
      ...(currency !== undefined && { currency }),
      by: periodNameOf(target),
      base: toWhole(itemAt(center, place)),
      bars: bars.map(({ bar }) => bar),
    };
  });
}
