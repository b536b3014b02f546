import { itemAt } from '../../../events/kit/item-at.js';
import type { Count } from '../../../events/kit/formats.js';
import { type Whole as WholeNumber, wholeOf } from '../../../events/kit/quantity.js';
import type { Component } from '../compute/components.js';
import type { Evaluator } from '../compute/evaluator.js';
import { type CorrelationModel, type CorrelationReport } from '../chance/correlation.js';
import { fraction, toNumber } from '../chance/fraction.js';
import type { DividedWork } from '../compute/divided-work.js';
import { type SpreadReader, workOut } from './outcomes.js';
import { reportOf, type Summary, summaryOf, type TargetReport } from './report.js';
import type { Spread } from '../chance/spread.js';
import type { MonteCarlo } from '../scenario/asks.js';
import { quantileOf, type Variable } from '../chance/variable.js';

interface VariableReport {
  id: string;
  edit: Count;
  kind: Variable['kind'];
  /** Of a coin and of alternatives (−1 is none of them). */
  outcomes?: { value: number; probability: number }[];
  /** Of a value that is drawn from a distribution. */
  p10?: number;
  p50?: number;
  p90?: number;
  origin?: string;
}

export interface MonteCarloAnswer {
  /** `exact` where every combination was reckoned through; then standard errors are nothing. */
  method: 'exact' | 'sampled';
  draws: Count;
  seed: Count;
  combinations: WholeNumber;
  variables: VariableReport[];
  /** The factors or ranks that the draws were made with. */
  correlation?: CorrelationReport;
  targets: TargetReport[];
  notes: string[];
}

const variableReport = (variable: Variable): VariableReport => {
  const { id, edit, kind, values, weights, of, origin } = variable;
  const named = { id, edit, kind };
  const at = (part: bigint): number => itemAt(values, quantileOf(variable, fraction(part, 100n)));
  if (kind === 'value')
    return { ...named, p10: at(10n), p50: at(50n), p90: at(90n), ...(origin !== undefined && { origin }) };
  return {
    ...named,
    outcomes: values.map((value, index) => ({
      value,
      probability: toNumber(fraction(itemAt(weights, index), of)),
    })),
  };
};

const notes = [
  'A fan shows the percentiles of each period by themselves: its edges are not one path.',
  'Where one outcome takes away what an edit acts on, that edit does nothing there.',
  'Where the point of a number is unknown its lower bound counts.',
];

const correlatedNote =
  'Correlated variables are sampled, however few they are: their combinations are not reckoned through.';

/** What is uncertain, in the order of the edits. */
export const variablesOf = (components: readonly Component[]): Variable[] =>
  components.flatMap(({ variables }) => variables).sort((left, right) => left.edit - right.edit);

/** A number of a period; where that period counts, its whole spread, too. */
const summarizing = ({ layout, targets }: Evaluator): SpreadReader<{ summary: Summary; spread?: Spread }> => {
  const periods = targets.flatMap((target) => target.periods);
  const counting = new Set(targets.map((_, index) => layout.placeOf(index)));
  return (spread, place) => ({
    summary: summaryOf(spread, itemAt(periods, place)),
    ...(counting.has(place) && { spread }),
  });
};

/** Draws the uncertain edits again and again, each from its own stream, and says how the targets come out. */
export function* drawChance(
  evaluator: Evaluator,
  components: readonly Component[],
  { draws, seed }: MonteCarlo,
  { mixes, report: correlation }: CorrelationModel,
  pieces: number,
): DividedWork<MonteCarloAnswer> {
  const { layout } = evaluator;
  const outcomes = yield* workOut(
    evaluator,
    components,
    { seed, mixes, draws, pieces },
    summarizing(evaluator),
  );
  const { method, combinations, places } = outcomes;
  const targets = evaluator.targets.map((target, index) => {
    const start = layout.startOf(index);
    const own = places.slice(start, start + target.periods.length);
    return reportOf(
      target,
      own.map(({ summary }) => summary),
      own[target.at]!.spread!,
    );
  });
  return {
    method,
    draws,
    seed,
    combinations: wholeOf(combinations),
    variables: variablesOf(components).map(variableReport),
    ...(correlation && { correlation }),
    targets,
    notes: mixes.size > 0 ? [...notes, correlatedNote] : notes,
  };
}
