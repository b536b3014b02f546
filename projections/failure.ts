import { measureIn } from './kit/amount.js';
import { compareNames } from './kit/largest.js';
import type { Keys, Line } from './kit/line.js';

/** Who is short of what should a party fail: the money that it owes and the compute that it provides. */
export interface Failure {
  party: string;
  short: Record<string, unknown>[];
  /** Whose stakes in it are at risk. */
  heldBy: Record<string, unknown>[];
}

const measuresTold = (line: Line, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.filter((name) => line.parts[name]).map((name) => [name, measureIn(line, name)]));

const pickKeys = (keys: Keys, names: readonly string[]): Record<string, unknown> =>
  Object.fromEntries(names.map((name) => [name, keys[name] ?? null]));

const entryOf = (
  line: Line,
  keys: readonly string[],
  measures: readonly string[],
): Record<string, unknown> => ({
  ...pickKeys(line.keys, keys),
  ...measuresTold(line, measures),
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
  ...entryOf(line, ['basis', 'currency'], ['stakeBp', 'valueUsCents']),
});

/** By due date, what has none last. */
const compareDueDates = (left: Line, right: Line): number => {
  const text = ({ keys: { due }, id }: Line): string => `${due ?? '~'}|${id}`;
  return text(left) < text(right) ? -1 : 1;
};

const shortOf = (counterparty: string | null, lines: readonly Line[]): Record<string, unknown> => ({
  counterparty,
  money: lines.filter(({ keys }) => keys.side === 'owes').map(moneyEntry),
  compute: lines.filter(({ keys }) => keys.side === 'supplies').map(compute),
});

export const failureOf = (party: string, lines: readonly Line[], stakes: readonly Line[]): Failure => {
  const given = lines
    .filter(({ keys }) => keys.party === party && (keys.side === 'owes' || keys.side === 'supplies'))
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
