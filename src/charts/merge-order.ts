/** Both lists as one, in the order of the first; what only the second has follows what it follows there. */
export const mergeOrder = (first: readonly string[], second: readonly string[]): string[] => {
  const merged = [...first];
  let next = 0;
  for (const key of second) {
    if (!merged.includes(key)) merged.splice(next, 0, key);
    next = merged.indexOf(key) + 1;
  }
  return merged;
};
