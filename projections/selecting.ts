import type { Day } from '../events/kit/calendar.js';
import type { Count } from '../events/kit/formats.js';
import type { ViewQuestion } from './asking.js';
import { computeCapacity } from './compute-capacity.js';
import { Board } from './kit/board.js';
import { type ClaimSet, pickClaims, type Policy, type Selection } from './kit/claims.js';
import type { Cut } from './kit/cut.js';
import type { Log } from './kit/log.js';
import { claimedPartsIn } from './kit/claimed-parts.js';
import { LogOfStreams } from './kit/log-of-streams.js';
import type { Question } from './kit/question.js';
import type { Answer, View } from './kit/view.js';
import { obligations } from './obligations.js';

/** A question about deals: a cut and the policy that picks among rival claims. */
export interface DealQuestion extends Cut {
  policy: Policy;
}

/** The same, as answers about deals and parties say what was asked. */
export type DealListing = {
  effectiveAt: Day;
  knownAt: Day;
  position: Count;
  policy: Policy;
};

export const shownQuestion = ({ effectiveAt, knownAt, atPosition, policy }: DealQuestion): DealListing => ({
  effectiveAt,
  knownAt,
  position: atPosition,
  policy,
});

/** How a question about all deals is answered: off a board that stands already, where somebody keeps one. */
export type AskBeside = (asked: ViewQuestion) => Answer;

/** A view that is asked by some dimensions. */
export const askedBy = (
  view: View,
  by: readonly string[],
  { effectiveAt, knownAt, atPosition, policy: usual }: DealQuestion,
  { policy = usual, only = {} }: Partial<Pick<Question, 'policy' | 'only'>> = {},
): ViewQuestion => ({
  view,
  question: { effectiveAt, knownAt, atPosition, policy, by, only, options: {} },
});

/** A board of a view that stands on a log alone. */
export const boardOn = (log: Log, { view, question }: ViewQuestion): Board =>
  new Board(view, question, log, { divide: claimedPartsIn });

const isMoney = ({ claims: [first] }: ClaimSet): boolean => first !== undefined && 'payment' in first.body;

/**
 * Which claims of a deal count. Lowest and highest compare what they make of the deal: claims on payments by the
 * money that is committed, others by the headline.
 */
export const selectionIn = (
  log: Log,
  stream: string,
  sets: readonly ClaimSet[],
  question: DealQuestion,
  policy = question.policy,
): Selection => {
  if (sets.length === 0 || policy === 'primary' || policy === 'latest') return pickClaims(sets, policy);
  const alone = new LogOfStreams(log, [stream]);
  const money = boardOn(alone, askedBy(obligations, ['payment'], question, { policy })).selectionOf(stream);
  const power = boardOn(alone, askedBy(computeCapacity, ['tranche'], question, { policy })).selectionOf(
    stream,
  );
  return new Map(
    sets.flatMap((set) => {
      const chosen = (isMoney(set) ? money : power).get(set.root);
      return chosen === undefined ? [] : [[set.root, chosen]];
    }),
  );
};
