import type { FamilyRule } from './kit/family-rule.js';
import { subtractBounds, type Part, type Parts, part, smallerBounds } from './kit/measure.js';
import { nothing, addBounds } from '../events/kit/quantity.js';

/** No more than what another part leaves; what nobody observed stays so. */
const capPart = (own: Part, most: Part): Part => {
  const bounds = smallerBounds(own.bounds, most.bounds);
  const isUnknown = bounds.point === null && (own.unobserved ?? most.unobserved);
  return { ...own, bounds, ...(isUnknown && { unobserved: true }) };
};

/** What one part leaves of another, bounds crossed. */
const leftOf = (whole: Part, taken: readonly Part[]): Part => {
  const bounds = subtractBounds(whole.bounds, taken.map((one) => one.bounds).reduce(addBounds, nothing));
  return { bounds, ...([whole, ...taken].some(({ unobserved }) => unobserved) && { unobserved: true }) };
};

const isThere = (found: Part | undefined): found is Part => found !== undefined;

/**
 * What parts have told of a sum, firm or released, is no longer conditional in what contains it; and no more is
 * outstanding than is owed and has not been paid.
 */
const derived = (parts: Parts): Parts => {
  const { statedUsCents: stated, conditionalUsCents: conditional, outstandingUsCents: outstanding } = parts;
  const owed = [parts.committedUsCents, parts.releasedUsCents].filter(isThere);
  const due = part(owed.map(({ bounds }) => bounds).reduce(addBounds, nothing));
  const unpaid = parts.paidUsCents && leftOf(due, [{ bounds: parts.paidUsCents.bounds }]);
  return {
    ...parts,
    ...(stated && conditional && { conditionalUsCents: capPart(conditional, leftOf(stated, owed)) }),
    ...(outstanding && unpaid && { outstandingUsCents: capPart(outstanding, unpaid) }),
  };
};

/** A sum of money counts for the larger of its own and what it contains, and nothing of it twice. */
export const moneyFamily: Omit<FamilyRule, 'within'> = {
  ceilings: {
    committedUsCents: 'statedUsCents',
    conditionalUsCents: 'statedUsCents',
    releasedUsCents: 'statedUsCents',
    outstandingUsCents: 'statedUsCents',
    aheadUsCents: 'statedUsCents',
  },
  lasting: [],
  derived,
};
