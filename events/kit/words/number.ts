import { type Phrases, takeEnd } from './phrase.js';

/** A decimal as written: its digits, how many of them stand behind the point, and the power of ten that a word adds. */
export interface Decimal {
  digits: bigint;
  places: number;
  ten: number;
}

/** Powers of ten that words add; "m" is a million, as in "$5m". */
export const scales: Phrases<number> = [
  [['k', 'thousand'], 3],
  [['m', 'mn', 'mm', 'mio', 'million'], 6],
  [['b', 'bn', 'billion'], 9],
  [['t', 'tn', 'trillion'], 12],
];
const takeScale = takeEnd([...scales, [['hundred'], 2]] as Phrases<number>);

/** Numbers in words, before a unit or a scale: "a gigawatt", "half a billion". */
export const numberWords: Phrases<string> = [
  [['a', 'an', 'one', 'a single'], '1'],
  [['half a', 'half an', 'a half', 'half'], '0.5'],
  [['two'], '2'],
  [['three'], '3'],
  [['four'], '4'],
  [['five'], '5'],
  [['six'], '6'],
  [['seven'], '7'],
  [['eight'], '8'],
  [['nine'], '9'],
  [['ten'], '10'],
  [['eleven'], '11'],
  [['twelve'], '12'],
];
const wordValues = new Map(
  numberWords.flatMap(([words, value]) => words.map((word): [string, string] => [word, value])),
);

// A comma, a space or an apostrophe marks thousands, a point decimals. "10,00,000" is how India writes a million.
const grouped = [
  '[1-9]\\d{0,2}(?:,\\d{3})+',
  "[1-9]\\d{0,2}(?:[ ’']\\d{3})+",
  '[1-9]\\d?(?:,\\d{2})+,\\d{3}',
];
const numeral = new RegExp(`^(${grouped.join('|')}|\\d+)(?:\\.(\\d+))?$`);

const readNumeral = (text: string): Omit<Decimal, 'ten'> | undefined => {
  const [, whole, fraction = ''] = numeral.exec(text) ?? [];
  if (whole === undefined) return undefined;
  return { digits: BigInt(whole.replace(/\D/g, '') + fraction), places: fraction.length };
};

const takeScales = (text: string): { rest: string; ten: number } => {
  let rest = text;
  let ten = 0;
  // "hundred thousand": scales may follow each other.
  for (let found = takeScale(rest); found; found = takeScale(rest)) {
    // "$1.5 b" ends in a scale; "a" and "b" alone are no numbers.
    if (found.rest === '') break;
    rest = found.rest;
    ten += found.means;
  }
  return { rest, ten };
};

/** The decimal that a text is, with its scale: "1,200", "1.5 billion", "half a million"; undefined when it is none. */
export const readDecimal = (text: string): Decimal | undefined => {
  const { rest, ten } = takeScales(text.trim());
  const number = readNumeral(wordValues.get(rest.toLowerCase()) ?? rest);
  return number && { ...number, ten };
};

/** The decimal in whole units of a power of ten; undefined when it is finer than one. */
export const wholeUnits = ({ digits, places, ten }: Decimal, unitTen: number): bigint | undefined => {
  const power = ten + unitTen - places;
  if (power >= 0) return digits * 10n ** BigInt(power);
  const divisor = 10n ** BigInt(-power);
  return digits % divisor === 0n ? digits / divisor : undefined;
};

/** The power of ten of the last digit that is not nought: of what a round number was rounded to. */
export const roundedTo = ({ digits, places, ten }: Decimal, unitTen: number): number => {
  const noughts = /0*$/.exec(digits.toString())![0].length;
  return noughts - places + ten + unitTen;
};

const mark = /(?<![\d.,])([1-9]\d{0,2})\.(\d{3})(?![\d.,])/g;

/** A decimal without noughts that say nothing, or with one more, which says that its point is no thousands mark. */
const plainDecimal = (before: string, after: string): string =>
  after.endsWith('0') ? `${before}.${after}`.replace(/\.?0+$/, '') : `${before}.${after}0`;

/** What numbers with one point and three digits behind it may be: thousands on the Continent, decimals elsewhere. */
export const readingsOfMark = (text: string): { thousands: string; decimal: string } | undefined => {
  const thousands = text.replace(mark, '$1,$2');
  if (thousands === text) return undefined;
  return {
    thousands,
    decimal: text.replace(mark, (_, before: string, after: string) => plainDecimal(before, after)),
  };
};
