import { assumedText } from '../../simulator/answer/assumed-text.js';
import type { ScenarioAnswer } from '../../simulator/answer/run.js';
import { dim } from '../terminal.js';
import { answerText, headingText } from './answer.js';
import { uncertaintyText } from './chance.js';
import { differenceText } from './difference.js';

export const editText = (edit: unknown): string => {
  if (typeof edit !== 'object' || edit === null) return String(edit);
  const { op, ...rest }: Record<string, unknown> = { ...edit };
  const more = Object.entries(rest).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return [String(op), ...more].join(' ');
};

const most = 5;

const listNames = (names: readonly string[]): string =>
  names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');

const statusText = ({ status, touched, because }: EffectStatus): string => {
  const why = because === undefined ? '' : `, ${because}`;
  return `${status}${touched.length > 0 ? ` (${listNames(touched)})` : ''}${why}`;
};

type AnsweredEffect = ScenarioAnswer['effects'][number];
type EffectStatus = Pick<AnsweredEffect, 'status' | 'touched' | 'because'>;

const effectLines = (effect: AnsweredEffect, edits: readonly unknown[]): string[] => {
  const { edit, left = [], dropped = [], from, assumed, byView = [] } = effect;
  const assumption = assumed ? ` — ${assumedText(assumed)}` : '';
  return [
    `  ${edit + 1}. ${editText(edits[edit])}${from === undefined ? '' : ` (of ${from})`}: ${statusText(effect)}${assumption}`,
    ...byView.map(({ view: number, ...told }) => `     in view ${number + 1}: ${statusText(told)}`),
    ...(left.length > 0
      ? [`     left alone: ${listNames(left.map(({ target, because }) => `${target}, ${because}`))}`]
      : []),
    ...(dropped.length > 0 ? [`     fell away: ${listNames(dropped)}`] : []),
  ];
};

const pairText = ([one, other]: readonly [number, number]): string => `${one + 1} and ${other + 1}`;

const orderLines = ({
  orderDependent,
  orderDependentByView = [],
  orderUntried = [],
  orderUntriedCount = orderUntried.length,
}: ScenarioAnswer): string[] => [
  ...orderDependent.map((pair) => {
    const holds = (pairs: readonly [number, number][]): boolean =>
      pairs.some(([one, other]) => one === pair[0] && other === pair[1]);
    const views = orderDependentByView
      .filter(({ pairs }) => holds(pairs))
      .map(({ view: number }) => number + 1);
    const where = views.length > 0 ? ` (view ${views.join(', ')})` : '';
    return `  Edits ${pairText(pair)} depend on their order${where}.`;
  }),
  ...(orderUntried.length > 0
    ? [`  ${orderUntriedCount} more pairs may depend on their order; they were too many to be tried.`]
    : []),
];

const effects = (answer: ScenarioAnswer, edits: readonly unknown[]): string[] => [
  headingText('Edits'),
  ...answer.effects.flatMap((effect) => effectLines(effect, edits)),
  ...orderLines(answer),
];

type AnsweredView = ScenarioAnswer['views'][number];

const moved = ({ view: name, difference }: AnsweredView): string[] => [
  headingText(`${name}: difference`),
  differenceText(difference),
  '',
];

const bothSides = ({ view: name, baseline, scenario }: AnsweredView): string[] => [
  '',
  headingText(`${name}: baseline`),
  answerText(baseline),
  '',
  headingText(`${name}: scenario`),
  answerText(scenario),
];

/**
 * What the edits did: every number that moved, what became of each edit, and the hash that names the answer; with
 * `whole` every view before and after, too.
 */
export const scenarioText = (answer: ScenarioAnswer, edits: readonly unknown[], whole = false): string =>
  [
    ...answer.views.flatMap(moved),
    ...effects(answer, edits),
    ...uncertaintyText(answer),
    ...(whole ? answer.views.flatMap(bothSides) : []),
    '',
    dim(
      `base position ${answer.base.position} · log ${answer.base.hash.slice(0, 12)} · result ${answer.resultHash}`,
    ),
  ].join('\n');
