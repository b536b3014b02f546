import { type Bounds, isUndisclosed, nothing } from '../../events/kit/quantity.js';
import type { Line } from './line.js';
import { type Measure, subtractBounds, type Part, part, Sum } from './measure.js';

const uncertainPart = (bounds: Bounds): Part =>
  isUndisclosed(bounds) ? part(bounds) : { bounds, ...(bounds.point === null && { unobserved: true }) };

/** A floor or a ceiling is no estimate: the point of "up to" and "at least" stands at an end of its own bounds. */
const statedBounds = ({ low, point, high }: Bounds): Bounds => ({
  low,
  point: low !== high && (point === low || point === high) ? null : point,
  high,
});

const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** What somebody has seen paid of it; of a period what was settled by all that was paid. */
const boundsSettled = ({ settledUsCents: settled }: Line['parts']): Bounds => settled?.bounds ?? nothing;

/** From what has been released or seen paid, up to all of it. */
const conditionalBounds = (stated: Bounds, released: Bounds, paid: Bounds): Bounds => {
  const low = max(released.low, paid.low);
  const high = stated.high === null ? null : max(stated.high, low);
  return { low, point: low === high ? low : null, high };
};

/**
 * What may flow in all, of a line of obligations: firm money as it is stated; the rest from what has been released or
 * paid, if any, up to all of it, since a condition that nobody has observed is unknown.
 */
export const amountOf = ({ parts }: Line): Part => {
  const { committedUsCents: committed, conditionalUsCents: conditional, statedUsCents: stated } = parts;
  if (committed) return uncertainPart(statedBounds(committed.bounds));
  const released = parts.releasedUsCents?.bounds ?? nothing;
  if (!conditional || !stated) return uncertainPart(released);
  const bounds = conditionalBounds(stated.bounds, released, boundsSettled(parts));
  const isUnknown = bounds.point === null && !isUndisclosed(stated.bounds);
  return isUnknown ? { bounds, unobserved: true } : uncertainPart(bounds);
};

/** What is left of an amount: in a period by all that was paid, which settles what is due first. */
const leftOf = ({ parts }: Line, amount: Bounds): Bounds => {
  const left = parts.leftUsCents?.bounds;
  if (!left) return subtractBounds(amount, boundsSettled(parts));
  const isConditional = parts.conditionalUsCents !== undefined;
  return {
    low: isConditional ? 0n : left.low,
    point: amount.point === null ? null : left.point,
    high: left.high,
  };
};

/** What may flow still: the amount less what somebody has seen paid. */
export const unpaidOf = (line: Line): Part => {
  const { bounds, unobserved } = amountOf(line);
  const left = uncertainPart(leftOf(line, bounds));
  const isUnknown = unobserved && left.bounds.high !== 0n && !isUndisclosed(statedIn(line));
  return isUnknown ? { ...left, unobserved } : left;
};

const statedIn = ({ parts }: Line): Bounds =>
  (parts.statedUsCents ?? parts.committedUsCents)?.bounds ?? nothing;

/** Without a ceiling a sum is no estimate, either. */
export const closedPoint = ({ low, point, high }: Bounds): Bounds => ({
  low,
  point: high === null ? null : point,
  high,
});

/** What a line says of a measure; null where it says nothing. */
export const measureIn = ({ parts }: Line, measure: string): Measure | null => {
  const sum = new Sum();
  if (!parts[measure]) return null;
  sum.add(parts[measure], 1n);
  return sum.measure;
};
