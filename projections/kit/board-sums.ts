import { type CountedLines, type Grouping, KeptSums } from './grouped-sums.js';
import type { Line } from './line.js';
import type { LinesTogether } from './lines-together.js';
import type { Question } from './question.js';
import { SettledLines } from './settled-lines.js';
import type { Tally } from './tally.js';
import type { View } from './view.js';
import { rowTally, totalTally } from './view-tallies.js';

/** What the lines of a board come to: each by itself, row by row, in all, and by whatever else a view adds up. */
export class BoardSums {
  rows: Tally;
  readonly totals: Tally;
  readonly #shown = new SettledLines();
  /** What each line adds to its row, beside the others of that row. */
  #rowLines: SettledLines;
  readonly #totalLines: SettledLines;
  readonly #kept = new KeptSums();

  constructor(
    private readonly view: View,
    question: Question,
  ) {
    this.rows = rowTally(view, question);
    this.totals = totalTally(view, question);
    this.#rowLines = new SettledLines(this.rows);
    this.#totalLines = new SettledLines(this.totals);
  }

  get lines(): Line[] {
    return this.#shown.all;
  }

  get totalLines(): Line[] {
    return this.#totalLines.all;
  }

  line(id: string): Line | undefined {
    return this.#shown.line(id);
  }

  /** Adds the lines up by the rows of another question; they are given as they count there. */
  regroup(question: Question, linesBy: CountedLines['by']): void {
    this.rows = rowTally(this.view, question);
    this.#rowLines = new SettledLines(this.rows);
    const lines = linesBy(this.rows);
    this.#rowLines.settle(
      lines.map(({ id }) => id),
      lines,
    );
  }

  /** Sums beside rows and totals; all lines as they count by other cells are asked for once. */
  of(grouping: Grouping, linesBy: CountedLines['by']): readonly Tally[] {
    return this.#kept.of(grouping, {
      rows: this.rows,
      byThemselves: () => this.lines,
      byRow: () => this.#rowLines.all,
      by: linesBy,
    });
  }

  /** Of lines that have to be reckoned together those that are asked for count as they do now. */
  show(ids: readonly string[], together: LinesTogether, isAsked: (line: Line) => boolean): void {
    const { rows } = this;
    const lines = together.lines.filter(isAsked);
    const asked = new Set(lines.map(({ id }) => id));
    const by = (groupOf: (line: Line) => string): Line[] =>
      together.counted((line) => (asked.has(line.id) ? groupOf(line) : undefined));
    const shown = by(({ id }) => id);
    // Lines that are each in a row of their own count there as by themselves.
    const isEachAlone = new Set(lines.map((line) => rows.textFor(line))).size === lines.length;
    const inRows = isEachAlone ? shown : by((line) => rows.textFor(line));
    this.#shown.settle(ids, shown);
    this.#rowLines.settle(ids, inRows);
    this.#totalLines.settle(ids, lines.length === 1 ? shown : by(() => ''));
    const counted = { rows, byThemselves: () => shown, byRow: () => inRows };
    this.#kept.settle(ids, { ...counted, by: (cells) => by((line) => cells.textFor(line)) });
  }
}
