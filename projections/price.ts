import type { Deal, Payment } from '../events/deal/deal.js';
import { lengthOf } from '../events/deal/term.js';
import type { Day } from '../events/kit/date.js';
import { type Bounds, isUndisclosed } from '../events/kit/quantity.js';
import type { Price } from './deal-answers.js';
import { firmAmountOf, isCommitted, isOver, statedAmount } from './kit/account.js';
import { measureOf } from './kit/measure.js';

/** How much power of one layer and basis a deal has promised firmly. */
export interface PromisedPower {
  readonly layer: string;
  readonly basis: string;
  readonly power: Bounds;
}

const monthsInYear = 12n;
const kwInGw = 1_000_000n;

/** What a payment comes to in a year of its term: a numerator and a denominator, so that nothing is rounded yet. */
const yearly = (payment: Payment, day: Day): { amount: Bounds; parts: bigint } | undefined => {
  const length = payment.over && lengthOf(payment.over);
  if (!length) return undefined;
  const { months, rest = { days: 0, of: 1 } } = length;
  const of = BigInt(rest.of);
  const parts = BigInt(months) * of + BigInt(rest.days);
  const amount = firmAmountOf(payment, statedAmount(payment, day));
  const times = (value: bigint | null): bigint | null => (value === null ? null : value * monthsInYear * of);
  return {
    amount: { low: amount.low * monthsInYear * of, point: times(amount.point), high: times(amount.high) },
    parts,
  };
};

/** To the nearest minor unit. */
const divideToNearest = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by);

/** The bounds cross: least for the most power. Without a floor of power there is no ceiling, without a ceiling no floor. */
const pricePerGwYear = ({ amount, parts }: { amount: Bounds; parts: bigint }, power: Bounds): Bounds => {
  const per = (value: bigint, kw: bigint): bigint => divideToNearest(value * kwInGw, parts * kw);
  const { low, point, high } = power;
  return {
    low: high === null ? 0n : per(amount.low, high),
    point: amount.point === null || !point ? null : per(amount.point, point),
    high: amount.high === null || low === 0n ? null : per(amount.high, low),
  };
};

/**
 * What each firm payment with a term commits for a firm gigawatt and a year, for each layer and basis of the deal: a
 * buyer's price, to compare and never to add. Only where both money and power are firm and disclosed.
 */
export const pricesOf = (deal: Deal, promised: readonly PromisedPower[], day: Day): Price[] =>
  [...deal.payments].flatMap(([id, payment]) => {
    const year = yearly(payment, day);
    const isPriced = isCommitted(payment) && !payment.passesThrough && !isOver(deal, payment, day);
    if (!year || !isPriced || isUndisclosed(year.amount)) return [];
    return promised
      .filter(({ power }) => !isUndisclosed(power) && power.high !== 0n)
      .map(({ layer, basis, power }) => ({
        payment: id,
        kind: payment.kind,
        currency: payment.currency,
        layer,
        basis,
        perGwYearUsCents: measureOf(pricePerGwYear(year, power)),
      }));
  });
