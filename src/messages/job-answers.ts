import type { Result } from '../../events/kit/decode.js';
import { Invalid } from './refusals.js';

const whatIsNotValid = {
  scenario: 'the scenario is not valid',
  goal: 'the goal is not valid',
  feasibility: 'the question is not valid',
};

/** What may be worked on as a job. */
export type JobKind = keyof typeof whatIsNotValid;

export const isJobKind = (name: string): name is JobKind => Object.hasOwn(whatIsNotValid, name);

/** What was worked out. Throws Invalid where it was asked wrongly. */
export const answerOf = <T>(kind: JobKind, { value, problems }: Result<T>): T => {
  if (problems) throw new Invalid(whatIsNotValid[kind], problems);
  return value;
};
