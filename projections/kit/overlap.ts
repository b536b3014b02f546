import { type Bounds, sumOrNull } from '../../events/kit/quantity.js';
import type { Line } from './line.js';
import { ConnectedNames } from './connected.js';
import { boundsIn, type Part, type Parts } from './measure.js';

const min = (...values: bigint[]): bigint => values.reduce((left, right) => (left < right ? left : right));
const max = (...values: bigint[]): bigint => values.reduce((left, right) => (left > right ? left : right));

/** One end of an overlap, with all that it contains. */
export interface OverlapEnd {
  readonly line: Line;
  readonly parts: Parts;
  /** Which of the lines that are added up it is, or is a part of. */
  readonly place?: number;
  /** It is all of that line. */
  readonly isAll?: boolean;
}

/** Two lines that are stated to be the same, in whole or in part. */
export interface OverlapEdge {
  readonly one: OverlapEnd;
  readonly other: OverlapEnd;
  /** How much of them; the smaller of the two where nobody stated it. */
  readonly power: Bounds | undefined;
  readonly rests: readonly string[];
}

/** No more than either end has of a measure, nor than was stated. */
const leastStated = (values: readonly (bigint | null | undefined)[]): bigint | null => {
  const known = values.filter((value) => value !== null && value !== undefined);
  return known.length === 0 ? null : min(...known);
};

/** What was stated, by its point. */
const statedPoint = (power: Bounds | undefined): bigint[] => (power ? [power.point ?? power.low] : []);

/** So much of a measure of size is the same in both: surely, by the points, and at most (null: there is no telling). */
const sameSize = (
  { one, other, power }: OverlapEdge,
  size: string,
): { sure: bigint; point: bigint; most: bigint | null } => {
  const [a, b] = [boundsIn(one.parts, size), boundsIn(other.parts, size)];
  return {
    sure: min(a.low, b.low, ...(power ? [power.low] : [])),
    point: min(a.point ?? a.low, b.point ?? b.low, ...statedPoint(power)),
    most: leastStated([a.high, b.high, power?.high]),
  };
};

/**
 * How much two lines have in common because both overlap a third one that has ended since: what of the two does not fit
 * into it side by side, and no more than either has in common with it.
 */
export const commonThrough = (first: OverlapEdge, second: OverlapEdge, was: Bounds, size: string): Bounds => {
  const [one, other] = [sameSize(first, size), sameSize(second, size)];
  const beyond = (sum: bigint, whole: bigint | null): bigint => (whole === null ? 0n : max(0n, sum - whole));
  return {
    low: beyond(one.sure + other.sure, was.high),
    point: beyond(one.point + other.point, was.point ?? was.high),
    high: leastStated([one.most, other.most]),
  };
};

/** How much of the size is surely the same in both. */
export const weightOf = (edge: OverlapEdge, size: string): bigint => sameSize(edge, size).sure;

/** How much of the size may be the same in both; null where there is no telling. */
export const mostOf = (edge: OverlapEdge, size: string): bigint | null => sameSize(edge, size).most;

const isSame = (left: Bounds, right: Bounds): boolean =>
  left.low === right.low && left.point === right.point && left.high === right.high;

/**
 * What is the same in two lines when as much as possible is in both together: where an end is all of a line and overlaps
 * nothing else it then is as large as it may be, for with what it gains the sum gains no less; else as small as it may be.
 */
class SharedPower {
  readonly #free: readonly boolean[];

  constructor(
    readonly edge: OverlapEdge,
    forest: readonly OverlapEdge[],
    readonly size: string,
  ) {
    const touching = ({ place }: OverlapEnd): number =>
      forest.filter(({ one, other }) => one.place === place || other.place === place).length;
    this.#free = this.#ends.map((end) => end.isAll === true && touching(end) === 1);
  }

  get ofSize(): bigint {
    const ends = this.#ends.map(({ parts }, place) => this.#reach(boundsIn(parts, this.size), place));
    return leastStated([...ends, this.edge.power?.low]) ?? 0n;
  }

  /** What of a measure lies in the overlap then: what there is of it beyond all that lies outside, in either line. */
  of(measure: string): bigint {
    const shared = this.ofSize;
    const inside = this.#ends.map(({ parts }, place) => {
      const { high } = boundsIn(parts, this.size);
      const own = this.#reach(boundsIn(parts, measure), place);
      return high === null || own === null ? 0n : max(0n, own - max(0n, high - shared));
    });
    return max(...inside);
  }

  get #ends(): readonly OverlapEnd[] {
    return [this.edge.one, this.edge.other];
  }

  #reach({ low, high }: Bounds, place: number): bigint | null {
    return this.#free[place] ? high : low;
  }
}

