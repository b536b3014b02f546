import { itemAt } from '../../../events/kit/item-at.js';
import type { Solve } from '../solver/programme.js';
import { slacksOf } from './balance.js';
import { type Resource, unitsFor } from './resources.js';
import { capacities, type ResourceUse } from './rows.js';
import { type Horizon, leastSupplyAdded } from './schedule.js';

const max = (left: bigint, right: bigint): bigint => (left > right ? left : right);

/** Kilowatts that are added in each period as whole units of the resource, rounded up. */
const unitsAdded = (resource: Resource, kw: readonly bigint[]): bigint[] => {
  const { supply, carriesOver, usePerGw } = resource;
  const before = capacities(resource);
  let [added, units, stated] = [0n, 0n, 0n];
  return supply.map((amount, period) => {
    if (!carriesOver) [added, units, stated] = [0n, 0n, 0n];
    const own = itemAt(kw, period);
    added += own;
    stated += amount;
    const needed =
      own === 0n ? units : max(units, unitsFor(itemAt(before, period) + added, usePerGw) - stated);
    const more = needed - units;
    units = needed;
    return more;
  });
};

const raiseSupply = (resource: Resource, more: readonly bigint[]): Resource => ({
  ...resource,
  supply: resource.supply.map((amount, period) => amount + itemAt(more, period)),
});

/** The resources that tranches use, with the least more that lets all of them come within the horizon. */
export const raiseSupplies = (
  used: readonly ResourceUse[],
  horizon: Horizon,
  solve: Solve,
): ResourceUse[] | undefined => {
  const kw = leastSupplyAdded(horizon, solve);
  return (
    kw &&
    used.map(({ resource, tranches }, number) => {
      const own = kw.filter((_, row) => itemAt(horizon.rows, row).resource === number).map(BigInt);
      return { resource: raiseSupply(resource, unitsAdded(resource, own)), tranches };
    })
  );
};

/** A fund with the least more that pays every obligation: what is short in each period, or on top of what was added. */
export const raiseFund = (resource: Resource, use: readonly bigint[]): Resource => {
  let before = 0n;
  const more = slacksOf(resource, use).map((slack) => {
    const short = max(0n, -slack - before);
    if (resource.carriesOver) before += short;
    return short;
  });
  return raiseSupply(resource, more);
};

/** What was added to a resource, period by period. */
export const supplyAdded = (resource: Resource, raisedOne: Resource): bigint[] =>
  raisedOne.supply.map((amount, period) => amount - itemAt(resource.supply, period));
