import type { Bounds } from '../../events/kit/quantity.js';
import { isNothing, subtractBounds, type Part, type Parts, Sum } from './measure.js';

const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);
const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** A total that it belongs to has no point. */
const isBlocking = ({ bounds, unobserved }: Part): boolean =>
  bounds.point === null && (unobserved === true || bounds.low > 0n);

const isUnseen = (parts: readonly Part[]): boolean => parts.every(({ unseen }) => unseen);

/** Bounds that meet leave nothing unknown. */
const partOf = (bounds: Bounds, unobserved: boolean, unseen: boolean): Part => {
  const isExact = bounds.low === bounds.high;
  return {
    bounds: isExact ? { ...bounds, point: bounds.low } : bounds,
    ...(unobserved && bounds.point === null && !isExact && { unobserved: true }),
    ...(unseen && { unseen: true }),
  };
};

/** Beside what nobody disclosed nothing is no estimate. */
const largerPoint = (left: Bounds, right: Bounds): bigint | null => {
  const [one, other] = [left.point, right.point];
  if (one !== null && other !== null) return max(one, other);
  const known = one === null ? right : left;
  return isNothing(known) ? null : known.point;
};

/** The larger of two, bound by bound; what nobody disclosed leaves the point to the other. */
export const largerPart = (left: Part, right: Part): Part => {
  const both = [left, right];
  const [a, b] = [left.bounds, right.bounds];
  const unknown = both.some(isBlocking);
  const bounds: Bounds = {
    low: max(a.low, b.low),
    point: unknown ? null : largerPoint(a, b),
    high: a.high === null || b.high === null ? null : max(a.high, b.high),
  };
  return partOf(bounds, unknown, isUnseen(both));
};

/** What is left beside what is taken, bounds crossed; what nobody disclosed takes nothing from the point. */
const subtractPart = (whole: Part, taken: Part): Part => {
  const isLeftOut = taken.bounds.point === null && !isBlocking(taken);
  const bounds = subtractBounds(whole.bounds, isLeftOut ? { ...taken.bounds, point: 0n } : taken.bounds);
  return partOf(bounds, [whole, taken].some(isBlocking), whole.unseen === true);
};

/** No more than the ceiling, bound by bound. */
const capPart = (part: Part, { bounds: ceiling }: Part): Part => {
  const { bounds } = part;
  const low = min(bounds.low, ceiling.low);
  const high =
    bounds.high === null
      ? ceiling.high
      : ceiling.high === null
        ? bounds.high
        : min(bounds.high, ceiling.high);
  const limit = ceiling.point ?? high;
  const point = bounds.point === null || limit === null ? bounds.point : min(bounds.point, limit);
  return partOf({ low, point, high }, part.unobserved === true, part.unseen === true);
};

const namesIn = (...all: readonly Parts[]): string[] => [
  ...new Set(all.flatMap((parts) => Object.keys(parts))),
];

const partsByName = (names: readonly string[], partNamed: (name: string) => Part | undefined): Parts =>
  Object.fromEntries(
    names.flatMap((name) => {
      const found = partNamed(name);
      return found ? [[name, found] as const] : [];
    }),
  );

/** The sum of each measure. */
export const sumOf = (all: readonly Parts[]): Parts =>
  partsByName(namesIn(...all), (name) => {
    const sum = new Sum();
    for (const parts of all) if (parts[name]) sum.add(parts[name], 1n);
    return sum.part;
  });

/** The larger of two, measure by measure and bound by bound; a measure that only one has is that one's. */
export const largerOf = (left: Parts, right: Parts): Parts =>
  partsByName(namesIn(left, right), (name) => {
    const [one, other] = [left[name], right[name]];
    return one && other ? largerPart(one, other) : (one ?? other);
  });

/** What is left of each measure beside what is taken: bounds crossed, never below nothing. */
export const subtractParts = (whole: Parts, taken: Parts): Parts =>
  Object.fromEntries(
    Object.entries(whole).map(([name, own]) => [name, taken[name] ? subtractPart(own, taken[name]) : own]),
  );

/** Each measure within the one that it never exceeds, in the order given; a missing ceiling is nothing. */
export const capParts = (parts: Parts, ceilings: Readonly<Record<string, string>>): Parts =>
  Object.entries(ceilings).reduce<Parts>((found, [name, ceiling]) => {
    const [own, most] = [found[name], found[ceiling]];
    if (!own) return found;
    return { ...found, [name]: capPart(own, most ?? { bounds: { low: 0n, point: 0n, high: 0n } }) };
  }, parts);

/** What of one is beyond the other, bound by bound and in order: added to the other it is the one again. */
export const excessPart = ({ bounds: one }: Part, { bounds: other }: Part): Part => {
  const low = one.low > other.low ? one.low - other.low : 0n;
  const point = one.point === null || other.point === null ? null : one.point - other.point;
  const known = point === null ? null : point > low ? point : low;
  const open = one.high === null || other.high === null;
  const high = open ? null : one.high - other.high;
  const least = known ?? low;
  return { bounds: { low, point: known, high: high === null ? null : high > least ? high : least } };
};
