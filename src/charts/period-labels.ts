import { lineWidth } from './letters.js';
import { usualPx } from './drawing.js';

interface PeriodLabel {
  index: number;
  text: string;
}

const gap = 12;

const fits = (labels: readonly PeriodLabel[], count: number, width: number): boolean => {
  const slot = width / count;
  return labels.every(({ index, text }, place) => {
    const next = labels[place + 1];
    return (
      !next ||
      (next.index - index) * slot >= (lineWidth(text, usualPx) + lineWidth(next.text, usualPx)) / 2 + gap
    );
  });
};

/** Where a year begins, by the name of its first period; the first of all says which year it is, too. */
const yearStarts = (names: readonly string[]): PeriodLabel[] =>
  names
    .map((name, index) => ({ name, index }))
    .filter(({ name }) => !/-/.test(name) || /-(?:Q1|H1|01)$/.test(name))
    .map(({ name, index }) => ({ index, text: name.slice(0, 4) }));

const everyNth = (labels: readonly PeriodLabel[], nth: number): PeriodLabel[] =>
  labels.filter((_, place) => place % nth === 0);

/** The names of periods that have room: all of them, else the years, else as many of those as fit evenly. */
export const periodLabels = (names: readonly string[], width: number): PeriodLabel[] => {
  const all = names.map((text, index) => ({ index, text }));
  if (fits(all, names.length, width)) return all;
  const years = yearStarts(names);
  const some = years.length > 0 ? years : all;
  const nth = [1, 2, 3, 5, 10, 20, 50].find((one) => fits(everyNth(some, one), names.length, width));
  return everyNth(some, nth ?? some.length);
};
