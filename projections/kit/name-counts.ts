import type { FirstRests, FirstRestsMaker } from './first-rests.js';

/** Where a name stands, or would stand, in a sorted list. */
export const placeOf = (name: string, sorted: readonly string[]): number => {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    const there = sorted[middle];
    if (there !== undefined && there < name) low = middle + 1;
    else high = middle;
  }
  return low;
};

/** How many names two lists have in common from one end on. */
const countSame = (
  one: readonly string[],
  other: readonly string[],
  at: (list: readonly string[], place: number) => string | undefined,
): number => {
  const most = Math.min(one.length, other.length);
  let count = 0;
  while (count < most && at(one, count) === at(other, count)) count++;
  return count;
};

/** What nothing was added to: most cells have no marks and nothing that is missing, and there may be a million cells. */
const none: ReadonlyMap<string, number> = new Map();

/** Counts how often a name was added, so that it can be taken back. */
export class NameCounts {
  #counts: Map<string, number> | undefined;
  /** Kept once it was asked for: a cell that moves a little is not sorted anew. */
  #sorted: string[] | undefined;
  #first: FirstRests | undefined;

  add(name: string, sign: number): void {
    const counts = (this.#counts ??= new Map());
    const before = counts.get(name) ?? 0;
    const count = before + sign;
    if (count === 0) counts.delete(name);
    else counts.set(name, count);
    if ((before === 0) !== (count === 0)) this.#turn(name, count !== 0);
  }

  /** Of two lists that begin and end alike only what stands between is counted anew. */
  replace(before: readonly string[], after: readonly string[]): void {
    if (before === after) return;
    const start = countSame(before, after, (list, place) => list[place]);
    const rest = [before.slice(start), after.slice(start)] as const;
    const end = countSame(...rest, (list, place) => list[list.length - 1 - place]);
    const [gone, come] = rest.map((list) => list.slice(0, list.length - end));
    for (const name of come ?? []) this.add(name, 1);
    for (const name of gone ?? []) this.add(name, -1);
  }

  has(name: string): boolean {
    return this.#all.has(name);
  }

  [Symbol.iterator](): Iterator<string> {
    return this.#all.keys();
  }

  get size(): number {
    return this.#all.size;
  }

  get sorted(): string[] {
    this.#sorted ??= [...this.#all.keys()].sort();
    return [...this.#sorted];
  }

  /** Of names of events the first ones in the order of a log, which know how many they stand for. */
  firstIn(make: FirstRestsMaker): readonly string[] {
    this.#first ??= make(this.#all);
    return this.#first.listed;
  }

  get #all(): ReadonlyMap<string, number> {
    return this.#counts ?? none;
  }

  #turn(name: string, isNew: boolean): void {
    if (isNew) this.#first?.add(name);
    else this.#first?.remove(name);
    if (!this.#sorted) return;
    const place = placeOf(name, this.#sorted);
    this.#sorted.splice(place, isNew ? 0 : 1, ...(isNew ? [name] : []));
  }
}
