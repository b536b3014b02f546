import type { EditedLog, Limit } from './edited-log.js';

/**
 * Adds a limit that holds already, and keeps to all that there are: what one of them moves may be too much for another,
 * so that each has its turn until none of them moves anything. Gives what was moved.
 */
export const keepToAll = (log: EditedLog, limit: Limit): string[] => {
  const moved: string[] = [];
  const others = log.limits.length;
  log.keepTo(limit);
  for (let before = -1; others > 0 && before < moved.length;) {
    before = moved.length;
    for (const keep of log.limits) moved.push(...keep(log));
  }
  return moved;
};
