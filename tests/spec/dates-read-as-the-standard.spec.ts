import edtf from 'edtf';
import { describe, expect, it } from 'vitest';
import { keptDate, readDate } from '../../events/kit/date.js';
import { UnreadableWords } from '../../events/kit/words/unreadable.js';

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

const two = (number: number): string => String(number).padStart(2, '0');
const numbers = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

describe('Other forms of the standard', () => {
  const marks = ['2025?', '2025%', '2025-11?', '2025-11-03%', '~2025-11', '2025-?11', '2025?-11~'];
  const unspecified = [
    '201X',
    '20XX',
    '2025-XX',
    '2025-1X',
    '2025-0X',
    '2025-XX-XX',
    '2025-11-XX',
    '2024-02-2X',
    '2025-12-3X',
    '2025-XX-03',
  ];
  const partsOfYears = numbers(33, 41).map((code) => `2025-${code}`);
  const several = [
    '[2025-11,2026-02]',
    '[2025-11,2025-03]',
    '[2025..2027]',
    '2025-11~/2026-02?',
    '2025-33/2026-34',
    '202X/2031',
  ];
  const instants = ['2025-11-03T12:00:00Z', '2025-11-03T23:30:00-05:00', '2025-11-03T00:10:00.5+02:00'];

  it.each([...marks, ...unspecified, ...instants])('are read as the standard reads them: %s', (text) =>
    expect(readDate(text)).toEqual(daysElsewhere(text)),
  );

  it.each([...partsOfYears, ...several])('have the days that the standard gives them: %s', (text) =>
    expect(readDate(text)).toEqual(daysSaid[text]),
  );

  it.each([
    ['2025-11?', '2025-11 (2025-11?)'],
    ['~2025-11', '2025-11~'],
    ['2025-33', '2025-Q1'],
    ['2025-41', '2025-H2'],
    ['2025-XX', '2025'],
    ['2025-11-1X', '2025-11-10/2025-11-19'],
    ['2025-22', '2025-06/2025-08 (2025-22)'],
    ['[2025-11,2026-02]', '2025-11/2026-02 ([2025-11,2026-02])'],
    ['2025-11-03T23:30:00-05:00', '2025-11-04'],
    ['2025-11-03T23:30:00-05', '2025-11-04'],
    ['2025-11/2026-02', '2025-11/2026-02'],
    ['~2025-11/2026-02', '2025-11/2026-02 (~2025-11/2026-02)'],
  ])('%s is kept as %s, which is read as the same days', (text, kept) => {
    expect(keptDate(text)).toBe(kept);
    expect(readDate(kept)).toEqual(readDate(text));
  });

  it.each([
    ['2025-11/..', 'has no end'],
    ['2025-11/', 'has no end'],
    ['../2025-11', 'has no beginning'],
    ['2025-24', 'lies in two years'],
    ['2025-26', 'may be two years or a month'],
    ['2032-33', 'may be two years or a month'],
    ['2026-11~/2025', 'ends before it begins'],
    ['2025-02-30T12:00:00Z', 'must be a date'],
    ['2025-11-03T25:00:00Z', 'must be a date'],
    ['2025-42', 'must be a date'],
    ['2025-11-4X', 'must be a date'],
    ['[2025-11,]', 'must be a date'],
    ['X025', 'must be a date'],
  ])('%s is refused: it %s', (text, why) => {
    const read = keptDate(text);
    expect(read instanceof UnreadableWords && read.detail).toContain(why);
  });

  it('a winter is asked about: that which ends in the year, or that which begins in it', () => {
    const read = keptDate('2025-24');
    expect(read instanceof UnreadableWords && read.detail).toMatch(/2024-12\/2025-02.*2025-12\/2026-02/);
  });
});

/** What another reader has wrong or not at all, from the tables of the standard. */
const daysSaid: Readonly<Record<string, { first: string; last: string }>> = Object.fromEntries(
  [
    ['2025-33', '2025-01-01', '2025-03-31'],
    ['2025-34', '2025-04-01', '2025-06-30'],
    ['2025-35', '2025-07-01', '2025-09-30'],
    ['2025-36', '2025-10-01', '2025-12-31'],
    ['2025-37', '2025-01-01', '2025-04-30'],
    ['2025-38', '2025-05-01', '2025-08-31'],
    ['2025-39', '2025-09-01', '2025-12-31'],
    ['2025-40', '2025-01-01', '2025-06-30'],
    ['2025-41', '2025-07-01', '2025-12-31'],
    ['[2025-11,2026-02]', '2025-11-01', '2026-02-28'],
    ['[2025-11,2025-03]', '2025-03-01', '2025-11-30'],
    ['[2025..2027]', '2025-01-01', '2027-12-31'],
    ['2025-11~/2026-02?', '2025-11-01', '2026-02-28'],
    ['2025-33/2026-34', '2025-01-01', '2026-06-30'],
    ['202X/2031', '2020-01-01', '2031-12-31'],
  ].map(([text, first, last]) => [text, { first, last }]),
) as Record<string, { first: string; last: string }>;

/** A quarter and a half as ISO 8601-2 writes them: 33 to 36, and 40 and 41, in the place of a month. */
const standard = (text: string): string =>
  text
    .replace(/-Q(\d)~?/, (_, quarter) => `-${32 + Number(quarter)}`)
    .replace(/-H(\d)~?/, (_, half) => `-${39 + Number(half)}`);

/** The days that another reader of the standard makes of it. */
const daysElsewhere = (text: string): { first: string; last: string } => {
  const dayOf = (instant: number): string => new Date(instant).toISOString().slice(0, 10);
  const { min, max } = edtf(text);
  return { first: dayOf(min), last: dayOf(max) };
};

/** The same of the usual forms; nothing where it can't read them. */
const readElsewhere = (text: string): { first: string; last: string } | undefined => {
  try {
    const { first, last } = daysElsewhere(standard(text));
    // It takes 29 February of any year, for the first of March.
    return /^\d{4}-\d{2}-/.test(text) && !text.startsWith(first) ? undefined : { first, last };
  } catch {
    return undefined;
  }
};

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
