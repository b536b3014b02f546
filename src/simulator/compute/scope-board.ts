import type { Fact } from '../../../events/index.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import { claimedPartsIn } from '../../../projections/kit/claimed-parts.js';
import type { Line } from '../../../projections/kit/line.js';
import type { Log } from '../../../projections/kit/log.js';
import { isAlike } from '../../../projections/kit/same-lines.js';
import type { EditedLog } from '../edits/edited-log.js';
import type { DealScope } from '../edits/excerpt.js';

const none: readonly Fact[] = [];

/** Some deals of a log and no others; all else is as it is. */
class DealsAlone implements Log {
  constructor(
    readonly whole: Log,
    private readonly deals: ReadonlySet<string>,
  ) {}

  get position(): number {
    return this.whole.position;
  }

  streams(category: string): Iterable<string> {
    return category === 'deal' ? this.deals : this.whole.streams(category);
  }

  facts(stream: string): readonly Fact[] {
    return stream.startsWith('deal-') && !this.deals.has(stream) ? none : this.whole.facts(stream);
  }

  fact(id: string): Fact | undefined {
    return this.whole.fact(id);
  }
}

/** What a measure of a cell comes to. */
interface CellSum {
  makings: string;
  low: bigint;
  isSeen: boolean;
}

const nothing: CellSum = { makings: '', low: 0n, isSeen: false };

/** What the cells of a board come to, by the place of their measure in its tables. */
type CellSums = ReadonlyMap<string, CellSum>;

/** What a few deals come to by themselves. */
export interface ScopeReading {
  sums: CellSums;
  /** The lines that are counted with others, by their ids. */
  tied: ReadonlyMap<string, Line>;
  /** What an answer lists beside its rows and totals. */
  lists: Readonly<Record<string, unknown>>;
}

/** Lines that are in others, overlap them or follow them, and those. */
const tiedLinesOf = ({ lines, families }: Board): Map<string, Line> => {
  const tied = new Map<string, Line>();
  for (const { id } of lines) {
    const line = families.line(id);
    if (!line) continue;
    const others = [line.container, line.successor, ...(line.overlaps ?? []).map(({ other }) => other)];
    const named = others.filter((name) => name !== undefined);
    for (const name of named.length > 0 ? [id, ...named] : []) {
      const one = families.line(name);
      if (one) tied.set(name, one);
    }
  }
  return tied;
};

const grounds: ReadonlySet<string> = new Set(['rests', 'flags']);

const areSameTied = (one: ScopeReading['tied'], other: ScopeReading['tied']): boolean =>
  one.size === other.size && [...one].every(([id, line]) => isAlike(line, other.get(id), grounds));

const cellSumsOf = ({ view, rows, totals }: Board): CellSums => {
  const sums = new Map<string, CellSum>();
  for (const [table, tally] of [rows, totals].entries())
    for (const cell of tally.cells)
      for (const measure of view.measures) {
        const sum = cell.sum(measure);
        const { makings, isSeen, bounds } = sum;
        sums.set(`${table} ${measure} ${tally.textOf(cell)}`, { makings, isSeen, low: bounds.low });
      }
  return sums;
};

/**
 * Whether a view that is a sum shows the same rows, totals and sums of both with either beside everything else. Undefined
 * where that depends on what stands beside: also where what is counted with others differs, of which more is told.
 */
export const areSameReadings = (one: ScopeReading, other: ScopeReading): boolean | undefined => {
  const isSame = areSameSums(one.sums, other.sums);
  return isSame && !areSameTied(one.tied, other.tied) ? undefined : isSame;
};

/**
 * Whether a view that is a sum shows the same with either beside everything else: what both come to is all that differs.
 * Undefined where that depends on what stands beside, as a sum without a point does on whether others have one.
 */
const areSameSums = (one: CellSums, other: CellSums): boolean | undefined => {
  let isSame = true;
  for (const place of new Set([...one.keys(), ...other.keys()])) {
    const [left, right] = [one.get(place) ?? nothing, other.get(place) ?? nothing];
    if (left.makings === right.makings) continue;
    // Lower ends add up, whatever else there is.
    if (left.low !== right.low && (left.isSeen || right.isSeen)) return false;
    isSame = false;
  }
  return isSame ? true : undefined;
};

/** What a few deals come to in a view that is a sum: a board on which they stand alone, moved from some to the next. */
export class ScopeBoard {
  #board: Board | undefined;
  readonly #standing = new Map<string, readonly Fact[]>();

  constructor(readonly asked: ViewQuestion) {}

  read(scope: DealScope, edited: EditedLog): ScopeReading {
    const { view, question } = this.asked;
    const log = new DealsAlone(edited.outcome, new Set(scope.keys()));
    const changed = this.#changed(scope, log);
    if (this.#board) this.#board.moveTo(log, changed);
    else this.#board = new Board(view, question, log, { divide: claimedPartsIn });
    const lists = view.listsBeside?.(this.#board) ?? {};
    return { sums: cellSumsOf(this.#board), tied: tiedLinesOf(this.#board), lists };
  }

  /** The deals that read otherwise than those that stand there. */
  #changed(scope: DealScope, log: Log): string[] {
    const streams = new Set([...this.#standing.keys(), ...scope.keys()]);
    const changed = [...streams].filter((stream) => log.facts(stream) !== this.#standing.get(stream));
    for (const stream of changed) {
      if (scope.has(stream)) this.#standing.set(stream, log.facts(stream));
      else this.#standing.delete(stream);
    }
    return changed;
  }
}
