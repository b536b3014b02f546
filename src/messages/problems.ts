import { validateSync } from 'class-validator';
import type { Problem } from '../../events/index.js';

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
