import type { Dimension } from '../quantity.js';
import { boundingBefore } from './qualifier.js';
import { takeStart } from './phrase.js';

/** What somebody may have meant, nearest first; whoever offers it tries it first. */
type Guess = (text: string) => string[];

const mostWords = 12;

// "1,5 GW", "1.070,10 EUR": a comma for the point, points for the commas.
const decimalComma = /(?<![\d,.])(?:0,\d+|\d[\d.]*,(?:\d{1,2}|\d{4,}))(?![\d,.])/g;
const exchangeMarks = (number: string): string => {
  const [whole = '', fraction = ''] = number.split(',');
  return `${whole.replaceAll('.', ',')}.${fraction}`;
};
const withDecimalPoint: Guess = (text) => [
  text.replace(decimalComma, exchangeMarks),
  text.replace(/\d{1,3}(?:\.\d{3}){2,}/g, (number) => number.replaceAll('.', ',')),
];

const fractionSigns: Readonly<Record<string, string>> = {
  '½': '.5',
  '⅓': '.33',
  '⅔': '.67',
  '¼': '.25',
  '¾': '.75',
};
const withDecimals: Guess = (text) => [text.replace(/[½⅓⅔¼¾]/g, (sign) => fractionSigns[sign]!)];

const takeBefore = takeStart(boundingBefore);
const guessUpperEnd: Guess = (text) => {
  const found = takeBefore(text);
  const [, upper] =
    found && /^up-to$/.test(found.means.qualifier) ? (/(?:-|–|—|\bto\b)\s*(.+)$/.exec(found.rest) ?? []) : [];
  return found ? [found.rest, ...(upper === undefined ? [] : [`${found.words} ${upper}`])] : [];
};

const withoutBrackets: Guess = (text) => [text.replace(/\s*\([^)]*\)/g, '')];

const guessCapitals: Guess = (text) => [
  text.replace(/\bmW/g, 'MW'),
  text.replace(/\b[a-z]{3}\b/g, (code) => code.toUpperCase()),
];

// A range whose lower end was meant in the next smaller unit: "900-1.2 GW".
const smaller: Readonly<Record<string, string>> = { TW: 'GW', GW: 'MW', MW: 'kW' };
const guessLowerUnit: Guess = (text) => {
  const [, lower, upper, unit = ''] = /^([\d.,]+)\s*(?:-|–|—|to)\s*([\d.,]+)\s*([TGM]W)$/.exec(text) ?? [];
  return lower === undefined ? [] : [`${lower} ${smaller[unit]} to ${upper} ${unit}`];
};

// A remark begins with a word; what multiplies or adds changes the number.
const isRemark = (part: string): boolean =>
  /^\(|^\p{L}{2}/u.test(part) && !/^(?:and|plus|times|to|or|minus|less)\b/i.test(part);

/** The longest part that stands at one end: a date or a remark on the other is left to its own field. */
const partsAtAnEnd: Guess = (text) => {
  const words = text.split(' ').slice(0, mostWords);
  const lengths = words.map((_, index) => words.length - 1 - index).filter((length) => length > 0);
  return lengths.flatMap((length) => {
    const cuts = [
      [words.slice(0, length), words.slice(length)],
      [words.slice(-length), words.slice(0, -length)],
    ].map((parts) => parts.map((part) => part.join(' ')));
    return cuts.flatMap(([part, dropped]) => (isRemark(dropped!) ? [part!] : []));
  });
};

/** With fewer digits behind the point, as long as something is left. */
export const coarserForms = (text: string): string[] => {
  const found = /^(.*?\d)\.(\d+)(.*)$/.exec(text);
  if (!found) return [];
  const [, before = '', fraction = '', after = ''] = found;
  return [...fraction]
    .map((_, index) => {
      const kept = fraction.slice(0, fraction.length - index - 1);
      return `${before}${kept === '' ? '' : '.'}${kept}${after}`;
    })
    .filter((one) => /[1-9]/.test(one));
};

const withUnit: Readonly<Record<Dimension, Guess>> = {
  power: (text) => [`${text} MW`, `${text} GW`],
  money: (text) => [`${text} USD`],
  part: (text) => [`${text}%`],
  pieces: () => [],
};

/** A share below one may be a part of one, or of a hundred. */
const partOfOne: Guess = (text) => {
  const [, hundredths] = /^0?\.(\d{1,4})$/.exec(text) ?? [];
  if (hundredths === undefined) return [];
  const digits = hundredths.padEnd(2, '0');
  const whole = String(Number(digits.slice(0, 2)));
  return [digits.length > 2 ? `${whole}.${digits.slice(2)}%` : `${whole}%`];
};

/** The guesses at what was meant, in groups: the first group of which something can be read is offered. */
export const guessesOf = (text: string, dimension: Dimension): string[][] => [
  withDecimalPoint(text),
  withDecimals(text),
  guessCapitals(text),
  dimension === 'part' ? [...partOfOne(text), ...withUnit.part(text)] : withUnit[dimension](text),
  guessLowerUnit(text),
  guessUpperEnd(text),
  withoutBrackets(text),
  ...partsAtAnEnd(text).map((part) => [part]),
];
