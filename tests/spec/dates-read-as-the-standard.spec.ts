import edtf from 'edtf';
import { describe, expect, it } from 'vitest';
import { readDate } from '../../events/kit/date.js';

describe('A date', () => {
  it('is read as the standard reads it: every day of years that leap and that do not', () => {
    for (const year of ['1900', '2000', '2023', '2024', '2100'])
      for (const ending of endingsOfDays())
        expect([year + ending, readDate(year + ending)]).toEqual([
          year + ending,
          readElsewhere(year + ending),
        ]);
  });

  it('is read as the standard reads it: every form, about or not, in years far apart', () => {
    for (const year of ['0001', '0099', '0100', '1582', '1999', '2024', '2025', '9999'])
      for (const ending of endings())
        for (const about of ['', '~'])
          expect([year + ending + about, readDate(year + ending + about)]).toEqual([
            year + ending + about,
            readElsewhere(year + ending + about),
          ]);
  });
});

/** A quarter and a half as ISO 8601-2 writes them: 33 to 36, and 40 and 41, in the place of a month. */
const standard = (text: string): string =>
  text
    .replace(/-Q(\d)~?/, (_, quarter) => `-${32 + Number(quarter)}`)
    .replace(/-H(\d)~?/, (_, half) => `-${39 + Number(half)}`);

/** What another reader of the standard makes of it. */
const readElsewhere = (text: string): { first: string; last: string } | undefined => {
  const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  try {
    const { min, max } = edtf(standard(text));
    const [first, last] = [dayOf(min), dayOf(max)];
    // It takes 29 February of any year, for the first of March.
    return /^\d{4}-\d{2}-/.test(text) && !text.startsWith(first) ? undefined : { first, last };
  } catch {
    return undefined;
  }
};

const two = (number: number): string => String(number).padStart(2, '0');
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const endingsOfDays = (): string[] =>
  numbers(1, 12).flatMap((month) => numbers(0, 32).map((day) => `-${two(month)}-${two(day)}`));
const endings = (): string[] => [
  '',
  ...numbers(1, 12).map((month) => `-${two(month)}`),
  '-Q1',
  '-Q2',
  '-Q3',
  '-Q4',
  '-H1',
  '-H2',
];