/** What of any measure is the same in both: the size itself, or what of it surely or possibly lies in the overlap. */
const commonOf = (
  edge: OverlapEdge,
  forest: readonly OverlapEdge[],
  measure: string,
  size: string,
): { sure: bigint; point: bigint; most: bigint | null } => {
  const shared = new SharedPower(edge, forest, size);
  const ends = [edge.one, edge.other];
  const whole = sameSize(edge, size);
  if (ends.every(({ parts }) => isSame(boundsIn(parts, measure), boundsIn(parts, size))))
    return { ...whole, sure: shared.ofSize };
  const bounds = ends.map(({ parts }) => boundsIn(parts, measure));
  const highs = leastStated([...bounds.map(({ high }) => high), whole.most]);
  const sure = shared.of(measure);
  return {
    sure: highs === null ? sure : min(sure, highs),
    point: min(...bounds.map(({ point, low }) => point ?? low), pointOfSize(edge, measure, size)),
    most: highs,
  };
};

/** By the points, so much is the same in both that of what nobody disclosed there is at least what is told of it. */
const pointOfSize = ({ one, other, power }: OverlapEdge, measure: string, size: string): bigint => {
  const ends = [one, other].map(({ parts }) => {
    const [whole, own] = [boundsIn(parts, size), boundsIn(parts, measure)];
    return whole.point ?? max(whole.low, own.point ?? own.low);
  });
  return min(...ends, ...statedPoint(power));
};

/** A sum of lines, less what the overlaps in it hold twice; never less than the largest of the lines surely is. */
const withoutPart = (sum: Part, floor: bigint, overlaps: readonly ReturnType<typeof commonOf>[]): Part => {
  const { bounds } = sum;
  const taken = (end: 'sure' | 'point' | 'most'): bigint =>
    overlaps.reduce((all, one) => all + (one[end] ?? 0n), 0n);
  const isOpen = overlaps.some((one) => one.most === null);
  const low = isOpen ? floor : max(floor, bounds.low - taken('most'));
  const high = bounds.high === null ? null : max(low, bounds.high - taken('sure'));
  const point = bounds.point === null ? null : max(low, bounds.point - taken('point'));
  return {
    ...sum,
    bounds: { low, point: point !== null && high !== null ? min(point, high) : point, high },
  };
};

/** The measures of a sum of lines, less what is the same in them. */
export const withoutOverlaps = (
  sum: Parts,
  lines: readonly Parts[],
  edges: readonly OverlapEdge[],
  size: string,
): Parts =>
  Object.fromEntries(
    Object.entries(sum).map(([measure, part]) => {
      const floor = max(0n, ...lines.map((parts) => boundsIn(parts, measure).low));
      return [
        measure,
        withoutPart(
          part,
          floor,
          edges.map((edge) => commonOf(edge, edges, measure, size)),
        ),
      ];
    }),
  );

/** What runs is no more than what is there, beside what runs of a line beyond what was told to be there. */
export const withinSize = (
  once: Parts,
  lines: readonly Parts[],
  measures: readonly string[],
  size: string,
): Parts =>
  Object.fromEntries(
    measures.flatMap((measure) => {
      const [part, whole] = [once[measure], once[size]];
      const beyond = lines.map((line) => highBeyond(boundsIn(line, measure), boundsIn(line, size)));
      const reach = sumOrNull([whole?.bounds.high ?? null, ...beyond]);
      if (!part || reach === null) return [];
      const { low, point, high } = part.bounds;
      const ceiling = max(low, high === null ? reach : min(high, reach));
      return [[measure, { ...part, bounds: { low, point: point && min(point, ceiling), high: ceiling } }]];
    }),
  );

const highBeyond = ({ high }: Bounds, { high: whole }: Bounds): bigint | null =>
  whole === null ? 0n : high === null ? null : max(0n, high - whole);

const namesOf = ({ one, other }: OverlapEdge): string => `${one.line.id} ${other.line.id}`;

/**
 * Kruskal's algorithm: overlaps in a circle are not all subtracted, nor those of a container and of its parts. `above`
 * names the containers over a line.
 */
export const maximumSpanningForest = (
  edges: readonly OverlapEdge[],
  size: string,
  above: (line: Line) => readonly string[],
): OverlapEdge[] => {
  const connected = new ConnectedNames();
  const ends = new Map(
    edges.flatMap(({ one, other }) => [one.line, other.line]).map((line) => [line.id, line]),
  );
  for (const line of ends.values()) {
    const container = above(line).find((id) => ends.has(id));
    if (container !== undefined) connected.connect(line.id, container);
  }
  const weighed = edges.map((edge) => ({ edge, weight: weightOf(edge, size), name: namesOf(edge) }));
  return weighed
    .sort((left, right) =>
      left.weight !== right.weight ? (left.weight > right.weight ? -1 : 1) : left.name < right.name ? -1 : 1,
    )
    .map(({ edge }) => edge)
    .filter(({ one, other }) => connected.connect(one.line.id, other.line.id));
};
