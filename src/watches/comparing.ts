import { isKey } from '../../projections/difference.js';
import type { Entry } from '../../projections/kit/line.js';
import { isMeasure, type Measure } from '../../projections/kit/measure.js';
import { isBeyond, type Threshold } from './threshold.js';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';
import type { Watch, WatchedMove } from './watch.js';

/** What a watch watches of an answer: its rows when it asks by something, else its totals. */
export const watchedTable = ({ question }: Pick<Watch, 'question'>, answer: ViewAnswer): readonly Entry[] =>
  question.by === undefined ? answer.totals : answer.rows;

interface WatchedNumber {
  keys: Record<string, string>;
  value: Measure | null;
}

const keysOf = (entry: Entry, measure: string): Record<string, string> =>
  Object.fromEntries(
    Object.entries(entry).flatMap(([name, value]) =>
      name !== measure && typeof value === 'string' && isKey(name, value) ? [[name, value]] : [],
    ),
  );

/** A number that an entry has without bounds is known exactly. */
const measureOf = (value: unknown): Measure | null => {
  if (typeof value === 'number') return { low: value, point: value, high: value };
  return isMeasure(value) ? value : null;
};

const numbersIn = (entries: readonly Entry[], measure: string): Map<string, WatchedNumber> =>
  new Map(
    entries.map((entry) => {
      const [keys, value] = [keysOf(entry, measure), entry[measure]];
      return [JSON.stringify(keys), { keys, value: measureOf(value) }];
    }),
  );

const entryOf = ({ keys, value }: WatchedNumber, measure: string): Entry => ({ ...keys, [measure]: value });

/** Entries as they are kept: their keys and the number that is watched. */
export const watchedEntries = (entries: readonly Entry[], measure: string): Entry[] =>
  [...numbersIn(entries, measure).values()].map((number) => entryOf(number, measure));

/**
 * What moved by more than the threshold since it was told last, and what counts as told from now on: what moved by less
 * stays as it was told, so that small moves add up.
 */
export const compareTold = (
  told: readonly Entry[],
  now: readonly Entry[],
  measure: string,
  threshold: Threshold,
): { moves: WatchedMove[]; told: Entry[] } => {
  const [before, after] = [numbersIn(told, measure), numbersIn(now, measure)];
  const moves: WatchedMove[] = [];
  const kept: Entry[] = [];
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const [old, fresh] = [before.get(key), after.get(key)];
    const [from, to] = [old?.value ?? null, fresh?.value ?? null];
    const moved = isBeyond(from, to, threshold);
    if (moved) moves.push({ keys: fresh?.keys ?? old?.keys ?? {}, from, to });
    const stays = moved ? fresh : old;
    if (stays) kept.push(entryOf(stays, measure));
  }
  return { moves, told: kept };
};
