import type { Problem } from '../../../events/index.js';
import { decodeAs, allOrProblems } from '../../../events/kit/decode.js';
import { Holds } from '../../../events/kit/declaration.js';
import { JsonObject, Nested, OneOf, Text, Whole } from '../../../events/kit/fields.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import type { Result } from '../../../events/kit/decode.js';
import type { NamingLog } from '../../../projections/vocabulary.js';
import { readTarget, type Target } from '../scenario/targets.js';

const widest = -Number.MAX_SAFE_INTEGER;
const mostLevers = 8;
const mostTargets = 8;
/** The solver weighs costs in floating point: beyond this a single unit could be lost. */
const mostCost = 1_000_000_000;

@Holds<Lever>('most lies below least', 'most', ({ least, most }) => most >= least)
export class Lever {
  @Text('The assumption that is turned; edits read it as {"assumption": name}.', { most: 100 })
  lever!: string;
  @Whole('From here …', { least: widest }) least!: number;
  @Whole('… to here,', { least: widest }) most!: number;
  @Whole('in steps of so many; 1 when missing.', { optional: true, least: 1 }) step?: number;
  @Whole('What each step costs, in any unit that all levers share; 1 when missing.', {
    optional: true,
    least: 1,
    most: mostCost,
  })
  costPerStep?: number;
  @OneOf(['smallest', 'largest'], 'The end that costs nothing; the smallest value when missing.', {
    optional: true,
  })
  find?: 'smallest' | 'largest';
}

class JointGoal {
  @Nested(() => Lever, 'The levers that are turned together.', { list: true }) levers!: Lever[];
  @JsonObject(
    'The numbers that have to reach their levels: {view?, measure, only?, by?, level, sense?}, sense being atLeast or atMost.',
    { list: true },
  )
  targets!: Record<string, unknown>[];
}

/** A number with its level, and from which side it has to reach it. */
const senses = ['atLeast', 'atMost'] as const;

export interface Aim {
  target: Target;
  level: number;
  sense: (typeof senses)[number];
}

export interface JointQuestion {
  levers: Lever[];
  aims: Aim[];
}

export const stepsOf = ({ least, most, step = 1 }: Lever): number => Math.floor((most - least) / step);
export const costOf = ({ costPerStep = 1 }: Lever): number => costPerStep;

/** The value of a lever so many steps away from the end that costs nothing. */
export const valueAt = (lever: Lever, steps: number): number => {
  const { least, step = 1, find = 'smallest' } = lever;
  return least + (find === 'smallest' ? steps : stepsOf(lever) - steps) * step;
};

/** How far a value lies on the right side of its level; below nothing it misses. */
export const marginOf = ({ level, sense }: Aim, value: number): number =>
  sense === 'atLeast' ? value - level : level - value;

const countProblems = (name: string, count: number, most: number): Problem[] =>
  count <= most ? [] : [{ pointer: `/goal/${name}`, detail: `${name} are ${count}; at most ${most}` }];

const leverProblems = (levers: readonly Lever[]): Problem[] => {
  const names = levers.map(({ lever }) => lever);
  const whole = levers.reduce((sum, lever) => sum + stepsOf(lever) * costOf(lever), 0);
  return [
    ...names.flatMap((name, index) =>
      names.indexOf(name) === index
        ? []
        : [{ pointer: `/goal/levers/${index}/lever`, detail: `"${name}" is a lever already` }],
    ),
    ...(whole <= mostCost
      ? []
      : [{ pointer: '/goal/levers', detail: `all steps together cost ${whole}; at most ${mostCost}` }]),
  ];
};

const readAim = (
  raw: Record<string, unknown>,
  pointer: string,
  views: readonly ViewQuestion[],
  known: NamingLog,
): Result<Aim> => {
  const { sense = 'atLeast', ...fields } = raw;
  const { value: target, problems = [] } = readTarget(fields, pointer, views, known);
  const wanted = senses.find((one) => one === sense);
  const wrong = wanted
    ? problems
    : [...problems, { pointer: `${pointer}/sense`, detail: `must be one of ${senses.join(', ')}` }];
  if (wrong.length > 0 || !target || !wanted) return { problems: wrong };
  if (target.level === undefined)
    return { problems: [{ pointer: `${pointer}/level`, detail: 'a goal needs a level' }] };
  return { value: { target, level: target.level, sense: wanted } };
};

/** Reads a goal of several levers: {levers: [{lever, least, most, …}], targets: [{measure, level, …}]}. */
export const readLevers = (
  raw: unknown,
  views: readonly ViewQuestion[],
  known: NamingLog,
): Result<JointQuestion> => {
  const { value: goal, problems } = decodeAs(JointGoal, raw, '/goal');
  if (problems) return { problems };
  const { levers, targets } = goal;
  const aims = allOrProblems(
    targets.map((one, index) => readAim(one, `/goal/targets/${index}`, views, known)),
  );
  const wrong = [
    ...countProblems('levers', levers.length, mostLevers),
    ...countProblems('targets', targets.length, mostTargets),
    ...leverProblems(levers),
    ...(aims.problems ?? []),
  ];
  return aims.problems || wrong.length > 0 ? { problems: wrong } : { value: { levers, aims: aims.value } };
};
