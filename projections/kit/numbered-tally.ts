import type { Keys, Line } from './line.js';
import type { Measure, Part, Sum } from './measure.js';
import type { NameCounts } from './name-counts.js';
import { NumberedCounts } from './numbered-counts.js';
import type { NumberedNames } from './numbered-names.js';
import { SumColumns, type SumsAddend, sumsAddendOf } from './sum-columns.js';
import { type CountedNames, RowTally, Tally } from './tally.js';

/** What a line adds to a cell, made once for all cells that it goes into. */
interface CellAddend {
  readonly sums: SumsAddend;
  /** Names by their numbers. */
  readonly rests: readonly number[];
  readonly flags: readonly number[];
  readonly undisclosed: readonly number[];
  readonly undated: readonly number[];
}

const none: readonly number[] = [];

const addendOf = (line: Line, measures: readonly string[], names: NumberedNames): CellAddend => {
  const { parts, rests, flags, undisclosed, undated } = line;
  return {
    sums: sumsAddendOf(parts, measures),
    rests: rests.map((name) => names.numberOf(name)),
    flags: flags.length === 0 ? none : flags.map((name) => names.numberOf(name)),
    undisclosed: undisclosed === undefined ? none : [names.numberOf(undisclosed)],
    undated: undated === undefined ? none : [names.numberOf(undated)],
  };
};

interface MadeAddend {
  readonly line: Line;
  readonly measures: readonly string[];
  readonly addend: CellAddend;
}

/** What the lines added that were added last: rows and totals add the same ones, one after the other. */
class RecentAddends {
  readonly #made: MadeAddend[] = [];
  #next = 0;

  of(line: Line, measures: readonly string[], names: NumberedNames): CellAddend {
    const known = this.#made.find((one) => one.line === line && one.measures === measures);
    if (known) return known.addend;
    const addend = addendOf(line, measures, names);
    this.#made[this.#next] = { line, measures, addend };
    this.#next = (this.#next + 1) % mostMade;
    return addend;
  }
}

const mostMade = 8;
const recent = new WeakMap<NumberedNames, RecentAddends>();

/** A row of which sums are columns, and names are counted by their numbers. */
class NumberedRow extends RowTally {
  readonly #sums: SumColumns;

  constructor(
    keys: Keys,
    private readonly measures: readonly string[],
    hasRests: boolean,
    private readonly names: NumberedNames,
  ) {
    super(keys, [], hasRests);
    this.#sums = new SumColumns(measures.length);
  }

  /** As it is now. */
  override sum(measure: string): Sum {
    const place = this.measures.indexOf(measure);
    return place < 0 ? super.sum(measure) : this.#sums.at(place);
  }

  override measure(measure: string): Measure | null {
    const place = this.measures.indexOf(measure);
    return place < 0 ? super.measure(measure) : this.#sums.measureAt(place);
  }

  override add(line: Line, sign: 1n | -1n): void {
    this.addAddend(addendOf(line, this.measures, this.names), sign === 1n ? 1 : -1);
  }

  addAddend({ sums, rests, flags, undisclosed, undated }: CellAddend, sign: 1 | -1): void {
    this.#sums.add(sums, sign);
    if (this.hasRests) this.#countAll('rests', rests, sign);
    this.#countAll('flags', flags, sign);
    this.#countAll('undisclosed', undisclosed, sign);
    this.#countAll('undated', undated, sign);
    this.lines += sign;
  }

  #countAll(names: CountedNames, numbers: readonly number[], sign: 1 | -1): void {
    if (numbers.length === 0) return;
    const counts = this.counted(names);
    if (counts instanceof NumberedCounts) counts.addAll(numbers, sign);
  }

  protected override newCounts(): NameCounts {
    return new NumberedCounts(this.names);
  }

  protected override move(measure: string, part: Part, sign: 1n | -1n): void {
    this.#sums.add(sumsAddendOf({ [measure]: part }, this.measures), sign === 1n ? 1 : -1);
  }
}

/** The texts of cells by those of the same cells in other periods: there are as many as cells. */
class PeriodTexts {
  readonly #known = new Map<string, Map<string, string>>();

  of(text: string, period: string, write: () => string): string {
    const byPeriod = this.#known.get(text) ?? new Map<string, string>();
    this.#known.set(text, byPeriod);
    const known = byPeriod.get(period);
    if (known !== undefined) return known;
    const written = write();
    byPeriod.set(period, written);
    return written;
  }
}

/** A table of many lines in many periods: what a line adds is worked out once, and names share their numbers. */
export class NumberedTally extends Tally {
  readonly #periodTexts = new PeriodTexts();

  constructor(
    private readonly names: NumberedNames,
    ...made: ConstructorParameters<typeof Tally>
  ) {
    super(...made);
  }

  override add(line: Line, sign: 1n | -1n, further: readonly string[] = []): void {
    const addends = recent.get(this.names) ?? new RecentAddends();
    recent.set(this.names, addends);
    const addend = addends.of(line, this.measures, this.names);
    const one = sign === 1n ? 1 : -1;
    const add = (row: RowTally): void => {
      if (row instanceof NumberedRow) row.addAddend(addend, one);
    };
    const { keys } = line;
    const text = this.textFor(line);
    this.addAt(text, keys, add);
    for (const period of further) {
      const other = this.#periodTexts.of(text, period, () => this.textAt({ ...keys, period }));
      this.addAt(other, keys, add, period);
    }
  }

  protected override cellOf(keys: Keys): RowTally {
    return new NumberedRow(keys, this.measures, this.hasRests, this.names);
  }
}
