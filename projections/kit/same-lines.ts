import type { Line } from './line.js';
import { isSameParts } from './measure.js';

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

const isSameNames = (one: readonly string[], other: readonly string[]): boolean =>
  one === other || (one.length === other.length && one.every((name, place) => name === other[place]));

/** What is compared by itself. */
const own: ReadonlySet<string> = new Set(['rests', 'parts']);

/** How lines are compared, some members apart: every line that a board settles anew comes by here. */
const comparing = (apart: ReadonlySet<string> | undefined): ((one: Line, other: Line) => boolean) => {
  const [hasRests, hasParts] = [!apart?.has('rests'), !apart?.has('parts')];
  const left = apart ? new Set([...apart, ...own]) : own;
  return (one, other) =>
    one === other ||
    ((!hasRests || isSameNames(one.rests, other.rests)) &&
      (!hasParts || isSameParts(one.parts, other.parts)) &&
      isAlike(one, other, left));
};

/** Lines in which those that say the same as one of before, some members apart, are that one. */
export const keepAlike = (
  before: readonly Line[],
  lines: readonly Line[],
  apart?: ReadonlySet<string>,
): readonly Line[] => {
  if (before.length === 0) return lines;
  if (lines.length === before.length && lines.every((line, place) => line === before[place])) return before;
  const areSame = comparing(apart);
  const byId = new Map(before.map((line) => [line.id, line]));
  return lines.map((line) => {
    const known = byId.get(line.id);
    return known && areSame(known, line) ? known : line;
  });
};

/** The lines that are not among others, themselves and not only alike. */
export const linesBeside = (lines: readonly Line[], others: readonly Line[]): readonly Line[] => {
  if (others.length === 0) return lines;
  if (lines === others) return [];
  const known = new Set(others);
  return lines.filter((line) => !known.has(line));
};
