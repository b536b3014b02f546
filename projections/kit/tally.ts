import type { Keys, Line } from './line.js';
import { differingParts, type Measure, type Part, Sum } from './measure.js';
import { NameCounts } from './name-counts.js';

/** What names a row counts. */
export type CountedNames = 'rests' | 'flags' | 'undisclosed' | 'undated';

/** What nothing was added to. */
const none = new NameCounts();

/** One row in the making. */
export class RowTally {
  readonly #sums = new Map<string, Sum>();
  #rests: NameCounts | undefined;
  // Of a million rows most have no marks, and nothing that is missing.
  #flags: NameCounts | undefined;
  #undisclosed: NameCounts | undefined;
  #undated: NameCounts | undefined;
  lines = 0;

  constructor(
    readonly keys: Keys,
    measures: readonly string[],
    protected readonly hasRests: boolean,
  ) {
    for (const measure of measures) this.#sums.set(measure, new Sum());
  }

  sum(measure: string): Sum {
    const sum = this.#sums.get(measure);
    if (!sum) throw new RangeError(`${measure} is no measure of this view`);
    return sum;
  }

  /** What the sum of a measure comes to. */
  measure(measure: string): Measure | null {
    return this.sum(measure).measure;
  }

  /** How many names it counts. */
  get nameCount(): number {
    return (this.#rests?.size ?? 0) + this.undisclosed.size + this.undated.size;
  }

  /** The events behind its lines. Throws RangeError where the table does not keep them. */
  get rests(): NameCounts {
    if (!this.hasRests) throw new RangeError('this table does not keep what its cells rest on');
    return this.#rests ?? none;
  }

  get flags(): NameCounts {
    return this.#flags ?? none;
  }

  get undisclosed(): NameCounts {
    return this.#undisclosed ?? none;
  }

  get undated(): NameCounts {
    return this.#undated ?? none;
  }

  add(line: Line, sign: 1n | -1n): void {
    const one = Number(sign);
    for (const measure in line.parts) {
      const part = line.parts[measure];
      if (part) this.move(measure, part, sign);
    }
    if (this.hasRests) for (const id of line.rests) this.counted('rests').add(id, one);
    for (const flag of line.flags) this.counted('flags').add(flag, one);
    if (line.undisclosed !== undefined) this.counted('undisclosed').add(line.undisclosed, one);
    if (line.undated !== undefined) this.counted('undated').add(line.undated, one);
    this.lines += one;
  }

  /** What names are counted in, from now on of its own. */
  protected counted(names: CountedNames): NameCounts {
    if (names === 'rests') return (this.#rests ??= this.newCounts());
    if (names === 'flags') return (this.#flags ??= this.newCounts());
    if (names === 'undisclosed') return (this.#undisclosed ??= this.newCounts());
    return (this.#undated ??= this.newCounts());
  }

  protected newCounts(): NameCounts {
    return new NameCounts();
  }

  /** Adds what a line adds to one measure, if that is one of these. */
  protected move(measure: string, part: Part, sign: 1n | -1n): void {
    this.#sums.get(measure)?.add(part, sign);
  }

  /** Puts one line in the place of another; what both say costs nothing. */
  replace(before: Line, after: Line): void {
    differingParts(before.parts, after.parts, (measure, gone, come) => {
      if (come) this.move(measure, come, 1n);
      if (gone) this.move(measure, gone, -1n);
    });
    if (this.hasRests) this.#replace('rests', before.rests, after.rests);
    this.#replace('flags', before.flags, after.flags);
    this.#replace('undisclosed', listed(before.undisclosed), listed(after.undisclosed));
    this.#replace('undated', listed(before.undated), listed(after.undated));
  }

  #replace(names: CountedNames, before: ListedNames, after: ListedNames): void {
    if (before.length > 0 || after.length > 0) this.counted(names).replace(before, after);
  }
}

type ListedNames = readonly string[];

const listed = (name: string | undefined): ListedNames => (name === undefined ? [] : [name]);

const textOf = (dimensions: readonly string[], keys: Keys): string =>
  JSON.stringify(dimensions.map((dimension) => keys[dimension] ?? null));

/** So many texts are remembered: what is reckoned together asks for the same few, one way after the other. */
const mostTexts = 8;

/** The texts of the keys that were asked for last. */
class RecentTexts {
  readonly #keys: Keys[] = [];
  readonly #texts: string[] = [];
  #next = 0;

  of(keys: Keys, write: () => string): string {
    const known = this.#keys.indexOf(keys);
    if (known >= 0) return this.#texts[known]!;
    const text = write();
    [this.#keys[this.#next], this.#texts[this.#next]] = [keys, text];
    this.#next = (this.#next + 1) % mostTexts;
    return text;
  }
}

interface TallyRoom {
  readonly cells: number;
  readonly names: number;
}

/** A view that is a sum: what a stream contributed is subtracted, what it contributes now is added. */
export class Tally {
  readonly #cells = new Map<string, RowTally>();
  /** Kept once somebody asks. */
  #touched: Set<string> | undefined;
  readonly #texts = new RecentTexts();
  #sorted: RowTally[] | undefined;

  constructor(
    readonly dimensions: readonly string[],
    readonly measures: readonly string[],
    /** Whether its cells know the events that they rest on. */
    readonly hasRests = true,
  ) {}

  settle(before: Line | undefined, after: Line | undefined): void {
    if (before === after) return;
    const cell = before && after && this.#cellOfBoth(before, after);
    if (cell) return cell.replace(before, after);
    if (before) this.add(before, -1n);
    if (after) this.add(after, 1n);
  }

  /** Adds a line, or takes it off; in further periods, too, in which it says the same. */
  add(line: Line, sign: 1n | -1n, further: readonly string[] = []): void {
    this.addAt(this.textFor(line), line.keys, (cell) => cell.add(line, sign));
    for (const period of further) this.add({ ...line, keys: { ...line.keys, period } }, sign);
  }

  /** Lets something be added to a cell, in another period if one is named, or taken off. */
  protected addAt(text: string, keys: Keys, add: (cell: RowTally) => void, period?: string): void {
    this.#touched?.add(text);
    const known = this.#cells.get(text);
    const cell = known ?? this.cellOf(this.#ownKeys(period === undefined ? keys : { ...keys, period }));
    add(cell);
    if (known && cell.lines > 0) return;
    this.#sorted = undefined;
    if (cell.lines === 0) this.#cells.delete(text);
    else this.#cells.set(text, cell);
  }

  #cellOfBoth(before: Line, after: Line): RowTally | undefined {
    const text = this.textFor(after);
    if (text !== this.textFor(before)) return undefined;
    this.#touched?.add(text);
    return this.#cells.get(text);
  }

  /** The cells in the order of their keys. */
  get cells(): readonly RowTally[] {
    this.#sorted ??= [...this.#cells]
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([, cell]) => cell);
    return this.#sorted;
  }

  textOf(cell: RowTally): string {
    return textOf(this.dimensions, cell.keys);
  }

  /** Whether two lines are in one cell here wherever they are in one there. */
  isBySame({ dimensions }: Pick<Tally, 'dimensions'>): boolean {
    const names = new Set(this.dimensions);
    return names.size === dimensions.length && dimensions.every((name) => names.has(name));
  }

  /** The text of the cell that a line is in. */
  textFor(line: Line): string {
    return this.textAt(line.keys);
  }

  textAt(keys: Keys): string {
    return this.#texts.of(keys, () => textOf(this.dimensions, keys));
  }

  at(text: string): RowTally | undefined {
    return this.#cells.get(text);
  }

  /** How many cells it has, and how many names of events and marks these count. */
  get room(): TallyRoom {
    let names = 0;
    for (const cell of this.#cells.values()) names += cell.nameCount;
    return { cells: this.#cells.size, names };
  }

  /** The cells that were settled since the last call; the first one begins to keep them. */
  takeTouched(): string[] {
    const touched = [...(this.#touched ?? [])];
    this.#touched = new Set();
    return touched;
  }

  /** A cell with nothing in it. */
  protected cellOf(keys: Keys): RowTally {
    return new RowTally(keys, this.measures, this.hasRests);
  }

  #ownKeys(keys: Keys): Keys {
    return Object.fromEntries(this.dimensions.map((dimension) => [dimension, keys[dimension] ?? null]));
  }
}

/** Makes a table: by which dimensions, of which measures, and whether its cells know the events that they rest on. */
export type TallyMaker = (
  dimensions: readonly string[],
  measures: readonly string[],
  hasRests: boolean,
) => Tally;

export const plainTally: TallyMaker = (...made) => new Tally(...made);
