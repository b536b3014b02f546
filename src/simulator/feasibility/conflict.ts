import { itemAt } from '../../../events/kit/item-at.js';
import { wholeOf } from '../../../events/kit/quantity.js';
import type { Solve } from '../solver/programme.js';
import type { Conflict } from './answer.js';
import { slacksOf, sumOf } from './balance.js';
import { type Demand, fundsIn, resourcesUsed } from './demand.js';
import type { Need } from './needs.js';
import type { DueAmount } from './payments.js';
import type { ResourceUse } from './rows.js';
import { hasRoom, type Horizon } from './schedule.js';

/**
 * What of a list conflicts, none of which could be left out: each is left out in turn, and stays out where the rest still
 * conflict (a deletion filter). What stands first in the list is kept rather than what stands last.
 */
const filterConflict = <T>(all: readonly T[], conflict: (some: readonly T[]) => boolean): T[] => {
  let left = [...all];
  for (const one of [...all].reverse()) {
    const without = left.filter((other) => other !== one);
    if (conflict(without)) left = without;
  }
  return left;
};

/**
 * The conflict of fewest members that is found: as they stand, or by leaving out the small ones first, so that few large
 * ones are left. Of two equally short ones it is the first.
 */
const smallestConflict = <T>(
  all: readonly T[],
  conflict: (some: readonly T[]) => boolean,
  sizeOf: (one: T) => bigint,
): T[] => {
  const largestFirst = [...all].sort((one, other) => Number(sizeOf(other) - sizeOf(one)));
  const [found, large] = [all, largestFirst].map((list) => filterConflict(list, conflict));
  return found && large && large.length < found.length ? large : (found ?? []);
};

/** What there is by the end of a period, in all where supply carries over. */
const availableIn = ({ supply, carriesOver }: Demand['resource'], period: number): bigint =>
  carriesOver ? sumOf(supply.slice(0, period + 1)) : itemAt(supply, period);

/** A tranche once, though some of it draws power and some of it may come later. */
const mergeParts = (needs: readonly Need[]): Conflict['tranches'] =>
  [...Map.groupBy(needs, ({ tranche }) => tranche)].map(([tranche, parts]) => ({
    tranche,
    due: itemAt(parts, 0).due,
    kw: wholeOf(sumOf(parts.map(({ kw }) => kw))),
  }));

/** Tranches that have to come within the horizon, and supplies that have no room for all of them. */
const conflictOfSupplies = (
  horizon: Horizon,
  used: readonly ResourceUse[],
  names: readonly string[],
  solve: Solve,
): Conflict => {
  const rows = [...horizon.rows].sort(
    (left, right) => left.period - right.period || left.resource - right.resource,
  );
  const inConflict = (some: readonly object[]): boolean => {
    const stays = new Set(some);
    const needs = horizon.needs.map((need) => (stays.has(need) ? need : { ...need, kw: 0n }));
    const kept = horizon.rows.filter((row) => stays.has(row));
    return !hasRoom({ ...horizon, needs, rows: kept }, solve);
  };
  const sizes = new Map<object, bigint>(horizon.needs.map((need) => [need, need.kw]));
  // Supplies stand behind all needs, and are left out first.
  const sizeOf = (one: object): bigint => sizes.get(one) ?? -1n;
  const conflicting = smallestConflict<object>([...horizon.needs, ...rows], inConflict, sizeOf);
  const stays = new Set(conflicting);
  return {
    tranches: mergeParts(horizon.needs.filter((need) => stays.has(need))),
    payments: [],
    supplies: rows
      .filter((row) => stays.has(row))
      .map(({ resource: number, period }) => {
        const { resource } = itemAt(used, number);
        const available = wholeOf(availableIn(resource, period));
        return { resource: resource.name, period: itemAt(names, period), available };
      }),
  };
};

/** Payments that are due by a period, and a fund that does not reach. */
const conflictOfFunds = (demands: readonly Demand[], names: readonly string[]): Conflict => {
  const [first] = fundsIn(demands)
    .map(({ resource, use, dues }) => ({
      resource,
      dues,
      period: slacksOf(resource, use).findIndex((slack) => slack < 0n),
    }))
    .filter(({ period }) => period >= 0)
    .sort((left, right) => left.period - right.period);
  const { resource, dues, period } = first!;
  const available = availableIn(resource, period);
  const until = names.slice(resource.carriesOver ? 0 : period, period + 1);
  const due = dues.filter((one) => until.includes(one.period));
  const isTooMuch = (some: readonly DueAmount[]): boolean =>
    sumOf(some.map(({ amount }) => amount)) > available;
  const conflicting = smallestConflict(due, isTooMuch, ({ amount }) => amount);
  return {
    tranches: [],
    payments: conflicting.map(({ payment, period: at, amount }) => ({
      payment,
      period: at,
      amountUsCents: wholeOf(amount),
    })),
    supplies: [{ resource: resource.name, period: names[period]!, available: wholeOf(available) }],
  };
};

/** What keeps a plan out of its horizon, named by tranches, payments and supplies. */
export const conflictOf = (
  demands: readonly Demand[],
  horizon: Horizon,
  names: readonly string[],
  solve: Solve,
): Conflict =>
  hasRoom(horizon, solve)
    ? conflictOfFunds(demands, names)
    : conflictOfSupplies(horizon, resourcesUsed(demands), names, solve);
