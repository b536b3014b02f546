import { type CountedLines, type Grouping, KeptSums } from './grouped-sums.js';
import type { Line } from './line.js';
import type { LinesTogether } from './lines-together.js';
import type { Question } from './question.js';
import { SettledLines } from './settled-lines.js';
import type { Tally } from './tally.js';
import type { View } from './view.js';
import { rowTally, totalTally } from './view-tallies.js';

/** The ways in which a line counts: by itself, beside the others of its row, and beside all. */
const [byItself, inRow, inAll] = [0, 1, 2];

/** What the lines of a board come to: each by itself, row by row, in all, and by whatever else a view adds up. */
export class BoardSums {
  rows: Tally;
  readonly totals: Tally;
  readonly #settled: SettledLines;
  readonly #kept = new KeptSums();
  /** While lines are tried out: those that differ from what is added up, and those that are gone. */
  #tried: Map<string, Line | undefined> | undefined;

  constructor(
    private readonly view: View,
    question: Question,
  ) {
    this.rows = rowTally(view, question);
    this.totals = totalTally(view, question);
    this.#settled = new SettledLines([undefined, this.rows, this.totals]);
  }

  get lines(): Line[] {
    return this.#settled.all(byItself);
  }

  get totalLines(): Line[] {
    return this.#settled.all(inAll);
  }

  line(id: string): Line | undefined {
    return this.#tried?.has(id) ? this.#tried.get(id) : this.#settled.line(id, byItself);
  }

  /** Adds the lines up by the rows of another question; they are given as they count there. */
  regroup(question: Question, linesBy: CountedLines['by']): void {
    this.rows = rowTally(this.view, question);
    this.#settled.recount(inRow, this.rows, linesBy(this.rows));
  }

  /** Sums beside rows and totals; all lines as they count by other cells are asked for once. */
  of(grouping: Grouping, linesBy: CountedLines['by']): readonly Tally[] {
    return this.#kept.of(grouping, {
      rows: this.rows,
      byThemselves: () => this.lines,
      byRow: () => this.#settled.all(inRow),
      by: linesBy,
    });
  }

  /** From now on lines are only tried out: nothing is added up until that ends. */
  startTrying(): void {
    this.#tried = new Map();
  }

  /** The lines that were tried out, to be shown as they are in the end. */
  stopTrying(): Iterable<string> {
    const ids = this.#tried?.keys() ?? [];
    this.#tried = undefined;
    return ids;
  }

  /** Of lines that have to be reckoned together those that are asked for count as they do now. */
  show(ids: readonly string[], together: LinesTogether, isAsked: (line: Line) => boolean): void {
    const { rows } = this;
    const lines = together.lines.filter(isAsked);
    const asked = new Set(lines.map(({ id }) => id));
    const by = (groupOf: (line: Line) => string): Line[] =>
      together.counted((line) => (asked.has(line.id) ? groupOf(line) : undefined));
    const shown = by(({ id }) => id);
    if (this.#tried) return this.#try(ids, shown);
    // Lines that are each in a row of their own count there as by themselves.
    const isEachAlone = new Set(lines.map((line) => rows.textFor(line))).size === lines.length;
    const inRows = isEachAlone ? shown : by((line) => rows.textFor(line));
    const inTotals = lines.length === 1 ? shown : by(() => '');
    this.#settled.settle(ids, [shown, inRows, inTotals]);
    const counted = { rows, byThemselves: () => shown, byRow: () => inRows };
    this.#kept.settle(ids, { ...counted, by: (cells) => by((line) => cells.textFor(line)) });
  }

  #try(ids: readonly string[], shown: readonly Line[]): void {
    for (const id of ids) this.#tried?.set(id, undefined);
    for (const line of shown) this.#tried?.set(line.id, line);
  }
}
