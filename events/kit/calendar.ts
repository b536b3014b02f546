// A calendar day, `YYYY-MM-DD`; as text, so that days compare as they read.
/** @format date */
export type Day = string;

/** A date of any precision is the interval from its earliest to its latest day. */
export interface Days {
  readonly first: Day;
  readonly last: Day;
}

export const granularities = ['month', 'quarter', 'half', 'year'] as const;
export type Granularity = (typeof granularities)[number];
export const monthsIn: Record<Granularity, number> = { month: 1, quarter: 3, half: 6, year: 12 };

const zero = '0'.charCodeAt(0);

/** The number that digits of a text are, read without a text of their own: days are asked for over and over. */
const numberIn = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let place = from; place < to; place++) number = number * 10 + text.charCodeAt(place) - zero;
  return number;
};

/** Months counted from year 0, so that calendar arithmetic is whole-number arithmetic. */
export const monthIndex = (day: Day): number => numberIn(day, 0, 4) * 12 + numberIn(day, 5, 7) - 1;

const pad = (value: number, width: number): string => String(value).padStart(width, '0');
const yearMonth = (index: number): string => `${pad(Math.floor(index / 12), 4)}-${pad((index % 12) + 1, 2)}`;

/** Days by the index of their month: the calendar is short, and asked for over and over. */
const remember = (write: (index: number) => Day): ((index: number) => Day) => {
  const known: Day[] = [];
  return (index) => (known[index] ??= write(index));
};

export const firstDayOfMonth = remember((index) => `${yearMonth(index)}-01`);

const daysInMonth = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const isLeap = (year: number): boolean => year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);

export const lastDayOfMonth = remember((index) => {
  const isLong = index % 12 === 1 && isLeap(Math.floor(index / 12));
  return `${yearMonth(index)}-${daysInMonth[index % 12]! + (isLong ? 1 : 0)}`;
});

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

export const isMonthEnd = (day: Day): boolean => day === lastDayOfMonth(monthIndex(day));

/** An interval of days as it is written: "2026-Q4", "2027-05/2027-08", "2026-11-21/2026-11-30". */
export const dateOf = ({ first, last }: Days): string => {
  if (first === last) return first;
  if (!first.endsWith('-01') || !isMonthEnd(last)) return `${first}/${last}`;
  const [from, to] = [monthIndex(first), monthIndex(last)];
  return nameOf(from, to - from + 1) ?? `${yearMonth(from)}/${yearMonth(to)}`;
};
