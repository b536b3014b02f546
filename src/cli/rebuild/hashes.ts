import type { Fact } from '../../../events/index.js';
import { type ViewQuestion, normalise } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import { History } from '../../../projections/kit/log.js';
import { viewHashOf } from '../../simulator/answer/hash.js';
import type { ViewAnswer } from '../../simulator/answer/view-answer.js';
import type { LogFacts } from './facts.js';

const historyOf = (facts: readonly Fact[]): History => {
  const history = new History();
  for (const fact of facts) history.append(fact);
  return history;
};

const askAgain = (
  { view, question, effectiveAt }: ViewAnswer,
  history: History,
  position: number,
): ViewQuestion => {
  const { value: asked, problems } = normalise(view, question, { today: effectiveAt, position }, history);
  if (problems)
    throw new Error(
      `the question of ${view} can't be asked again: ${problems.map(({ detail }) => detail).join('; ')}`,
    );
  return asked;
};

/** The hash of a view that is built from nothing over the whole log. */
export const rebuiltHash = (answer: ViewAnswer, { facts, position }: LogFacts): string => {
  const history = historyOf(facts);
  const asked = askAgain(answer, history, position);
  return viewHashOf(new Board(asked.view, asked.question, history).answer());
};

const isParty = ({ stream }: Fact): boolean => stream.startsWith('party-');

/** The hash of a view that settles one event after another; parties stand first, since a board reads them once. */
export const settledHash = (answer: ViewAnswer, { facts, position }: LogFacts): string => {
  const asked = askAgain(answer, historyOf(facts), position);
  const history = historyOf(facts.filter(isParty));
  const board = new Board(asked.view, asked.question, history);
  for (const fact of facts.filter((one) => !isParty(one))) {
    history.append(fact);
    if (fact.stream.startsWith(`${asked.view.category}-`)) board.moveTo(history, [fact.stream]);
  }
  return viewHashOf(board.answer());
};
