import type { Quantity } from '../../../events/kit/quantity.js';
import { readDecimal, wholeUnits } from '../../../events/kit/words/number.js';
import { takePeriod } from '../../../events/kit/words/rate.js';
import { type ReadingOptions, readWords } from '../../../events/kit/words/reader.js';
import { UnreadableWords } from '../../../events/kit/words/unreadable.js';

/** Words for a quantity, and the bounds that they mean. */
export interface QuantityWords {
  words: string;
  quantity: Quantity;
  /** What was taken from elsewhere than the cell. */
  note?: string;
}

type Reading = QuantityWords | UnreadableWords;

const bareNumber = /^[~≈<>≤≥=]*\s*[\d.,'’ ]*\d[\d.,'’ ]*\+?$/;

const readAs = (
  words: string,
  dimension: 'power' | 'money' | 'part' | 'pieces',
  options: ReadingOptions = {},
): Reading => {
  const read = readWords(words, dimension, options);
  return read instanceof UnreadableWords ? read : { words, quantity: read };
};

/** "300" under "Capacity (MW)" is "300 MW"; what has a unit of its own keeps it. */
export const readPower = (text: string, unit: string | undefined): Reading => {
  const isBare =
    unit !== undefined && (bareNumber.test(text) || readWords(text, 'power') instanceof UnreadableWords);
  const withUnit = isBare ? readAs(`${text} ${unit}`, 'power') : undefined;
  return withUnit && !(withUnit instanceof UnreadableWords)
    ? { ...withUnit, note: `${unit} by the header` }
    : readAs(text, 'power');
};

export const readPart = (text: string, unit: string | undefined): Reading => {
  const isBare = unit === '%' && bareNumber.test(text);
  return isBare
    ? ({ ...readAs(`${text}%`, 'part'), note: '% by the header' } as Reading)
    : readAs(text, 'part');
};

export const readPieces = (text: string): Reading => readAs(text, 'pieces');

const hasScale = /\d\s*(?:k|m|mn|mm|mio|b|bn|t|tn|thousand|million|billion|trillion)s?(?![a-z])/i;

/** More than this is no number of millions or billions: it is written out. */
const mostScaled = 1_000_000;

const numberIn = (text: string): number =>
  Number(
    /\d[\d,.'’ ]*/
      .exec(text)?.[0]
      .replace(/[^\d.]/g, '')
      .replace(/\.$/, '') ?? Number.NaN,
  );

/** "12+" under "$bn" is "12 bn USD+". */
const withUnit = (text: string, unit: string): string =>
  text.endsWith('+') ? `${text.slice(0, -1)} ${unit}+` : `${text} ${unit}`;

const withoutCurrency = (text: string): string => text.replace(/US\$|[$€£]|\b(?:USD|EUR|GBP)\b/gi, '').trim();

/** An amount under a header that says in what it counts: "38", "$38" and "up to 38" under "$bn" are billions. */
const readScaled = (text: string, unit: string): Reading | undefined => {
  const [scale, currency] = unit.includes(' ') ? unit.split(' ') : ['', unit];
  const isScaled = scale !== '' && !hasScale.test(text);
  if (isScaled && numberIn(text) > mostScaled) {
    if (!bareNumber.test(text)) return undefined;
    return new UnreadableWords(
      `${JSON.stringify(text)} is too much in ${unit}: write it with its currency, like "$${text}"`,
    );
  }
  const isForeign = !(readWords(text, 'money') instanceof UnreadableWords) && !isOf(text, currency!);
  if (isForeign)
    return isScaled
      ? new UnreadableWords(`${JSON.stringify(text)} stands under ${unit}: write its scale, like "${text}bn"`)
      : undefined;
  const words = isScaled ? withUnit(withoutCurrency(text), unit) : withUnit(withoutCurrency(text), currency!);
  const read = readAs(words, 'money');
  return read instanceof UnreadableWords
    ? undefined
    : { ...read, note: `${isScaled ? unit : currency} by the header` };
};

const isOf = (text: string, currency: string): boolean => {
  const read = readWords(text, 'money');
  return !(read instanceof UnreadableWords) && (read.currency ?? currency) === currency;
};

/** An amount with the unit of its header, or in the one currency of the rest of its column. */
export const readMoney = (text: string, unit: string | undefined, currency: string | undefined): Reading => {
  const plain = readAs(text, 'money');
  const isTold = !(plain instanceof UnreadableWords);
  const isWhole = isTold && (plain.quantity.qualifier === 'undisclosed' || hasScale.test(text));
  const scaled = unit === undefined || isWhole ? undefined : readScaled(text, unit);
  if (scaled) return scaled;
  if (isTold || currency === undefined || bareNumber.test(text)) return plain;
  const read = readAs(`${text} ${currency}`, 'money');
  return read instanceof UnreadableWords ? plain : { ...read, note: `${currency} as the rest of the column` };
};

/** An amount for each month, quarter or year, where the words say so. */
export const readRate = (text: string): Reading | undefined =>
  takePeriod(text) ? readAs(text, 'money', { perMonth: true }) : undefined;

const monthsIn: Readonly<Record<string, number>> = { y: 12, q: 3, m: 1 };

/** How many months a length is: "seven years", "84 months", "7-year"; a number alone is of the header's unit. */
export const readMonths = (text: string, header = ''): number | undefined => {
  const isBare = /^[\d.]+$/.test(text.trim());
  const unit = /\b(year|yr|month|quarter)/i.exec(header)?.[1];
  const length = isBare && unit !== undefined ? `${text.trim()} ${unit}s` : text.trim();
  const [, number = '', period = ''] =
    /^(?:an?\s+period\s+of\s+)?(.+?)[\s-]*(years?|yrs?|y|quarters?|months?|mos?)(?:\s+(?:term|period))?$/i.exec(
      length,
    ) ?? [];
  const decimal = readDecimal(number.replace(/^(?:the next|the|next)\s+/i, ''));
  const factor = monthsIn[period[0]?.toLowerCase() ?? ''];
  if (!decimal || factor === undefined) return undefined;
  const months = wholeUnits({ ...decimal, digits: decimal.digits * BigInt(factor) }, 0);
  return months !== undefined && months > 0n && months <= 1200n ? Number(months) : undefined;
};

/** "$38B over seven years": the amount and the words of its term. */
export const splitTerm = (text: string): { amount: string; term?: string } => {
  const [, amount, term] =
    /^(.*\S),?\s+(?:over|for|across|spread over)\s+(?:the\s+next\s+)?(\S.*)$/i.exec(text) ?? [];
  return amount === undefined || term === undefined
    ? { amount: text }
    : { amount: amount.replace(/,$/, ''), term };
};
