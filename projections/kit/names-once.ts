type JoinedNames = readonly string[];

const sets = new WeakMap<JoinedNames, ReadonlySet<string>>();

/** The names of a list that many are joined with: looked up once. */
const setOf = (names: JoinedNames): ReadonlySet<string> => {
  const known = sets.get(names) ?? new Set(names);
  sets.set(names, known);
  return known;
};

/** All names of some lists in their order, each where it comes first. A long list that many share costs no more than a copy. */
export const namesOnce = (lists: readonly JoinedNames[]): string[] => {
  const long = lists.reduce<JoinedNames>((one, other) => (other.length > one.length ? other : one), []);
  const place = lists.indexOf(long);
  const [inLong, before] = [setOf(long), new Set(lists.slice(0, place).flat())];
  if (inLong.size < long.length || [...before].some((name) => inLong.has(name)))
    return [...new Set(lists.flat())];
  const after = new Set(
    lists
      .slice(place + 1)
      .filter((names) => names !== long)
      .flat(),
  );
  const more = [...after].filter((name) => !inLong.has(name) && !before.has(name));
  return [...before].concat(long, more);
};
