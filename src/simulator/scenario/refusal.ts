import type { Problem } from '../../../events/index.js';
import type { Result } from '../../../events/kit/decode.js';
import { problemsAsSent } from './stack.js';

/** A scenario that some combination of its outcomes makes impossible, or that is too much work. */
export class ScenarioRefusal extends Error {
  constructor(readonly problems: Problem[]) {
    super(problems.map(({ detail }) => detail).join('; '));
  }
}

export const refuse = (pointer: string, detail: string): never => {
  throw new ScenarioRefusal([{ pointer, detail }]);
};

/** What refuses on the way becomes problems of the answer, told of the edits as they were sent. */
export const resultOrProblems = <T>(
  from: readonly (string | undefined)[],
  work: () => Result<T>,
): Result<T> => {
  try {
    return work();
  } catch (error) {
    return problemsOf(error, from);
  }
};

/** The problems that a scenario was refused for; anything else is thrown on. */
export const problemsOf = (error: unknown, from: readonly (string | undefined)[]): Result<never> => {
  if (error instanceof ScenarioRefusal) return { problems: problemsAsSent(error.problems, from) };
  throw error;
};
