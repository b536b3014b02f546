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

/** What is owed and was not seen paid; what of it is sure is no more than of the lines that it is made of. */
const outstandingOf = (own: Part, unpaid: Part): Part => {
  const { low, point, high } = unpaid.bounds;
  const least = own.bounds.low < low ? own.bounds.low : low;
  const bounds = { low: least, point: own.bounds.point === null ? null : point, high };
  const isUnknown = bounds.point === null && (own.unobserved ?? unpaid.unobserved);
  return { ...own, bounds, ...(isUnknown && { unobserved: true }) };
};

const isThere = (found: Part | undefined): found is Part => found !== undefined;

/**
 * What parts have told of a sum, firm or released, is no longer conditional in what contains it; what is owed and was
 * not seen paid is outstanding; and no more is unpaid than may flow and was not seen paid.
 */
const derived = (parts: Parts): Parts => {
  const { statedUsCents: stated, conditionalUsCents: conditional, settledUsCents: settled } = parts;
  const { outstandingUsCents: outstanding, amountUsCents: amount, unpaidUsCents: unpaid } = parts;
  const { aheadUsCents: ahead, aheadWholeUsCents: aheadWhole, aheadPaidUsCents: aheadPaid } = parts;
  const owed = [parts.committedUsCents, parts.releasedUsCents].filter(isThere);
  const due = part(owed.map(({ bounds }) => bounds).reduce(addBounds, nothing));
  const seen = [settled].filter(isThere);
  return {
    ...parts,
    ...(stated && conditional && { conditionalUsCents: capPart(conditional, leftOf(stated, owed)) }),
    ...(outstanding && { outstandingUsCents: outstandingOf(outstanding, leftOf(due, seen)) }),
    ...(amount && unpaid && { unpaidUsCents: capPart(unpaid, leftOf(amount, seen)) }),
    ...(ahead &&
      aheadWhole &&
      aheadPaid && { aheadUsCents: capPart(ahead, leftOf(aheadWhole, [aheadPaid])) }),
  };
};

/** What the rule reads, shown or not, of every line of money that goes together with others. */
export const reckonedMoney = [
  'statedUsCents',
  'committedUsCents',
  'releasedUsCents',
  'settledUsCents',
  'amountUsCents',
];

/** A sum of money counts for the larger of its own and what it contains, and nothing of it twice. */
export const moneyFamily: Omit<FamilyRule, 'within'> = {
  ceilings: {
    committedUsCents: 'statedUsCents',
    conditionalUsCents: 'statedUsCents',
    releasedUsCents: 'statedUsCents',
    outstandingUsCents: 'statedUsCents',
    aheadUsCents: 'statedUsCents',
    aheadWholeUsCents: 'statedUsCents',
  },
  lasting: [],
  derived,
};
