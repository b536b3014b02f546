/** How many letters have to be changed, put in or left out (Levenshtein, 1965). */
const distance = (one: string, other: string): number => {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row++) {
    const line = [row];
    for (let column = 1; column <= other.length; column++) {
      const change = before[column - 1]! + (one[row - 1] === other[column - 1] ? 0 : 1);
      line.push(Math.min(change, before[column]! + 1, line[column - 1]! + 1));
    }
    before = line;
  }
  return before[other.length]!;
};

const longest = 200;

/** The name that is most like another one; of equal ones the first by letter. */
export const nearestName = (name: string, names: readonly string[]): string | undefined => {
  const asked = name.slice(0, longest).toLowerCase();
  let best: { name: string; far: number } | undefined;
  for (const one of [...names].sort()) {
    const far = distance(asked, one.toLowerCase());
    if (!best || far < best.far) best = { name: one, far };
  }
  return best?.name;
};
