import type { Line } from './line.js';
import { SettledLines } from './settled-lines.js';
import { plainTally, type Tally, type TallyMaker } from './tally.js';

/** One table of sums: by which keys, of which measures, and whether a line, as it counts, is in it, whatever its period. */
interface SumTable {
  readonly by: readonly string[];
  readonly measures: readonly string[];
  readonly has: (line: Line) => boolean;
  /** Whether its cells know the events that they rest on, which takes room. */
  readonly rests: boolean;
}

/** What a view adds up beside its rows and totals. */
export interface Grouping {
  /** Lines with the same of these count together, beside all others of their family; each by itself when missing. */
  readonly together?: readonly string[];
  readonly tables: readonly SumTable[];
}

/** Lines of a board as they count: each by itself, row by row, or by the cells of another table. */
export interface CountedLines {
  readonly rows: Tally;
  byThemselves(): readonly Line[];
  byRow(): readonly Line[];
  by(cells: Tally): readonly Line[];
}

/** The sums of one grouping. */
class GroupedSums {
  readonly tallies: readonly Tally[];
  readonly #together: Tally | undefined;
  readonly #settled: SettledLines;

  constructor(
    private readonly grouping: Grouping,
    make: TallyMaker,
  ) {
    const { together, tables } = grouping;
    this.#together = together && make(together, [], false);
    this.tallies = tables.map(({ by, measures, rests }) => make(by, measures, rests));
    this.#settled = new SettledLines(this.tallies);
  }

  /** The lines as they count here. */
  linesOf(counted: CountedLines): readonly Line[] {
    const cells = this.#together;
    if (!cells) return counted.byThemselves();
    return cells.isBySame(counted.rows) ? counted.byRow() : counted.by(cells);
  }

  /** Of all lines with these ids the given ones count from now on. */
  settle(ids: readonly string[], lines: readonly Line[]): void {
    this.#settled.settle(
      ids,
      this.grouping.tables.map(({ has }) => lines.filter(has)),
    );
  }

  /** Adds lines, or takes them off, in further periods as well, and keeps none of them. */
  add(lines: readonly Line[], sign: 1n | -1n, further: readonly string[] = []): void {
    for (const [place, { has }] of this.grouping.tables.entries())
      for (const line of lines) if (has(line)) this.tallies[place]?.add(line, sign, further);
  }

  settleAll(lines: readonly Line[]): this {
    this.settle(
      lines.map(({ id }) => id),
      lines,
    );
    return this;
  }
}

/** Sums beside the rows and totals of a board: read off all of its lines once, and kept while it moves. */
export class KeptSums {
  readonly #kept = new Map<Grouping, GroupedSums>();

  constructor(private readonly make: TallyMaker) {}

  get tallies(): readonly Tally[] {
    return [...this.#kept.values()].flatMap(({ tallies }) => tallies);
  }

  /** Beside the lines that are kept, the ones that are not count, too. */
  of(grouping: Grouping, counted: CountedLines, lone: () => Iterable<CountedLines>): readonly Tally[] {
    const known = this.#kept.get(grouping);
    if (known) return known.tallies;
    const sums = new GroupedSums(grouping, this.make);
    this.#kept.set(grouping, sums);
    sums.settleAll(sums.linesOf(counted));
    for (const clan of lone()) sums.add(sums.linesOf(clan), 1n);
    return sums.tallies;
  }

  /** Adds lines, or takes them off, in all that is kept, and in further periods as well. */
  add(counted: CountedLines, sign: 1n | -1n, further: readonly string[]): void {
    for (const sums of this.#kept.values()) sums.add(sums.linesOf(counted), sign, further);
  }

  /** Settles the lines with these ids anew in all that is kept. */
  settle(ids: readonly string[], counted: CountedLines): void {
    for (const sums of this.#kept.values()) sums.settle(ids, sums.linesOf(counted));
  }
}

/** The sums of lines that no board keeps. */
export const sumsOf = (lines: readonly Line[], grouping: Grouping): readonly Tally[] =>
  new GroupedSums(grouping, plainTally).settleAll(lines).tallies;
