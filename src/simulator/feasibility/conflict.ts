/**
 * What of a list conflicts, none of which could be left out: each is left out in turn, and stays out where the rest still
 * conflict (a deletion filter). What stands first in the list is kept rather than what stands last.
 */
export const smallestConflict = <T>(all: readonly T[], conflict: (some: readonly T[]) => boolean): T[] => {
  let left = [...all];
  for (const one of [...all].reverse()) {
    const without = left.filter((other) => other !== one);
    if (conflict(without)) left = without;
  }
  return left;
};
