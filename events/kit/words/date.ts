import { dateOf, type Days, firstDayOfMonth, lastDayOfMonth, monthIndex } from '../calendar.js';
import { readExtended } from './extended-date.js';
import {
  monthsFrom,
  periodAfter,
  periodBefore,
  readFiscalPeriod,
  readPeriod,
  type WordedPeriod,
} from './period.js';
import { type Phrases, takeEnd, takeStart } from './phrase.js';
import { undisclosedWords } from './undisclosed.js';
import { offerText, quoteText, UnreadableWords } from './unreadable.js';

/** What words about time mean: an interval, and the date that is kept for it. */
export interface DateReading {
  date: string;
  days: Days;
  isExact: boolean;
}

/** The month in which a fiscal year ends: of the party that the words name, else of the parties that it may be. */
export type Calendars = (named: string | undefined) => readonly { party: string; endsIn: number }[];

type ReadStandard = (text: string) => Days | undefined;

/** Part of a period: a third of it, its first or its last month (of a month, its first or last third). */
type PeriodPart = 'early' | 'mid' | 'late' | 'start' | 'end' | 'whole';

/** Words before a period, and the part of it that they mean. */
export const partsOfPeriods: Phrases<PeriodPart> = [
  [['early', 'early in'], 'early'],
  [['mid', 'middle of', 'the middle of'], 'mid'],
  [['late', 'late in'], 'late'],
  [['start of', 'the start of', 'beginning of', 'the beginning of'], 'start'],
  [['end of', 'the end of', 'end', 'year-end', 'year end', 'close of'], 'end'],
  [['by', 'by the', 'no later than', 'through', 'during', 'in', 'in the', 'the', 'on'], 'whole'],
];
/** "~2026" is the interval of 2026: the standard keeps the mark. */
export const approximate: Phrases<undefined> = [
  [['~', 'about', 'approximately', 'around', 'circa', 'ca.', 'c.', 'roughly'], undefined],
];
/** What has no end is no interval. */
export const openStarts: Phrases<undefined> = [
  [['from', 'since', 'starting', 'starting in', 'beginning', 'beginning in', 'as of', 'after'], undefined],
];
export const openEnds: Phrases<undefined> = [
  [['onwards', 'onward', 'and onwards', 'and beyond', 'or later', 'and later', 'on', '+'], undefined],
];

const takePart = takeStart(partsOfPeriods);
const takeApproximate = takeStart(approximate);
const takeOpenStart = takeStart(openStarts);
const takeOpenEnd = takeEnd(openEnds);

const dayIn = (month: string, day: number): string => `${month.slice(0, 8)}${String(day).padStart(2, '0')}`;

/** A month in thirds: to the 10th, to the 20th, to its end. */
const cutOfMonth = ({ first, last }: Days, cut: PeriodPart): Days => {
  if (cut === 'early' || cut === 'start') return { first, last: dayIn(first, 10) };
  return cut === 'mid'
    ? { first: dayIn(first, 11), last: dayIn(first, 20) }
    : { first: dayIn(first, 21), last };
};

const cutOf = (days: Days, cut: PeriodPart): Days | undefined => {
  if (cut === 'whole') return days;
  const [from, to] = [monthIndex(days.first), monthIndex(days.last)];
  const isWhole = days.first === firstDayOfMonth(from) && days.last === lastDayOfMonth(to);
  if (!isWhole) return undefined;
  if (from === to) return cutOfMonth(days, cut);
  if (cut === 'start') return monthsFrom(from, 1);
  if (cut === 'end') return monthsFrom(to, 1);
  const third = (to - from + 1) / 3;
  if (!Number.isInteger(third)) return undefined;
  return monthsFrom(from + third * { early: 0, mid: 1, late: 2 }[cut], third);
};

const tidySpaces = (text: string): string => text.trim().replace(/\s+/g, ' ');

const unreadableDate = (text: string, why: string, offers: readonly string[]): UnreadableWords =>
  new UnreadableWords(
    `${quoteText(text)} ${why}${offers.length > 0 ? `: ${offerText(offers)}` : ''}`,
    offers,
  );

/** Words within words are looked at, up to here: what needs more is no date. */
const mostLooks = 60;

class DateReader {
  #looks = 0;

  constructor(
    private readonly text: string,
    private readonly standard: ReadStandard,
    private readonly calendars: Calendars | undefined,
  ) {}

  read(): DateReading | UnreadableWords {
    const found = this.#of(this.text) ?? this.#refusal();
    return found instanceof UnreadableWords ? found : readingOfPeriod(found);
  }

  #of(text: string): WordedPeriod | UnreadableWords | undefined {
    this.#looks += 1;
    if (this.#looks > mostLooks) return undefined;
    return this.#period(text) ?? this.#range(text) ?? this.#approximate(text) ?? this.#part(text);
  }

