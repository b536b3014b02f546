import type { Tranche } from '../../../events/deal/deal.js';
import { boundsOf, type Bounds, type Quantity } from '../../../events/kit/quantity.js';
import { isEnergized, type TrancheTarget } from './edited-log.js';
import { quantityOf } from './quantities.js';

const floor0 = (value: bigint): bigint => (value > 0n ? value : 0n);
const min = (left: bigint, right: bigint): bigint => (left < right ? left : right);

/** The level that draws power, as far as it is sure; nothing where nobody has observed any. */
export const levelOf = ({ energized }: Tranche): bigint => {
  if (!energized) return 0n;
  const { low, point } = boundsOf(energized);
  return point ?? low;
};

/** End by end so much of a tranche as runs: with what does not run it adds to the tranche exactly. */
const runningBounds = (tranche: Tranche): Bounds => {
  const { low, point, high } = boundsOf(tranche.power);
  const level = levelOf(tranche);
  return {
    low: min(low, level),
    point: point === null ? null : min(point, level),
    high: high === null ? level : min(high, level),
  };
};

const idleBounds = (tranche: Tranche): Bounds => {
  const { low, point, high } = boundsOf(tranche.power);
  const level = levelOf(tranche);
  return {
    low: floor0(low - level),
    point: point === null ? null : floor0(point - level),
    high: high === null ? null : floor0(high - level),
  };
};

/** Power of a tranche that draws power already: no edit of a schedule touches it. */
export const runningPower = (tranche: Tranche): Quantity => quantityOf(runningBounds(tranche), tranche.power);

/** The rest of its power, on which such an edit acts. */
export const idlePower = (tranche: Tranche): Quantity => quantityOf(idleBounds(tranche), tranche.power);

/** Both together, end by end. */
export const addRunning = (tranche: Tranche, power: Quantity): Quantity => {
  const [running, more] = [runningBounds(tranche), boundsOf(power)];
  const { high } = more;
  return quantityOf(
    {
      low: running.low + more.low,
      point: running.point === null || more.point === null ? null : running.point + more.point,
      high: high === null || running.high === null ? null : running.high + high,
    },
    power,
  );
};

/** All that was promised draws power, so that nothing is left to act on. */
export const isWhollyEnergized = (target: TrancheTarget): boolean => {
  const { power, energized } = target.tranche;
  const { low, high } = boundsOf(power);
  // Nobody has said how much is promised: some of it may still be to come.
  const isOpen = low === 0n && high === null;
  return isEnergized(target) && !isOpen && boundsOf(energized!).low >= (high ?? low);
};

/** Some of it draws power and some of it does not. */
export const isPartlyEnergized = (target: TrancheTarget): boolean =>
  isEnergized(target) && !isWhollyEnergized(target);
