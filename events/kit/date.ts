import {
  dateOf,
  type Day,
  type Days,
  firstDayOfMonth,
  isMonthEnd,
  lastDayOfMonth,
  monthIndex,
} from './calendar.js';
import { type Calendars, type DateReading, readDateWords } from './words/date.js';
import { UnreadableWords } from './words/unreadable.js';

export {
  type Day,
  type Days,
  firstDayOfMonth,
  granularities,
  type Granularity,
  lastDayOfMonth,
  monthIndex,
  monthsIn,
  periodOf,
} from './calendar.js';

/** The day from which parties and markets are known, unless they say otherwise. */
export const beginning: Day = '0001-01-01';

// Months from 01 to 12 only: the standard's seasons (21–24) have no days of their own.
const written = /^(\d{4})(?:-(?:(0[1-9]|1[0-2])(?:-(\d{2}))?|Q([1-4])|H([12])))?~?$/;

/** The first month of what was written, from 1, and how many months it spans. */
const monthsOf = (month = '', quarter = '', half = ''): { from: number; count: number } => {
  if (month !== '') return { from: Number(month), count: 1 };
  if (quarter !== '') return { from: Number(quarter) * 3 - 2, count: 3 };
  return half === '' ? { from: 1, count: 12 } : { from: Number(half) * 6 - 5, count: 6 };
};

/** One of the forms of ISO 8601-2 that are written here; a tilde says "about" and widens nothing. */
const readOne = (text: string): Days | undefined => {
  const [whole, year = '', month, day, quarter, half] = written.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const { from, count } = monthsOf(month, quarter, half);
  const index = Number(year) * 12 + from - 1;
  const days = { first: firstDayOfMonth(index), last: lastDayOfMonth(index + count - 1) };
  if (day === undefined) return days;
  const only = `${days.first.slice(0, 8)}${day}`;
  return only >= days.first && only <= days.last ? { first: only, last: only } : undefined;
};

const readAny = (text: string): Days | undefined => {
  const [from, to, more] = text.split('/');
  const first = readOne(from!);
  const last = to === undefined ? first : readOne(to);
  if (!first || !last || more !== undefined || last.last < first.first) return undefined;
  return { first: first.first, last: last.last };
};

/** A date that is kept with the words it came from: "2027-05/2027-08 (mid-2027)". */
const withWords = /^(\S+) \(([^()]{1,80})\)$/;

const readKept = (text: string): Days | undefined => readAny(withWords.exec(text)?.[1] ?? text);

const daysOfReading = (reading: DateReading | UnreadableWords): Days | undefined =>
  reading instanceof UnreadableWords ? undefined : reading.days;

const remembered = new Map<string, Days | undefined>();

/**
 * The days that a vague date spans: `2025-11-03`, `2025-11`, `2025-Q4`, `2026-H2`, `2026`, `2026~` or an interval
 * `2025-11/2032-11` (ISO 8601-2, with quarters and halves as people write them), or words such as `mid-2027`.
 * Undefined when it can't be read.
 */
export const readDate = (text: string): Days | undefined => {
  if (!remembered.has(text)) {
    if (remembered.size > 10_000) remembered.clear();
    remembered.set(text, readKept(text) ?? daysOfReading(readDateWords(text, readAny)));
  }
  return remembered.get(text);
};

/**
 * A date as it is kept: as it stands where it is written as the standard writes it, else the interval that its words
 * mean, with the words where that is less than they say.
 */
export const keptDate = (text: string, calendars?: Calendars): string | UnreadableWords => {
  if (readKept(text)) return text;
  const reading = readDateWords(text, readAny, calendars);
  if (reading instanceof UnreadableWords) return reading;
  return reading.isExact ? reading.date : `${reading.date} (${text.trim().replace(/[()]/g, '')})`;
};

/** The days of a date that was validated when it was recorded. */
export const daysOf = (text: string): Days => readDate(text) ?? { first: beginning, last: '9999-12-31' };

const milliseconds = 86_400_000;

/** Days from one to the other, below nothing when it lies before. */
export const daysBetween = (from: Day, to: Day): bigint =>
  BigInt(Math.round((Date.parse(to) - Date.parse(from)) / milliseconds));

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && readDate(text) !== undefined;

const movedDay = (day: Day, months: number): Day => {
  const end = lastDayOfMonth(monthIndex(day) + months);
  if (isMonthEnd(day)) return end;
  const moved = end.slice(0, 8) + day.slice(8);
  return moved > end ? end : moved;
};

/**
 * A date some months later. An exact day is clamped to its month's end, and a month's end stays one; a month or
 * anything coarser moves as whole months.
 */
export const moveByMonths = (text: string, months: number): string => {
  if (months === 0) return text;
  const days = daysOf(text);
  if (isDay(text)) return movedDay(text, months);
  const wholeMonths = days.first.endsWith('-01') && isMonthEnd(days.last);
  if (!wholeMonths) return `${movedDay(days.first, months)}/${movedDay(days.last, months)}`;
  return dateOf({
    first: firstDayOfMonth(monthIndex(days.first) + months),
    last: lastDayOfMonth(monthIndex(days.last) + months),
  });
};
