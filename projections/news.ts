import { type Fact, worldCategories } from '../events/index.js';
import type { Day } from '../events/kit/calendar.js';
import type { Count, Instant } from '../events/kit/formats.js';
import type { Changes, MovedNumber } from './changes.js';
import { views } from './index.js';
import type { Cut } from './kit/cut.js';
import type { Log } from './kit/log.js';

/** A day on which facts became known: the cut that shows all of them, and when the last of them was recorded. */
export interface NewsDay extends Pick<Cut, 'effectiveAt' | 'knownAt' | 'atPosition'> {
  recordedAt: Instant;
}

/** The numbers of one row of a view's usual question that moved by what became known on a day. */
export interface NewsEntry {
  view: string;
  by: string;
  keys: MovedNumber['keys'];
  knownOn: Day;
  /** True in the world by then: the day itself, or the last day of a fact that is effective later. */
  effectiveAt: Day;
  /** The position of the last event that became known on the day. */
  position: Count;
  /** When the last of the events that moved it was recorded. */
  updatedAt: Instant;
  moved: MovedNumber[];
}

const aDayMs = 86_400_000;

export const dayBefore = (day: Day): Day => new Date(Date.parse(day) - aDayMs).toISOString().slice(0, 10);

const later = <T extends string | number>(one: T, other: T): T => (one < other ? other : one);

const addFact = (
  day: NewsDay | undefined,
  { knownOn, effective, position, recordedAt = '' }: Fact,
): NewsDay => ({
  knownAt: knownOn,
  effectiveAt: later(day?.effectiveAt ?? knownOn, effective.last),
  atPosition: later(day?.atPosition ?? 0, position),
  recordedAt: later(day?.recordedAt ?? '', recordedAt),
});

/** The newest first: by what was recorded last and, of what was recorded at once, by what became known last. */
const compareNewest = (one: readonly string[], other: readonly string[]): number => {
  const [left, right] = [one.join(' '), other.join(' ')];
  return left < right ? 1 : left > right ? -1 : 0;
};

/** Every day on which something became known, the one of which something was recorded last first. */
export const newsDays = (log: Log): NewsDay[] => {
  const days = new Map<Day, NewsDay>();
  for (const category of worldCategories)
    for (const stream of log.streams(category))
      for (const fact of log.facts(stream)) days.set(fact.knownOn, addFact(days.get(fact.knownOn), fact));
  return [...days.values()].sort((one, other) =>
    compareNewest([one.recordedAt, one.knownAt], [other.recordedAt, other.knownAt]),
  );
};

/** Rows of the questions that views are usually asked: totals and the same deal by deal say it again. */
const isUsual = ({ view, by, of }: MovedNumber): boolean =>
  of === 'rows' && views.some(({ name, defaultBy }) => name === view && defaultBy.join(',') === by);

const recordedLast = ({ rests }: MovedNumber, { knownAt, recordedAt }: NewsDay, log: Log): Instant => {
  const instants = rests.flatMap((id) => {
    const fact = log.fact(id);
    return fact?.knownOn === knownAt && fact.recordedAt !== undefined ? [fact.recordedAt] : [];
  });
  return instants.length === 0 ? recordedAt : instants.reduce(later);
};

/** What a day's facts moved, row by row, in the order of the views. */
export const newsOf = (day: NewsDay, { moved }: Pick<Changes, 'moved'>, log: Log): NewsEntry[] => {
  const rows = Map.groupBy(moved.filter(isUsual), ({ view, keys }) => JSON.stringify([view, keys]));
  return [...rows.values()].flatMap((numbers) => {
    const [first] = numbers;
    if (!first) return [];
    const { view, by, keys } = first;
    const updatedAt = numbers.map((number) => recordedLast(number, day, log)).reduce(later);
    const { knownAt: knownOn, effectiveAt, atPosition: position } = day;
    return [{ view, by, keys, knownOn, effectiveAt, position, updatedAt, moved: numbers }];
  });
};

/** Newest first; entries of one day stay in their order. */
export const sortNews = (entries: readonly NewsEntry[]): NewsEntry[] =>
  [...entries].sort((one, other) =>
    compareNewest([one.updatedAt, one.knownOn], [other.updatedAt, other.knownOn]),
  );

/** Whether nothing of a day can stand before an entry. */
export const isBefore = ({ updatedAt, knownOn }: NewsEntry, { recordedAt, knownAt }: NewsDay): boolean =>
  compareNewest([updatedAt, knownOn], [recordedAt, knownAt]) <= 0;
