import { type Day, daysOf, firstDayOfMonth, lastDayOfMonth, monthIndex } from '../kit/date.js';
import { Holds } from '../kit/declaration.js';
import { VagueDate, Whole } from '../kit/fields.js';

/** When money is due: a first period with a length in months or an end. */
@Holds<Term>('give either to or months', 'to', ({ to, months }) => to === undefined || months === undefined)
@Holds<Term>(
  'ends before it begins',
  'to',
  ({ from, to }) => to === undefined || daysOf(from).first <= daysOf(to).last,
)
export class Term {
  @VagueDate('The first period, of which the earliest day counts.') from!: string;
  @VagueDate('The last period, of which the latest day counts.', { optional: true }) to?: string;
  @Whole('The length in months.', { optional: true, least: 1, most: 1200 }) months?: number;
}

/** How long a term runs: whole months from its first day, and what is left as days of the month that they begin. */
export interface TermLength {
  readonly first: Day;
  readonly months: number;
  readonly rest?: { readonly days: number; readonly of: number };
}

/** The same day of the month so many months on; the last day of a month that has no such day. */
export const monthsLater = (day: Day, months: number): Day => {
  const month = monthIndex(day) + months;
  if (day.endsWith('-01')) return firstDayOfMonth(month);
  const end = lastDayOfMonth(month);
  const moved = end.slice(0, 8) + day.slice(8);
  return moved > end ? end : moved;
};

/** The same day of so many months, beginning with its own. */
export const monthly = (first: Day, count: number): Day[] => {
  const month = monthIndex(first);
  const isFirst = first.endsWith('-01');
  return Array.from({ length: count }, (_, later) =>
    isFirst ? firstDayOfMonth(month + later) : monthsLater(first, later),
  );
};

const millisecondsPerDay = 86_400_000;

const daysBetween = (from: Day, to: Day): number => (Date.parse(to) - Date.parse(from)) / millisecondsPerDay;

export const daysLater = (day: Day, days: number): Day =>
  new Date(Date.parse(day) + days * millisecondsPerDay).toISOString().slice(0, 10);

/**
 * From a day to a day, both counted: whole months from the first, and the rest by days. A term that is said to end on
 * the day of the month on which it began ("from 1 December to 1 December") ends with that anniversary.
 */
const betweenDays = (first: Day, last: Day): TermLength => {
  const touched = monthIndex(last) - monthIndex(first);
  const before = monthsLater(first, touched) > last ? touched - 1 : touched;
  const [begins, ends] = [monthsLater(first, before), monthsLater(first, before + 1)];
  if (begins === last && before > 0) return { first, months: before };
  if (daysLater(last, 1) === ends) return { first, months: before + 1 };
  return {
    first,
    months: before,
    rest: { days: daysBetween(begins, last) + 1, of: daysBetween(begins, ends) },
  };
};

/**
 * The length of a term; undefined when it has no end. Where either end is vague the calendar months that it touches
 * count: from 2026-05 to 2029-05 are 37.
 */
export const lengthOf = (term: Term): TermLength | undefined => {
  const { first, last: endOfFirst } = daysOf(term.from);
  if (term.months !== undefined) return { first, months: term.months };
  if (term.to === undefined) return undefined;
  const { first: startOfLast, last } = daysOf(term.to);
  if (first === endOfFirst && startOfLast === last) return betweenDays(first, last);
  return { first, months: Math.max(1, monthIndex(last) - monthIndex(first) + 1) };
};

/** The day on which the last month of a term begins; undefined when it has no end. */
export const lastMonthOf = (term: Term): Day | undefined => {
  const length = lengthOf(term);
  return length && monthsLater(length.first, length.months + (length.rest ? 1 : 0) - 1);
};

/** The last day of a term; undefined when it has no end. */
export const lastDayOf = (term: Term): Day | undefined => {
  const length = lengthOf(term);
  if (!length) return undefined;
  const { first, months, rest } = length;
  const begins = monthsLater(first, months);
  if (rest) return daysLater(begins, rest.days - 1);
  // A vague start is told in calendar months, whatever its first day.
  return term.to === undefined ? daysLater(begins, -1) : daysOf(term.to).last;
};
