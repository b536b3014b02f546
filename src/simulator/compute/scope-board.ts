import type { Fact } from '../../../events/index.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { Board } from '../../../projections/kit/board.js';
import type { Log } from '../../../projections/kit/log.js';
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
export type CellSums = ReadonlyMap<string, CellSum>;

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
 * Whether a view that is a sum shows the same with either beside everything else: what both come to is all that differs.
 * Undefined where that depends on what stands beside, as a sum without a point does on whether others have one.
 */
export const areSameSums = (one: CellSums, other: CellSums): boolean | undefined => {
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

  sums(scope: DealScope, edited: EditedLog): CellSums {
    const { view, question } = this.asked;
    const log = new DealsAlone(edited.outcome, new Set(scope.keys()));
    const changed = this.#changed(scope, log);
    if (this.#board) this.#board.moveTo(log, changed);
    else this.#board = new Board(view, question, log);
    return cellSumsOf(this.#board);
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
