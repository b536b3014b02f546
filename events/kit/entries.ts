/** Up to so many entries are copied as they are: that costs less than keeping track. */
const mostCopied = 32;

/** How an older map differs from the one that came of it. */
interface EntryBefore<T> {
  readonly next: SharedEntries<T>;
  readonly key: string;
  readonly value: T | undefined;
  readonly isMissing: boolean;
}

/**
 * A map that is never changed. The one that came last holds the entries, older ones how they differ from it: going on
 * from the last one costs one entry, and reading an older one a copy.
 * After H. Baker, "Shallow binding in Lisp 1.5", Communications of the ACM 21 (1978).
 */
class SharedEntries<T> implements ReadonlyMap<string, T> {
  #entries: Map<string, T> | undefined;
  #before: EntryBefore<T> | undefined;

  constructor(entries: Map<string, T>) {
    this.#entries = entries;
  }

  with(key: string, value: T): SharedEntries<T> {
    const entries = this.#own;
    const before = { key, value: entries.get(key), isMissing: !entries.has(key) };
    const next = new SharedEntries(entries.set(key, value));
    this.#entries = undefined;
    this.#before = { ...before, next };
    return next;
  }

  get size(): number {
    return this.#own.size;
  }

  get(key: string): T | undefined {
    return this.#own.get(key);
  }

  has(key: string): boolean {
    return this.#own.has(key);
  }

  entries(): MapIterator<[string, T]> {
    return this.#copy.entries();
  }

  keys(): MapIterator<string> {
    return this.#copy.keys();
  }

  values(): MapIterator<T> {
    return this.#copy.values();
  }

  [Symbol.iterator](): MapIterator<[string, T]> {
    return this.#copy.entries();
  }

  forEach(each: (value: T, key: string, map: ReadonlyMap<string, T>) => void): void {
    this.#copy.forEach(each);
  }

  /** Whoever walks along the entries must not see those of a later map. */
  get #copy(): Map<string, T> {
    return new Map(this.#own);
  }

  get #own(): Map<string, T> {
    this.#entries ??= this.#recovered();
    this.#before = undefined;
    return this.#entries;
  }

  /** An entry that was added last is the last one: what is taken back leaves the order as it was. */
  #recovered(): Map<string, T> {
    const later: EntryBefore<T>[] = [];
    for (let one = this.#before; one; one = one.next.#before) later.push(one);
    const entries = new Map(later.at(-1)!.next.#entries);
    for (const { key, value, isMissing } of later.reverse()) {
      if (isMissing) entries.delete(key);
      else entries.set(key, value as T);
    }
    return entries;
  }
}

/** Whether something is a map that is never changed. */
export const isEntries = (value: unknown): value is ReadonlyMap<string, unknown> =>
  value instanceof Map || value instanceof SharedEntries;

/** The map with one more entry, or with another value in its place; the one given stays as it is. */
export const withEntry = <T>(map: ReadonlyMap<string, T>, key: string, value: T): ReadonlyMap<string, T> => {
  if (map instanceof SharedEntries) return (map as SharedEntries<T>).with(key, value);
  const copy = new Map(map);
  return map.size < mostCopied ? copy.set(key, value) : new SharedEntries(copy).with(key, value);
};

/** The map without an entry; the one given stays as it is. */
export const withoutEntry = <T>(map: ReadonlyMap<string, T>, key: string): ReadonlyMap<string, T> => {
  const copy = new Map(map);
  copy.delete(key);
  return copy;
};

/** The entries of several maps, none of which has a key of another. */
export const joinEntries = <T>(maps: readonly ReadonlyMap<string, T>[]): ReadonlyMap<string, T> =>
  maps.length === 1 ? maps[0]! : new Map(maps.flatMap((map) => [...map]));
