import { expect } from 'vitest';

/** With fewer draws a law may not meet what it is about; what it meets it still holds. */
const isBrief = process.env.LAWS === 'brief';

/** Expects that the draws of a law met what it is about more often than this, so that it could have failed. */
export const expectFound = (count: number, moreThan: number): void => {
  if (!isBrief) expect(count).toBeGreaterThan(moreThan);
};

/** Whoever draws anew, or again what was found so, looks longer: `npm run laws`, or with `LAWS_SEED`. */
const looksLonger = process.env.LAWS_SEED !== undefined;

/**
 * How often a law whose every draw is long is drawn. A plain run draws the same as the last one did: what once held
 * breaks by a change, which few draws find as well.
 */
export const draws = (few: number): { numRuns: number } => ({ numRuns: looksLonger ? 5 * few : few });