  #period(text: string): WordedPeriod | UnreadableWords | undefined {
    const days = this.standard(text);
    return (
      (days && { days, isExact: true }) ??
      readPeriod(text) ??
      readExtended(text, this.standard) ??
      readWinter(text) ??
      this.#fiscal(text)
    );
  }

  #fiscal(text: string): WordedPeriod | UnreadableWords | undefined {
    const period = readFiscalPeriod(text);
    if (!period) return undefined;
    const known = this.calendars?.(period.party) ?? [];
    const endings = new Set(known.map(({ endsIn }) => endsIn));
    const [endsIn, other] = endings;
    if (endsIn === undefined) return unknownFiscalYear(text, period.party);
    if (other === undefined) return { days: period.daysFor(endsIn), isExact: false };
    const readings = known.map((one) => `${dateOf(period.daysFor(one.endsIn))} for ${one.party}`);
    const offers = known.map(({ party }) => `${party} ${text}`);
    return new UnreadableWords(
      `${quoteText(text)} is ${readings.join(' and ')}: ${offerText(offers)}`,
      offers,
    );
  }

  #approximate(text: string): WordedPeriod | UnreadableWords | undefined {
    const found = takeApproximate(text);
    const period = found && this.#of(found.rest);
    return period && !(period instanceof UnreadableWords) ? { ...period, isApproximate: true } : period;
  }

  #part(text: string): WordedPeriod | UnreadableWords | undefined {
    const found = takePart(text.replace(/^(mid|early|late|end)-/i, '$1 '));
    const period = found && this.#of(found.rest);
    if (!period || period instanceof UnreadableWords) return period;
    const days = cutOf(period.days, found.means);
    const isWording = ['in', 'in the', 'the', 'on', 'during'].includes(found.words.toLowerCase());
    return days && { days, isExact: period.isExact && isWording };
  }

  /** "2026-2027", "Q4 2025 to mid-2026": from the earliest day of the one to the latest of the other. */
  #range(text: string): WordedPeriod | UnreadableWords | undefined {
    const plain = text
      .replace(/^between (.+?) and /i, '$1 to ')
      .replace(/^from (?=.* (?:to|through|until) )/i, '');
    const split =
      /^(.+?)\s+(?:to|through|until|till)\s+(.+)$/i.exec(plain) ??
      /^(.+?)\s*[-–—]\s*(\d{4}|\D.*)$/.exec(plain);
    const [first, last] = split ? [this.#of(split[1]!), this.#of(split[2]!)] : [];
    if (!first || !last) return undefined;
    if (first instanceof UnreadableWords) return first;
    if (last instanceof UnreadableWords) return last;
    if (last.days.last < first.days.first) return unreadableDate(text, 'ends before it begins', []);
    return spanPeriods(first, last);
  }

  #refusal(): UnreadableWords {
    const { text } = this;
    return undatedFault(text) ?? this.#open() ?? this.#until() ?? ambiguousDate(text) ?? this.#nearest();
  }

  #open(): UnreadableWords | undefined {
    const rest = takeOpenStart(this.text)?.rest ?? this.text;
    const named = takeOpenEnd(rest)?.rest ?? rest;
    const period = named === this.text ? undefined : this.#of(named);
    if (!period || period instanceof UnreadableWords) return period;
    const isAfter = this.text.toLowerCase().startsWith('after');
    const date = dateOf(isAfter ? periodAfter(period.days) : period.days);
    const year = Number(period.days.last.slice(0, 4));
    return unreadableDate(this.text, 'has no end; say when it begins, or give it one', [
      ...(isAfter ? [] : [date]),
      `${date.split('/')[0]}/${year + 3}`,
    ]);
  }

  /** "until 2032" and "before 2032" leave open whether 2032 is in it. */
  #until(): UnreadableWords | undefined {
    const [, word = '', named] = /^(until|till|before|prior to|ahead of)\s+(.+)$/i.exec(this.text) ?? [];
    const period = named === undefined ? undefined : this.#of(named);
    if (!period || period instanceof UnreadableWords) return period;
    const before = dateOf(periodBefore(period.days));
    return /^(?:until|till)$/i.test(word)
      ? unreadableDate(
          this.text,
          'does not say whether that is in it',
          [`through ${named}`, `through ${before}`].filter((offer) => this.#isReadable(offer)),
        )
      : unreadableDate(this.text, 'is read by its latest period', [`by ${before}`]);
  }

  #nearest(): UnreadableWords {
    const words = this.text.split(' ').slice(0, 10);
    const cuts = words.flatMap((_, index) => [
      { part: words.slice(0, -index - 1), dropped: words.slice(-index - 1) },
      { part: words.slice(index + 1), dropped: words.slice(0, index + 1) },
    ]);
    const remarks = cuts.filter(({ part, dropped }) => part.length > 0 && isRemark(dropped.join(' ')));
    const readable = remarks.map(({ part }) => part.join(' ')).find((part) => this.#isReadable(part));
    const offers = readable === undefined ? [] : [readable];
    const like = '2025-11-03, 2025-11, 2025-Q4, 2026-H2, 2026, mid-2027 or 2025-11/2032-11';
    return new UnreadableWords(
      `must be a date like ${like}${offers.length > 0 ? `: ${offerText(offers)}` : ''}`,
      offers,
    );
  }

  #isReadable(text: string): boolean {
    const found = this.#of(text);
    return found !== undefined && !(found instanceof UnreadableWords);
  }
}

