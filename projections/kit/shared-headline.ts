import { sumOrNull } from '../../events/kit/quantity.js';
import type { Board } from './board.js';
import type { ClanIds } from './family.js';
import type { Line } from './line.js';
import type { LinesTogether } from './lines-together.js';
import { NameCounts } from './name-counts.js';
import { type OverlapEdge, maximumSpanningForest, mostOf, weightOf } from './overlap.js';
import type { AskedKeys, ClanSum } from './view.js';

const size = 'headlineKw';

/** What is stated to be the same in lines that are reckoned together, in kilowatts of headline. */
interface SharedHeadline {
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
const endOf = (clan: LinesTogether, asked: AskedKeys, id: string): OverlapEdge['one'] | undefined => {
  const line = clan.standingFor(id);
  const parts = line && clan.whole(line.id);
  return line && parts && asked.isAsked(line.keys) ? { line, parts } : undefined;
};

const byId = (left: Line, right: Line): number => (left.id < right.id ? -1 : 1);

const edgesOf = (clan: LinesTogether, asked: AskedKeys): OverlapEdge[] =>
  clan.lines.toSorted(byId).flatMap((line) =>
    (line.overlaps ?? []).flatMap(({ other: otherId, power, rests }) => {
      const [one, other] = [endOf(clan, asked, line.id), endOf(clan, asked, otherId)];
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

const read = (clan: LinesTogether, asked: AskedKeys): SharedHeadline => {
  const edges = edgesOf(clan, asked);
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

/** A sum of which some addends may be unknown; then it is null. */
class OpenSum {
  #known = 0n;
  #unknown = 0;

  get total(): bigint | null {
    return this.#unknown > 0 ? null : this.#known;
  }

  add(amount: bigint | null, sign: 1n | -1n): void {
    if (amount === null) this.#unknown += Number(sign);
    else this.#known += sign * amount;
  }
}

/** What is stated to be the same in all families of one period. */
export class SharedInPeriod {
  twice = 0n;
  readonly back = new OpenSum();
  readonly rests = new NameCounts();
  readonly #acrossBases = new Map<string, OpenSum>();

  add(shared: SharedHeadline, sign: 1n | -1n): void {
    this.twice += sign * shared.twice;
    this.back.add(shared.back, sign);
    for (const id of shared.rests) this.rests.add(id, Number(sign));
    for (const [layer, amount] of shared.acrossBases) {
      const sum = this.#acrossBases.get(layer) ?? new OpenSum();
      sum.add(amount, sign);
      this.#acrossBases.set(layer, sum);
    }
  }

  acrossBases(layer: string): bigint | null {
    const sum = this.#acrossBases.get(layer);
    return sum ? sum.total : 0n;
  }
}

/** What is stated to be the same, added up over the families of a board; of those that changed only these are read. */
export class SharedHeadlines implements ClanSum {
  readonly #known = new Map<ClanIds, SharedHeadline>();
  readonly #periods = new Map<string | null, SharedInPeriod>();
  /** In whatever period. */
  readonly rests = new NameCounts();

  in(period: string | null): SharedInPeriod {
    const known = this.#periods.get(period) ?? new SharedInPeriod();
    this.#periods.set(period, known);
    return known;
  }

  /** What the lines of a stream that is not kept state, or stated, in further periods as well. */
  add(clan: LinesTogether, asked: AskedKeys, sign: 1n | -1n, further: readonly string[]): void {
    if (!clan.lines.some(({ overlaps }) => overlaps)) return;
    const shared = read(clan, asked);
    for (const period of [shared.period, ...further]) this.#add({ ...shared, period }, sign);
  }

  readOn(board: Board): this {
    const { come, gone } = board.families.takeOverlapping();
    for (const ids of gone) this.#remove(ids);
    for (const ids of come) {
      const shared = read(board.families.together(ids), board);
      this.#known.set(ids, shared);
      this.#add(shared, 1n);
    }
    return this;
  }

  #remove(ids: ClanIds): void {
    const shared = this.#known.get(ids);
    this.#known.delete(ids);
    if (shared) this.#add(shared, -1n);
  }

  #add(shared: SharedHeadline, sign: 1n | -1n): void {
    this.in(shared.period).add(shared, sign);
    for (const id of shared.rests) this.rests.add(id, Number(sign));
  }
}

/** What is stated to be the same, period by period, in all families together. RangeError where a view adds none up. */
export const sharedHeadlines = (board: Board): SharedHeadlines => {
  if (!(board.beside instanceof SharedHeadlines))
    throw new RangeError(`${board.view.name} adds up no overlaps`);
  return board.beside.readOn(board);
};
