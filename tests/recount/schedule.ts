import { each, nothing, sum, times, type Bounds } from './bounds.js';
import { dayAfter, daysBetween, monthIndex, monthsLater, spanOf } from './days.js';
import type { Payment } from './deals.js';
import { textIn } from './log.js';

/** What falls due in the month that begins on a day. */
export interface Slot {
  on: string;
  amount: Bounds;
}

interface Term {
  from: string;
  months: number;
  /** Days beyond the whole months, and how many the month has that they belong to. */
  days: number;
  of: number;
  isOpen: boolean;
}

const termOf = ({ over }: Payment): Term | undefined => {
  if (!over) return undefined;
  const from = spanOf(textIn(over.from)).first;
  if (over.months !== undefined) return { from, months: Number(over.months), days: 0, of: 1, isOpen: false };
  if (over.to === undefined) return { from, months: 0, days: 0, of: 1, isOpen: true };
  const [start, end] = [spanOf(textIn(over.from)), spanOf(textIn(over.to))];
  return start.first === start.last && end.first === end.last
    ? fromDayToDay(from, end.last)
    : { from, months: monthIndex(end.last) - monthIndex(from) + 1, days: 0, of: 1, isOpen: false };
};

/** Whole months and the rest by days; a term to the same day of a later month ends with that anniversary. */
const fromDayToDay = (from: string, last: string): Term => {
  const end = dayAfter(last);
  let months = Math.max(0, monthIndex(end) - monthIndex(from));
  if (monthsLater(from, months) > end) months -= 1;
  const rest = monthsLater(from, months);
  const days = rest === last && months > 0 ? 0 : daysBetween(rest, end);
  return { from, months, days, of: daysBetween(rest, monthsLater(from, months + 1)), isOpen: false };
};

/** In whole cents, the earlier parts taking the odd ones. */
const evenly = (amount: bigint, parts: number): bigint[] => {
  const [share, odd] = [amount / BigInt(parts), amount % BigInt(parts)];
  return Array.from({ length: parts }, (_, index) => (BigInt(index) < odd ? share + 1n : share));
};

const spread = (amount: Bounds, parts: number): Bounds[] => {
  const columns = {
    low: evenly(amount.low, parts),
    point: amount.point === null ? null : evenly(amount.point, parts),
    high: amount.high === null ? null : evenly(amount.high, parts),
  };
  return Array.from({ length: parts }, (_, index) => ({
    low: columns.low[index] ?? 0n,
    point: columns.point?.[index] ?? null,
    high: columns.high?.[index] ?? null,
    ...(amount.poisons && { poisons: true }),
  }));
};

/** By days: a whole month counts as its share of the whole, the rest as its days of a month. */
const spreadByDays = (amount: Bounds, { months, days, of }: Term): Bounds[] => {
  const weights = [...Array.from({ length: months }, () => BigInt(of)), BigInt(days)];
  const whole = weights.reduce((total, weight) => total + weight, 0n);
  const column = (value: bigint): bigint[] => {
    const shares = weights.map((weight, index) => ({
      index,
      floor: (value * weight) / whole,
      rest: (value * weight) % whole,
    }));
    let odd = value - shares.reduce((total, { floor }) => total + floor, 0n);
    const out = shares.map(({ floor }) => floor);
    for (const { index } of [...shares].sort((a, b) =>
      a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1,
    ))
      if (odd > 0n) {
        out[index] = (out[index] ?? 0n) + 1n;
        odd -= 1n;
      }
    return out;
  };
  const [low, point, high] = [amount.low, amount.point, amount.high].map((value) =>
    value === null ? null : column(value),
  );
  return weights.map((_, index) => ({
    low: low?.[index] ?? 0n,
    point: point?.[index] ?? null,
    high: high?.[index] ?? null,
    ...(amount.poisons && { poisons: true }),
  }));
};

const startsQuarter = (from: string): boolean => from.endsWith('-01') && monthIndex(from) % 3 === 0;

const spreadAmount = (amount: Bounds, term: Term): Slot[] => {
  const slotAt = (amounts: Bounds[]): Slot[] =>
    amounts.map((one, index) => ({ on: monthsLater(term.from, index), amount: one }));
  if (term.days > 0) return slotAt(spreadByDays(amount, term));
  if (startsQuarter(term.from) && term.months % 3 === 0)
    return slotAt(spread(amount, term.months / 3).flatMap((quarter) => spread(quarter, 3)));
  return slotAt(spread(amount, term.months));
};

const rateOn = ({ rates }: Payment, day: string): Bounds =>
  rates.filter(({ since }) => since <= day).at(-1)?.rate ?? rates[0]?.rate ?? nothing;

const monthly = (payment: Payment, term: Term, until: string): Slot[] => {
  const months = term.isOpen ? Math.max(0, monthIndex(until) - monthIndex(term.from) + 2) : term.months;
  const slots = Array.from({ length: months }, (_, index) => monthsLater(term.from, index))
    .filter((on) => !term.isOpen || on <= until)
    .map((on) => ({ on, amount: rateOn(payment, on) }));
  if (term.days === 0) return slots;
  const on = monthsLater(term.from, term.months);
  const part = each(
    times(rateOn(payment, on), BigInt(term.days)),
    (value) => (2n * value + BigInt(term.of)) / BigInt(2 * term.of),
  );
  return [...slots, { on, amount: part }];
};

/** What falls due month by month; undefined when nobody gave a date. An open rate counts up to a day. */
export const slotsOf = (payment: Payment, until: string): Slot[] | undefined => {
  const term = termOf(payment);
  if (!term) return undefined;
  if (payment.rates.length > 0) return monthly(payment, term, until);
  return term.isOpen ? undefined : spreadAmount(payment.amount, term);
};

/** The whole amount: of a rate, the sum of its months, and open-ended without an end. */
export const wholeOf = (payment: Payment, until: string): Bounds => {
  if (payment.rates.length === 0) return payment.amount;
  const term = termOf(payment);
  const soFar = sum((slotsOf(payment, until) ?? []).map(({ amount }) => amount));
  return !term || term.isOpen ? { low: soFar.low, point: null, high: null, poisons: true } : soFar;
};
