import { isEntries, withEntry, withoutEntry } from '../../events/kit/entries.js';

/** Where something stands in a state, and what that is called for any name of a part. */
interface StatePlace {
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

type StateMembers = Readonly<Record<string, unknown>>;

const isStateMembers = (value: unknown): value is StateMembers =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !isEntries(value);

const within = ({ path, pattern }: StatePlace, name: string, called = name): StatePlace => ({
  path: [...path, name],
  pattern: pattern === '' ? called : `${pattern}.${called}`,
});

const nowhere: StatePlace = { path: [], pattern: '' };

/** Looks for all in which one state is more than another. */
class AdditionSearch {
  readonly additions: Addition[] = [];

  constructor(private readonly lists: ReadonlySet<string>) {}

  /** Whether they are the same, but for additions. */
  isMore(more: unknown, less: unknown, place = nowhere): boolean {
    if (more === less) return true;
    if (Array.isArray(more)) return Array.isArray(less) && this.#isMoreItems(more, less, place);
    if (isEntries(more)) return isEntries(less) && this.#isMoreEntries(more, less, place);
    if (!isStateMembers(more) || !isStateMembers(less)) return false;
    return Object.keys({ ...more, ...less }).every((name) =>
      this.isMore(more[name], less[name], within(place, name)),
    );
  }

  #isMoreItems(more: readonly unknown[], less: readonly unknown[], { path, pattern }: StatePlace): boolean {
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
    place: StatePlace,
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

  #addEntry({ path }: StatePlace, name: string, value: unknown): void {
    const takenFrom = (there: unknown) =>
      isEntries(there) && isSame(value, there.get(name)) ? withoutEntry(there, name) : undefined;
    this.additions.push({ path, isEntry: true, takenFrom });
  }
}

const noLists: ReadonlySet<string> = new Set();

const isSame = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  const search = new AdditionSearch(noLists);
  return search.isMore(one, other) && search.additions.length === 0;
};

/** What one state has more than another: items of some lists, and entries; undefined where they differ otherwise. */
export const additionsTo = (
  less: unknown,
  more: unknown,
  lists: ReadonlySet<string>,
): readonly Addition[] | undefined => {
  const search = new AdditionSearch(lists);
  return search.isMore(more, less) ? search.additions : undefined;
};

const changedAt = (
  state: unknown,
  [name, ...path]: readonly string[],
  change: Addition['takenFrom'],
): unknown => {
  if (name === undefined) return change(state);
  const there = isEntries(state) ? state.get(name) : isStateMembers(state) ? state[name] : undefined;
  const changed = there === undefined ? undefined : changedAt(there, path, change);
  if (changed === undefined) return undefined;
  if (isEntries(state)) return withEntry(state, name, changed);
  return isStateMembers(state) ? { ...state, [name]: changed } : undefined;
};

/** A state without what was added to it; undefined where more happened there than that something was added since. */
export const stateWithout = (state: unknown, additions: readonly Addition[]): unknown =>
  additions.reduce<unknown>(
    (rest, { path, takenFrom }) => (rest === undefined ? undefined : changedAt(rest, path, takenFrom)),
    state,
  );
