import {
  type Day,
  daysOf,
  firstDayOfMonth,
  type Granularity,
  lastDayOfMonth,
  monthIndex,
  monthsIn,
  periodOf,
} from '../../events/kit/date.js';
import type { Policy } from './claims.js';
import type { Cut } from './cut.js';

/** A normalised question: asking it again gives the same answer for ever while the log is cut at `atPosition`. */
export interface Question {
  readonly effectiveAt: Day;
  readonly knownAt: Day;
  readonly atPosition: number;
  readonly policy: Policy;
  /** The version of a saved scenario that it is asked through, as scenario@version. */
  readonly scenario?: string;
  readonly by: readonly string[];
  /** Whether all events that a number rests on are listed, not just the first ones. */
  readonly rests?: 'all';
  readonly timeline?: Granularity;
  /** The first and the last day of the timeline. */
  readonly from?: Day;
  readonly to?: Day;
  /** Only what has this value in this dimension, or one of several, separated by commas. */
  readonly only: Readonly<Record<string, string>>;
  /** The view's own parameters. */
  readonly options: Readonly<Record<string, string>>;
}

/** Whether a filter of one value, or of several separated by commas, lets a value through; without one all pass. */
export const isAmong = (value: unknown, asked: string | undefined): boolean =>
  asked === undefined || asked === value || (asked.includes(',') && asked.split(',').includes(String(value)));

/** Every line of a log comes by here, mostly to be asked for no dimension. */
const hasKeys = (only: Question['only'], keys: Readonly<Record<string, unknown>>): boolean => {
  for (const dimension in only) if (!isAmong(keys[dimension] ?? null, only[dimension])) return false;
  return true;
};

/** Whether the question asks for what has these keys. */
export const isAskedFor = ({ only }: Question, keys: Readonly<Record<string, unknown>>): boolean =>
  hasKeys(only, keys);

export interface Period {
  readonly name: string;
  readonly first: Day;
  readonly last: Day;
}

/** The periods of a timeline that touch the days from `from` to `to`. */
export const periodsOf = (from: Day, to: Day, granularity: Granularity): Period[] => {
  const months = monthsIn[granularity];
  const start = monthIndex(from) - (monthIndex(from) % months);
  const count = Math.floor((monthIndex(to) - start) / months) + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const first = start + index * months;
    return {
      name: periodOf(firstDayOfMonth(first), granularity),
      first: firstDayOfMonth(first),
      last: lastDayOfMonth(first + months - 1),
    };
  });
};

export const cutOf = (question: Pick<Question, 'effectiveAt' | 'knownAt' | 'atPosition'>): Cut => ({
  effectiveAt: question.effectiveAt,
  knownAt: question.knownAt,
  atPosition: question.atPosition,
});

/**
 * The cut that shows a period's end: what was true then while the period has ended by `effectiveAt`; after that the
 * plan as seen from `effectiveAt`.
 */
export const cutAtEndOf = (period: Period, question: Question): Cut => {
  const cut = cutOf(question);
  return period.last <= question.effectiveAt
    ? { ...cut, effectiveAt: period.last }
    : { ...cut, horizon: period.last };
};

/** What is due by a day, of a date of any precision: perhaps once its first day has come, surely once its last has. */
export const certaintyOfDue = (due: string, day: Day): 'not' | 'perhaps' | 'surely' => {
  const { first, last } = daysOf(due);
  if (day >= last) return 'surely';
  return day >= first ? 'perhaps' : 'not';
};
