import { type Whole, wholeOf } from '../../events/kit/quantity.js';
import { variablesOf } from './chance/monte-carlo.js';
import { fraction } from './chance/fraction.js';
import { baseOf, quantileOf, type Variable } from './chance/variable.js';
import type { Component } from './components.js';
import type { Evaluator } from './evaluator.js';

interface End {
  /** What the input came to: a value; 1 or 0 of a coin; the number of an alternative, −1 for none. */
  input: number;
  value: Whole;
}

interface Bar {
  variable: string;
  edit: number;
  p10: End;
  p90: End;
  swing: Whole;
}

export interface Tornado {
  view: number;
  measure: string;
  only: Readonly<Record<string, string>>;
  by: string | null;
  /** With every input at its base: a value at its median, anything else as is likeliest. */
  base: Whole;
  bars: Bar[];
}

const whole = (value: number): Whole => wholeOf(BigInt(value));
const size = (value: number): number => (value < 0 ? -value : value);

/** The answers with one variable at its lower and upper decile, the others at their base. */
const endsOf = (evaluator: Evaluator, base: ReadonlyMap<string, number>, variable: Variable) =>
  [1n, 9n].map((tenths) => {
    const outcome = quantileOf(variable, fraction(tenths, 10n));
    const values = evaluator.values({ outcomes: new Map(base).set(variable.id, outcome) });
    return { input: variable.values[outcome]!, values };
  });

/** How far each uncertain input moves a target by itself: the widest first, equals by name. */
export const tornado = (evaluator: Evaluator, components: readonly Component[]): Tornado[] => {
  const variables = variablesOf(components);
  const base = new Map(variables.map((variable) => [variable.id, baseOf(variable)]));
  const center = evaluator.values({ outcomes: base });
  const ends = variables.map((variable) => endsOf(evaluator, base, variable));
  return evaluator.targets.map(({ view, measure, only, periods, at }, index) => {
    const place = evaluator.placeOf(index);
    const bars = variables.map(({ id, edit }, number) => {
      const [low, high] = ends[number]!;
      const [before, after] = [low!.values[place]!, high!.values[place]!];
      const swing = size(after - before);
      const [p10, p90] = [
        { input: low!.input, value: whole(before) },
        { input: high!.input, value: whole(after) },
      ];
      return { swing, bar: { variable: id, edit, p10, p90, swing: whole(swing) } };
    });
    bars.sort((left, right) => right.swing - left.swing || (left.bar.variable < right.bar.variable ? -1 : 1));
    return {
      view,
      measure,
      only,
      by: periods[at] === '' ? null : periods[at]!,
      base: whole(center[place]!),
      bars: bars.map(({ bar }) => bar),
    };
  });
};
