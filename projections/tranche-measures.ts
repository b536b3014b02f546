import type { Deal, Tranche } from '../events/deal/deal.js';
import { isSigned } from '../events/deal/deal.words.js';
import { type Day, daysOf } from '../events/kit/date.js';
import { type Bounds, boundsOf, nothing, type Quantity } from '../events/kit/quantity.js';
import {
  isUndisclosed,
  largerBounds,
  settlePoint,
  subtractBounds,
  type Part,
  part,
  type Parts,
  smallerBounds,
} from './kit/measure.js';
import { certaintyOfDue } from './kit/question.js';
import type { PowerOf } from './kit/powered.js';
import { isHeadline, type TrancheStatus, standingOf } from './tranche-status.js';

/** An upper bound is never summed as firm: "up to" adds its low to the point. */
const firmBoundsOf = (quantity: Quantity): Bounds => {
  const bounds = boundsOf(quantity);
  return quantity.qualifier === 'up-to' ? { ...bounds, point: bounds.low } : bounds;
};

/** What may run of a part that a scenario split off follows from what was observed of the whole. */
const levelWithin = ({ isSplitOff }: Tranche, bounds: Bounds): Part =>
  isSplitOff && bounds.low === 0n && bounds.point === null ? { bounds, unobserved: true } : part(bounds);

/** The level drawing power; unknown up to the nameplate where nobody has observed it. */
export const levelOf = (tranche: Tranche): Part =>
  tranche.energized
    ? levelWithin(tranche, boundsOf(tranche.energized))
    : { bounds: { low: 0n, point: null, high: boundsOf(tranche.power).high }, unobserved: true };

const dueOf = ({ due }: Tranche, { power }: TrancheStatus, day: Day): Bounds => {
  const by = due === undefined ? 'not' : certaintyOfDue(due, day);
  if (by === 'surely') return power;
  return by === 'perhaps' ? { low: 0n, point: 0n, high: power.high } : nothing;
};

/** The larger of the observed level and what is due by a day; what nobody has observed counts as nothing. */
const plannedOf = (tranche: Tranche, standing: TrancheStatus, day: Day): Bounds => {
  const level = tranche.energized ? boundsOf(tranche.energized) : nothing;
  const due = dueOf(tranche, standing, day);
  return isUndisclosed(due) ? { low: level.low, point: null, high: null } : largerBounds(level, due);
};

/** One and the same for whoever asks of a deal on the same days, so that what it comes to is added up once. */
const madeOnce = <Days extends readonly (Day | undefined)[]>(
  make: (deal: Deal, ...days: Days) => PowerOf,
): ((deal: Deal, ...days: Days) => PowerOf) => {
  const known = new WeakMap<Deal, Map<string, PowerOf>>();
  return (deal, ...days) => {
    const byDays = known.get(deal) ?? new Map<string, PowerOf>();
    known.set(deal, byDays);
    const made = byDays.get(days.join()) ?? make(deal, ...days);
    byDays.set(days.join(), made);
    return made;
  };
};

/** What of a deal draws power on a day, for what depends on it; what ended leaves what was observed. */
export const observedPower = madeOnce<[day?: Day]>(
  (deal, day) => (tranche) => (isHeadline(deal, tranche, day) ? levelOf(tranche) : undefined),
);

/** The last day of a lease that is to run out on the plan: what rests on its power stays. */
const lastPlannedDay = ({ ends }: Tranche, day: Day, asOf: Day): Day => {
  const last = ends === undefined ? day : daysOf(ends).last;
  return last > asOf && last < day ? last : day;
};

/** On the plan by a day, as of an earlier one, for what depends on it; what nobody has observed counts as nothing. */
export const plannedPower = madeOnce<[day: Day, asOf: Day]>((deal, day, asOf) => (tranche) => {
  const at = lastPlannedDay(tranche, day, asOf);
  const standing = standingOf(deal, tranche, at);
  return standing && part(plannedOf(tranche, standing, at));
});

const observedPlan = (tranche: Tranche): Bounds =>
  tranche.energized ? boundsOf(tranche.energized) : nothing;

