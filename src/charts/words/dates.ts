import { monthNames } from '../../../projections/wording/month-names.js';

/** "30 November 2025"; a vague date as it was written. */
export const dateText = (date: string): string => {
  const [year, month, day] = date.split('-');
  if (/^\d{4}-\d{2}-\d{2}$/.test(date))
    return `${Number(day)} ${monthNames[Number(month) - 1]} ${Number(year)}`;
  return /^\d{4}-\d{2}$/.test(date) ? `${monthNames[Number(month) - 1]} ${year}` : date;
};

const dayMs = 86_400_000;

export const dayNumber = (day: string): number => Math.floor(Date.parse(`${day}T00:00:00Z`) / dayMs);
export const dayOfNumber = (number: number): string => new Date(number * dayMs).toISOString().slice(0, 10);

export const plural = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`;

/** What a chart leaves to its table; nothing where it draws all. */
export const cutText = (drawn: number, all: number): string =>
  all > drawn ? ` The chart shows ${drawn} of ${all} rows; the table has all.` : '';
