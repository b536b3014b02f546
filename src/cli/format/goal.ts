import { itemAt } from '../../../events/kit/item-at.js';
import { titleOf } from '../../../projections/wording/measure.js';
import type { JointResult, LeverMix } from '../../simulator/goals/reach-all.js';
import type { SeekStep, SeekResult } from '../../simulator/goals/seek.js';
import { amountOf } from './amount.js';
import { headingText } from './answer.js';
import { tableText } from './table.js';

interface GoalTarget {
  measure: string;
  only?: Record<string, string>;
  by?: string;
  level: number;
  /** Of its money, where `only` does not say so. */
  currency?: string | undefined;
}

const amountIn = ({ measure, only, currency }: GoalTarget, value: number): string =>
  amountOf(measure, value, { ...only, ...(currency !== undefined && { currency }) });

const rightColumn = (title: string) => ({ title, right: true });

const titleOfTarget = ({ measure, only = {}, by }: GoalTarget): string =>
  [titleOf(measure), ...Object.values(only), ...(by === undefined ? [] : [`by ${by}`])].join(' · ');

const witnessText = (lever: string, { x, value }: SeekStep, target: GoalTarget): string =>
  `${lever} = ${x} comes to ${amountIn(target, value)}`;

const oneText = ({ found, beyond, best, method, tried, currency }: SeekResult, goal: unknown): string => {
  const { lever, target: asked } = goal as { lever: string; target: GoalTarget };
  const target = { ...asked, currency };
  const level = `${titleOfTarget(target)} ≥ ${amountIn(target, target.level)}`;
  return [
    found
      ? `${level}: ${witnessText(lever, found, target)}`
      : `${level}: nothing reaches it; ${witnessText(lever, best!, target)}, the best there is`,
    ...(beyond ? [`One step further, ${witnessText(lever, beyond, target)} and misses it.`] : []),
    `${tried} values replayed, by ${method}`,
  ].join('\n');
};

const sureness: Record<JointResult['optimality'], string> = {
  proven: 'no setting is cheaper',
  'if-apart': 'no setting is cheaper, if the levers do together what they do one by one',
  unproven: 'the search was cut short: a cheaper setting may be there',
};

const leversText = (title: string, { levers, cost }: LeverMix): string[] => [
  headingText(title),
  tableText(
    [{ title: 'lever' }, rightColumn('value'), rightColumn('steps'), rightColumn('cost')],
    [
      ...levers.map((one) => [one.lever, ...[one.x, one.steps, one.cost].map(String)]),
      ['total', '', '', String(cost)],
    ],
  ),
];

const signOf = { atLeast: '≥', atMost: '≤' };

const targetsText = ({ targets }: LeverMix, asked: readonly GoalTarget[]): string =>
  tableText(
    [{ title: 'target' }, rightColumn('value'), rightColumn('level'), { title: '' }],
    targets.map(({ target, value, level, sense, reaches, currency }) => {
      const own = { ...itemAt(asked, target), currency };
      const wanted = `${signOf[sense]} ${amountIn(own, level)}`;
      return [titleOfTarget(own), amountIn(own, value), wanted, reaches ? 'reached' : 'missed'];
    }),
  );

const beyondText = (
  { lever, levers, targets }: JointResult['beyond'][number],
  asked: readonly GoalTarget[],
): string => {
  const x = levers.find((one) => one.lever === lever)?.x ?? '?';
  const missed = targets
    .filter(({ reaches }) => !reaches)
    .map(({ target, value, currency }) => {
      const own = { ...itemAt(asked, target), currency };
      return `${titleOfTarget(own)} is ${amountIn(own, value)}`;
    });
  return `One step less, ${lever} = ${x}: ${missed.join('; ')}`;
};

const conflictText = (places: readonly number[], asked: readonly GoalTarget[]): string =>
  `Not to be had${places.length > 1 ? ' together' : ''}: ${places.map((place) => titleOfTarget(itemAt(asked, place))).join('; ')}`;

const severalText = (answer: JointResult, goal: unknown): string => {
  const { targets: asked } = goal as { targets: GoalTarget[] };
  const { found, best, beyond, conflict, optimality, meet, tried } = answer;
  const told = found ?? best!;
  return [
    ...leversText(found ? 'The cheapest mix' : 'Nothing reaches every target; the nearest', told),
    '',
    targetsText(told, asked),
    '',
    ...beyond.map((one) => beyondText(one, asked)),
    ...(conflict ? [conflictText(conflict, asked)] : []),
    ...(found ? [`Cost ${found.cost}: ${sureness[optimality]}.`] : []),
    `${tried} settings replayed${meet ? '; some levers act on each other' : ''}`,
  ].join('\n');
};

/** What it takes, and what a step less comes to. */
export const goalText = (answer: SeekResult | JointResult, goal: unknown): string =>
  answer.method === 'programme' ? severalText(answer, goal) : oneText(answer, goal);
