import { type Phrases, takeEnd } from './phrase.js';

/** How many months money is counted for, when words give it a period. */
export const periods: Phrases<number> = [
  [
    [
      'per month',
      'a month',
      '/month',
      '/mo',
      '/ month',
      'monthly',
      'each month',
      'every month',
      'in a month',
    ],
    1,
  ],
  [['per quarter', 'a quarter', '/quarter', '/q', 'quarterly', 'each quarter'], 3],
  [
    [
      'per year',
      'a year',
      '/year',
      '/yr',
      '/ year',
      'yearly',
      'annually',
      'per annum',
      'p.a.',
      'each year',
      'every year',
    ],
    12,
  ],
];

export const takePeriod = takeEnd(periods);
