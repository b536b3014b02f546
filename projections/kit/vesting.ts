import type { Deal, Warrant } from '../../events/deal/deal.js';
import type { Condition } from '../../events/deal/condition/condition.events.js';
import { type Day, daysOf } from '../../events/kit/date.js';
import { type Bounds, boundsOf, type Whole } from '../../events/kit/quantity.js';
import { largerBounds } from './measure.js';
import { holds, poweredOf, type PowerOf } from './release.js';

export type VestingStatus = 'vested' | 'not' | 'unknown';

/** Whether one of the conditions holds: null where nobody has looked. */
interface ConditionStatus {
  readonly energizedKw?: Whole;
  readonly named?: string;
  readonly holds: boolean | null;
}

/** What is known of a tranche of a warrant on a day, or expected of it on the plan. */
interface Outlook {
  readonly status: VestingStatus;
  /** The first day on which all its conditions held. */
  readonly vestedOn: Day | null;
  /** The first day on which none of them was known to fail. */
  readonly notBefore: Day | null;
}

export interface TrancheVesting extends Outlook {
  readonly shares: number;
  /** Undefined where the terms of these shares were not stated. */
  readonly conditions?: readonly ConditionStatus[];
  readonly planned: Outlook;
}

/**
 * A deal as it stood, or is planned to stand, on a day, with the power that conditions count and what was seen of them,
 * also what was said later of that day.
 */
export interface DealOn {
  readonly day: Day;
  readonly deal: Deal;
  readonly powerOf: PowerOf;
}

const conditionsSeen = (
  conditions: readonly Condition[],
  { deal, day, powerOf }: DealOn,
): ConditionStatus[] => {
  const powered = poweredOf(deal, powerOf).bounds;
  return conditions.map((condition) => ({
    ...(condition.energized && { energizedKw: condition.energized.low }),
    ...(condition.named !== undefined && { named: condition.named }),
    holds: holds(condition, deal, day, powered) ?? null,
  }));
};

const allHold = (conditions: readonly ConditionStatus[]): boolean | undefined => {
  if (conditions.some((condition) => condition.holds === false)) return false;
  return conditions.some((condition) => condition.holds === null) ? undefined : true;
};

/** Nobody stated on what it vests. */
const unstated: Outlook = { status: 'unknown', vestedOn: null, notBefore: null };

/** Once vested it stays so; before that it stands as the last day has it. */
const outlook = (conditions: readonly Condition[], days: readonly DealOn[]): Outlook => {
  const answers = days.map((on) => ({ day: on.day, answer: allHold(conditionsSeen(conditions, on)) }));
  const vested = answers.find(({ answer }) => answer === true);
  const possible = answers.find(({ answer }) => answer !== false)?.day ?? null;
  if (vested) return { status: 'vested', vestedOn: vested.day, notBefore: possible };
  const last = answers.at(-1);
  const isOpen = last !== undefined && last.answer === undefined;
  return { status: isOpen ? 'unknown' : 'not', vestedOn: null, notBefore: isOpen ? possible : null };
};

const plannedOutlook = (conditions: readonly Condition[], now: Outlook, plan: readonly DealOn[]): Outlook =>
  now.status === 'vested' || plan.length === 0 ? now : outlook(conditions, plan);

/** The tranches of a warrant, and what is left of it as one whose terms were not stated. */
const tranchesOf = ({
  shares,
  tranches,
}: Warrant): { shares: number; conditions?: readonly Condition[] }[] => {
  const left = shares - tranches.reduce((sum, tranche) => sum + tranche.shares, 0);
  return [...tranches, ...(left > 0 ? [{ shares: left }] : [])];
};

/** The days on which a warrant was there and had not expired. */
const daysInLife = (id: string, days: readonly DealOn[]): DealOn[] =>
  days.filter(({ day, deal }) => {
    const warrant = deal.warrants.get(id);
    return warrant && (warrant.expiresOn === undefined || day <= daysOf(warrant.expiresOn).last);
  });

/**
 * Each tranche of a warrant over the days on which something happened, and over the days on which something is due by
 * the plan: it vests on the first day on which all its conditions hold. Both lists of days are in order.
 */
export const vestingOf = (id: string, past: readonly DealOn[], plan: readonly DealOn[]): TrancheVesting[] => {
  const [happened, expected] = [daysInLife(id, past), daysInLife(id, plan)];
  const last = past.at(-1);
  const warrant = last?.deal.warrants.get(id);
  if (!last || !warrant) return [];
  return tranchesOf(warrant).map(({ shares, conditions }) => {
    if (!conditions) return { shares, ...unstated, planned: unstated };
    const now = outlook(conditions, happened);
    return {
      shares,
      conditions: conditionsSeen(conditions, happened.at(-1) ?? last),
      ...now,
      planned: plannedOutlook(conditions, now, expected),
    };
  });
};

/** The shares that vested: from those that surely did to those that may have. */
export const sharesVested = (tranches: readonly { shares: number; status: VestingStatus }[]): Bounds => {
  const sum = (...statuses: VestingStatus[]): bigint =>
    tranches
      .filter(({ status }) => statuses.includes(status))
      .reduce((total, { shares }) => total + BigInt(shares), 0n);
  const [low, high] = [sum('vested'), sum('vested', 'unknown')];
  return { low, point: low === high ? low : null, high };
};

/** Never less than what was recorded as vested. */
export const raiseToRecorded = (derived: Bounds, recorded: number): Bounds => {
  const known = boundsOf({ low: recorded, point: recorded, high: recorded });
  const both = largerBounds(derived, known);
  return both.low === both.high ? { ...both, point: both.low } : both;
};
