import { type Day, daysOf } from '../../../events/kit/date.js';
import { entryAt } from '../../../events/kit/item-at.js';
import { boundsOf } from '../../../events/kit/quantity.js';
import { withAllInside } from '../../../projections/kit/all-inside.js';
import type { TrancheStatus } from '../../../projections/tranche-status.js';
import { isEnergized, type TrancheTarget } from '../edits/edited-log.js';
import { whyWhole } from '../edits/edit.js';
import type { Holdings } from '../edits/holdings.js';
import { fixedOf, movableOf, whyFixed } from '../edits/portions.js';

/** A tranche that stands on the day of the question, with what stands of it. */
export interface StandingTranche {
  readonly target: TrancheTarget;
  readonly standing: TrancheStatus;
}

/** What of a tranche comes together: of one that holds others what it says beyond these, which may be nothing. */
export interface Arrival {
  readonly target: TrancheTarget;
  /** The last day on which it may come: its own, or before that the one by which what holds it says that all of it has. */
  readonly day: Day;
  readonly kw: bigint;
  /** No schedule moves it: it draws power already, or nobody could say what would follow. */
  readonly isFixed: boolean;
  /** The nearest that holds it and says when all of it comes. */
  readonly within: TrancheTarget | undefined;
}

const addUp = (arrivals: readonly Arrival[]): bigint => arrivals.reduce((sum, { kw }) => sum + kw, 0n);
const floor0 = (value: bigint): bigint => (value > 0n ? value : 0n);
const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);

const keyOf = ({ day, target }: Arrival): string => `${day} ${target.reference}`;
const byDay = (one: Arrival, other: Arrival): number => (keyOf(one) < keyOf(other) ? -1 : 1);

const whyUntold = ({ target, standing }: StandingTranche): string | undefined => {
  const because = standing.isWhole ? whyFixed(target) : 'energized';
  if (because !== 'energized') return because;
  return standing.power.point === null ? 'unknown' : undefined;
};

/** What of a tranche draws power, and what of it may come later; of what ended only the first is left. */
const powerNeeded = ({ target, standing }: StandingTranche): [bigint, bigint] =>
  standing.isWhole ? [fixedOf(target), movableOf(target)] : [standing.power.point ?? 0n, 0n];

const stilled = (arrival: Arrival): Arrival => ({ ...arrival, isFixed: true, within: undefined });

/** Of what comes after the day by which a whole says that all of it has come, so much as it has room for is there by then. */
const comeBy = (day: Day, room: bigint, late: readonly Arrival[]): Arrival[] => {
  let left = room;
  return late.flatMap((arrival) => {
    const earlier = min(left, arrival.kw);
    left -= earlier;
    const parts = [
      { ...arrival, day, kw: earlier },
      { ...arrival, kw: arrival.kw - earlier },
    ];
    return parts.filter(({ kw }) => kw > 0n);
  });
};

/** When what of a plan comes, each kilowatt once: by each day as much as the capacity view says is due, point by point. */
export class Arrivals {
  readonly #standing: ReadonlyMap<TrancheTarget, StandingTranche>;
  readonly #byTranche: ReadonlyMap<TrancheTarget, readonly Arrival[]>;
  /** Those of which, or of something in which, more than nothing is due and nobody says how much. */
  readonly #open = new Set<TrancheTarget>();

  constructor(
    standing: readonly StandingTranche[],
    private readonly holdings: Holdings,
  ) {
    this.#standing = new Map(standing.map((one) => [one.target, one]));
    const all = holdings.outermost.flatMap((outer) => this.#within(outer));
    this.#byTranche = Map.groupBy(all, ({ target }) => target);
  }

  of(target: TrancheTarget): readonly Arrival[] {
    return this.#byTranche.get(target) ?? [];
  }

  /** Why nobody can tell how much of it comes, or when; undefined where that is told. */
  whyUntold(one: StandingTranche): string | undefined {
    return whyUntold(one) ?? (this.#open.has(one.target) ? 'unknown' : undefined);
  }

  #within(outer: TrancheTarget): Arrival[] {
    const found = new Map<TrancheTarget, Arrival[]>();
    for (const one of withAllInside(outer, (whole) => this.holdings.partsOf(whole)).toReversed()) {
      const parts = this.holdings.partsOf(one);
      if (parts.some((part) => this.#open.has(part))) this.#open.add(one);
      const inside = parts.flatMap((part) => entryAt(found, part));
      for (const part of parts) found.delete(part);
      found.set(one, this.#withOwn(one, inside));
    }
    return entryAt(found, outer);
  }

  #withOwn(target: TrancheTarget, inside: Arrival[]): Arrival[] {
    const one = this.#standing.get(target);
    const { due, power } = target.tranche;
    if (!one || due === undefined || this.holdings.isReplaced(target)) return inside;
    const because = whyUntold(one);
    if (because === 'unknown' && boundsOf(power).low > 0n) this.#open.add(target);
    if (because !== undefined || this.#open.has(target)) return inside;
    const { last: day } = daysOf(due);
    return inside.length === 0 ? this.#alone(one, day) : this.#withRest(one, day, inside);
  }

  #alone(one: StandingTranche, day: Day): Arrival[] {
    const { target } = one;
    const [fixed, movable] = powerNeeded(one);
    // It may hold what has no date, and is not split then.
    const isFixed = whyWhole(target, this.holdings.log) !== undefined;
    const all = [
      { target, day, kw: fixed, isFixed: true, within: undefined },
      { target, day, kw: movable, isFixed, within: undefined },
    ];
    return all.filter(({ kw }) => kw > 0n);
  }

  /** What a whole says beyond its parts comes when it says that all of it does, and they with it at the latest. */
  #withRest(one: StandingTranche, day: Day, inside: readonly Arrival[]): Arrival[] {
    const { target, standing } = one;
    const [fixed, movable] = powerNeeded(one);
    const early = inside.filter((arrival) => arrival.day <= day);
    const late = inside.filter((arrival) => arrival.day > day).sort(byDay);
    const room = floor0(fixed + movable - addUp(early));
    // What its parts come to beyond it, after it, turns on all of them: moved, nobody could say which of it that is.
    if (addUp(late) > room) return [...early.map(stilled), ...comeBy(day, room, late.map(stilled))];
    const kw = room - addUp(late);
    const isFixed = isEnergized(target) || !standing.isWhole;
    return [
      ...early.map((arrival) => (arrival.within ? arrival : { ...arrival, within: target })),
      ...late.map((arrival) => ({ ...arrival, day, within: arrival.within ?? target })),
      { target, day, kw, isFixed, within: undefined },
    ];
  }
}
