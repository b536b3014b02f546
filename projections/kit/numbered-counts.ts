import {
  type FirstRests,
  type FirstRestsMaker,
  placeAmong,
  type PlacesLog,
  type RestedPlace,
} from './first-rests.js';
import { NameCounts, placeOf } from './name-counts.js';
import { NumberCounts } from './number-counts.js';
import type { NumberedNames } from './numbered-names.js';

/** Fewer are a list, in which a number stands as often as it was counted: there may be a million cells of few names. */
const mostListed = 16;

const none: readonly number[] = [];

/** Counts names by numbers, which many counts share: of many names in little room. */
export class NumberedCounts extends NameCounts {
  #counts: readonly number[] | NumberCounts | undefined;
  /** A list of which nobody else has any part; else it is as it was given. */
  #own: number[] | undefined;
  #size = 0;
  /** Kept once it was asked for: a cell that moves a little is not sorted anew. */
  #sorted: string[] | undefined;
  #first: FirstRests | undefined;

  constructor(private readonly names: NumberedNames) {
    super();
  }

  /** Counts a name once more, or once less. */
  override add(name: string, sign: number): void {
    this.#add(this.names.numberOf(name), sign);
  }

  /** The same of names by their numbers. */
  addAll(numbers: readonly number[], sign: number): void {
    if (numbers.length === 0) return;
    const counts = this.#counts;
    if (!counts && sign === 1 && this.#keepGiven(numbers)) return;
    if (counts instanceof NumberCounts && !this.#first && !this.#sorted)
      this.#size += counts.addAll(numbers, sign);
    else for (const number of numbers) this.#add(number, sign);
  }

  override has(name: string): boolean {
    const number = this.names.known(name);
    if (number === undefined) return false;
    const counts = this.#counts ?? none;
    return counts instanceof NumberCounts ? counts.has(number) : counts.includes(number);
  }

  override [Symbol.iterator](): Iterator<string> {
    return this.keys();
  }

  override get size(): number {
    return this.#size;
  }

  override get sorted(): string[] {
    this.#sorted ??= [...this.keys()].sort();
    return [...this.#sorted];
  }

  /** The names that are counted. */
  *keys(): IterableIterator<string> {
    for (const number of this.#numbers()) yield this.names.nameOf(number);
  }

  /** Where the first so many of the counted events stand in a log, in order. */
  firstPlaces(log: PlacesLog, count: number): RestedPlace[] {
    const first: RestedPlace[] = [];
    let last = Infinity;
    for (const number of this.#numbers()) {
      const position = this.names.positionOf(number, log);
      if (position > last) continue;
      placeAmong(first, [position, this.names.nameOf(number)], count);
      if (first.length > count) first.pop();
      if (first.length === count) last = first.at(-1)![0];
    }
    return first;
  }

  /** Of names of events the first ones in the order of a log, which know how many they stand for. */
  override firstIn(make: FirstRestsMaker): readonly string[] {
    this.#first ??= make(this);
    return this.#first.listed;
  }

  #numbers(): Iterable<number> {
    const counts = this.#counts ?? none;
    return counts instanceof NumberCounts ? counts.numbers() : new Set(counts);
  }

  #add(number: number, sign: number): void {
    const before = this.#countOf(number, sign);
    if ((before === 0) === (before + sign === 0)) return;
    this.#size += before === 0 ? 1 : -1;
    if (this.#first || this.#sorted) this.#turn(this.names.nameOf(number), before === 0);
  }

  /** Most cells of a million rest on what one line does, and need no list of their own. False where it has to be counted. */
  #keepGiven(numbers: readonly number[]): boolean {
    if (numbers.length > mostListed || this.#first || this.#sorted) return false;
    if (numbers.some((number, place) => numbers.indexOf(number) !== place)) return false;
    this.#counts = numbers;
    this.#size = numbers.length;
    return true;
  }

  /** Counts a number; how often it was counted before. */
  #countOf(number: number, sign: number): number {
    if (this.#counts instanceof NumberCounts) return this.#counts.add(number, sign);
    const counts = (this.#own ??= [...(this.#counts ?? none)]);
    this.#counts = counts;
    if (sign === 1 && counts.length >= mostListed) return this.#countMany(counts).add(number, sign);
    let before = 0;
    let place = -1;
    for (let at = 0; at < counts.length; at++)
      if (counts[at] === number) {
        before++;
        place = at;
      }
    if (sign === 1) counts.push(number);
    else if (place < 0) return this.#countMany(counts).add(number, sign);
    else {
      const last = counts.pop();
      if (last !== undefined && place < counts.length) counts[place] = last;
    }
    return before;
  }

  #countMany(listed: readonly number[]): NumberCounts {
    const counts = (this.#counts = new NumberCounts());
    this.#own = undefined;
    for (const number of listed) counts.add(number, 1);
    return counts;
  }

  #turn(name: string, isNew: boolean): void {
    if (isNew) this.#first?.add(name);
    else this.#first?.remove(name);
    if (!this.#sorted) return;
    const place = placeOf(name, this.#sorted);
    this.#sorted.splice(place, isNew ? 0 : 1, ...(isNew ? [name] : []));
  }
}
