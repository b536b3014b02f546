import type { Deal, Payment } from '../../events/deal/deal.js';
import { isEnded } from '../../events/deal/deal.words.js';
import { paidOf } from '../../events/deal/payment/terms.js';
import { daysLater, lengthOf } from '../../events/deal/term.js';
import { type Day, daysOf } from '../../events/kit/date.js';
import { addBounds, type Bounds, nothing, undisclosed } from '../../events/kit/quantity.js';
import { largerBounds } from './measure.js';
import { ListedSchedule, type PaymentSchedule, scheduleOf } from './schedule.js';

/** What a payment comes to at a cut of the log: in all, and when. */
export interface Account {
  /** All that may be paid; without a ceiling where a rate has no end. */
  readonly amount: Bounds;
  /** What falls due when; undefined where nobody said, or where something has to set it free. */
  readonly schedule?: PaymentSchedule;
  /** Nothing more falls due of it. */
  readonly isOver: boolean;
  /** A rate without an end: what it comes to grows month by month. */
  readonly isOpen: boolean;
}

/** Binding, and not waiting for a release. */
export const isCommitted = ({ bindingness, release }: Payment): boolean =>
  bindingness === 'firm' && release === undefined;

/** On a time axis: it has a term with an end, or a rate from a day on. */
export const isDated = ({ over, rates }: Payment): boolean =>
  over !== undefined && (rates !== undefined || lengthOf(over) !== undefined);

/** An amount of money whose ceiling is all that is known is never summed as firm. */
export const firmAmountOf = ({ qualifier }: Payment, amount: Bounds): Bounds =>
  qualifier === 'up-to' ? { ...amount, point: amount.low } : amount;

const earlierDay = (one: Day | undefined, other: Day | undefined): Day | undefined =>
  one === undefined || (other !== undefined && other < one) ? other : one;

/** An option that nobody takes up ends with its last day. */
const optionEnds = ({ bindingness, expiresOn }: Payment): Day | undefined =>
  bindingness === 'optional' && expiresOn !== undefined ? daysLater(daysOf(expiresOn).last, 1) : undefined;

/** The day from which on nothing more falls due of what was taken up: its own end, or its deal's. */
export const stopOf = (deal: Deal, { endsOn }: Payment): Day | undefined => earlierDay(endsOn, deal.endedOn);

/** The day from which on nothing more falls due, an option's last day included. */
export const endOf = (deal: Deal, payment: Payment): Day | undefined =>
  earlierDay(stopOf(deal, payment), optionEnds(payment));

/** Another deal tells the same in the place of this one: here nothing is owed. */
const isReplaced = (deal: Deal): boolean => isEnded(deal.stage) && deal.supersededBy !== undefined;

/** Nothing more falls due of it by a day. */
export const isOver = (deal: Deal, payment: Payment, day: Day): boolean => {
  const end = endOf(deal, payment);
  return end !== undefined && end <= day;
};

/** What was paid, as due on the days on which it was. */
const paidSchedule = ({ made }: Payment): PaymentSchedule =>
  new ListedSchedule(made.map(({ on, amount }) => ({ due: on, amount })));

/** The whole amount, whatever has become of it since: a rate's follows from its term. */
export const statedAmount = (payment: Payment, until: Day): Bounds => {
  if (!payment.rates) return payment.amount;
  const { release: _, ...terms } = payment;
  const schedule = scheduleOf(terms, until);
  if (!schedule) return undisclosed;
  const sum = schedule.amount;
  return payment.over && lengthOf(payment.over) ? sum : { low: sum.low, point: null, high: null };
};

/** What is left of a payment of which nothing more falls due: what was paid or released, where it had no dates. */
const closedAccount = (payment: Payment, released: Bounds): Account => ({
  amount: largerBounds(paidOf(payment) ?? nothing, released),
  ...(!payment.release && { schedule: paidSchedule(payment) }),
  isOver: true,
  isOpen: false,
});

/**
 * A payment at a cut on a day, of which this has been released; what a rate without an end comes to is counted until
 * another. What ends keeps what was due before, as far as it was firm.
 */
export const accountOf = (
  deal: Deal,
  payment: Payment,
  day: Day,
  released: Bounds,
  until: Day = day,
): Account => {
  const end = stopOf(deal, payment);
  const over = isOver(deal, payment, day);
  const dated = scheduleOf(payment, end === undefined ? until : daysLater(end, -1));
  if (over && (!dated || !isCommitted(payment) || isReplaced(deal))) return closedAccount(payment, released);
  if (dated && end !== undefined) {
    const schedule = dated.before(end);
    return { amount: schedule.amount, schedule, isOver: over, isOpen: false };
  }
  const isOpen = payment.rates !== undefined && payment.over !== undefined && !lengthOf(payment.over);
  const amount = statedAmount(payment, until);
  return { amount, ...(dated && { schedule: dated }), isOver: over, isOpen };
};

/** What is firm and falls due after a day, or has no date; and what of that somebody has seen paid. */
export const amountDueAfter = (
  payment: Payment,
  { amount, schedule, isOver: over, isOpen }: Account,
  day: Day,
): { whole: Bounds; paid?: Bounds } => {
  if (over || !isCommitted(payment)) return { whole: nothing };
  if (isOpen) return { whole: undisclosed };
  if (schedule) return { whole: firmAmountOf(payment, schedule.after(day)) };
  const paid = paidOf(payment);
  return { whole: firmAmountOf(payment, amount), ...(paid && { paid }) };
};

/** What was paid from a day to another, both counted. */
export const amountPaidBetween = ({ made }: Payment, from: Day, to: Day): Bounds =>
  made
    .filter(({ on }) => on >= from && on <= to)
    .map(({ amount }) => amount)
    .reduce(addBounds, nothing);
