import type { PaymentTerms, RateStep } from '../../events/deal/payment/terms.js';
import { type TermLength, lengthOf, monthly, monthsLater } from '../../events/deal/term.js';
import { type Day, daysOf, monthIndex } from '../../events/kit/date.js';
import { addBounds, type Bounds, nothing } from '../../events/kit/quantity.js';
import { spreadByWeight } from './shares.js';

/** What falls due from one month of a term, on the day on which that month begins. */
export interface Instalment {
  readonly due: Day;
  readonly amount: Bounds;
}

/** What falls due, and when. */
export interface PaymentSchedule {
  /** All of it; nothing where no month is in it. */
  readonly amount: Bounds;
  /** By its days, in their order. */
  readonly instalments: readonly Instalment[];
  /** What falls due from a day to another, both counted. */
  within(from: Day, to: Day): Bounds;
  /** What falls due after a day. */
  after(day: Day): Bounds;
  /** As far as it falls due before a day. */
  before(day: Day): PaymentSchedule;
}

const sumOf = (instalments: readonly Instalment[]): Bounds =>
  instalments.map(({ amount }) => amount).reduce(addBounds, nothing);

/** What no rule tells: rates, a term that ends within a month, and what was paid. */
export class ListedSchedule implements PaymentSchedule {
  constructor(readonly instalments: readonly Instalment[]) {}

  get amount(): Bounds {
    return sumOf(this.instalments);
  }

  within(from: Day, to: Day): Bounds {
    return sumOf(this.instalments.filter(({ due }) => due >= from && due <= to));
  }

  after(day: Day): Bounds {
    return sumOf(this.instalments.filter(({ due }) => due > day));
  }

  before(day: Day): PaymentSchedule {
    return new ListedSchedule(this.instalments.filter(({ due }) => due < day));
  }
}

/** What the first so many of parts that weigh alike come to, in whole numbers: the earlier ones take what is odd. */
const firstParts = (total: bigint, parts: number, count: number): bigint => {
  const all = BigInt(parts);
  return (total / all) * BigInt(count) + BigInt(Math.min(count, Number(total % all)));
};

/** The same of months whose quarters weigh alike, and in each of these its months. */
const firstMonths = (total: bigint, months: number, count: number): bigint => {
  const [quarters, gone, odd] = [months / 3, Math.floor(count / 3), count % 3];
  const whole = firstParts(total, quarters, gone);
  if (odd === 0) return whole;
  return whole + firstParts(firstParts(total, quarters, gone + 1) - whole, 3, odd);
};

/** The first day of a quarter; a day within its first month is not. */
const beginsQuarter = (day: Day): boolean => day.endsWith('-01') && monthIndex(day) % 3 === 0;

/** How many months begin from the first day of a term to a day, that day included. */
const monthsBegun = (first: Day, until: Day): number => {
  const touched = monthIndex(until) - monthIndex(first);
  return Math.max(0, monthsLater(first, touched) > until ? touched : touched + 1);
};

/**
 * An amount evenly in whole minor units over whole quarters when the term starts with one, a quarter's over its months,
 * else over months: summed by rule, so that no month is looked at.
 */
class EvenSchedule implements PaymentSchedule {
  readonly #firstOf: typeof firstParts;

  constructor(
    private readonly total: Bounds,
    private readonly first: Day,
    private readonly months: number,
    /** How many of the months are in it. */
    private readonly count = months,
  ) {
    this.#firstOf = beginsQuarter(first) && months % 3 === 0 ? firstMonths : firstParts;
  }

  get amount(): Bounds {
    return this.#between(0, this.count);
  }

  get instalments(): Instalment[] {
    return monthly(this.first, this.count).map((due, month) => ({
      due,
      amount: this.#between(month, month + 1),
    }));
  }

  within(from: Day, to: Day): Bounds {
    return this.#between(this.#countBefore(from), this.#countUntil(to));
  }

  after(day: Day): Bounds {
    return this.#between(this.#countUntil(day), this.count);
  }

  before(day: Day): PaymentSchedule {
    return new EvenSchedule(this.total, this.first, this.months, this.#countBefore(day));
  }

  #countUntil(day: Day): number {
    return Math.min(this.count, monthsBegun(this.first, day));
  }

  #countBefore(day: Day): number {
    const count = this.#countUntil(day);
    return count > 0 && monthsLater(this.first, count - 1) === day ? count - 1 : count;
  }

  #between(from: number, to: number): Bounds {
    if (from >= to) return nothing;
    const partOf = (end: bigint): bigint =>
      this.#firstOf(end, this.months, to) - this.#firstOf(end, this.months, from);
    const { low, point, high } = this.total;
    const least = partOf(low);
    // Most amounts are known exactly.
    const partOr = (end: bigint | null): bigint | null =>
      end === null ? null : end === low ? least : partOf(end);
    return { low: least, point: partOr(point), high: partOr(high) };
  }
}

const spreadBounds = ({ low, point, high }: Bounds, spread: (end: bigint) => bigint[]): Bounds[] => {
  const [points, highs] = [point, high].map((end) => (end === null ? [] : spread(end)));
  return spread(low).map((least, month) => ({
    low: least,
    point: points?.[month] ?? null,
    high: highs?.[month] ?? null,
  }));
};

/** A month counts as many parts as the month that the rest begins has days, and the rest as many as it has days. */
const weightsOf = (months: number, { days, of }: NonNullable<TermLength['rest']>): bigint[] => [
  ...Array.from({ length: months }, () => BigInt(of)),
  BigInt(days),
];

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

const instalmentsAtRates = (rates: readonly RateStep[], length: TermLength): Instalment[] => {
  const { first, months, rest } = length;
  return monthly(first, months + (rest ? 1 : 0)).map((due, month) => {
    const rate = rateOn(rates, due);
    return { due, amount: rest && month === months ? rateByDays(rate, rest) : rate };
  });
};

const spreadOver = (total: Bounds, { first, months, rest }: TermLength): PaymentSchedule => {
  if (!rest) return new EvenSchedule(total, first, months);
  const parts = spreadBounds(total, (end) => spreadByWeight(end, weightsOf(months, rest)));
  const days = monthly(first, parts.length);
  return new ListedSchedule(parts.map((amount, month) => ({ due: days[month] ?? first, amount })));
};

type ScheduleTerms = Pick<PaymentTerms, 'over' | 'rates' | 'amount' | 'release'>;

/** An amount over a term falls due alike whatever the day: it is spread once. */
const spread = new WeakMap<ScheduleTerms, PaymentSchedule>();

const spreadOnce = (terms: ScheduleTerms, length: TermLength): PaymentSchedule => {
  const known = spread.get(terms) ?? spreadOver(terms.amount, length);
  spread.set(terms, known);
  return known;
};

/**
 * What falls due month by month: a rate at each month's own, an amount evenly in whole minor units over whole quarters
 * when the term starts with a quarter, else over months. A rate without an end counts the months that begin until a
 * day; an amount without one, and what something has to release first, has no dates: undefined.
 */
export const scheduleOf = (terms: ScheduleTerms, until: Day): PaymentSchedule | undefined => {
  const { over, rates, release } = terms;
  if (!over || release) return undefined;
  const length = lengthOf(over);
  if (!rates) return length && spreadOnce(terms, length);
  const { first } = daysOf(over.from);
  return new ListedSchedule(
    instalmentsAtRates(rates, length ?? { first, months: monthsBegun(first, until) }),
  );
};
