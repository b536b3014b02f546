import { type Days, firstDayOfMonth, lastDayOfMonth, monthIndex } from '../calendar.js';
import type { Phrases } from './phrase.js';

export const months: Phrases<number> = [
  [['january', 'jan'], 1],
  [['february', 'feb'], 2],
  [['march', 'mar'], 3],
  [['april', 'apr'], 4],
  [['may'], 5],
  [['june', 'jun'], 6],
  [['july', 'jul'], 7],
  [['august', 'aug'], 8],
  [['september', 'sept', 'sep'], 9],
  [['october', 'oct'], 10],
  [['november', 'nov'], 11],
  [['december', 'dec'], 12],
];

export const ordinals: Phrases<number> = [
  [['first', '1st'], 1],
  [['second', '2nd'], 2],
  [['third', '3rd'], 3],
  [['fourth', '4th'], 4],
];

/** The first month of each season of the northern half, as weather services count them; winter lies in two years. */
export const seasons: Phrases<number> = [
  [['spring'], 3],
  [['summer'], 6],
  [['autumn', 'fall'], 9],
];

const numbersByPhrase = (table: Phrases<number>): Map<string, number> =>
  new Map(table.flatMap(([words, means]) => words.map((word): [string, number] => [word, means])));
const alternationOf = (table: Phrases<number>): string => [...numbersByPhrase(table).keys()].join('|');

const numbers = {
  month: numbersByPhrase(months),
  ordinal: numbersByPhrase(ordinals),
  season: numbersByPhrase(seasons),
};
const month = `(?<month>${alternationOf(months)})\\.?`;
const ordinal = `(?<ordinal>${alternationOf(ordinals)})`;
const season = `(?<season>${alternationOf(seasons)})`;
const year = "(?:(?<year>\\d{4})|'?(?<short>\\d{2}))";
const longYear = '(?<year>\\d{4})';
const quarter = 'q(?<quarter>[1-4])';
const half = 'h(?<half>[12])';
const day = '(?<day>\\d{1,2})(?:st|nd|rd|th)?';
const of = '(?:[\\s,/-]*|\\s+of\\s+)';

type MatchedGroups = Readonly<Record<string, string | undefined>>;

/** Periods of the calendar as people write them, each with how many months it has; 0 is a day. */
const forms: readonly (readonly [string, number])[] = [
  [longYear, 12],
  [`${quarter}${of}${year}`, 3],
  [`${longYear}[\\s-]*${quarter}`, 3],
  [`(?<quarter>[1-4])q${of}${year}`, 3],
  [`${ordinal}[\\s-]quarter${of}${longYear}`, 3],
  [`${half}${of}${year}`, 6],
  [`${longYear}[\\s-]*${half}`, 6],
  [`(?<half>[12])h${of}${year}`, 6],
  [`${ordinal}[\\s-]half${of}${longYear}`, 6],
  [`${month}${of}${longYear}`, 1],
  [`${longYear}\\s+${month}`, 1],
  [`${season}${of}${longYear}`, 3],
  [`${month}\\s+${day},?\\s+${longYear}`, 0],
  [`${day}${of}${month},?\\s+${longYear}`, 0],
];
const patterns = forms.map(([form, length]) => ({ pattern: new RegExp(`^${form}$`, 'i'), length }));

const yearOf = ({ year: long, short }: MatchedGroups): number => Number(long ?? `20${short}`);

/** The month with which it begins, from 0. */
const monthOf = (groups: MatchedGroups, length: number): number | undefined => {
  const nth = Number(
    groups.quarter ?? groups.half ?? numbers.ordinal.get(groups.ordinal?.toLowerCase() ?? '') ?? 1,
  );
  if ((length === 3 && nth > 4) || (length === 6 && nth > 2)) return undefined;
  if (groups.season) return numbers.season.get(groups.season.toLowerCase())! - 1;
  if (groups.month) return numbers.month.get(groups.month.toLowerCase())! - 1;
  return (nth - 1) * length;
};

export interface WordedPeriod {
  days: Days;
  /** The words say no less than the interval does. */
  isExact: boolean;
  isApproximate?: boolean;
  /** How it is kept, where that says more than its days. */
  written?: string;
}

