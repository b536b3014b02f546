import type { ClaimSet, Policy, Selection } from './claims.js';
import type { Line } from './line.js';
import { Sum } from './measure.js';
import { periodsOf, type Question } from './question.js';
import type { View } from './view.js';

const compare = (left: Sum, right: Sum): number => {
  const [a, b] = [left.bounds, right.bounds];
  const bySize = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);
  const byHigh = (): number => {
    if (a.high === null || b.high === null) return Number(a.high === null) - Number(b.high === null);
    return bySize(a.high, b.high);
  };
  return bySize(a.point ?? a.low, b.point ?? b.low) || bySize(a.low, b.low) || byHigh();
};

/** The first in which they differ decides. */
const isBelow = ([one, ...left]: readonly Sum[], [other, ...right]: readonly Sum[]): boolean => {
  if (!one || !other) return false;
  const order = compare(one, other);
  return order === 0 ? isBelow(left, right) : order < 0;
};

/**
 * The selection with the lowest or highest totals, the first of which weighs most: chosen set by set from a start, among
 * equals what it has so far.
 */
export const outermostSelection = (
  sets: readonly ClaimSet[],
  policy: Extract<Policy, 'lowest' | 'highest'>,
  start: Selection,
  totalsOf: (selection: Selection) => readonly Sum[],
): Selection => {
  const isFurther = (one: readonly Sum[], other: readonly Sum[]): boolean =>
    policy === 'lowest' ? isBelow(one, other) : isBelow(other, one);
  const furthest = (selection: Selection, { root, claims }: ClaimSet): Selection =>
    [selection, ...claims.map((claim) => new Map(selection).set(root, claim.id))]
      .map((option) => ({ option, totals: totalsOf(option) }))
      .reduce((best, other) => (isFurther(other.totals, best.totals) ? other : best)).option;
  return sets.reduce(furthest, start);
};

/** What lines come to in the first measure, which is what a view is about. */
const sumOfFirst = ([first]: readonly string[], lines: readonly Line[]): Sum => {
  const sum = new Sum();
  for (const { parts } of lines) {
    const part = first === undefined ? undefined : parts[first];
    if (part) sum.add(part, 1n);
  }
  return sum;
};

/**
 * What a stream comes to at the as-of date; where claims come to the same there, for what they are about is over by then
 * or yet to come, what stands at the end of each period that is asked for decides, the first first.
 */
export const totalsAsked = (
  { measures, traits }: View,
  question: Question,
  tell: (question: Question) => readonly Line[],
): Sum[] => {
  const { timeline, from, to, ...table } = question;
  const now = sumOfFirst(measures, tell(table));
  const isOfStocks = timeline && !traits?.isFlow;
  if (!isOfStocks || from === undefined || to === undefined) return [now];
  const byPeriod = Map.groupBy(tell(question), ({ keys }) => keys.period);
  const periods = periodsOf(from, to, timeline);
  return [now, ...periods.map(({ name }) => sumOfFirst(measures, byPeriod.get(name) ?? []))];
};
