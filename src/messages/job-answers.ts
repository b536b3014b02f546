import type { Problem } from '../../events/index.js';
import type { Result } from '../../events/kit/decode.js';
import { isWritten, type WrittenAnswer } from '../simulator/answer/written-answer.js';
import { BadRequest, Invalid, type Obstacle } from './refusals.js';

const invalid =
  (says: string) =>
  (problems: readonly Problem[]): Obstacle =>
    new Invalid(says, problems);

/** How it is refused where it was asked wrongly and only whoever works on it sees that. */
const refused = {
  scenario: invalid('the scenario is not valid'),
  goal: invalid('the goal is not valid'),
  feasibility: invalid('the question is not valid'),
  view: (problems: readonly Problem[]): Obstacle =>
    new BadRequest('the scenario cannot be looked through there', problems),
  changes: invalid('the question is not valid'),
  why: invalid('the question is not valid'),
};

/** What may be worked on as a job. */
export type JobKind = keyof typeof refused;

export const isJobKind = (name: string): name is JobKind => Object.hasOwn(refused, name);

/** What was worked out. Throws a refusal where it was asked wrongly. */
export const answerOf = <T>(kind: JobKind, { value, problems }: Result<T>): T => {
  if (problems) throw refused[kind](problems);
  return value;
};

/** The bytes of what was worked out, where it was written by whoever worked on it. */
export const writtenIn = (outcome: object): WrittenAnswer | undefined => {
  if (isWritten(outcome)) return outcome;
  return 'value' in outcome && isWritten(outcome.value) ? outcome.value : undefined;
};
