import type { Day } from '../../../events/kit/calendar.js';
import type { Count, Hash, Integer } from '../../../events/kit/formats.js';
import type { Policy } from '../../../projections/kit/claims.js';
import { type ViewQuestion, parametersOf } from '../../../projections/asking.js';
import type { Answer } from '../../../projections/kit/view.js';
import { type HashInPieces, viewHashOf } from './hash.js';

export interface ViewAnswer extends Answer {
  view: string;
  /** The normalised question: asked again, it gives the same answer. */
  question: Record<string, string | Integer>;
  effectiveAt: Day;
  knownAt: Day;
  position: Count;
  policy: Policy;
  /** SHA-256 over the sorted cells of rows and totals. */
  viewHash: Hash;
  /** It is asked through a scenario: this is not what was recorded. */
  hypothetical?: true;
  /** Confidential facts are in the log that it was read off. */
  confidential?: true;
}

/** An answer with everything that is needed to cite it and to ask it again; its hash in a quicker way where there is one. */
export const viewAnswerOf = (
  asked: ViewQuestion,
  answer: Answer,
  startHash?: () => HashInPieces,
): ViewAnswer => {
  const { effectiveAt, knownAt, atPosition, policy } = asked.question;
  const { rows, totals, undisclosed, undated, notes, ...more } = answer;
  const viewHash = viewHashOf(answer, startHash);
  return {
    view: asked.view.name,
    question: parametersOf(asked.question),
    effectiveAt,
    knownAt,
    position: atPosition,
    policy,
    viewHash,
    ...(asked.question.scenario !== undefined && { hypothetical: true }),
    rows,
    totals,
    ...more,
    undisclosed,
    undated,
    notes,
  };
};

/** What says where an answer comes from, so that a copy of it can be checked. */
export const citation = (answer: ViewAnswer): [string, string][] => {
  const { scenario } = answer.question;
  const named = (['view', 'effectiveAt', 'knownAt', 'position', 'policy', 'viewHash'] as const).map(
    (name): [string, string] => [name, String(answer[name])],
  );
  if (scenario !== undefined) named.push(['scenario', String(scenario)]);
  if (answer.confidential) named.push(['confidential', 'not for the public']);
  return named;
};
