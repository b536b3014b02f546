import type { Problem } from '../../events/index.js';
import { decodeAs } from '../../events/kit/decode.js';
import type { Asked } from '../../projections/asking.js';
import { type Attribution, attribute } from './attribution.js';
import { type Chance, drawChance, MonteCarlo } from './chance/monte-carlo.js';
import { componentsOf } from './components.js';
import { Evaluator } from './evaluator.js';
import { Numbers } from './numbers.js';
import { Refused } from './refused.js';
import type { Ground, Scenario } from './run.js';
import type { Read } from './scenario.js';
import { narrowed, readTargets, type Target, usualTargets } from './targets.js';
import { type Tornado, tornado } from './tornado.js';

/** What a scenario answers beside its views, where it is asked to. */
export interface Uncertain {
  monteCarlo?: Chance;
  attribution?: Attribution[];
  tornado?: Tornado[];
}

export interface Asks {
  monteCarlo?: MonteCarlo;
  attribution: boolean;
  tornado: boolean;
}

const flagProblems = (scenario: Scenario): Problem[] =>
  (['attribution', 'tornado'] as const)
    .filter((name) => scenario[name] !== undefined && typeof scenario[name] !== 'boolean')
    .map((name) => ({ pointer: `/${name}`, detail: 'must be true or false' }));

export const readAsks = (scenario: Scenario): Read<Asks> => {
  const { monteCarlo: raw, attribution, tornado: asksTornado } = scenario;
  const read = raw === undefined ? undefined : decodeAs(MonteCarlo, raw, '/monteCarlo');
  const problems = [...(read?.problems ?? []), ...flagProblems(scenario)];
  if (problems.length > 0) return { problems };
  return {
    value: {
      ...(read?.value && { monteCarlo: read.value }),
      attribution: attribution === true,
      tornado: asksTornado === true,
    },
  };
};

/** Layers, bases, kinds and currencies are never added, so that a target names one of each. */
const mixed = (targets: readonly Target[], views: readonly Asked[], { history }: Ground): Problem[] =>
  targets.flatMap((target, index) => {
    const mixtures = new Numbers(views[target.view]!, history).mixtures(target);
    return mixtures.length < 2
      ? []
      : [
          {
            pointer: `/monteCarlo/targets/${index}/only`,
            detail: `takes together what never adds: name one of ${mixtures.join('; ')}`,
          },
        ];
  });

const targetsOf = ({ monteCarlo }: Asks, views: readonly Asked[], ground: Ground): Read<Target[]> => {
  if (!monteCarlo?.targets)
    return { value: usualTargets(views, (asked) => new Numbers(asked, ground.history).kinds) };
  const read = readTargets(monteCarlo.targets, views);
  if (read.problems) return read;
  const problems = mixed(read.value, views, ground);
  return problems.length > 0 ? { problems } : read;
};

const evaluatorOf = (
  scenario: Scenario,
  views: readonly Asked[],
  ground: Ground,
  targets: readonly Target[],
): Evaluator =>
  new Evaluator(
    scenario,
    ground,
    targets.map(({ view }) => views[view]!),
    targets,
  );

/** Where nobody named targets, those that are nothing in the log and in the scenario are left out. */
const watched = (all: Evaluator): readonly Target[] => {
  const sides = [all.values({ makes: () => false }), all.values({})];
  const some = all.targets.filter(({ periods }, target) =>
    periods.some((_, period) => sides.some((values) => values[all.startOf(target) + period] !== 0)),
  );
  return some.length === 0 ? all.targets : some;
};

/** Chance, attribution and tornado of a scenario whose views have been answered without a problem. */
export const workOutUncertain = (
  scenario: Scenario,
  asks: Asks,
  views: readonly Asked[],
  ground: Ground,
): Read<Uncertain> => {
  if (!asks.monteCarlo && !asks.attribution && !asks.tornado) return { value: {} };
  const read = targetsOf(asks, views, ground);
  if (read.problems) return read;
  try {
    const all = evaluatorOf(scenario, views, ground, read.value);
    const targets = asks.monteCarlo?.targets ? read.value : watched(all);
    return { value: answered(scenario, asks, views, ground, targets) };
  } catch (error) {
    if (error instanceof Refused) return { problems: error.problems };
    throw error;
  }
};

const answered = (
  scenario: Scenario,
  asks: Asks,
  views: readonly Asked[],
  ground: Ground,
  targets: readonly Target[],
): Uncertain => {
  const whole = evaluatorOf(scenario, views, ground, targets);
  const components = componentsOf(whole.edits, views, ground, whole.grain);
  const ends = narrowed(views, targets, ground);
  const atEnds = new Evaluator(scenario, ground, ends.views, ends.targets);
  return {
    ...(asks.monteCarlo && { monteCarlo: drawChance(whole, components, asks.monteCarlo) }),
    ...(asks.attribution && { attribution: attribute(atEnds, components) }),
    ...(asks.tornado && { tornado: tornado(atEnds, components) }),
  };
};
