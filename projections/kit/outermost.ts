import type { Bounds } from '../../events/kit/quantity.js';
import {
  chosenClaim,
  type ClaimSet,
  comparesClaims,
  pickClaims,
  type Policy,
  type Selection,
} from './claims.js';
import { Sum } from './measure.js';

const compare = (a: Bounds, b: Bounds): number => {
  const bySize = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);
  const byHigh = (): number => {
    if (a.high === null || b.high === null) return Number(a.high === null) - Number(b.high === null);
    return bySize(a.high, b.high);
  };
  return bySize(a.point ?? a.low, b.point ?? b.low) || bySize(a.low, b.low) || byHigh();
};

/** What lines come to in each currency or on each basis: these are never turned into one another. */
export type UnitSums = ReadonlyMap<string, Bounds>;

/** What a stream comes to under selections of its claims, in all that is compared. */
export interface TriedTotals {
  /** With this claim of one set. */
  under(set: ClaimSet, id: string): readonly UnitSums[];
  /** Chooses it from then on. */
  choose(set: ClaimSet, id: string): void;
}

const nothing = new Sum().bounds;

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
  tried: TriedTotals,
): Selection => {
  const isFurther = (one: readonly UnitSums[], other: readonly UnitSums[]): boolean =>
    policy === 'lowest' ? isBelow(one, other) : isBelow(other, one);
  const chosen = new Map(start);
  for (const set of sets) {
    const trial = (id: string) => ({ id, totals: tried.under(set, id) });
    const { id } = set.claims
      .map((claim) => trial(claim.id))
      .reduce(
        (far, one) => (isFurther(one.totals, far.totals) ? one : far),
        trial(chosen.get(set.root) ?? ''),
      );
    chosen.set(set.root, id);
    tried.choose(set, id);
  }
  return chosen;
};

/** Lowest and highest compare claim set by claim set what the stream comes to; one selection holds for the answer. */
export const chosenSelection = (
  sets: readonly ClaimSet[],
  policy: Policy,
  totalsFrom: (start: Selection) => TriedTotals,
): Selection => {
  const start = pickClaims(sets, policy);
  if (!comparesClaims(policy)) return start;
  const open = sets.filter((set) => !chosenClaim(set));
  return open.length === 0 ? start : outermostSelection(open, policy, start, totalsFrom(start));
};
