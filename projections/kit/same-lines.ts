import type { Line } from './line.js';

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

/** Whether two values of plain data say the same, some members of the outermost apart; a missing member is undefined. */
export const isAlike = (left: unknown, right: unknown, apart?: ReadonlySet<string>): boolean => {
  if (left === right) return true;
  if (!isPlain(left) || !isPlain(right)) return false;
  for (const name in left) if (!apart?.has(name) && !isAlike(left[name], right[name])) return false;
  for (const name in right)
    if (!apart?.has(name) && right[name] !== undefined && left[name] === undefined) return false;
  return true;
};

/** Lines in which those that say the same as one of before, some members apart, are that one. */
export const keepAlike = (
  before: readonly Line[],
  lines: readonly Line[],
  apart?: ReadonlySet<string>,
): readonly Line[] => {
  if (before.length === 0) return lines;
  if (lines.length === before.length && lines.every((line, place) => line === before[place])) return before;
  const byId = new Map(before.map((line) => [line.id, line]));
  return lines.map((line) => {
    const known = byId.get(line.id);
    return known && isAlike(known, line, apart) ? known : line;
  });
};

/** The lines that are not among others, themselves and not only alike. */
export const linesBeside = (lines: readonly Line[], others: readonly Line[]): readonly Line[] => {
  if (others.length === 0) return lines;
  if (lines === others) return [];
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
};
