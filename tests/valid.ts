import type { Result } from '../events/kit/decode.js';

/** What was asked for; throws everything that is wrong with what was sent. */
export const valid = <T>({ value, problems }: Result<T>): T => {
  if (problems) throw new Error(JSON.stringify(problems));
  return value;
};
