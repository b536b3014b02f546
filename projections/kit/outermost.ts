import type { ClaimSet, Policy, Selection } from './claims.js';
import type { Sum } from './measure.js';

const isBelow = (left: Sum, right: Sum): boolean => {
  const [a, b] = [left.bounds, right.bounds];
  const [pointA, pointB] = [a.point ?? a.low, b.point ?? b.low];
  if (pointA !== pointB) return pointA < pointB;
  return a.low !== b.low ? a.low < b.low : a.high !== null && (b.high === null || a.high < b.high);
};

/** The selection with the lowest or highest total, chosen set by set from a start; among equals what it has so far. */
export const outermost = (
  sets: readonly ClaimSet[],
  policy: Extract<Policy, 'lowest' | 'highest'>,
  start: Selection,
  totalOf: (selection: Selection) => Sum,
): Selection => {
  const isFurther = (one: Sum, other: Sum): boolean =>
    policy === 'lowest' ? isBelow(one, other) : isBelow(other, one);
  const furthest = (selection: Selection, { root, claims }: ClaimSet): Selection =>
    [selection, ...claims.map((claim) => new Map(selection).set(root, claim.id))]
      .map((option) => ({ option, total: totalOf(option) }))
      .reduce((best, other) => (isFurther(other.total, best.total) ? other : best)).option;
  return sets.reduce(furthest, start);
};
