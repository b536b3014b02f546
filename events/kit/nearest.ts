/** How many letters have to be changed, put in or left out (Levenshtein, 1965). */
const distance = (one: string, other: string): number => {
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  let far = other.length;
  for (let row = 0; row < one.length; row++) {
    let diagonal = 0;
    before = before.map((above, column) => {
      const change = diagonal + (one[row] === other[column - 1] ? 0 : 1);
      far = column === 0 ? row + 1 : Math.min(change, above + 1, far + 1);
      diagonal = above;
      return far;
    });
  }
  return far;
};

const longest = 200;

interface NearName {
  name: string;
  far: number;
}

const nearestOf = (name: string, names: readonly string[]): NearName | undefined => {
  const asked = name.slice(0, longest).toLowerCase();
  let best: NearName | undefined;
  for (const one of [...names].sort()) {
    const far = distance(asked, one.toLowerCase());
    if (!best || far < best.far) best = { name: one, far };
  }
  return best;
};

/** The name that is most like another one; of equal ones the first by letter. */
export const nearestName = (name: string, names: readonly string[]): string | undefined =>
  nearestOf(name, names)?.name;

const isSlip = (far: number, { length }: string): boolean => far * 3 <= length;

/** The name that was meant by a slip of the hand: at most a third of its letters differ. */
export const meantName = (name: string, names: readonly string[]): string | undefined => {
  // What differs in length alone by more is not compared: names that are sent may be long and many.
  const likely = names.filter((one) => isSlip(Math.abs(one.length - name.length), one));
  const best = nearestOf(name, likely);
  return best && isSlip(best.far, best.name) ? best.name : undefined;
};

/** "; the nearest is …" where anything is. */
export const nearestHint = (name: string, names: Iterable<string>): string => {
  const nearest = nearestName(name, [...names]);
  return nearest === undefined ? '' : `; the nearest is "${nearest}"`;
};
