import type { Contents } from './protocol.js';

/** So many days with events on the way that a clock goes, and so many behind it. */
const mostOnward = 24;
const mostBehind = 6;

const strideFrom = (from: string, to: string): string =>
  new Date(2 * Date.parse(to) - Date.parse(from)).toISOString().slice(0, 10);

/** The days that both clocks may be set to, and what today is. */
export type ClockDays = Pick<Contents, 'knownDays' | 'effectiveDays'>;

export type ClockName = 'knownAt' | 'effectiveAt';

/**
 * To which days a clock that went from one day to another is likely to step next, the likeliest first: as far again, on
 * to the next events, and back. What is known changes on days with events only.
 */
export const likelyDays = (
  clock: ClockName,
  { knownDays, effectiveDays }: ClockDays,
  from: string,
  to: string,
): string[] => {
  const isKnown = clock === 'knownAt';
  const days = [...new Set(isKnown ? knownDays : effectiveDays)];
  const [before, after] = [days.filter((day) => day < to).reverse(), days.filter((day) => day > to)];
  const [onward, behind] = to < from ? [before, after] : [after, before];
  const again = isKnown ? [] : [strideFrom(from, to)];
  return [...new Set([...again, ...onward.slice(0, mostOnward), ...behind.slice(0, mostBehind)])];
};
