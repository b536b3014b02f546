import { distance } from 'fastest-levenshtein';

/** The name that was probably meant; undefined when none is near. */
export const closestName = (word: string, names: readonly string[]): string | undefined => {
  const far = (name: string): number => distance(word.toLowerCase(), name.toLowerCase());
  const near = [...names].sort((left, right) => far(left) - far(right))[0];
  return near !== undefined && far(near) <= Math.max(2, word.length / 3) ? near : undefined;
};
