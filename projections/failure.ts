import { daysOf } from '../events/kit/date.js';
import { nothing } from '../events/kit/quantity.js';
import { measureIn } from './kit/amount.js';
import { compareNames } from './kit/largest.js';
import type { Keys, Line } from './kit/line.js';
import { measureOf } from './kit/measure.js';

/** Who is short of what should a party fail: the money that it owes and the compute that it provides. */
export interface Failure {
  party: string;
  short: Record<string, unknown>[];
  /** Whose stakes in it are at risk. */
  heldBy: Record<string, unknown>[];
}

type MeasureTold = (line: Line, name: string) => unknown;

/** Of what a line says nothing there is nothing: no option is firm, and no firm money is conditional. */
const orNothing: MeasureTold = (line, name) => measureIn(line, name) ?? measureOf(nothing);

const pickKeys = (keys: Keys, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, keys[name] ?? null]));

const entryOf = (
  line: Line,
  keys: readonly string[],
  measures: readonly string[],
  told: MeasureTold = orNothing,
): Record<string, unknown> => ({
  ...pickKeys(line.keys, keys),
  ...Object.fromEntries(measures.map((name) => [name, told(line, name)])),
  rests: [...line.rests].sort(),
  flags: [...line.flags, ...(line.undisclosed === undefined ? [] : ['undisclosed'])].sort(),
});

const moneyEntry = (line: Line): Record<string, unknown> =>
  entryOf(
    line,
    ['item', 'kind', 'currency', 'due'],
    ['unpaidUsCents', 'committedUsCents', 'conditionalUsCents', 'outstandingUsCents', 'passingUsCents'],
  );

const compute = (line: Line): Record<string, unknown> =>
  entryOf(line, ['item', 'layer', 'basis', 'due'], ['headlineKw', 'firmKw', 'energizedKw']);

const stake = (line: Line): Record<string, unknown> => ({
  holder: line.keys.giver,
  ...entryOf(line, ['basis', 'currency'], ['stakeBp', 'valueUsCents'], measureIn),
});

/** A term without an end ends after all others, and what has no date begins after them. */
const never = '9999-12-31';

const daysDue = (due: string | null | undefined): readonly [first: string, last: string] => {
  if (due === null || due === undefined) return [never, never];
  const [from = due, to] = due.split('/');
  if (to === '..') return [daysOf(from).first, never];
  const { first, last } = daysOf(due);
  return [first, last];
};

/** By when it begins to be due and, of what begins at once, by when all of it is; what has no date last. */
const compareDueDates = (left: Line, right: Line): number => {
  const text = ({ keys: { due }, id }: Line): string => [...daysDue(due), id].join('|');
  return text(left) < text(right) ? -1 : 1;
};

const isSome = (line: Line, names: readonly string[]): boolean =>
  names.some((name) => {
    const told = measureIn(line, name);
    return told !== null && told.high !== 0;
  });

/** Of what was paid in full, and of what others say all of, nobody is short. */
const isOpen = (line: Line): boolean =>
  line.keys.side === 'owes'
    ? isSome(line, ['unpaidUsCents', 'passingUsCents'])
    : isSome(line, ['headlineKw', 'energizedKw']);

const shortOf = (counterparty: string | null, lines: readonly Line[]): Record<string, unknown> => ({
  counterparty,
  money: lines.filter(({ keys }) => keys.side === 'owes').map(moneyEntry),
  compute: lines.filter(({ keys }) => keys.side === 'supplies').map(compute),
});

export const failureOf = (party: string, lines: readonly Line[], stakes: readonly Line[]): Failure => {
  const given = lines
    .filter(({ keys }) => keys.party === party && (keys.side === 'owes' || keys.side === 'supplies'))
    .filter(isOpen)
    .sort(compareDueDates);
  const byCounterparty = Map.groupBy(given, ({ keys }) => keys.counterparty ?? null);
  return {
    party,
    short: [...byCounterparty]
      .sort(([left], [right]) => compareNames(left, right))
      .map(([counterparty, theirs]) => shortOf(counterparty, theirs)),
    heldBy: stakes.filter(({ keys }) => keys.receiver === party).map(stake),
  };
};
