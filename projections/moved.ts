import type { Fact } from '../events/index.js';
import { normalise, type ViewQuestion } from './asking.js';
import { type Difference, differenceOf } from './difference.js';
import { ask, views } from './index.js';
import { everything } from './kit/cut.js';
import { type Log, logWith } from './kit/log.js';
import type { Answer } from './kit/view.js';

/** The numbers of one view that differ between two logs. */
export interface MovedTables extends Difference {
  view: string;
}

/** A question's answers off a log as it is and with some more facts. */
type AnswersBeside = (asked: ViewQuestion, before: Log, added: readonly Fact[]) => readonly [Answer, Answer];

const askTwice: AnswersBeside = ({ view, question }, before, added) => [
  ask(view, question, before),
  ask(view, { ...question, atPosition: everything.atPosition }, logWith(before, added)),
];

/** Every view's usual question, asked today of a log and of the same with some more facts: what moved. */
export const movedNumbers = (
  before: Log,
  added: readonly Fact[],
  today: string,
  answersBeside: AnswersBeside = askTwice,
): MovedTables[] =>
  views.flatMap((view) => {
    const { value: asked } = normalise(view.name, {}, { today, position: before.position }, before);
    if (!asked) return [];
    const difference = differenceOf(...answersBeside(asked, before, added));
    return difference.rows.length + difference.totals.length === 0
      ? []
      : [{ view: view.name, ...difference }];
  });
