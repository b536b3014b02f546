/** A calendar date as the interval from its earliest to its latest day, both `YYYY-MM-DD` (domain.md 3). */
export interface Span {
  first: string;
  last: string;
}

const two = (n: number): string => String(n).padStart(2, '0');
const four = (n: number): string => String(n).padStart(4, '0');

export const day = (year: number, month: number, date: number): string =>
  `${four(year)}-${two(month)}-${two(date)}`;

export const partsOf = (text: string): { year: number; month: number; date: number } => {
  const [year = 0, month = 1, date = 1] = text.split('-').map(Number);
  return { year, month, date };
};

const daysInMonth = (year: number, month: number): number =>
  month === 2
    ? (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
      ? 29
      : 28
    : [4, 6, 9, 11].includes(month)
      ? 30
      : 31;

const months = (year: number, from: number, to: number): Span => ({
  first: day(year, from, 1),
  last: day(year, to, daysInMonth(year, to)),
});

const spanOfOne = (text: string): Span => {
  const [, year = '', rest = ''] = /^(\d{4})(?:-(.+))?$/.exec(text.replace(/~$/, '')) ?? [];
  const y = Number(year);
  if (rest === '') return months(y, 1, 12);
  if (rest.startsWith('Q')) return months(y, Number(rest[1]) * 3 - 2, Number(rest[1]) * 3);
  if (rest.startsWith('H')) return months(y, Number(rest[1]) * 6 - 5, Number(rest[1]) * 6);
  const [month = 1, date] = rest.split('-').map(Number);
  return date === undefined
    ? months(y, month, month)
    : { first: day(y, month, date), last: day(y, month, date) };
};

export const spanOf = (text: string): Span => {
  const [from = text, to = from] = text.split('/');
  return { first: spanOfOne(from).first, last: spanOfOne(to).last };
};

/** Months counted from year 0, so that they can be added. */
export const monthIndex = (text: string): number => {
  const { year, month } = partsOf(text);
  return year * 12 + month - 1;
};

export const monthOf = (index: number): string => day(Math.floor(index / 12), (index % 12) + 1, 1);

/** A day some months later, clamped to the month's end. */
export const monthsLater = (text: string, count: number): string => {
  const { date } = partsOf(text);
  const { year, month } = partsOf(monthOf(monthIndex(text) + count));
  return day(year, month, Math.min(date, daysInMonth(year, month)));
};

const dayNumber = (text: string): number => {
  const { year, month, date } = partsOf(text);
  return Date.UTC(year, month - 1, date) / 86_400_000;
};

export const daysBetween = (from: string, to: string): number => dayNumber(to) - dayNumber(from);

export const dayAfter = (text: string): string =>
  new Date((dayNumber(text) + 1) * 86_400_000).toISOString().slice(0, 10);

export type Grain = 'month' | 'quarter' | 'half' | 'year';

const lengths: Record<Grain, number> = { month: 1, quarter: 3, half: 6, year: 12 };

/** The name of the period that a day falls in. */
export const periodOf = (text: string, grain: Grain): string => {
  const { year, month } = partsOf(text);
  const count = Math.floor((month - 1) / lengths[grain]) + 1;
  if (grain === 'year') return four(year);
  if (grain === 'month') return `${four(year)}-${two(month)}`;
  return `${four(year)}-${grain === 'half' ? 'H' : 'Q'}${count}`;
};

/** The periods that lie between two days, both included. */
export const periodsBetween = (from: string, to: string, grain: Grain): string[] => {
  const names: string[] = [];
  for (let month = monthIndex(from); month <= monthIndex(to); month += 1) {
    const name = periodOf(monthOf(month), grain);
    if (names.at(-1) !== name) names.push(name);
  }
  return names;
};
