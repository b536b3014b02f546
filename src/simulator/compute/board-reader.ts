import type { ViewQuestion } from '../../../projections/asking.js';
import type { Bounds } from '../../../events/kit/quantity.js';
import type { Board } from '../../../projections/kit/board.js';
import type { Entry, Line } from '../../../projections/kit/line.js';
import type { Measure } from '../../../projections/kit/measure.js';
import type { EditedLog } from '../edits/edited-log.js';
import type { IncrementalBoard } from './incremental-board.js';
import { refuse } from '../scenario/refusal.js';
import type { Target } from '../scenario/targets.js';

/** What is added up for targets: where it stands, and the point of each measure; its low where the point is unknown. */
export interface SummedRow {
  keys: Entry;
  pointOf(measure: string): bigint;
}

const pointIn = (value: Measure | Bounds | null | undefined): bigint =>
  value ? BigInt(value.point ?? value.low) : 0n;

const safeNumber = (value: bigint, pointer: string): number => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : refuse(pointer, 'adds up to more than 2^53 of its unit');
};

export const matchesFilter = (row: Entry, only: Readonly<Record<string, string>>): boolean =>
  Object.entries(only).every(([name, value]) => row[name] === value);

const valuesOf = (rows: readonly SummedRow[], { measure, only, periods }: Target): number[] => {
  const sums = new Map<string, bigint>(periods.map((period) => [period, 0n]));
  for (const { keys, pointOf } of rows) {
    // Beside a timeline a period is a key like any other.
    const period = periods[0] === '' ? '' : String(keys.period);
    const sum = sums.get(period);
    if (sum !== undefined && matchesFilter(keys, only)) sums.set(period, sum + pointOf(measure));
  }
  return periods.map((period) => safeNumber(sums.get(period)!, '/monteCarlo/targets'));
};

/** The numbers of all periods of all targets, one target after the other, off the rows that count for each. */
export const sumsOf = (
  rowsFor: (target: Target) => readonly SummedRow[],
  targets: readonly Target[],
): Float64Array => Float64Array.from(targets.flatMap((target) => valuesOf(rowsFor(target), target)));

export const rowOf = ({ keys, parts }: Line): SummedRow => ({
  keys,
  pointOf: (measure) => pointIn(parts[measure]?.bounds),
});

/**
 * Where rows are sums, line by line: a point that one deal leaves unknown does not hide those of the others. What only
 * some are asked of is counted beside the rest of its family.
 */
const rowsOf = (board: Board, asked: ViewQuestion, only?: Readonly<Record<string, string>>): SummedRow[] =>
  asked.view.traits?.summedBy
    ? (only ? board.counted(only) : board.lines).map(rowOf)
    : board.answer().rows.map((row) => ({
        keys: row,
        pointOf: (measure) => pointIn(row[measure] as Measure | null | undefined),
      }));

/** Asks once for targets that name the same keys. */
export const rememberByKeys = <Value>(ask: (target: Target) => Value): ((target: Target) => Value) => {
  const known = new Map<string, Value>();
  return (target) => {
    const key = JSON.stringify(target.only);
    if (!known.has(key)) known.set(key, ask(target));
    return known.get(key)!;
  };
};

/** Reads the numbers of some targets off one edited log after the other, and off the log itself. */
export interface TargetReader {
  readonly asked: ViewQuestion;
  read(edited?: EditedLog): Float64Array;
}

/** Reads them off the whole of a view. */
export class BoardReader implements TargetReader {
  constructor(
    readonly board: IncrementalBoard,
    readonly targets: readonly Target[] = [],
  ) {}

  get asked(): ViewQuestion {
    return this.board.asked;
  }

  read(edited?: EditedLog): Float64Array {
    const board = this.#at(edited);
    const rowsFor = rememberByKeys(({ only }: Target) => rowsOf(board, this.asked, only));
    return sumsOf(rowsFor, this.targets);
  }

  /** The currency of the money that a target takes together; undefined where it is none, or none is there. */
  currencyOf({ only }: Target): string | undefined {
    const found = this.#rows().find(({ keys }) => matchesFilter(keys, only) && keys.currency);
    return found && String(found.keys.currency);
  }

  /** The target with the currency that its numbers are in, where nothing else says it. */
  inItsCurrency(target: Target): Target {
    if (!target.measure.endsWith('UsCents') || target.only.currency !== undefined) return target;
    const currency = this.currencyOf(target);
    return currency === undefined || currency === 'USD' ? target : { ...target, currency };
  }

  /** The combinations of what never adds, among the rows that a target takes together. */
  mixtures({ only }: Target): string[] {
    const { neverAdded } = this.asked.view;
    const found = this.#rows()
      .filter(({ keys }) => matchesFilter(keys, only))
      .map(({ keys }) => neverAdded.map((name) => String(keys[name])).join(' '));
    return [...new Set(found)].sort();
  }

  /** The keys of those combinations. */
  get kinds(): Record<string, string>[] {
    const { neverAdded } = this.asked.view;
    const kinds = this.#rows().map(({ keys }) =>
      JSON.stringify(Object.fromEntries(neverAdded.map((name) => [name, keys[name]]))),
    );
    return [...new Set(kinds)].sort().map((kind) => JSON.parse(kind) as Record<string, string>);
  }

  #rows(edited?: EditedLog): SummedRow[] {
    return rowsOf(this.#at(edited), this.asked);
  }

  /** Lines are read target by target, and time after time: a board that keeps them reads them once. */
  #at(edited?: EditedLog): Board {
    return this.board.keepLines().at(edited);
  }
}
