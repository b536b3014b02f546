import { sumOrNull } from '../../events/kit/quantity.js';
import type { Board } from './board.js';
import type { Clan } from './clan.js';
import type { Line } from './line.js';
import { type OverlapEdge, maximumSpanningForest, mostOf, weightOf } from './overlap.js';

const size = 'headlineKw';

/** What is stated to be the same in lines that are reckoned together, in kilowatts of headline. */
export interface SharedHeadline {
  /** Null without a timeline. */
  readonly period: string | null;
  /** Surely in two of the totals, which are kept apart by layer and basis. */
  readonly twice: bigint;
  /** At most taken off the totals and in two of them, too; null: there is no telling. */
  readonly back: bigint | null;
  /** At most the same across the bases of a layer. */
  readonly acrossBases: ReadonlyMap<string, bigint | null>;
  readonly rests: readonly string[];
}

/** The line and the whole of what an end of an overlap stands for, where the question asks for it. */
const endOf = (clan: Clan, board: Board, id: string): OverlapEdge['one'] | undefined => {
  const line = clan.standingFor(id);
  const parts = line && clan.whole(line.id);
  return line && parts && board.isAsked(line.keys) ? { line, parts } : undefined;
};

const byId = (left: Line, right: Line): number => (left.id < right.id ? -1 : 1);

const edgesOf = (clan: Clan, board: Board): OverlapEdge[] =>
  clan.lines.toSorted(byId).flatMap((line) =>
    (line.overlaps ?? []).flatMap(({ other: otherId, power, rests }) => {
      const [one, other] = [endOf(clan, board, line.id), endOf(clan, board, otherId)];
      return one && other && one.line.id !== other.line.id ? [{ one, other, power, rests }] : [];
    }),
  );

const isWithin =
  (...dimensions: readonly string[]) =>
  ({ one, other }: OverlapEdge): boolean =>
    dimensions.every((name) => one.line.keys[name] === other.line.keys[name]);

const isOneTotal = isWithin('layer', 'basis');

type ForestMaker = (edges: readonly OverlapEdge[]) => OverlapEdge[];

/** What is the same in a layer and was not taken off one of its bases. */
const mostAcross = (inLayer: readonly OverlapEdge[], forestOf: ForestMaker): bigint | null => {
  const taken = new Set(forestOf(inLayer.filter(isWithin('basis'))));
  return sumOrNull(
    forestOf(inLayer)
      .filter((edge) => !taken.has(edge))
      .map((edge) => mostOf(edge, size)),
  );
};

const read = (clan: Clan, board: Board): SharedHeadline => {
  const edges = edgesOf(clan, board);
  const forestOf: ForestMaker = (some) => maximumSpanningForest(some, size, ({ id }) => clan.above(id));
  const forest = forestOf(edges);
  const layers = Map.groupBy(edges.filter(isWithin('layer')), ({ one }) => String(one.line.keys.layer));
  // The totals are without what is the same in one layer and basis: where that closes a circle it is not taken twice.
  const taken = forestOf(edges.filter(isOneTotal)).filter((edge) => !forest.includes(edge));
  return {
    period: clan.lines[0]?.keys.period ?? null,
    twice: forest.filter((edge) => !isOneTotal(edge)).reduce((sum, edge) => sum + weightOf(edge, size), 0n),
    back: sumOrNull(taken.map((edge) => mostOf(edge, size))),
    acrossBases: new Map([...layers].map(([layer, inLayer]) => [layer, mostAcross(inLayer, forestOf)])),
    rests: forest.flatMap((edge) => edge.rests),
  };
};

/** A clan is of one board, and changes with its lines: what was read off it holds. */
const known = new WeakMap<Clan, SharedHeadline>();

const sharedIn = (clan: Clan, board: Board): SharedHeadline => {
  const shared = known.get(clan) ?? read(clan, board);
  known.set(clan, shared);
  return shared;
};

/** What is stated to be the same, family by family. */
export const sharedHeadlines = (board: Board): SharedHeadline[] =>
  [...board.families.overlapping].map((clan) => sharedIn(clan, board));
