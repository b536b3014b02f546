import { monthsOf } from '../../events/deal/deal.js';
import type { Term } from '../../events/deal/deal.events.js';
import { firstDayOfMonth, type Granularity, monthIndex, periodOf } from '../../events/kit/date.js';
import { type Bounds, plus } from '../../events/kit/quantity.js';

/** Whole numbers as even as they can be, adding to the total exactly: the earlier ones take what is odd. */
const spread = (total: bigint, count: number): bigint[] => {
  const each = total / BigInt(count);
  const odd = Number(total % BigInt(count));
  return Array.from({ length: count }, (_, index) => each + (index < odd ? 1n : 0n));
};

const spreadBounds = (total: Bounds, count: number): Bounds[] => {
  const [lows, points, highs] = [total.low, total.point, total.high].map((end) =>
    end === null ? undefined : spread(end, count),
  );
  return lows!.map((low, index) => ({
    low,
    point: points ? points[index]! : null,
    high: highs ? highs[index]! : null,
  }));
};

/** A term in equal steps: whole quarters when it starts with one, else months. */
export const stepsOf = (term: Term): { first: number; step: number; count: number } | undefined => {
  const length = monthsOf(term);
  if (!length) return undefined;
  const first = monthIndex(length.first);
  const step = first % 3 === 0 && length.months % 3 === 0 ? 3 : 1;
  return { first, step, count: length.months / step };
};

/** The months of a term with what falls due from each: a quarter's amount is itself spread over its months. */
const monthly = (
  total: Bounds,
  { first, step, count }: { first: number; step: number; count: number },
): [number, Bounds][] =>
  spreadBounds(total, count).flatMap((amount, index) =>
    spreadBounds(amount, step).map((part, month): [number, Bounds] => [first + index * step + month, part]),
  );

/**
 * An amount over a term, by period: evenly in whole minor units over whole quarters when the term starts with a
 * quarter, else over months, then summed. Undefined when the term has no end.
 */
export const scheduled = (
  total: Bounds,
  term: Term,
  granularity: Granularity,
): Map<string, Bounds> | undefined => {
  const steps = stepsOf(term);
  if (!steps) return undefined;
  const periods = new Map<string, Bounds>();
  for (const [month, amount] of monthly(total, steps)) {
    const name = periodOf(firstDayOfMonth(month), granularity);
    const before = periods.get(name);
    periods.set(name, before ? plus(before, amount) : amount);
  }
  return periods;
};