/** What of a deal was seen to draw power on a day; what nobody has observed counts as nothing, as it does on the plan. */
export const seenPower =
  (deal: Deal, day: Day): PowerOf =>
  (tranche) =>
    isHeadline(deal, tranche, day) ? part(observedPlan(tranche)) : undefined;

const outstandingOf = (power: Bounds, level: Part): Part => {
  const bounds = subtractBounds(power, level.bounds);
  const isKnown = bounds.high === 0n;
  return isKnown ? part(nothing) : { bounds, ...(level.unobserved && { unobserved: true }) };
};

/** When a tranche is looked at. */
export interface ObservedDay {
  day: Day;
  /** After the as-of date nobody has observed anything: the plan is shown instead. */
  isAhead: boolean;
}

const unseenPart = (bounds: Bounds): Part => ({ bounds, unseen: true });

const isSame = (left: Part, right: Part): boolean =>
  left.bounds.low === right.bounds.low &&
  left.bounds.point === right.bounds.point &&
  left.bounds.high === right.bounds.high;

/** What nobody disclosed takes nothing from the point. */
const lessDisclosed = (headline: Bounds, dated: Bounds): Bounds =>
  subtractBounds(headline, isUndisclosed(dated) ? { ...dated, point: 0n } : dated);

const undatedIn = (headline: Part, dated: Part | undefined): Parts => {
  if (!dated) return { undatedKw: headline };
  if (isSame(headline, dated)) return {};
  return { undatedKw: part(lessDisclosed(headline.bounds, dated.bounds)) };
};

/** No more is overdue than what may still come: what ended, ran out or is completed is late for nothing. */
const overdueIn = (level: Part, closed: Part | undefined, late: Part | undefined): Parts => {
  if (level.unseen) return { overdueKw: unseenPart(nothing) };
  if (!closed || !late) return {};
  const { bounds, ...rest } = outstandingOf(closed.bounds, level);
  return { overdueKw: { ...rest, bounds: settlePoint(smallerBounds(bounds, late.bounds)) } };
};

/**
 * With what follows from headline, energized and due once the family rule has been applied to them: undated = headline
 * less what is dated, outstanding = headline less energized, overdue = what is due in windows that have closed, less
 * energized.
 */
export const derivedMeasures = ({
  undatedKw: _u,
  outstandingKw: _o,
  overdueKw: _d,
  ...parts
}: Parts): Parts => {
  const { headlineKw: headline, energizedKw: level, datedKw, closedKw, lateKw } = parts;
  if (!headline) return parts;
  const outstanding = level && outstandingOf(headline.bounds, level);
  return {
    ...parts,
    ...undatedIn(headline, datedKw),
    ...(outstanding && { outstandingKw: level.unseen ? unseenPart(outstanding.bounds) : outstanding }),
    ...(level && overdueIn(level, closedKw, lateKw)),
  };
};

/** What a tranche adds to each measure of capacity on a day, in kilowatts; what is nothing is left out. */
export const trancheMeasures = (
  tranche: Tranche,
  standing: TrancheStatus,
  { day, isAhead }: ObservedDay,
): Parts => {
  const power = part(standing.power);
  const signed = isSigned(standing.stage);
  const level = levelOf(tranche);
  const due = dueOf(tranche, standing, day);
  const isClosed = tranche.due !== undefined && certaintyOfDue(tranche.due, day) === 'surely';
  const parts = derivedMeasures({
    headlineKw: power,
    ...(signed && { signedKw: part(standing.promised) }),
    ...(signed &&
      tranche.bindingness === 'firm' && {
        firmKw: part(smallerBounds(firmBoundsOf(tranche.power), standing.promised)),
      }),
    energizedKw: isAhead ? unseenPart(level.bounds) : level,
    ...(due !== nothing && { dueKw: part(due) }),
    ...(tranche.due !== undefined && { datedKw: power }),
    ...(isClosed && { closedKw: power }),
    ...(isClosed && !standing.isOver && { lateKw: power }),
    plannedKw: part(isAhead ? plannedOf(tranche, standing, day) : observedPlan(tranche)),
  });
  // What ended is what draws power: nothing of it is outstanding.
  const isLeft = standing.isOver && tranche.energized !== undefined;
  return isLeft ? { ...parts, outstandingKw: isAhead ? unseenPart(nothing) : part(nothing) } : parts;
};