const dayIn = (first: string, day: number, last: string): Days | undefined => {
  const text = `${first.slice(0, 8)}${String(day).padStart(2, '0')}`;
  return day >= 1 && text <= last ? { first: text, last: text } : undefined;
};

/** The days of so many months from a month on, counted from year 0. */
export const monthsFrom = (index: number, count: number): Days => ({
  first: firstDayOfMonth(index),
  last: lastDayOfMonth(index + count - 1),
});

/** The period of the calendar that words name: "Q4 2025", "Nov 2025", "spring 2026"; undefined for other words. */
export const readPeriod = (text: string): WordedPeriod | undefined => {
  for (const { pattern, length } of patterns) {
    const groups = pattern.exec(text)?.groups;
    const first = groups && monthOf(groups, length);
    if (!groups || first === undefined) continue;
    const days = monthsFrom(yearOf(groups) * 12 + first, length || 1);
    const named = length === 0 ? dayIn(days.first, Number(groups.day), days.last) : days;
    return named && { days: named, isExact: groups.season === undefined };
  }
  return undefined;
};

/** The one before, of its length. */
export const periodBefore = ({ first, last }: Days): Days => {
  const [from, to] = [monthIndex(first), monthIndex(last)];
  return monthsFrom(2 * from - to - 1, to - from + 1);
};

/** The next of its length; of a day, which hardly anybody means to leave out, the day itself. */
export const periodAfter = ({ first, last }: Days): Days => {
  if (first === last) return { first, last };
  const [from, to] = [monthIndex(first), monthIndex(last)];
  return monthsFrom(to + 1, to - from + 1);
};

const fiscalYear = "(?:fy|fiscal(?:\\s+year)?)\\s*(?:(?<year>\\d{4})|'?(?<short>\\d{2}))";
const part = `(?:${quarter}|${half}|(?<quarterFirst>[1-4])q|${ordinal}[\\s-](?<unit>quarter|half))`;
const fiscalForms = [
  `${fiscalYear}[\\s,/-]*${part}`,
  `${part}(?:[\\s,/-]*|\\s+of\\s+)${fiscalYear}`,
  `(?:fy|fiscal)\\s*${part}${of}${year}`,
  fiscalYear,
].map((form) => new RegExp(`^(?:(?<party>[\\p{L}\\d][\\p{L}\\d .&-]*?)(?:['’]s)?\\s+)?${form}$`, 'iu'));

/** Words of the grammar are nobody's name: "by end of FY26" is nobody's. */
const isGrammar = (words: string): boolean =>
  /(?:^|\s)(?:q[1-4]|h[12]|[1-4][qh]|first|second|third|fourth|quarter|half|of|by|end|early|mid|late|the|in|through|to|from|until|and|before|after|about|since|start|beginning)(?:\s|$)/i.test(
    words,
  );

/** A fiscal period before it is known whose it is. */
export interface FiscalPeriod {
  /** The party that the words name. */
  party?: string;
  daysFor: (lastMonth: number) => Days;
}

/** A fiscal year has the number of the year in which it ends: with May, FY26 is June 2025 to May 2026. */
const fiscalDays = (groups: MatchedGroups, lastMonth: number): Days => {
  const first = yearOf(groups) * 12 + lastMonth - 12;
  const nth = Number(
    groups.quarter ??
      groups.quarterFirst ??
      groups.half ??
      numbers.ordinal.get(groups.ordinal?.toLowerCase() ?? '') ??
      0,
  );
  if (nth === 0) return monthsFrom(first, 12);
  const length = groups.half !== undefined || groups.unit?.toLowerCase() === 'half' ? 6 : 3;
  return monthsFrom(first + (nth - 1) * length, length);
};

/** The fiscal period that words name: "FY26 Q3", "oracle FY26 Q3", "third quarter of fiscal 2026". */
export const readFiscalPeriod = (text: string): FiscalPeriod | undefined => {
  for (const pattern of fiscalForms) {
    const groups = pattern.exec(text)?.groups;
    if (groups?.party !== undefined && isGrammar(groups.party)) continue;
    if (!groups || (groups.unit?.toLowerCase() === 'half' && /third|fourth|3|4/i.test(groups.ordinal ?? '')))
      continue;
    return {
      ...(groups.party && { party: groups.party }),
      daysFor: (lastMonth) => fiscalDays(groups, lastMonth),
    };
  }
  return undefined;
};
