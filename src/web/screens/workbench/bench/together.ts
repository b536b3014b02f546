import type { JointResult, LeverMix } from '../../../../simulator/goals/reach-all.js';
import { listed } from '../../../findings/said.js';
import type { RangeEnd } from './asked-forms.js';
import type { BenchScenario } from './bench.js';
import type { EditLever } from './levers.js';
import { leverText } from './levers.js';

/** A lever as it is turned together with others: its range in the unit that people think in, and what a step costs. */
export interface TurnedTogether {
  lever: EditLever;
  least: number;
  most: number;
  step: number;
  cost: number;
  /** The end that costs nothing. */
  free: RangeEnd;
}

const nameOf = ({ lever: { edit, field } }: TurnedTogether): string => `${field} of edit ${edit + 1}`;

/** A lever whose name no other edit has: the number of its edit stands in it. */
const turnAll = (body: BenchScenario, levers: readonly TurnedTogether[]): BenchScenario['edits'] =>
  body.edits.map((edit, number) =>
    levers
      .filter(({ lever }) => lever.edit === number)
      .reduce((turned, one) => ({ ...turned, [one.lever.field]: { assumption: nameOf(one) } }), edit),
  );

/** What the server is asked: the cheapest setting of several numbers with which a level is reached. */
export const togetherQuestion = (
  { monteCarlo: _, attribution: __, tornado: ___, ...body }: BenchScenario,
  levers: readonly TurnedTogether[],
  target: Readonly<Record<string, unknown>>,
) => ({
  ...body,
  edits: turnAll(body, levers),
  goal: {
    levers: levers.map((one) => ({
      lever: nameOf(one),
      least: one.least * one.lever.unit,
      most: one.most * one.lever.unit,
      step: one.step * one.lever.unit,
      costPerStep: one.cost,
      find: one.free,
    })),
    targets: [target],
  },
});

type SayAmount = (value: number) => string;

const settingSaid = (mix: LeverMix, levers: readonly TurnedTogether[]): string =>
  listed(
    levers.map((one) => {
      const x = mix.levers.find(({ lever }) => lever === nameOf(one))?.x ?? 0;
      return `${leverText(one.lever, x)} for ${one.lever.said}`;
    }),
  );

const givesSaid = ({ targets }: LeverMix, say: SayAmount): string => say(Number(targets[0]?.value));

const suresOf: Readonly<Record<JointResult['optimality'], string>> = {
  proven: 'No setting is cheaper: that is proven.',
  'if-apart': 'No setting is cheaper as long as the numbers do together what they do one by one.',
  unproven: 'The search was cut short: a cheaper setting may exist.',
};

/** What it takes of several numbers, with the setting next to it that fails. */
export const togetherSaid = (
  { found, best, beyond, optimality }: JointResult,
  levers: readonly TurnedTogether[],
  say: SayAmount,
): string[] => {
  if (!found)
    return [
      best
        ? `Nothing in these ranges reaches it. The nearest is ${settingSaid(best, levers)}, which gives ${givesSaid(best, say)}.`
        : 'Nothing in these ranges reaches it.',
    ];
  const fails = beyond.map(
    (one) =>
      `${settingSaid(one, levers)} gives ${givesSaid(one, say)} and ${one.passes ? 'passes' : 'fails'}`,
  );
  return [
    `It takes ${settingSaid(found, levers)}: that gives ${givesSaid(found, say)}, at a cost of ${found.cost}.`,
    ...(fails.length > 0 ? [`One step less: ${fails.join('; ')}.`] : []),
    suresOf[optimality],
  ];
};

/** The values found, by edit and field. */
export const valuesFound = (found: LeverMix, levers: readonly TurnedTogether[]) =>
  levers.map((one) => ({
    lever: one.lever,
    x: found.levers.find(({ lever }) => lever === nameOf(one))?.x ?? one.lever.value,
  }));
