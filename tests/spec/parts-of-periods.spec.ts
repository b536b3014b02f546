import { describe, expect, it } from 'vitest';
import { keptDate, readDate } from '../../events/kit/date.js';
import { UnreadableWords } from '../../events/kit/words/unreadable.js';

/** A period as people write it, its first month and how many it has. */
const periods: readonly (readonly [words: string, first: number, months: number])[] = [
  ['2027', 1, 12],
  ['H2 2027', 7, 6],
  ['Q1 2027', 1, 3],
  ['Q4 2027', 10, 3],
];
const twoDigits = (number: number): string => String(number).padStart(2, '0');
/** From the first of a month of 2027 to the last day of another. */
const monthsOf2027 = (from: number, to: number) => ({
  first: `2027-${twoDigits(from)}-01`,
  last: new Date(Date.UTC(2027, to, 0)).toISOString().slice(0, 10),
});
const daysOf = (text: string) => {
  const kept = keptDate(text);
  if (kept instanceof UnreadableWords) throw new Error(kept.detail);
  return readDate(kept);
};

describe('A part of a period', () => {
  const thirds = periods.flatMap(([words, first, months]) =>
    ['early', 'mid', 'late'].map((part, place) => {
      const third = months / 3;
      return [`${part}-${words}`, first + place * third, first + (place + 1) * third - 1] as const;
    }),
  );
  const ends = periods.flatMap(([words, first, months]) => [
    [`start of ${words}`, first, first] as const,
    [`end of ${words}`, first + months - 1, first + months - 1] as const,
  ]);

  it.each([...thirds, ...ends])('"%s" are its months %i to %i', (text, from, to) =>
    expect(daysOf(text)).toEqual(monthsOf2027(from, to)),
  );
});

describe('A part of a month', () => {
  it.each([
    ['early February 2028', '01', '10'],
    ['start of February 2028', '01', '10'],
    ['mid-February 2028', '11', '20'],
    ['late February 2028', '21', '29'],
    ['end of February 2028', '21', '29'],
  ])('"%s" are its days %s to %s', (text, from, to) =>
    expect(daysOf(text)).toEqual({ first: `2028-02-${from}`, last: `2028-02-${to}` }),
  );
});

describe('Words about time', () => {
  const long = (length: number): string => `2027${' '.repeat(length - 8)}2028`;

  it('are not read beyond 80 characters', () => {
    const [most, more] = [80, 81].map((length) => keptDate(long(length)));
    expect(more).toMatchObject({ detail: 'is longer than 80 characters' });
    expect(most).not.toMatchObject({ detail: 'is longer than 80 characters' });
  });
});
