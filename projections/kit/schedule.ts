import type { PaymentTerms, RateStep } from '../../events/deal/payment/terms.js';
import { type TermLength, lengthOf, monthly, monthsLater } from '../../events/deal/term.js';
import { type Day, daysOf, monthIndex } from '../../events/kit/date.js';
import type { Bounds } from '../../events/kit/quantity.js';
import { spreadByWeight } from './shares.js';

/** What falls due from one month of a term, on the day on which that month begins. */
export interface Instalment {
  readonly due: Day;
  readonly amount: Bounds;
}

/** Whole numbers that weigh alike and add to the total exactly: the earlier ones take what is odd. */
const spreadEvenly = (total: bigint, count: number): bigint[] => {
  if (count === 0) return [];
  const [floor, odd] = [total / BigInt(count), Number(total % BigInt(count))];
  return Array.from({ length: count }, (_, index) => (index < odd ? floor + 1n : floor));
};

const spreadBounds = ({ low, point, high }: Bounds, spread: (end: bigint) => bigint[]): Bounds[] => {
  const lows = spread(low);
  // Most amounts are known exactly.
  const ends = (end: bigint | null): bigint[] => (end === null ? [] : end === low ? lows : spread(end));
  const [points, highs] = [ends(point), ends(high)];
  return sharingAlike(
    lows.map((least, index) => ({
      low: least,
      point: points[index] ?? null,
      high: highs[index] ?? null,
    })),
  );
};

/** Neighbours that say the same are one: of what is spread evenly there are few kinds. */
const sharingAlike = (parts: Bounds[]): Bounds[] => {
  for (const [index, part] of parts.entries()) {
    const before = parts[index - 1];
    if (before && part.low === before.low && part.point === before.point && part.high === before.high)
      parts[index] = before;
  }
  return parts;
};

const spreadOverCount = (total: Bounds, count: number): Bounds[] =>
  spreadBounds(total, (end) => spreadEvenly(end, count));

/** A month counts as many parts as the month that the rest begins has days, and the rest as many as it has days. */
const weightsOf = (months: number, { days, of }: NonNullable<TermLength['rest']>): bigint[] => [
  ...Array.from({ length: months }, () => BigInt(of)),
  BigInt(days),
];

/** The first day of a quarter; a day within its first month is not. */
const beginsQuarter = (day: Day): boolean => day.endsWith('-01') && monthIndex(day) % 3 === 0;

/** Whole quarters when it starts with one; a quarter's amount is itself spread over its months. */
const amounts = (total: Bounds, length: TermLength): Bounds[] => {
  const { first, months, rest } = length;
  if (rest) return spreadBounds(total, (end) => spreadByWeight(end, weightsOf(months, rest)));
  const inQuarters = beginsQuarter(first) && months % 3 === 0;
  if (!inQuarters) return spreadOverCount(total, months);
  const quarters = spreadOverCount(total, months / 3);
  const byQuarter = new Map([...new Set(quarters)].map((quarter) => [quarter, spreadOverCount(quarter, 3)]));
  return quarters.flatMap((quarter) => byQuarter.get(quarter) ?? []);
};

/** A part of a rate by days, to the nearest minor unit. */
const rateByDays = (rate: Bounds, { days, of }: { days: number; of: number }): Bounds => {
  const partOf = (value: bigint): bigint => (value * BigInt(2 * days) + BigInt(of)) / BigInt(2 * of);
  return {
    low: partOf(rate.low),
    point: rate.point === null ? null : partOf(rate.point),
    high: rate.high === null ? null : partOf(rate.high),
  };
};

const rateOn = (rates: readonly RateStep[], day: Day): Bounds =>
  rates.reduce((found, step) => (step.from <= day ? step : found)).rate;

/** How many months begin from the first day of a term to a day, that day included. */
const monthsBegun = (first: Day, until: Day): number => {
  const touched = monthIndex(until) - monthIndex(first);
  return Math.max(0, monthsLater(first, touched) > until ? touched : touched + 1);
};

const instalmentsAtRates = (rates: readonly RateStep[], length: TermLength): Instalment[] => {
  const { first, months, rest } = length;
  return monthly(first, months + (rest ? 1 : 0)).map((due, month) => {
    const rate = rateOn(rates, due);
    return { due, amount: rest && month === months ? rateByDays(rate, rest) : rate };
  });
};

const spreadOver = (total: Bounds, length: TermLength): Instalment[] => {
  const parts = amounts(total, length);
  const days = monthly(length.first, parts.length);
  return parts.map((amount, month) => ({ due: days[month] ?? length.first, amount }));
};

type ScheduleTerms = Pick<PaymentTerms, 'over' | 'rates' | 'amount' | 'release'>;

/** An amount over a term falls due alike whatever the day: it is spread once. */
const spread = new WeakMap<ScheduleTerms, readonly Instalment[]>();

const spreadOnce = (terms: ScheduleTerms, length: TermLength): readonly Instalment[] => {
  const known = spread.get(terms) ?? spreadOver(terms.amount, length);
  spread.set(terms, known);
  return known;
};

/**
 * What falls due month by month: a rate at each month's own, an amount evenly in whole minor units over whole quarters
 * when the term starts with a quarter, else over months. A rate without an end counts the months that begin until a
 * day; an amount without one, and what something has to release first, has no dates: undefined.
 */
export const instalmentsOf = (terms: ScheduleTerms, until: Day): readonly Instalment[] | undefined => {
  const { over, rates, release } = terms;
  if (!over || release) return undefined;
  const length = lengthOf(over);
  if (!rates) return length && spreadOnce(terms, length);
  const { first } = daysOf(over.from);
  return instalmentsAtRates(rates, length ?? { first, months: monthsBegun(first, until) });
};
