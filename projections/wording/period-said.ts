import { monthNames } from './month-names.js';

const ordinals = [
  'first',
  'second',
  'third',
  'fourth',
  'fifth',
  'sixth',
  'seventh',
  'eighth',
  'ninth',
  'tenth',
];

const endings: Readonly<Record<number, string>> = { 1: 'st', 2: 'nd', 3: 'rd' };

/** "first"; from the eleventh on "11th", "21st". */
export const ordinalSaid = (number: number): string => {
  const ending = Math.floor(number / 10) % 10 === 1 ? undefined : endings[number % 10];
  return ordinals[number - 1] ?? `${number}${ending ?? 'th'}`;
};

/** "the first half of 2028", "30 November 2025"; a date of another form as it was written. */
export const periodSaid = (date: string): string => {
  const [, year, kind, number] = /^(\d{4})-([HQ])(\d)$/.exec(date) ?? [];
  if (year !== undefined)
    return `the ${ordinalSaid(Number(number))} ${kind === 'H' ? 'half' : 'quarter'} of ${year}`;
  const [, ofYear, month, day] = /^(\d{4})-(\d{2})(?:-(\d{2}))?$/.exec(date) ?? [];
  const named = monthNames[Number(month) - 1];
  if (named === undefined) return date;
  return day === undefined ? `${named} ${ofYear}` : `${Number(day)} ${named} ${ofYear}`;
};
