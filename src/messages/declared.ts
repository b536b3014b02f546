import { validateSync } from 'class-validator';
import type { Problem } from '../../events/index.js';
import { sentenceOf } from '../../events/kit/decode.js';
import { Invalid } from './refusals.js';

/** What is wrong with a message by its own declarations; members that it does not declare are named. */
export const problemsOf = (message: object): Problem[] =>
  validateSync(message, {
    whitelist: true,
    forbidNonWhitelisted: true,
    forbidUnknownValues: false,
    validationError: { target: false },
  }).map(({ property, constraints = {} }) => ({
    pointer: `/${property}`,
    detail:
      'whitelistValidation' in constraints
        ? `${property} is not a member here`
        : (sentenceOf(constraints) ?? `${property} is not valid`),
  }));

/** The message, which is as it declares itself. Throws Invalid. */
export const validateMessage = <T extends object>(message: T, what = 'the scenario'): T => {
  const problems = problemsOf(message);
  if (problems.length > 0) throw new Invalid(`${what} is not valid`, problems);
  return message;
};
