import { itemAt } from '../../../events/kit/item-at.js';
import { runningOf, sumOf } from './balance.js';
import type { Need } from './needs.js';
import { kilowattsFor, type Resource } from './resources.js';
import type { Horizon, SupplyRow } from './schedule.js';

/** A resource that meets tranches, with the names of those that use it. */
export interface ResourceUse {
  resource: Resource;
  tranches: ReadonlySet<string>;
}

/** What there is by the end of each period: in all where supply carries over, else in the period itself. */
export const capacities = ({ supply, carriesOver, usePerGw }: Resource): bigint[] =>
  (carriesOver ? runningOf(supply) : supply).map((units) => kilowattsFor(units, usePerGw));

const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** The rows that a schedule keeps to. More than all needs together is as good as all of them. */
const rowsOf = ({ resource, tranches }: ResourceUse, number: number, needs: readonly Need[]): SupplyRow[] => {
  const users = new Set(needs.flatMap(({ tranche }, need) => (tranches.has(tranche) ? [need] : [])));
  const all = sumOf([...users].map((need) => itemAt(needs, need).kw));
  return capacities(resource).map((kw, period) => ({
    resource: number,
    period,
    first: resource.carriesOver ? 0 : period,
    kw: Number(min(kw, all)),
    needs: users,
  }));
};

export const horizonOf = (needs: readonly Need[], used: readonly ResourceUse[], count: number): Horizon => ({
  needs,
  rows: used.flatMap((one, number) => rowsOf(one, number, needs)),
  count,
});
