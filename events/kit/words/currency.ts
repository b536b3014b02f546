import { isISO4217CurrencyCode } from 'class-validator';
import { type Phrases, takeEnd, takeStart } from './phrase.js';

/** Signs before the number; "$" is the US dollar and "¥" the yen, unless a code says otherwise. */
export const currencySigns: Phrases<string> = [
  [['US$', '$'], 'USD'],
  [['A$', 'AU$'], 'AUD'],
  [['C$', 'CA$'], 'CAD'],
  [['S$'], 'SGD'],
  [['NT$'], 'TWD'],
  [['HK$'], 'HKD'],
  [['NZ$'], 'NZD'],
  [['R$'], 'BRL'],
  [['MX$'], 'MXN'],
  [['€'], 'EUR'],
  [['£'], 'GBP'],
  [['¥', '￥', 'JP¥'], 'JPY'],
  [['CN¥', 'RMB'], 'CNY'],
  [['₩'], 'KRW'],
  [['₹'], 'INR'],
  [['₪'], 'ILS'],
  [['₺'], 'TRY'],
];

/** Names behind the number. */
export const currencyNames: Phrases<string> = [
  [['US dollars', 'U.S. dollars', 'US dollar', 'dollars', 'dollar', 'US$', '$'], 'USD'],
  [['euros', 'euro', '€'], 'EUR'],
  [['pounds sterling', 'British pounds', 'pounds', '£'], 'GBP'],
  [['Japanese yen', 'yen'], 'JPY'],
  [['Chinese yuan', 'yuan', 'renminbi', 'RMB'], 'CNY'],
  [['South Korean won', 'Korean won', 'won', '₩'], 'KRW'],
  [['Canadian dollars'], 'CAD'],
  [['Australian dollars'], 'AUD'],
  [['Singapore dollars'], 'SGD'],
  [['Hong Kong dollars'], 'HKD'],
  [['New Taiwan dollars', 'Taiwan dollars'], 'TWD'],
  [['Indian rupees', 'rupees'], 'INR'],
  [['Swiss francs'], 'CHF'],
  [['UAE dirhams'], 'AED'],
  [['Saudi riyals'], 'SAR'],
];

interface CurrencyWords {
  rest: string;
  currency: string;
}

const isCode = (word: string): boolean => /^[A-Z]{3}$/.test(word) && isISO4217CurrencyCode(word);

const takeSign = takeStart(currencySigns, 'u');
const takeName = takeEnd(currencyNames);

const takeCurrencyBefore = (text: string): CurrencyWords | undefined => {
  const sign = takeSign(text);
  if (sign) return { rest: sign.rest, currency: sign.means };
  const [whole = '', code = ''] = /^([A-Z]{3})(?![A-Za-z])\s*/.exec(text) ?? [];
  return isCode(code) ? { rest: text.slice(whole.length), currency: code } : undefined;
};

/** A code may touch the number or its scale, as in "5MEUR", but no other letters. */
const mayPrecedeCode = (text: string): boolean =>
  !/[A-Za-z]$/.test(text) || /\d\s*(?:[kmbt]|mn|bn|tn|mm)$/i.test(text);

const takeCurrencyAfter = (text: string): CurrencyWords | undefined => {
  const [whole = '', code = ''] = /\s*([A-Z]{3})$/.exec(text) ?? [];
  const rest = text.slice(0, text.length - whole.length);
  if (isCode(code) && (/^\s/.test(whole) || mayPrecedeCode(rest))) return { rest, currency: code };
  const name = takeName(text);
  return name && { rest: name.rest, currency: name.means };
};

/** What a bare "$" or "¥" may turn out to be, when a code behind the number says so. */
const sharers: Readonly<Record<string, readonly string[]>> = {
  $: ['AUD', 'CAD', 'SGD', 'TWD', 'HKD', 'NZD', 'MXN'],
  '¥': ['CNY'],
};

const agreeOnCurrency = (text: string, first: string, second: string): string | undefined => {
  if (first === second) return first;
  return sharers[text[0]!]?.includes(second) ? second : undefined;
};

/** Takes the currency off a text, at either end or at both where they agree; undefined when it has none. */
export const takeCurrency = (text: string): CurrencyWords | undefined => {
  const first = takeCurrencyBefore(text);
  if (!first) return takeCurrencyAfter(text);
  const second = takeCurrencyAfter(first.rest);
  if (!second) return first;
  const currency = agreeOnCurrency(text, first.currency, second.currency);
  return currency === undefined ? undefined : { rest: second.rest, currency };
};
