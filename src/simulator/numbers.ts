import type { Asked } from '../../projections/asking.js';
import type { Bounds } from '../../events/kit/quantity.js';
import { Board } from '../../projections/kit/board.js';
import type { Log } from '../../projections/kit/log.js';
import type { Measure } from '../../projections/kit/measure.js';
import type { EditedLog } from './edited-log.js';
import { refuse } from './refused.js';
import type { Target } from './targets.js';

type Entry = Readonly<Record<string, unknown>>;

/** Views whose rows are sums over deals, so that what each deal adds can be reckoned by itself. */
const summed = new Set(['compute-capacity', 'obligations']);
/** Views in which even the tranches of one deal stand for themselves. */
export const isByTranche = ({ view }: Asked): boolean => view.name === 'compute-capacity';
export const isSummed = ({ view }: Asked): boolean => summed.has(view.name) && view.category === 'deal';

const pointOf = (entry: Entry, measure: string): bigint => {
  const value = entry[measure] as Measure | Bounds | null | undefined;
  return value ? BigInt(value.point ?? value.low) : 0n;
};

const exact = (value: bigint, pointer: string): number => {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : refuse(pointer, 'adds up to more than 2^53 of its unit');
};

/** Reads the numbers of one view off one edited log after the other; only what differs is settled again. */
export class Numbers {
  #board: Board;
  #moved: readonly string[] = [];

  constructor(
    readonly asked: Asked,
    readonly base: Log,
  ) {
    this.#board = new Board(asked.view, asked.question, base);
  }

  read(edited: EditedLog | undefined, targets: readonly Target[]): number[] {
    const rows = this.#rows(edited);
    return targets.flatMap((target) => valuesOf(rows, target));
  }

  /** The combinations of what never adds, among the rows that a target takes together. */
  mixtures({ only }: Target): string[] {
    const { neverAdded } = this.asked.view;
    const found = this.#rows(undefined)
      .filter((row) => matches(row, only))
      .map((row) => neverAdded.map((name) => String(row[name])).join(' '));
    return [...new Set(found)].sort();
  }

  /** The keys of those combinations. */
  get kinds(): Record<string, string>[] {
    const { neverAdded } = this.asked.view;
    const kinds = this.#rows(undefined).map((row) =>
      JSON.stringify(Object.fromEntries(neverAdded.map((name) => [name, row[name]]))),
    );
    return [...new Set(kinds)].sort().map((kind) => JSON.parse(kind) as Record<string, string>);
  }

  #rows(edited: EditedLog | undefined): readonly Entry[] {
    const { view, question } = this.asked;
    if (edited?.touched.some((stream) => stream.startsWith('party-')))
      return rowsOf(new Board(view, question, edited.log), this.asked);
    const touched = (edited?.touched ?? []).filter((stream) => stream.startsWith(`${view.category}-`));
    this.#board.moveTo(edited?.log ?? this.base, new Set([...this.#moved, ...touched]));
    this.#moved = touched;
    return rowsOf(this.#board, this.asked);
  }
}

/** Where rows are sums, line by line: a point that one deal leaves unknown does not hide those of the others. */
const rowsOf = (board: Board, asked: Asked): readonly Entry[] =>
  isSummed(asked)
    ? board.lines.map(({ keys, parts }) => ({
        ...keys,
        ...Object.fromEntries(Object.entries(parts).map(([measure, { bounds }]) => [measure, bounds])),
      }))
    : board.answer().rows;

const matches = (row: Entry, only: Readonly<Record<string, string>>): boolean =>
  Object.entries(only).every(([name, value]) => row[name] === value);

const valuesOf = (rows: readonly Entry[], { measure, only, periods }: Target): number[] => {
  const sums = new Map<string, bigint>(periods.map((period) => [period, 0n]));
  for (const row of rows) {
    // Beside a timeline a period is a key like any other.
    const period = periods[0] === '' ? '' : String(row.period);
    if (matches(row, only) && sums.has(period)) sums.set(period, sums.get(period)! + pointOf(row, measure));
  }
  return periods.map((period) => exact(sums.get(period)!, '/monteCarlo/targets'));
};
