import type { Bounds } from '../../events/kit/quantity.js';
import type { Line } from './line.js';
import { commonThrough, type OverlapEnd } from './overlap.js';

/** Two lines, by id, that have so much in common. */
interface StatedOverlap {
  readonly one: string;
  readonly other: string;
  readonly power: Bounds | undefined;
  readonly rests: readonly string[];
}

type EndOf = (id: string) => OverlapEnd | undefined;

const overlapsStated = (lines: readonly Line[]): StatedOverlap[] =>
  lines.flatMap(({ id, overlaps = [] }) =>
    overlaps.map(({ other, power, rests }) => ({ one: id, other, power, rests })),
  );

/** What two lines have in common because both overlap one that has ended since. */
const overlapsThrough = (
  line: Line,
  was: Bounds,
  stated: readonly StatedOverlap[],
  size: string,
  endOf: EndOf,
): StatedOverlap[] => {
  const ended = { line, parts: { [size]: { bounds: was } } };
  const edges = stated.flatMap(({ one, other, power, rests }) => {
    const id = one === line.id ? other : other === line.id ? one : undefined;
    const end = id === undefined ? undefined : endOf(id);
    return end ? [{ one: end, other: ended, power, rests }] : [];
  });
  return edges.flatMap((first, place) =>
    edges.slice(place + 1).map((second) => ({
      one: first.one.line.id,
      other: second.one.line.id,
      power: commonThrough(first, second, was, size),
      rests: [...first.rests, ...second.rests],
    })),
  );
};

/** The overlaps among lines: as they were stated, and by what has ended since. */
export const overlapsAmong = (
  lines: readonly Line[],
  size: string | undefined,
  endOf: EndOf,
): StatedOverlap[] => {
  const stated = overlapsStated(lines);
  if (size === undefined) return stated;
  const through = lines.flatMap((line) =>
    line.was ? overlapsThrough(line, line.was, stated, size, endOf) : [],
  );
  return [...stated, ...through];
};
