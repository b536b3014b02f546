import edtf from 'edtf';

/** A calendar day, `YYYY-MM-DD`; as text, so that days compare as they read. */
export type Day = string;

/** A date of any precision is the interval from its earliest to its latest day. */
export interface Days {
  readonly first: Day;
  readonly last: Day;
}

/** The day from which parties and markets are known, unless they say otherwise. */
export const beginning: Day = '0001-01-01';

// Months from 01 to 12 only: the standard's seasons (21–24) have no days of their own.
const written = /^\d{4}(?:-(?:(?:0[1-9]|1[0-2])(?:-\d{2})?|Q[1-4]|H[12]))?~?$/;
// ISO 8601-2 writes quarters as 33–36 and halves as 40–41 in the place of a month.
const standard = (text: string): string =>
  text
    .replace(/-Q([1-4])~?/, (_, quarter) => `-${32 + Number(quarter)}`)
    .replace(/-H([12])~?/, (_, half) => `-${39 + Number(half)}`);

const dayOf = (instant: number): Day => new Date(instant).toISOString().slice(0, 10);

const readOne = (text: string): Days | undefined => {
  if (!written.test(text)) return undefined;
  try {
    const { min, max } = edtf(standard(text));
    const [first, last] = [dayOf(min), dayOf(max)];
    // The parser takes 29 February of any year, for the first of March.
    return /^\d{4}-\d{2}-/.test(text) && !text.startsWith(first) ? undefined : { first, last };
  } catch {
    return undefined;
  }
};

const readAny = (text: string): Days | undefined => {
  const [from, to, more] = text.split('/');
  const first = readOne(from!);
  const last = to === undefined ? first : readOne(to);
  if (!first || !last || more !== undefined || last.last < first.first) return undefined;
  return { first: first.first, last: last.last };
};

const remembered = new Map<string, Days | undefined>();

/**
 * The days that a vague date spans: `2025-11-03`, `2025-11`, `2025-Q4`, `2026-H2`, `2026`, `2026~` or an interval
 * `2025-11/2032-11` (ISO 8601-2, with quarters and halves as people write them). Undefined when it can't be read.
 */
export const readDate = (text: string): Days | undefined => {
  if (!remembered.has(text)) {
    if (remembered.size > 10_000) remembered.clear();
    remembered.set(text, readAny(text));
  }
  return remembered.get(text);
};

/** The days of a date that was validated when it was recorded. */
export const daysOf = (text: string): Days => readDate(text) ?? { first: beginning, last: '9999-12-31' };

const milliseconds = 86_400_000;

/** Days from one to the other, below nothing when it lies before. */
export const daysBetween = (from: Day, to: Day): bigint =>
  BigInt(Math.round((Date.parse(to) - Date.parse(from)) / milliseconds));

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text) && readDate(text) !== undefined;

export type Granularity = 'month' | 'quarter' | 'half' | 'year';
export const monthsIn: Record<Granularity, number> = { month: 1, quarter: 3, half: 6, year: 12 };

/** Months counted from year 0, so that calendar arithmetic is whole-number arithmetic. */
export const monthIndex = (day: Day): number => Number(day.slice(0, 4)) * 12 + Number(day.slice(5, 7)) - 1;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const yearMonth = (index: number): string => `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}`;

export const firstDayOfMonth = (index: number): Day => `${yearMonth(index)}-01`;
export const lastDayOfMonth = (index: number): Day =>
  dayOf(Date.UTC(Math.floor(index / 12), (index % 12) + 1, 0));

/** The name of the period of so many months that begins with this month, or undefined when none does. */
const nameOf = (index: number, months: number): string | undefined => {
  const month = index % 12;
  const year = pad(Math.floor(index / 12), 4);
  if (months === 1) return yearMonth(index);
  if (month % months !== 0) return undefined;
  if (months === 3) return `${year}-Q${month / 3 + 1}`;
  if (months === 6) return `${year}-H${month / 6 + 1}`;
  return months === 12 ? year : undefined;
};

/** The named period of a granularity that holds this day: "2027-Q4". */
export const periodOf = (day: Day, granularity: Granularity): string => {
  const months = monthsIn[granularity];
  const index = monthIndex(day);
  return nameOf(index - (index % months), months)!;
};

const isMonthEnd = (day: Day): boolean => day === lastDayOfMonth(monthIndex(day));

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
export const movedByMonths = (text: string, months: number): string => {
  if (months === 0) return text;
  const days = daysOf(text);
  if (isDay(text)) return movedDay(text, months);
  const wholeMonths = days.first.endsWith('-01') && isMonthEnd(days.last);
  if (!wholeMonths) return `${movedDay(days.first, months)}/${movedDay(days.last, months)}`;
  const first = monthIndex(days.first) + months;
  const last = monthIndex(days.last) + months;
  return nameOf(first, last - first + 1) ?? `${yearMonth(first)}/${yearMonth(last)}`;
};
