import { expect } from 'vitest';

/** With fewer draws a law may not meet what it is about; what it meets it still holds. */
const isBrief = process.env.LAWS === 'brief';

/** Expects that the draws of a law met what it is about more often than this, so that it could have failed. */
export const expectFound = (count: number, moreThan: number): void => {
  if (!isBrief) expect(count).toBeGreaterThan(moreThan);
};
