import type { Deal, Payment } from '../events/deal/deal.js';
import { paidOf } from '../events/deal/payment/terms.js';
import { observedPower, plannedPower } from './tranche-measures.js';
import type { Day } from '../events/kit/date.js';
import { type Account, accountOf, amountDueAfter, endOf, isOver, statedAmount } from './kit/account.js';
import { isNothing, subtractBounds, type Part, part } from './kit/measure.js';
import { cutAtEndOf, cutOf, type Question } from './kit/question.js';
import type { PowerOf } from './kit/powered.js';
import { type ReleasedAmount, releasedOf } from './kit/release.js';
import type { StreamReading } from './kit/view.js';
import {
  addedPayments,
  type PaymentEntry,
  goneEntries,
  isUnstated,
  limitOf,
  measuresOf,
  noRelease,
  outstandingOf,
  owedOf,
  unseenPayment,
} from './obligation-lines.js';

/** What is known to be released: of what nobody can tell, its low. */
export const knownRelease = ({ bounds, isWhole }: ReleasedAmount): ReleasedAmount =>
  bounds.point === null
    ? { bounds: { low: bounds.low, point: bounds.low, high: bounds.low } }
    : { bounds, ...(isWhole && { isWhole }) };

/**
 * What had been released of a payment by a day, of the deal as it stands then. What has ended keeps what was known to
 * be released when it did.
 */
export const releasedBy = (
  reading: StreamReading,
  question: Question,
  deal: Deal,
  payment: Payment,
  day: Day,
  powerOf: PowerOf,
): ReleasedAmount => {
  const terms = { ...payment, amount: statedAmount(payment, day) };
  if (!isOver(deal, payment, day)) return releasedOf(terms, deal, day, powerOf);
  const end = endOf(deal, payment);
  if (end === undefined) return noRelease;
  const then = reading.state<Deal>(cutAtEndOf({ name: '', first: end, last: end }, question));
  const power =
    end > question.effectiveAt ? plannedPower(then, end, question.effectiveAt) : observedPower(then, end);
  const { conditions } = deal;
  return knownRelease(releasedOf(terms, { ...then, conditions }, end, power));
};

/** What is ahead of a payment: of what has no date as far as nobody has seen it paid. */
const aheadOf = (payment: Payment, account: Account, day: Day): Record<string, Part> => {
  const { whole, paid } = amountDueAfter(payment, account, day);
  if (!paid) return { aheadUsCents: part(whole), aheadWholeUsCents: part(whole) };
  return {
    aheadUsCents: part(subtractBounds(whole, paid)),
    aheadWholeUsCents: part(whole),
    aheadPaidUsCents: part(paid),
  };
};

/** What a payment comes to at the question's cut, of which this has been released. */
const entriesOf = (
  deal: Deal,
  id: string,
  payment: Payment,
  day: Day,
  released: ReleasedAmount,
): PaymentEntry[] => {
  const account = accountOf(deal, payment, day, released.bounds);
  const { amount, isOpen, isOver: isClosed } = account;
  const seen = paidOf(payment);
  if (account.isOver && isNothing(amount) && !seen) return goneEntries(id, payment);
  const owed = owedOf(payment, amount, released);
  const paid = seen ? part(seen) : unseenPayment(owed);
  const limit = limitOf(payment, account, released);
  const isOverpaid = seen !== undefined && limit !== null && seen.low > limit;
  const outstanding = outstandingOf(owed, paid, !isUnstated(payment));
  const parts = measuresOf(payment, { amount, isOpen, isClosed, released, paid, outstanding });
  return [
    {
      id,
      payment,
      parts: {
        ...parts,
        ...(seen && { settledUsCents: paid }),
        ...aheadOf(payment, account, day),
      },
      flags: isOverpaid ? ['overpaid'] : [],
      ...(payment.release && { grounds: [deal] }),
    },
  ];
};

/** The payments that count at a date. */
export const tableOf = (reading: StreamReading, question: Question): PaymentEntry[] => {
  const deal = reading.state<Deal>(cutOf(question));
  const day = question.effectiveAt;
  return addedPayments(deal).flatMap(([id, payment]) => {
    const released = payment.release
      ? releasedBy(reading, question, deal, payment, day, observedPower(deal, day))
      : noRelease;
    return entriesOf(deal, id, payment, day, released);
  });
};
