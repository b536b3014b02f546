import type { ScenarioAnswer } from '../../simulator/run.js';
import { dim } from '../terminal.js';
import { answerText, heading } from './answer.js';
import { uncertaintyText } from './chance.js';
import { differenceText } from './difference.js';

export const editText = (edit: unknown): string => {
  if (typeof edit !== 'object' || edit === null) return String(edit);
  const { op, ...rest } = edit as Record<string, unknown>;
  const more = Object.entries(rest).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`,
  );
  return [String(op), ...more].join(' ');
};

const most = 5;

const listed = (names: readonly string[]): string =>
  names.slice(0, most).join(', ') + (names.length > most ? ` and ${names.length - most} more` : '');

const effectLines = (
  { edit, status, touched, left = [], dropped = [], from }: ScenarioAnswer['effects'][number],
  edits: readonly unknown[],
): string[] => [
  `  ${edit + 1}. ${editText(edits[edit])}${from === undefined ? '' : ` (of ${from})`}: ${status}${touched.length > 0 ? ` (${listed(touched)})` : ''}`,
  ...(left.length > 0
    ? [`     left alone: ${listed(left.map(({ target, because }) => `${target}, ${because}`))}`]
    : []),
  ...(dropped.length > 0 ? [`     fell away: ${listed(dropped)}`] : []),
];

const effects = (answer: ScenarioAnswer, edits: readonly unknown[]): string[] => [
  heading('Edits'),
  ...answer.effects.flatMap((effect) => effectLines(effect, edits)),
  ...answer.orderDependent.map(
    ([one, other]) => `  Edits ${one + 1} and ${other + 1} depend on their order.`,
  ),
];

const view = ({ view: name, baseline, scenario, difference }: ScenarioAnswer['views'][number]): string[] => [
  '',
  heading(`${name}: baseline`),
  answerText(baseline),
  '',
  heading(`${name}: scenario`),
  answerText(scenario),
  '',
  heading(`${name}: difference`),
  differenceText(difference),
];

/** What the edits did: effects, every view before and after, and the hash that names the answer. */
export const scenarioText = (answer: ScenarioAnswer, edits: readonly unknown[]): string =>
  [
    ...effects(answer, edits),
    ...answer.views.flatMap(view),
    ...uncertaintyText(answer),
    '',
    dim(
      `base position ${answer.base.position} · log ${answer.base.hash.slice(0, 12)} · result ${answer.resultHash}`,
    ),
  ].join('\n');
