/** Both lists as one, in the order of the first; what only the second has follows what it follows there. */
export const mergeOrder = (first: readonly string[], second: readonly string[]): string[] => {
  const merged = [...first];
  second.forEach((key, index) => {
    if (merged.includes(key)) return;
    const before = index === 0 ? -1 : merged.indexOf(second[index - 1]!);
    merged.splice(before + 1, 0, key);
  });
  return merged;
};
