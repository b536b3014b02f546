import { validateSync } from 'class-validator';
import type { Problem } from '../../events/index.js';
import { Invalid } from './refusals.js';

/** What is wrong with a message by its own declarations; members that it does not declare are named. */
export const problemsOf = (message: object): Problem[] =>
  validateSync(message, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false },
  }).flatMap(({ property, constraints = {} }) =>
    Object.entries(constraints).map(([name, detail]) => ({
      pointer: `/${property}`,
      detail: name === 'whitelistValidation' ? `${property} is not a member here` : detail,
    })),
  );

/** The message, which is as it declares itself. Throws Invalid. */
export const validated = <T extends object>(message: T): T => {
  const problems = problemsOf(message);
  if (problems.length > 0) throw new Invalid('the scenario is not valid', problems);
  return message;
};
