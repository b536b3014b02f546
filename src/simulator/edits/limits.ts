import type { EditedLog } from './edited-log.js';

/**
 * Keeps to all limits that edits have set, each of which held when it was set: what one of them moves may be too much for
 * another, so that they take turns until none of them moves anything. Gives what was moved.
 */
export const keepToLimits = (log: EditedLog): string[] => {
  const { limits } = log;
  const moved: string[] = [];
  if (limits.length < 2) return moved;
  for (let kept = 0, turn = 0; kept < limits.length; turn++) {
    const now = limits[turn % limits.length]?.(log) ?? [];
    // The one that has just moved something is kept to.
    kept = now.length > 0 ? 1 : kept + 1;
    moved.push(...now);
  }
  return moved;
};
