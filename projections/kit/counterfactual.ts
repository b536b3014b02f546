import type { Deal } from '../../events/deal/deal.js';
import type { Quantity } from '../../events/kit/quantity.js';
import type { TrancheVesting } from './vesting.js';

const none: Quantity = { low: 0, point: 0, high: 0, qualifier: 'exactly' };

/**
 * A deal as a scenario has it, for what was recorded because of something that the scenario took out: what was observed
 * in the log below and is not observed here did not come about.
 */
export const withoutWhatIsGone = (deal: Deal, before: Deal): Deal => {
  const tranches = new Map(
    [...deal.tranches].map(([id, tranche]) => [
      id,
      !tranche.energized && before.tranches.get(id)?.energized ? { ...tranche, energized: none } : tranche,
    ]),
  );
  const gone = [...before.conditions].filter(([name]) => !deal.conditions.has(name));
  const conditions = new Map([
    ...deal.conditions,
    ...gone.map(([name, seen]) => [name, seen.map((one) => ({ ...one, holds: false }))] as const),
  ]);
  return { ...deal, tranches, conditions };
};

/** The shares whose conditions held before, or may have held, and that a scenario has not hold. */
export const sharesLost = (before: readonly TrancheVesting[], now: readonly TrancheVesting[]): number =>
  before.reduce((sum, { status, shares }, index) => {
    const isLost = status !== 'not' && (now[index]?.status ?? 'not') === 'not';
    return isLost ? sum + shares : sum;
  }, 0);
