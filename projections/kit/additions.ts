import { isEntries, withEntry, withoutEntry } from '../../events/kit/entries.js';

/** Where something stands in a state, and what that is called for any name of a part. */
interface Place {
  readonly path: readonly string[];
  readonly pattern: string;
}

/** What one state has and another one hasn't: items of a list, or an entry of a map; undefined in a state that lacks its place. */
interface Addition {
  readonly path: readonly string[];
  readonly isEntry: boolean;
  /** What stands there without it; undefined where it was not only added to since. */
  readonly takenFrom: (there: unknown) => unknown;
}

type Members = Readonly<Record<string, unknown>>;

const isMembers = (value: unknown): value is Members =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isEntries(value);

const within = ({ path, pattern }: Place, name: string, called = name): Place => ({
  path: [...path, name],
  pattern: pattern === '' ? called : `${pattern}.${called}`,
});

const nowhere: Place = { path: [], pattern: '' };

/** Looks for all in which one state is more than another. */
class Comparison {
  readonly additions: Addition[] = [];

  constructor(private readonly lists: ReadonlySet<string>) {}

  /** Whether they are the same, but for additions. */
  isMore(more: unknown, less: unknown, place = nowhere): boolean {
    if (more === less) return true;
    if (Array.isArray(more)) return Array.isArray(less) && this.#isMoreItems(more, less, place);
    if (isEntries(more)) return isEntries(less) && this.#isMoreEntries(more, less, place);
    if (!isMembers(more) || !isMembers(less)) return false;
    return Object.keys({ ...more, ...less }).every((name) =>
      this.isMore(more[name], less[name], within(place, name)),
    );
  }

  #isMoreItems(more: readonly unknown[], less: readonly unknown[], { path, pattern }: Place): boolean {
    const count = more.length - less.length;
    if (count < 0 || (count > 0 && !this.lists.has(pattern))) return false;
    let first = 0;
    while (first < less.length && isSame(more[first], less[first])) first++;
    for (let at = first; at < less.length; at++) if (!isSame(more[at + count], less[at])) return false;
    const takenFrom = (there: unknown) =>
      Array.isArray(there) && more.every((item, at) => isSame(item, there[at]))
        ? there.toSpliced(first, count)
        : undefined;
    if (count > 0) this.additions.push({ path, isEntry: false, takenFrom });
    return true;
  }

  #isMoreEntries(
    more: ReadonlyMap<string, unknown>,
    less: ReadonlyMap<string, unknown>,
    place: Place,
  ): boolean {
    // In the same order, too: what views tell of the entries they tell in that.
    const names = [...less.keys()];
    let shared = 0;
    for (const [name, value] of more) {
      if (!less.has(name)) this.#addEntry(place, name, value);
      else if (names[shared++] !== name || !this.isMore(value, less.get(name), within(place, name, '*')))
        return false;
    }
    return shared === less.size;
  }

  #addEntry({ path }: Place, name: string, value: unknown): void {
    const takenFrom = (there: unknown) =>
      isEntries(there) && isSame(value, there.get(name)) ? withoutEntry(there, name) : undefined;
    this.additions.push({ path, isEntry: true, takenFrom });
  }
}

const noLists: ReadonlySet<string> = new Set();

const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  const comparison = new Comparison(noLists);
  return comparison.isMore(one, other) && comparison.additions.length === 0;
};

/** What one state has more than another: items of some lists, and entries; undefined where they differ otherwise. */
export const additionsTo = (
  less: unknown,
  more: unknown,
  lists: ReadonlySet<string>,
): readonly Addition[] | undefined => {
  const comparison = new Comparison(lists);
  return comparison.isMore(more, less) ? comparison.additions : undefined;
};

const changedAt = (
  state: unknown,
  [name, ...path]: readonly string[],
  change: Addition['takenFrom'],
): unknown => {
  if (name === undefined) return change(state);
  const there = isEntries(state) ? state.get(name) : isMembers(state) ? state[name] : undefined;
  const changed = there === undefined ? undefined : changedAt(there, path, change);
  if (changed === undefined) return undefined;
  return isEntries(state) ? withEntry(state, name, changed) : { ...(state as Members), [name]: changed };
};

/** A state without what was added to it; undefined where more happened there than that something was added since. */
export const stateWithout = (state: unknown, additions: readonly Addition[]): unknown =>
  additions.reduce<unknown>(
    (rest, { path, takenFrom }) => (rest === undefined ? undefined : changedAt(rest, path, takenFrom)),
    state,
  );
