import type { Problem } from '../../../events/index.js';
import { type Attribution, attribute } from './attribution.js';
import { type MonteCarloAnswer, drawChance } from './monte-carlo.js';
import type { AnalysisRequest } from '../scenario/asks.js';
import type { Variable } from '../chance/variable.js';
import { readCorrelation } from '../chance/correlation.js';
import { componentsOf } from '../compute/components.js';
import type { Footprint } from '../edits/edit.js';
import { namesKnown } from '../scenario/names.js';
import { BoardReader } from '../compute/board-reader.js';
import type { DividedWork } from '../compute/divided-work.js';
import type { Simulation } from '../compute/simulation.js';
import type { Result } from '../../../events/kit/decode.js';
import { readTargets, type Target, usualTargets } from '../scenario/targets.js';
import { type Tornado, tornado } from './tornado.js';

/** What a scenario answers beside its views, where it is asked to. */
export interface UncertaintyAnswer {
  monteCarlo?: MonteCarloAnswer;
  attribution?: Attribution[];
  tornado?: Tornado[];
}

/** Layers, bases, kinds and currencies are never added, so that a target names one of each. */
const mixedTargets = (targets: readonly Target[], { boards, views }: Simulation): Problem[] =>
  targets.flatMap((target, index) => {
    const mixtures = new BoardReader(boards.of(views[target.view]!)).mixtures(target);
    return mixtures.length < 2
      ? []
      : [
          {
            pointer: `/monteCarlo/targets/${index}/only`,
            detail: `takes together what never adds: name one of ${mixtures.join('; ')}`,
          },
        ];
  });

const inItsCurrency =
  ({ boards, views }: Simulation) =>
  (target: Target): Target =>
    new BoardReader(boards.of(views[target.view]!)).inItsCurrency(target);

const targetsOf = ({ monteCarlo }: AnalysisRequest, prepared: Simulation): Result<readonly Target[]> => {
  const { views, boards, ground, scenario } = prepared;
  if (!monteCarlo?.targets) {
    const usual = usualTargets(views, (asked) => new BoardReader(boards.of(asked)).kinds);
    return { value: targetsWatched(usual, prepared) };
  }
  const read = readTargets(monteCarlo.targets, views, namesKnown(ground, scenario.edits));
  if (read.problems) return read;
  const problems = mixedTargets(read.value, prepared);
  return problems.length > 0 ? { problems } : { value: read.value.map(inItsCurrency(prepared)) };
};

/** Every coin comes up and of alternatives the first does: what nobody assumes to happen may still be drawn. */
const firstOutcomes = (variables: readonly Variable[]): ReadonlyMap<string, number> =>
  new Map(variables.filter(({ kind }) => kind !== 'value').map(({ id }) => [id, 0]));

/** Where nobody named targets, those that are nothing in the log and in the scenario are left out. */
const targetsWatched = (usual: readonly Target[], prepared: Simulation): readonly Target[] => {
  const all = prepared.evaluator(usual);
  const outcomes = firstOutcomes(prepared.editions.shown.flatMap(({ variable }) => variable ?? []));
  const sides = [
    all.values({ makes: () => false }),
    all.values({}),
    ...(outcomes.size > 0 ? [all.values({ outcomes })] : []),
  ];
  const some = usual.filter(({ periods }, target) =>
    periods.some((_, period) => sides.some((values) => values[all.layout.startOf(target) + period] !== 0)),
  );
  return some.length === 0 ? usual : some;
};

/**
 * Chance, attribution and tornado of a scenario whose views have been answered without a problem; the heavy parts of
 * the work are handed out. Throws ScenarioRefusal.
 */
export function* workOutUncertain(
  asks: AnalysisRequest,
  prepared: Simulation,
  prints: readonly (readonly Footprint[])[],
  pieces: number,
): DividedWork<Result<UncertaintyAnswer>> {
  if (!asks.monteCarlo && !asks.attribution && !asks.tornado) return { value: {} };
  const { value: targets, problems } = targetsOf(asks, prepared);
  if (problems) return { problems };
  const variables = prepared.editions.shown.flatMap(({ variable }) => variable ?? []);
  const correlated = readCorrelation(asks.monteCarlo?.correlation, variables);
  if (correlated.problems) return { problems: correlated.problems };
  const whole = prepared.evaluator(targets);
  const components = componentsOf(prepared.editions.shown, prints, prepared.ground, whole.grain);
  const atEnds = prepared.evaluator(targets, true);
  const ends = { targets, isAtEnds: true };
  return {
    value: {
      ...(asks.monteCarlo && {
        monteCarlo: yield* drawChance(whole, components, asks.monteCarlo, correlated.value, pieces),
      }),
      ...(asks.attribution && { attribution: yield* attribute(atEnds, components, ends, pieces) }),
      ...(asks.tornado && { tornado: yield* tornado(atEnds, components, ends, pieces) }),
    },
  };
}
