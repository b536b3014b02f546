import {
  chosenClaim,
  type ClaimSet,
  comparesClaims,
  pickClaims,
  type Policy,
  type Selection,
} from './claims.js';
import { Families } from './family.js';
import type { FamilyRule } from './family-rule.js';
import type { Keys, Line } from './line.js';
import { Sum } from './measure.js';
import { periodsOf, type Question } from './question.js';
import { familyRuleOf, type View } from './view.js';

const compare = (left: Sum, right: Sum): number => {
  const [a, b] = [left.bounds, right.bounds];
  const bySize = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);
  const byHigh = (): number => {
    if (a.high === null || b.high === null) return Number(a.high === null) - Number(b.high === null);
    return bySize(a.high, b.high);
  };
  return bySize(a.point ?? a.low, b.point ?? b.low) || bySize(a.low, b.low) || byHigh();
};

/** What lines come to in each currency or on each basis: these are never turned into one another. */
type UnitSums = ReadonlyMap<string, Sum>;

const nothing = new Sum();

/** Undefined where one is more in one unit and less in another: at no stated rate is either the lower. */
const compareAll = (left: UnitSums, right: UnitSums): number | undefined => {
  const orders = [...new Set([...left.keys(), ...right.keys()])]
    .map((unit) => compare(left.get(unit) ?? nothing, right.get(unit) ?? nothing))
    .filter((order) => order !== 0);
  const [first = 0] = orders;
  return orders.every((order) => order > 0 === first > 0) ? first : undefined;
};

/** The first in which they differ decides. */
const isBelow = ([one, ...left]: readonly UnitSums[], [other, ...right]: readonly UnitSums[]): boolean => {
  if (!one || !other) return false;
  const order = compareAll(one, other);
  return order === 0 ? isBelow(left, right) : order !== undefined && order < 0;
};

/**
 * The selection with the lowest or highest totals, the first of which weighs most: chosen set by set from a start, among
 * equals, and among what can't be compared, what it has so far.
 */
const outermostSelection = (
  sets: readonly ClaimSet[],
  policy: Extract<Policy, 'lowest' | 'highest'>,
  start: Selection,
  totalsOf: (selection: Selection) => readonly UnitSums[],
): Selection => {
  const isFurther = (one: readonly UnitSums[], other: readonly UnitSums[]): boolean =>
    policy === 'lowest' ? isBelow(one, other) : isBelow(other, one);
  const furthest = (selection: Selection, { root, claims }: ClaimSet): Selection =>
    [selection, ...claims.map((claim) => new Map(selection).set(root, claim.id))]
      .map((option) => ({ option, totals: totalsOf(option) }))
      .reduce((best, other) => (isFurther(other.totals, best.totals) ? other : best)).option;
  return sets.reduce(furthest, start);
};

/** Lowest and highest compare claim set by claim set what the stream comes to; one selection holds for the answer. */
export const chosenSelection = (
  sets: readonly ClaimSet[],
  policy: Policy,
  totalsOf: (selection: Selection) => readonly UnitSums[],
): Selection => {
  const start = pickClaims(sets, policy);
  if (!comparesClaims(policy)) return start;
  const open = sets.filter((set) => !chosenClaim(set));
  return outermostSelection(open, policy, start, totalsOf);
};

/** Money is in a currency; power, and a part of a company, on a basis. */
const unitOf = (measure: string, { currency, basis }: Keys): string =>
  (measure.endsWith('UsCents') ? currency : basis) ?? '';

const isAlone = ({ container, overlaps, successor }: Line): boolean =>
  container === undefined && overlaps === undefined && successor === undefined;

/** What the lines of one stream add: what holds others counts with them once. */
const countedTogether = (lines: readonly Line[], rule: FamilyRule): readonly Line[] => {
  if (lines.every(isAlone)) return lines;
  const families = new Families(rule);
  for (const line of lines) families.put(line);
  return families.counted(() => true);
};

/** What lines come to in the first measure, which is what a view is about. */
const sumsOfFirst = ([first = '']: readonly string[], lines: readonly Line[]): UnitSums => {
  const sums = new Map<string, Sum>();
  for (const { keys, parts } of lines) {
    const part = parts[first];
    if (!part) continue;
    const unit = unitOf(first, keys);
    const sum = sums.get(unit) ?? new Sum();
    sum.add(part, 1n);
    sums.set(unit, sum);
  }
  return sums;
};

/**
 * What a stream comes to at the as-of date; where claims come to the same there, for what they are about is over by then
 * or yet to come, what stands at the end of each period that is asked for decides, the first first.
 */
export const totalsAsked = (
  view: View,
  question: Question,
  tell: (question: Question) => readonly Line[],
): UnitSums[] => {
  const { measures, traits } = view;
  const told = (asked: Question) => countedTogether(tell(asked), familyRuleOf(view, asked));
  const { timeline, from, to, ...table } = question;
  const now = sumsOfFirst(measures, told(table));
  const isOfStocks = timeline && !traits?.isFlow;
  if (!isOfStocks || from === undefined || to === undefined) return [now];
  const byPeriod = Map.groupBy(told(question), ({ keys }) => keys.period);
  const periods = periodsOf(from, to, timeline);
  return [now, ...periods.map(({ name }) => sumsOfFirst(measures, byPeriod.get(name) ?? []))];
};
