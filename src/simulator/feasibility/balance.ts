import { itemAt } from '../../../events/kit/item-at.js';
import { type Whole, wholeOf } from '../../../events/kit/quantity.js';
import type { DueAmount } from './payments.js';
import type { Need } from './needs.js';
import { type Resource, unitsFor } from './resources.js';

/** Supply and use of a resource in one period, in whole units. */
export interface Balance {
  period: string;
  /** What is new in the period. */
  supply: Whole;
  /** What there is for it, with what is left of the periods before where that carries over. */
  available: Whole;
  use: Whole;
  /** What is left; below nothing it is short. */
  slack: Whole;
}

const addAmounts = (left: bigint, right: bigint): bigint => left + right;
export const sumOf = (amounts: readonly bigint[]): bigint => amounts.reduce(addAmounts, 0n);

export const runningOf = (amounts: readonly bigint[]): bigint[] => {
  let sum = 0n;
  return amounts.map((amount) => (sum += amount));
};

/** The kilowatts in each period of a schedule of tranches. */
export const kilowattsIn = (needs: readonly Need[], count: number): bigint[] =>
  Array.from({ length: count }, (_, period) =>
    sumOf(needs.filter((need) => need.period === period).map(({ kw }) => kw)),
  );

/** The units in each period; what carries over is rounded up once for all periods until then. */
export const useOfPower = ({ usePerGw, carriesOver }: Resource, kw: readonly bigint[]): bigint[] => {
  if (!carriesOver) return kw.map((one) => unitsFor(one, usePerGw));
  const running = runningOf(kw).map((one) => unitsFor(one, usePerGw));
  return running.map((units, period) => units - (running[period - 1] ?? 0n));
};

export const useOfMoney = (dues: readonly DueAmount[], periods: readonly string[]): bigint[] =>
  periods.map((period) => sumOf(dues.filter((due) => due.period === period).map(({ amount }) => amount)));

/** What is left in each period. */
export const slacksOf = ({ supply, carriesOver }: Resource, use: readonly bigint[]): bigint[] => {
  const left = supply.map((amount, period) => amount - itemAt(use, period));
  return carriesOver ? runningOf(left) : left;
};

export const balanceOf = (
  resource: Resource,
  use: readonly bigint[],
  periods: readonly string[],
): Balance[] => {
  const slacks = slacksOf(resource, use);
  return periods.map((period, index) => {
    const [supply, slack, used] = [itemAt(resource.supply, index), itemAt(slacks, index), itemAt(use, index)];
    return {
      period,
      supply: wholeOf(supply),
      available: wholeOf(slack + used),
      use: wholeOf(used),
      slack: wholeOf(slack),
    };
  });
};