const spanPeriods = (from: WordedPeriod, to: WordedPeriod): WordedPeriod => ({
  days: { first: from.days.first, last: to.days.last },
  isExact: [from, to].every(({ isExact, isApproximate }) => isExact && !isApproximate),
  written: `${dateOf(from.days).split('/')[0]}/${dateOf(to.days).split('/').at(-1)}`,
});

/** The standard marks a single period as approximate. */
const readingOfPeriod = ({ days, isExact, isApproximate, written }: WordedPeriod): DateReading => {
  const date = written ?? dateOf(days);
  const isMarked = isApproximate && !date.includes('/');
  return { date: isMarked ? `${date}~` : date, days, isExact: isExact && (isMarked || !isApproximate) };
};

/** Words that are no part of a date themselves: without the quarter "last quarter of 2026" would be another time. */
const isRemark = (words: string): boolean =>
  /^\p{L}{2}\D*$/u.test(words) && !/\b(?:quarters?|half|halves|months?|weeks?|days?)\b/i.test(words);

const unknownFiscalYear = (text: string, party: string | undefined): UnreadableWords =>
  party === undefined
    ? new UnreadableWords(
        `${quoteText(text)} is a fiscal period of nobody whose fiscal year is known: name the party, like "oracle ${text}", or write its months`,
      )
    : new UnreadableWords(
        `${quoteText(text)} asks for the fiscal year of "${party}", which nobody has recorded: record fiscalYearEndsIn of the party, or write the months`,
      );

/** Winter lies in two years, which is said: "winter 2026/27". */
const readWinter = (text: string): WordedPeriod | UnreadableWords | undefined => {
  const [, year, next] = /^winter(?: of)? (\d{4})(?:[/–-](\d{2}|\d{4}))?$/i.exec(text) ?? [];
  if (year === undefined) return undefined;
  const december = Number(year) * 12 + 11;
  const offers = [december - 12, december].map((index) => dateOf(monthsFrom(index, 3)));
  if (next === undefined) return unreadableDate(text, 'lies in two years', offers);
  return Number(next) % 100 === (Number(year) + 1) % 100
    ? { days: monthsFrom(december, 3), isExact: false }
    : undefined;
};

const undatedFault = (text: string): UnreadableWords | undefined =>
  undisclosedWords.some((words) => words.toLowerCase() === text.toLowerCase())
    ? new UnreadableWords(`${quoteText(text)} is no date: leave it out, and it is undated`)
    : undefined;

const padDay = (part: string): string => part.padStart(2, '0');

/** "03/11/2025": the day and the month stand in either order. */
const ambiguousDate = (text: string): UnreadableWords | undefined => {
  const [, from, to] = /^(\d{4})[-/–](\d{2})$/.exec(text) ?? [];
  if (from !== undefined && Number(to) === (Number(from) + 1) % 100)
    return unreadableDate(text, 'may be two years or a month', [`${from}/${Number(from) + 1}`]);
  const [, one, other, year] = /^(\d{1,2})[./-](\d{1,2})[./-](\d{4})$/.exec(text) ?? [];
  if (one === undefined || other === undefined || year === undefined) return undefined;
  const offers = [
    [other, one],
    [one, other],
  ].flatMap(([month, day]) =>
    Number(month) >= 1 && Number(month) <= 12 && Number(day) >= 1 && Number(day) <= lastOf(year, month!)
      ? [`${year}-${padDay(month!)}-${padDay(day!)}`]
      : [],
  );
  return offers.length === 0
    ? undefined
    : unreadableDate(text, 'has its day and its month in an order of its own', [...new Set(offers)]);
};

const lastOf = (year: string, month: string): number =>
  Number(lastDayOfMonth(Number(year) * 12 + Number(month) - 1).slice(8));

/** Reads words about time as an interval of days; says why when it can't. `readStandard` reads what the standard writes. */
export const readDateWords = (
  text: string,
  readStandard: ReadStandard,
  calendars?: Calendars,
): DateReading | UnreadableWords => {
  if (text.length > 80) return new UnreadableWords('is longer than 80 characters');
  return new DateReader(tidySpaces(text), readStandard, calendars).read();
};
