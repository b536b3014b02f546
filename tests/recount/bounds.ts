/**
 * Whole-number bounds. `poisons`: what is not known here makes a total's point unknown, although it may be nothing
 * (a level that nobody has observed, unlike an amount that nobody disclosed; domain.md 2).
 */
export interface Bounds {
  low: bigint;
  point: bigint | null;
  high: bigint | null;
  poisons?: boolean;
}

export const nothing: Bounds = { low: 0n, point: 0n, high: 0n };
export const undisclosed: Bounds = { low: 0n, point: null, high: null };

export const exactly = (value: bigint): Bounds => ({ low: value, point: value, high: value });

export const unobserved = (high: bigint | null): Bounds =>
  high === 0n ? nothing : { low: 0n, point: null, high, poisons: true };

const larger = (a: bigint, b: bigint): bigint => (a > b ? a : b);
const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** Where both ends agree, so does the point. */
export const settled = (bounds: Bounds): Bounds =>
  bounds.low === bounds.high ? exactly(bounds.low) : bounds;

export const isNothing = ({ low, high }: Bounds): boolean => low === 0n && high === 0n;
export const isUndisclosed = ({ low, point, poisons }: Bounds): boolean =>
  point === null && low === 0n && !poisons;

/** Part by part; wholly undisclosed parts are left out of the point, unless nothing else is there. */
export const sum = (parts: readonly Bounds[]): Bounds => {
  const said = parts.filter((part) => !isNothing(part));
  const total: Bounds = { low: 0n, point: said.length === 0 ? 0n : null, high: 0n };
  for (const part of said) {
    total.low += part.low;
    total.high = total.high === null || part.high === null ? null : total.high + part.high;
    if (part.point !== null) total.point = (total.point ?? 0n) + part.point;
    if (part.point === null && !isUndisclosed(part)) total.poisons = true;
  }
  if (total.poisons) total.point = null;
  return settled(total);
};

/** Bounds cross, and a difference stops at nothing. */
export const minus = (from: Bounds, taken: Bounds): Bounds => {
  if (isNothing(from)) return nothing;
  if (isNothing(taken)) return from;
  const low = taken.high === null ? 0n : larger(0n, from.low - taken.high);
  const high = from.high === null ? null : larger(0n, from.high - taken.low);
  const without: Bounds = { low, point: null, high };
  if (from.point === 0n) return settled({ ...without, point: 0n });
  if (from.point === null)
    return settled({ ...without, ...((from.poisons || taken.poisons) && { poisons: true }) });
  if (taken.point === null) return settled({ ...without, ...withoutPoint(from, taken) });
  return settled({ ...without, point: larger(0n, from.point - taken.point) });
};

/** What is wholly undisclosed is left out of the point; what is unknown is not. */
const withoutPoint = (from: Bounds, taken: Bounds): Partial<Bounds> =>
  isUndisclosed(taken) ? { point: from.point } : { poisons: true };

/** The larger, bound by bound. */
export const most = (a: Bounds, b: Bounds): Bounds => {
  const high = a.high === null || b.high === null ? null : larger(a.high, b.high);
  const low = larger(a.low, b.low);
  if (a.point !== null && b.point !== null) return settled({ low, point: larger(a.point, b.point), high });
  const known = isUndisclosed(a) && !isNothing(b) ? b : isUndisclosed(b) && !isNothing(a) ? a : undefined;
  const point = known ? known.point : null;
  return settled({
    low,
    point,
    high,
    ...(point === null && (a.poisons || b.poisons || low > 0n) && { poisons: true }),
  });
};

/** The smaller, bound by bound. */
export const least = (a: Bounds, b: Bounds): Bounds => {
  const high = a.high === null ? b.high : b.high === null ? a.high : smaller(a.high, b.high);
  const low = smaller(a.low, b.low);
  if (a.point !== null && b.point !== null) return settled({ low, point: smaller(a.point, b.point), high });
  const isUnknown = a.poisons === true || b.poisons === true;
  const lone = !isUnknown && (a.point === 0n || b.point === 0n) ? 0n : null;
  return settled({ low, point: lone, high, ...(isUnknown && { poisons: true }) });
};

/** Two in order: what comes of bounds that need not be. */
export const inOrder = (bounds: Bounds): Bounds => {
  const { low, point, high } = bounds;
  const ends = [low, ...(point === null ? [] : [point]), ...(high === null ? [] : [high])];
  return { ...bounds, low: ends.reduce(smaller), high: high === null ? null : ends.reduce(larger) };
};

export const times = (bounds: Bounds, count: bigint): Bounds => ({
  ...bounds,
  low: bounds.low * count,
  point: bounds.point === null ? null : bounds.point * count,
  high: bounds.high === null ? null : bounds.high * count,
});

/** Each bound by itself. */
export const each = (bounds: Bounds, change: (value: bigint) => bigint): Bounds => ({
  ...bounds,
  low: change(bounds.low),
  point: bounds.point === null ? null : change(bounds.point),
  high: bounds.high === null ? null : change(bounds.high),
});

export const shown = ({ low, point, high }: Bounds): string => `${low}/${point ?? '?'}/${high ?? '∞'}`;
