import type { Deal, Warrant } from '../../events/deal/deal.js';
import type { Condition } from '../../events/deal/condition/condition.events.js';
import { type Day, daysOf } from '../../events/kit/date.js';
import { type Bounds, boundsOf, type Whole } from '../../events/kit/quantity.js';
import { largerBounds } from './measure.js';
import { holds } from './release.js';

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
  readonly powered: Bounds;
  /** Of a day that is over, the power that was seen: on the plan what nobody saw is nothing. */
  readonly seenPowered?: Bounds;
}

const conditionsSeen = (
  conditions: readonly Condition[],
  { deal, day, powered }: DealOn,
): ConditionStatus[] =>
  conditions.map((condition) => ({
    ...(condition.energized && { energizedKw: condition.energized.low }),
    ...(condition.named !== undefined && { named: condition.named }),
    holds: holds(condition, deal, day, powered) ?? null,
  }));

type WhetherHeld = boolean | undefined;

const allHold = (answers: readonly WhetherHeld[]): WhetherHeld => {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
};

/** Nobody stated on what it vests. */
const unstated: Outlook = { status: 'unknown', vestedOn: null, notBefore: null };

/**
 * What nobody had seen before a first look that a condition fails, or between two such looks, had not come about. Before
 * a look that it holds, and once it held, nobody knows.
 */
const settleUnseen = (seen: readonly WhetherHeld[]): WhetherHeld[] => {
  const first = seen.indexOf(true);
  const settled = [...seen];
  // Backwards, so that the next look is known; from the first on at which it held, what nobody saw stays open.
  let next: WhetherHeld;
  for (let index = seen.length - 1; index >= 0; index--) {
    const answer = seen[index];
    next = answer ?? next;
    if (answer === undefined && next === false && (first < 0 || index < first)) settled[index] = false;
  }
  return settled;
};

/** Whether all conditions held, day by day; each settles by itself what nobody saw of it. */
const answersOf = (
  conditions: readonly Condition[],
  days: readonly DealOn[],
): { day: Day; answer: WhetherHeld }[] => {
  const seen = days.map((on) => conditionsSeen(conditions, on));
  const settled = conditions.map((_, index) =>
    settleUnseen(seen.map((all) => all[index]?.holds ?? undefined)),
  );
  return days.map(({ day }, index) => ({ day, answer: allHold(settled.map((one) => one[index])) }));
};

/** Once vested it stays so, and once it may have it stays open. */
const outlookOf = (answers: readonly { day: Day; answer: WhetherHeld }[]): Outlook => {
  const vested = answers.find(({ answer }) => answer === true);
  const possible = answers.find(({ answer }) => answer !== false)?.day ?? null;
  if (vested) return { status: 'vested', vestedOn: vested.day, notBefore: possible };
  return { status: possible === null ? 'not' : 'unknown', vestedOn: null, notBefore: possible };
};

const outlook = (conditions: readonly Condition[], days: readonly DealOn[]): Outlook =>
  outlookOf(answersOf(conditions, days));

/** What may have vested by now may have on the plan. */
const plannedOutlook = (
  conditions: readonly Condition[],
  now: Outlook,
  past: readonly DealOn[],
  plan: readonly DealOn[],
): Outlook => {
  const [asOf] = plan;
  if (now.status === 'vested' || !asOf) return now;
  const before = past
    .filter(({ day }) => day < asOf.day)
    .map((on) => ({ ...on, powered: on.seenPowered ?? on.powered }));
  return outlook(conditions, [...before, ...plan]);
};

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
      planned: plannedOutlook(conditions, now, happened, expected),
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
