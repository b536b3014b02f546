import { type Days, lastDayOfMonth } from '../calendar.js';
import { type WordedPeriod, monthsFrom } from './period.js';
import { refuseWords, UnreadableWords } from './unreadable.js';

/** Reads the forms that are kept as they stand. */
type ReadUsualForm = (text: string) => Days | undefined;

/** Parts of a year that the standard writes in the place of a month: quarters, thirds, halves, and seasons by their half of the earth. */
const partsOfYears: Readonly<Record<string, readonly [month: number, count: number]>> = {
  '33': [1, 3],
  '34': [4, 3],
  '35': [7, 3],
  '36': [10, 3],
  '37': [1, 4],
  '38': [5, 4],
  '39': [9, 4],
  '40': [1, 6],
  '41': [7, 6],
};

/** Seasons without a half of the earth are read as words are: of the northern one. */
const seasons: Readonly<Record<string, number>> = {
  '21': 3,
  '22': 6,
  '23': 9,
  '25': 3,
  '26': 6,
  '27': 9,
  '29': 9,
  '31': 3,
  '32': 6,
};

/** Seasons that lie in two years: winter in the north, summer in the south. */
const acrossYears = new Set(['24', '28', '30']);

const two = (value: number): string => String(value).padStart(2, '0');

/** The least and the greatest number that digits may be, some of them unspecified ("1X"). */
const reach = (pattern: string, most: number): readonly [number, number] | undefined => {
  const fits = new RegExp(`^${pattern.replaceAll('X', '\\d')}$`);
  const found = Array.from({ length: most }, (_, index) => index + 1).filter((one) => fits.test(two(one)));
  const [first, last] = [found[0], found.at(-1)];
  return first === undefined || last === undefined ? undefined : [first, last];
};

const lastOf = (year: string, month: number): string => lastDayOfMonth(Number(year) * 12 + month - 1);

/** Dates some of whose digits nobody gave: "201X", "2025-XX", "2025-11-1X". */
const readUnspecified = (text: string): Days | undefined => {
  const [, year = '', month = 'XX', day = 'XX'] =
    /^(\d{4}|\d{3}X|\d{2}XX)(?:-([01X][\dX])(?:-([0-3X][\dX]))?)?$/.exec(text) ?? [];
  if (year === '') return undefined;
  const [early, late] = [year.replaceAll('X', '0'), year.replaceAll('X', '9')];
  const months = reach(month, 12);
  if (!months) return undefined;
  const firstDays = reach(day, Number(lastOf(early, months[0]).slice(8)));
  const lastDays = reach(day, Number(lastOf(late, months[1]).slice(8)));
  if (!firstDays || !lastDays) return undefined;
  return {
    first: `${early}-${two(months[0])}-${two(firstDays[0])}`,
    last: `${late}-${two(months[1])}-${two(lastDays[1])}`,
  };
};

const inTwoYears = (text: string, year: number): UnreadableWords =>
  refuseWords(text, 'lies in two years', [`${year - 1}-12/${year}-02`, `${year}-12/${year + 1}-02`]);

/** A quarter, a third, a half or a season in the place of a month. */
const readPartOfYear = (text: string): WordedPeriod | UnreadableWords | undefined => {
  const [, year = '', code = ''] = /^(\d{4})-(\d{2})$/.exec(text) ?? [];
  // "2025-26" is two years to most who write it: it is asked about.
  if (Number(code) === (Number(year) + 1) % 100) return undefined;
  if (acrossYears.has(code)) return inTwoYears(text, Number(year));
  const [month, count] = partsOfYears[code] ?? [seasons[code], 3];
  if (month === undefined) return undefined;
  return { days: monthsFrom(Number(year) * 12 + month - 1, count), isExact: code in partsOfYears };
};

/** An instant is its day: in UTC where it says its zone. */
const readInstant = (text: string, standard: ReadUsualForm): WordedPeriod | undefined => {
  const [, day = '', zone] =
    /^(\d{4}-\d{2}-\d{2})T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d+)?)?(Z|[+-]\d{2}(?::\d{2})?)?$/.exec(
      text,
    ) ?? [];
  const days = day === '' ? undefined : standard(day);
  if (!days || zone === undefined) return days && { days, isExact: true };
  const instant = Date.parse(/[+-]\d{2}$/.test(zone) ? `${text}:00` : text);
  if (Number.isNaN(instant)) return undefined;
  const inUtc = standard(new Date(instant).toISOString().slice(0, 10));
  return inUtc && { days: inUtc, isExact: true };
};

const marked = /^[?~%]?[\dX]{4}[?~%]?(?:-[?~%]?[\dX]{2}[?~%]?){0,2}$/;

/** One date, whose parts may be marked as uncertain (?), approximate (~) or both (%): that widens nothing. */
const readSingle = (text: string, standard: ReadUsualForm): WordedPeriod | UnreadableWords | undefined => {
  if (!marked.test(text)) return readInstant(text, standard);
  const plain = text.replace(/[?~%]/g, '');
  const days = standard(plain) ?? readUnspecified(plain);
  const found = days ? { days, isExact: true } : readPartOfYear(plain);
  if (!found || found instanceof UnreadableWords) return found;
  const isUncertain = /[?%]/.test(text);
  return {
    ...found,
    isExact: found.isExact && !isUncertain,
    ...(text.includes('~') && { isApproximate: true }),
  };
};

/** From the earliest day of the first to the latest of the last; which of them it is stays open. */
const spanOf = (
  text: string,
  parts: readonly string[],
  standard: ReadUsualForm,
): WordedPeriod | UnreadableWords | undefined => {
  const found = parts.map((part) => readSingle(part.trim(), standard));
  const periods: WordedPeriod[] = [];
  for (const one of found) {
    if (!one || one instanceof UnreadableWords) return one;
    periods.push(one);
  }
  const firsts = periods.map(({ days }) => days.first).sort();
  const lasts = periods.map(({ days }) => days.last).sort();
  const [first, last] = [firsts[0], lasts.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  if (text.includes('/') && periods[0]?.days.first !== first)
    return refuseWords(text, 'ends before it begins', []);
  const isExact = text.includes('/') && periods.every((one) => one.isExact && !one.isApproximate);
  return { days: { first, last }, isExact };
};

const refuseOpen = (text: string, standard: ReadUsualForm): UnreadableWords | undefined => {
  const [, from = '', to = ''] = /^(.*)\/(.*)$/.exec(text) ?? [];
  const isOpen = (part: string): boolean => part === '' || part === '..';
  const named = standard(isOpen(to) ? from : to);
  if (!named || isOpen(from) === isOpen(to)) return undefined;
  return isOpen(to)
    ? refuseWords(text, 'has no end; say when it begins, or give it one', [
        from,
        `${from}/${Number(named.last.slice(0, 4)) + 3}`,
      ])
    : refuseWords(text, 'has no beginning; say by when it is', [`by ${to}`]);
};

/**
 * What ISO 8601-2 (EDTF) writes beside the forms that are kept as they stand: marks of uncertainty, unspecified digits,
 * parts of years, one of a set, instants, and intervals of these. Undefined for anything else.
 */
export const readExtended = (
  text: string,
  standard: ReadUsualForm,
): WordedPeriod | UnreadableWords | undefined => {
  const [, set] = /^\[([^[\]]+)\]$/.exec(text) ?? [];
  if (set !== undefined) return spanOf(text, set.split(/,|\.\./), standard);
  const parts = text.split('/');
  if (parts.length === 1) return readSingle(text, standard);
  return parts.length > 2 ? undefined : (refuseOpen(text, standard) ?? spanOf(text, parts, standard));
};
