import { describe, expect, it } from 'vitest';
import { lastDayOf, lengthOf } from '../../events/deal/term.js';
import { given } from '../given.js';
import { cast, deal, payment } from './facts.js';

const told = (terms: Readonly<Record<string, Record<string, unknown>>>) =>
  given(
    ...cast,
    deal('deal-a'),
    ...Object.entries(terms).map(([name, body]) => payment('deal-a', name, undefined, body)),
  ).at('2025-11-15');
/** Amounts are told in billions. */
const cents = (count: number): number => count / 1e11;

describe('The last day of a term', () => {
  it.each([
    ['2025-12-01', '2026-12-01', '2026-12-01'],
    ['2025-12-01', '2026-11-30', '2026-11-30'],
    ['2025-12-01', '2026-12-15', '2026-12-15'],
    ['2025-12', '2026-11', '2026-11-30'],
    ['2025-12', '2026-Q3', '2026-09-30'],
  ])('from %s to %s is %s', (from, to, last) => expect(lastDayOf({ from, to })).toBe(last));
});

describe('The length of a term', () => {
  it.each(lengths)('from %s to %s is %s months', (from, to, months, days, of) => {
    expect(lengthOf({ from, to })).toEqual({
      first: from,
      months,
      ...(days !== undefined && { rest: { days, of } }),
    });
  });
  it.each(vague)('from %s to %s touches %s months', (from, to, months) =>
    expect(lengthOf({ from, to })).toMatchObject({ months }),
  );
  it('is what it says in months', () => {
    expect(lengthOf({ from: '2026-01-31', months: 84 })).toEqual({ first: '2026-01-31', months: 84 });
    expect(lastDayOf({ from: '2026-01-15', months: 12 })).toBe('2027-01-14');
  });
  it('is unknown without an end', () => expect(lengthOf({ from: '2026-Q1' })).toBeUndefined());
});

describe('A rate of $100 a month', () => {
  it.each([
    ['2027-06-15', '2028-06-14', 120_000],
    ['2026-01-15', '2026-04-20', 32_000], // 3 × 100 + 6/30 × 100
    ['2026-12-16', '2027-01-05', 6_774], // 21/31 × 100, to the nearest cent
    ['2024-02-01', '2024-02-28', 9_655], // 28/29 × 100
  ])('from %s to %s comes to %s cents', (from, to, amount) => {
    told({ p: { ratePerMonth: '100 USD', over: { from, to } } })
      .at('2026-01-01')
      .shows('obligations', { committedUsCents: cents(amount) });
  });
});

describe('Terms in the middle of a month', () => {
  const terms = {
    bymonths: { amount: '1200B USD', over: { from: '2025-11-15', months: 12 } },
    byto: { amount: '1200B USD', over: { from: '2025-11-15', to: '2026-11-14' } },
    ratemonths: { ratePerMonth: '100B USD', over: { from: '2025-11-15', months: 12 } },
    rateto: { ratePerMonth: '100B USD', over: { from: '2025-11-15', to: '2026-11-14' } },
    anniversary: { ratePerMonth: '100B USD', over: { from: '2025-12-01', to: '2026-12-01' } },
  };
  const months = [
    '2025-11',
    '2025-12',
    ...Array.from({ length: 11 }, (_, index) => `2026-${String(index + 1).padStart(2, '0')}`),
  ];

  it.each(Object.keys(terms))('come to $1,200B, in 12 months of $100B: %s', (name) => {
    const one = told(terms).asking({ payment: `deal-a/${name}` });
    const touched = name === 'anniversary' ? months.slice(1) : months.slice(0, 12);
    one.shows('obligations', { committedUsCents: 1200 });
    one
      .asking({ timeline: 'month', from: '2025-01-01', to: '2027-12-31' })
      .shows('obligations', { committedUsCents: Object.fromEntries(touched.map((month) => [month, 100])) });
  });

  it('spread the days that are left by their part: $320B over 3 months and 6 of 30 days', () => {
    told({ p: { amount: '320B USD', over: { from: '2026-01-15', to: '2026-04-20' } } })
      .asking({ timeline: 'month', from: '2026-01-01', to: '2026-12-31' })
      .shows('obligations', {
        committedUsCents: { '2026-01': 100, '2026-02': 100, '2026-03': 100, '2026-04': 20 },
      });
  });
});

/** From, to, whole months, and what is left: days of the days in the month that they begin. */
type Length = [from: string, to: string, months: number, days?: number, of?: number];

/** Both ends count. The arithmetic stands beside what is not plain. */
const lengths: Length[] = [
  ['2027-06-15', '2028-06-14', 12],
  ['2025-11-15', '2026-11-14', 12],
  ['2026-01-01', '2026-12-31', 12],
  ['2026-01-01', '2026-01-31', 1],
  ['2026-02-01', '2026-02-28', 1],
  ['2024-02-01', '2024-02-28', 0, 28, 29], // a leap year: one day is missing
  ['2024-02-01', '2024-02-29', 1],
  // Said to the anniversary, as contracts are: it closes the term.
  ['2025-12-01', '2026-12-01', 12],
  ['2027-06-15', '2028-06-15', 12],
  ['2024-02-29', '2025-02-28', 12], // the 29th of a February without one is the 28th
  ['2027-06-15', '2028-06-16', 12, 2, 30], // 15 and 16 June, of 15 June to 14 July
  // Month ends: a month from the 31st ends before the last day of a shorter month.
  ['2026-01-31', '2026-02-27', 1],
  ['2026-01-31', '2026-02-28', 1],
  ['2026-01-31', '2026-03-30', 2],
  ['2026-01-31', '2026-03-09', 1, 10, 31], // 28 February to 9 March, of 28 February to 30 March
  ['2026-02-28', '2026-03-27', 1],
  ['2026-02-28', '2027-02-27', 12],
  // Less than a month, and days beyond.
  ['2026-06-15', '2026-06-15', 0, 1, 30],
  ['2026-01-15', '2026-04-20', 3, 6, 30],
  ['2026-12-16', '2027-01-05', 0, 21, 31],
];

/** Vague ends count the calendar months that they touch. */
const vague: [string, string, number][] = [
  ['2026-05', '2029-05', 37],
  ['2026-05', '2030-05', 49],
  ['2026-Q1', '2026-Q2', 6],
  ['2026', '2027-06', 18],
  ['2025-11-15', '2026-11', 13],
  ['2026-H2', '2026-12-15', 6],
];
