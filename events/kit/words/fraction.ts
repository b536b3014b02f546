import { type Phrases, takeEnd } from './phrase.js';

/** Fractions of a whole in words, as numerator and denominator. */
export const fractions: Phrases<readonly [bigint, bigint]> = [
  [
    ['half', 'a half', 'one half', 'one-half'],
    [1n, 2n],
  ],
  [
    ['a third', 'one third', 'one-third'],
    [1n, 3n],
  ],
  [
    ['two thirds', 'two-thirds'],
    [2n, 3n],
  ],
  [
    ['a quarter', 'one quarter', 'one-quarter', 'a fourth'],
    [1n, 4n],
  ],
  [
    ['three quarters', 'three-quarters'],
    [3n, 4n],
  ],
  [
    ['a fifth', 'one fifth', 'one-fifth'],
    [1n, 5n],
  ],
  [
    ['two fifths', 'two-fifths'],
    [2n, 5n],
  ],
  [
    ['three fifths', 'three-fifths'],
    [3n, 5n],
  ],
  [
    ['four fifths', 'four-fifths'],
    [4n, 5n],
  ],
  [
    ['a tenth', 'one tenth', 'one-tenth'],
    [1n, 10n],
  ],
];

const takeFraction = takeEnd(fractions);
const whole = 10_000n;

/** How far about a fraction in words reaches: five percentage points, as about 50 % does. */
export const fractionReach = 500n;

/** The basis points around a fraction that are nearest to it; undefined for other words. */
export const readFraction = (text: string): { low: bigint; point: bigint; high: bigint } | undefined => {
  const found = takeFraction(text.replace(/\s+of$/i, ''));
  if (!found || found.rest !== '') return undefined;
  const [numerator, denominator] = found.means;
  const low = (numerator * whole) / denominator;
  const high = (numerator * whole + denominator - 1n) / denominator;
  return { low, point: (2n * numerator * whole + denominator) / (2n * denominator), high };
};
