import type { Deal, Tranche } from '../events/deal/deal.js';
import { isEnded, type Stage } from '../events/deal/deal.words.js';
import { daysLater } from '../events/deal/term.js';
import { type Day, daysOf } from '../events/kit/date.js';
import { type Bounds, boundsOf } from '../events/kit/quantity.js';
import { isNothing, smallerBounds } from './kit/measure.js';
import type { StreamReading } from './kit/view.js';

/** What there is of a tranche on a day, whichever way it or its deal ended. */
export interface TrancheStatus {
  /** The stage it is in; where it ended, the one it had before. */
  readonly stage: Stage;
  /** In the headline: what was promised, or only what draws power. Kilowatts. */
  readonly power: Bounds;
  /** Signed or firm is no more than this: an end never raises either. */
  readonly promised: Bounds;
  /** All that was promised counts; otherwise only what draws power does. */
  readonly isWhole: boolean;
  /** Nothing more is to come of it, so that nothing of it is overdue. */
  readonly isOver: boolean;
}

/** The tranches of which a reading tells: those that a part only counts are told by others. */
export const tranchesTold = ({ beside }: StreamReading, { tranches }: Deal): [string, Tranche][] =>
  [...tranches].filter(([id]) => !beside?.has(id));

/** The stage that a tranche had before anything ended it. */
const stageBefore = (deal: Deal, tranche: Tranche): Stage => {
  const own = tranche.stage && isEnded(tranche.stage) ? tranche.stageBefore : tranche.stage;
  const shared = isEnded(deal.stage) ? deal.stageBefore : deal.stage;
  return own ?? shared ?? 'announced';
};

/** The days on which what stands of a tranche, or is due of it, becomes something else. */
export const turningDays = ({ due, ends }: Tranche): Day[] => {
  const window = due === undefined ? undefined : daysOf(due);
  const after = ends === undefined ? [] : [daysLater(daysOf(ends).last, 1)];
  return window ? [window.first, window.last, ...after] : after;
};

/** Runs out once the window of its end has closed. */
const hasRunOut = ({ ends }: Tranche, day: Day | undefined): boolean =>
  ends !== undefined && day !== undefined && day > daysOf(ends).last;

/** Whether it was let go, or fell with its deal, which takes along what is not completed. */
const isOver = (deal: Deal, tranche: Tranche, day: Day | undefined): boolean =>
  tranche.fate !== undefined ||
  hasRunOut(tranche, day) ||
  (tranche.stage !== undefined && isEnded(tranche.stage)) ||
  (isEnded(deal.stage) && stageBefore(deal, tranche) !== 'completed');

/** Of what ended only the level that draws power is left: never more than was promised. */
const leftOf = (tranche: Tranche): { power: Bounds; promised: Bounds } | undefined => {
  if (!tranche.energized) return undefined;
  const [level, promised] = [boundsOf(tranche.energized), boundsOf(tranche.power)];
  if (isNothing(level)) return undefined;
  const { high } = promised;
  const power = high === null ? level : smallerBounds(level, { low: high, point: high, high });
  return { power, promised: smallerBounds(power, promised) };
};

/**
 * What stands of a tranche; undefined where it ended and draws no power. What ended leaves what is energized, in the
 * headline and at the stage it had before. So does what is completed, where somebody has observed its level.
 */
export const standingOf = (deal: Deal, tranche: Tranche, day?: Day): TrancheStatus | undefined => {
  const stage = stageBefore(deal, tranche);
  const power = boundsOf(tranche.power);
  const isCompleted = stage === 'completed';
  if (isOver(deal, tranche, day) || (isCompleted && tranche.energized)) {
    const left = leftOf(tranche);
    return left && { stage, ...left, isWhole: false, isOver: true };
  }
  return { stage, power, promised: power, isWhole: true, isOver: isCompleted };
};

/** The stage of a tranche as people see it: its own or its deal's; where nothing stands of it, the way it ended. */
export const stageOf = (deal: Deal, tranche: Tranche, day?: Day): Stage => {
  const standing = standingOf(deal, tranche, day);
  if (standing) return standing.stage;
  if (tranche.stage && isEnded(tranche.stage)) return tranche.stage;
  return isEnded(deal.stage) ? deal.stage : (tranche.stage ?? deal.stage);
};

/** In the headline, with all of it or with what draws power. */
export const isHeadline = (deal: Deal, tranche: Tranche, day?: Day): boolean =>
  standingOf(deal, tranche, day) !== undefined;
