import type { Deal, Payment } from '../../events/deal/deal.js';
import type { Condition } from '../../events/deal/condition/condition.events.js';
import type { Release } from '../../events/deal/payment/payment.events.js';
import type { Day } from '../../events/kit/date.js';
import { type Bounds, boundsOf, nothing } from '../../events/kit/quantity.js';
import { settlePoint, type Part, smallerBounds } from './measure.js';
import { isCountedIn, poweredOf, type PowerOf } from './powered.js';

/** What a release has set free; `isWhole` when that is surely all there is, whatever it comes to. */
export interface ReleasedAmount extends Part {
  readonly isWhole?: boolean;
}

/** What the tranches that count rest on. */
interface CountedGrounds {
  readonly rests: readonly string[];
  readonly hypothetical: boolean;
}

const known = new WeakMap<Deal['tranches'], Map<string | undefined, CountedGrounds>>();

/** Told once for all that waits for the same tranches. */
const groundsOfTranches = (deal: Deal, of: readonly string[] | undefined): CountedGrounds => {
  const byNames = known.get(deal.tranches) ?? new Map<string | undefined, CountedGrounds>();
  known.set(deal.tranches, byNames);
  const names = of?.join();
  const last = byNames.get(names);
  if (last) return last;
  const counted = [...deal.tranches].filter(([id]) => isCountedIn(deal, id, of)).map(([, one]) => one);
  const found: CountedGrounds = {
    rests: [...new Set(counted.flatMap(({ rests }) => rests))],
    hypothetical: counted.some(({ hypothetical }) => hypothetical),
  };
  byNames.set(names, found);
  return found;
};

/** The facts that a release rests on: the capacity that it counts, its deal's end, and what its conditions were seen to be. */
export const groundsOfRelease = (deal: Deal, { release }: Pick<Payment, 'release'>): CountedGrounds => {
  const conditions = release?.conditions ?? [];
  const counts = Boolean(release?.per) || conditions.some(({ energized }) => energized !== undefined);
  const ofTranches = counts ? [groundsOfTranches(deal, release?.of)] : [];
  const grounds = [
    ...conditions.flatMap(({ named }) => deal.conditions.get(named ?? '') ?? []),
    ...(deal.everEnded ? [deal] : []),
  ];
  const [first] = ofTranches;
  if (first && grounds.length === 0) return first;
  const all = [...ofTranches, ...grounds];
  return {
    rests: all.flatMap(({ rests }) => rests),
    hypothetical: all.some(({ hypothetical }) => hypothetical),
  };
};

const releaseStepped = (power: bigint, per: bigint, amount: bigint): bigint => (power / per) * amount;
const releaseProRata = (power: bigint, per: bigint, amount: bigint): bigint => (power * amount) / per;

const releasedByPower = ({ per, amount, mode = 'stepped' }: Release, power: Bounds): Bounds | undefined => {
  if (!per || !amount) return undefined;
  const each = boundsOf(amount);
  const size = boundsOf(per).low;
  const released = mode === 'pro-rata' ? releaseProRata : releaseStepped;
  return {
    low: released(power.low, size, each.low),
    point: power.point === null || each.point === null ? null : released(power.point, size, each.point),
    high: power.high === null || each.high === null ? null : released(power.high, size, each.high),
  };
};

const capBounds = (bounds: Bounds, cap: bigint | null): Bounds =>
  cap === null ? bounds : smallerBounds(bounds, { low: cap, point: cap, high: cap });

/** Whether a condition holds by a day; unknown when nobody has looked, or when the power is not known well enough. */
export const holds = (condition: Condition, deal: Deal, day: Day, powered: Bounds): boolean | undefined => {
  if (condition.energized) {
    const { low: needed } = boundsOf(condition.energized);
    if (powered.low >= needed) return true;
    return powered.high !== null && powered.high < needed ? false : undefined;
  }
  const seen = deal.conditions.get(condition.named ?? '') ?? [];
  return seen.findLast(({ on }) => on.last <= day)?.holds;
};

const releasedBy = (answers: readonly (boolean | undefined)[], amount: Bounds): Bounds => {
  if (answers.includes(false)) return nothing;
  return answers.includes(undefined) ? { low: 0n, point: null, high: amount.high } : amount;
};

/**
 * What a payment's release has set free by a day: min(cap, floor(power ÷ per) × step), whole steps unless pro rata;
 * all of it once named conditions hold. An interval from nothing where nobody has observed the cause.
 */
export const releasedOf = (payment: Payment, deal: Deal, day: Day, powerOf: PowerOf): ReleasedAmount => {
  const { release, amount } = payment;
  if (!release) return { bounds: nothing };
  const powered = poweredOf(deal, powerOf, release.of);
  const byPower = releasedByPower(release, powered);
  const free = byPower ? capBounds(byPower, amount.high) : amount;
  const answers = release.conditions?.map((condition) => holds(condition, deal, day, powered));
  const held = answers ? releasedBy(answers, amount) : free;
  const bounds = settlePoint(smallerBounds(free, held));
  // Named conditions that all hold set free the amount itself.
  const isWhole = release.conditions !== undefined && !release.per && held === amount;
  return { bounds, ...(bounds.point === null && { unobserved: true }), ...(isWhole && { isWhole }) };
};
