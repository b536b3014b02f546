import { type CountedLines, type Grouping, KeptSums } from './grouped-sums.js';
import type { Line } from './line.js';
import type { LinesTogether } from './lines-together.js';
import type { Question } from './question.js';
import { SettledLines } from './settled-lines.js';
import { plainTally, type Tally, type TallyMaker } from './tally.js';
import type { AskedKeys, View } from './view.js';
import { rowTally, totalTally } from './view-tallies.js';

/** The ways in which a line counts: by itself, beside the others of its row, and beside all. */
const [byItself, inRow, inAll] = [0, 1, 2];

/** All lines of a board, as they have to be reckoned together. */
export interface BoardLines extends AskedKeys {
  /** The ones that are kept and asked for, as they count by other cells. */
  by(cells: Tally): readonly Line[];
  /** The others, read again. */
  lone(): Iterable<LinesTogether>;
}

/** What takes room on a board. */
export interface BoardRoom {
  readonly lines: number;
  readonly cells: number;
  readonly names: number;
}

/** Lines that have to be reckoned together, as each counts in each way. */
interface CountedClan {
  readonly shown: readonly Line[];
  readonly inRows: readonly Line[];
  readonly inTotals: readonly Line[];
  readonly counted: CountedLines;
}

/** Of lines that have to be reckoned together those that are asked for, and what each group of them adds. */
const askedIn = (together: LinesTogether, asked: AskedKeys) => {
  const lines = together.lines.filter(({ keys }) => asked.isAsked(keys));
  const ids = new Set(lines.map(({ id }) => id));
  const by = (groupOf: (line: Line) => string): Line[] =>
    together.counted((line) => (ids.has(line.id) ? groupOf(line) : undefined));
  return { lines, by };
};

/** What the lines of a board come to: each by itself, row by row, in all, and by whatever else a view adds up. */
export class BoardSums {
  rows: Tally;
  readonly totals: Tally;
  readonly #settled: SettledLines;
  readonly #kept: KeptSums;
  /** While lines are tried out: those that differ from what is added up, and those that are gone. */
  #tried: Map<string, Line | undefined> | undefined;

  constructor(
    private readonly view: View,
    question: Question,
    private readonly make: TallyMaker = plainTally,
  ) {
    this.#kept = new KeptSums(make);
    this.rows = rowTally(view, question, this.make);
    this.totals = totalTally(view, question, this.make);
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

  /** The room that it takes: lines that are kept, cells of all tables, and names that these count. */
  get room(): BoardRoom {
    const tables = [this.rows, this.totals, ...this.#kept.tallies].map(({ room }) => room);
    const cells = tables.reduce((sum, table) => sum + table.cells, 0);
    return { lines: this.#settled.size, cells, names: tables.reduce((sum, table) => sum + table.names, 0) };
  }

  /** Adds the lines up by the rows of another question. */
  regroup(question: Question, lines: BoardLines): void {
    const rows = rowTally(this.view, question, this.make);
    this.rows = rows;
    this.#settled.recount(inRow, rows, lines.by(rows));
    for (const clan of lines.lone()) for (const line of this.#counted(clan, lines).inRows) rows.add(line, 1n);
  }

  /** Sums beside rows and totals; all lines as they count by other cells are asked for once. */
  of(grouping: Grouping, lines: BoardLines): readonly Tally[] {
    const { rows } = this;
    return this.#kept.of(
      grouping,
      {
        rows,
        byThemselves: () => this.lines,
        byRow: () => this.#settled.all(inRow),
        by: lines.by,
      },
      () => this.#loneCounted(lines),
    );
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
  show(ids: readonly string[], together: LinesTogether, asked: AskedKeys): void {
    if (this.#tried) return this.#try(ids, together, asked);
    const { shown, inRows, inTotals, counted } = this.#counted(together, asked);
    this.#settled.settle(ids, [shown, inRows, inTotals]);
    this.#kept.settle(ids, counted);
  }

  /**
   * Adds lines that have to be reckoned together, or takes them off, as far as they are asked for, in further periods as
   * well; none of them is kept.
   */
  add(together: LinesTogether, asked: AskedKeys, sign: 1n | -1n, further: readonly string[]): void {
    const { inRows, inTotals, counted } = this.#counted(together, asked);
    for (const line of inRows) this.rows.add(line, sign, further);
    for (const line of inTotals) this.totals.add(line, sign, further);
    this.#kept.add(counted, sign, further);
  }

  #try(ids: readonly string[], together: LinesTogether, asked: AskedKeys): void {
    for (const id of ids) this.#tried?.set(id, undefined);
    for (const line of askedIn(together, asked).by(({ id }) => id)) this.#tried?.set(line.id, line);
  }

  *#loneCounted(lines: BoardLines): Iterable<CountedLines> {
    for (const clan of lines.lone()) yield this.#counted(clan, lines).counted;
  }

  #counted(together: LinesTogether, asked: AskedKeys): CountedClan {
    const { rows, totals } = this;
    const { lines, by } = askedIn(together, asked);
    const shown = by(({ id }) => id);
    // Lines that are each in a row of their own count there as by themselves.
    const isEachAlone = new Set(lines.map((line) => rows.textFor(line))).size === lines.length;
    const inRows = isEachAlone ? shown : by((line) => rows.textFor(line));
    // Lines of which no two are in one total don't go together: what is kept apart there is kept apart in families.
    const isInTotalAlone = new Set(lines.map((line) => totals.textFor(line))).size === lines.length;
    const inTotals = isInTotalAlone ? shown : by(() => '');
    const counted: CountedLines = {
      rows,
      byThemselves: () => shown,
      byRow: () => inRows,
      by: (cells) => by((line) => cells.textFor(line)),
    };
    return { shown, inRows, inTotals, counted };
  }
}
