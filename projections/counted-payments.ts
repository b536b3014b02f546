import type { Deal, Payment } from '../events/deal/deal.js';
import { daysLater } from '../events/deal/term.js';
import type { Day } from '../events/kit/date.js';
import { type Bounds, nothing } from '../events/kit/quantity.js';
import { accountOf, amountPaidBetween, firmAmountOf } from './kit/account.js';
import type { Line } from './kit/line.js';
import { boundsIn, isNothing, type Part, part } from './kit/measure.js';
import { cutOf } from './kit/question.js';
import { settledPayments } from './kit/settled-payments.js';
import type { View } from './kit/view.js';
import { obligations } from './obligations.js';
import { moneyFamily } from './obligation-family.js';

/** All of it, released or not; what is firm and not due yet; or what was paid. */
export type CountedAmount = 'owed' | 'ahead' | 'paid';

/** The days in which something falls due; the last is missing where the term has no end. */
export interface DueTerm {
  readonly first: Day;
  readonly last?: Day;
}

const measureNames = {
  owed: 'statedUsCents',
  ahead: 'aheadUsCents',
  paid: 'spentUsCents',
} as const satisfies Record<CountedAmount, string>;

/** The measure that holds what is counted: in all, or of what falls due in a term. */
export const countedMeasure = (amount: CountedAmount, due: DueTerm | undefined): string =>
  due ? 'withinUsCents' : measureNames[amount];

const uncertain = (bounds: Bounds): Part => ({
  bounds,
  ...(bounds.point === null && { unobserved: true }),
});

/** What was paid; where nobody has seen a payment, from nothing to all that is owed. */
const spentOf = ({ parts }: Line): Part =>
  parts.paidUsCents && !parts.paidUsCents.unseen
    ? uncertain(parts.paidUsCents.bounds)
    : uncertain({ low: 0n, point: null, high: boundsIn(parts, 'statedUsCents').high });

interface CountedTerm {
  readonly amount: CountedAmount;
  readonly due: DueTerm;
  /** The day as of which it is counted. */
  readonly day: Day;
}

/** Only what falls due, or was paid, within a term; what has no date may do so, or not: no point then. */
const withinOf = (line: Line, deal: Deal, payment: Payment, { amount, due, day }: CountedTerm): Part => {
  const all = amount === 'paid' ? spentOf(line).bounds : boundsIn(line.parts, measureNames[amount]);
  if (isNothing(all)) return part(nothing);
  const last = due.last ?? '9999-12-31';
  if (amount === 'paid')
    return uncertain(payment.made.length === 0 ? all : amountPaidBetween(payment, due.first, last));
  const from = amount === 'ahead' && due.first <= day ? daysLater(day, 1) : due.first;
  const { schedule } = accountOf(deal, payment, day, nothing, last);
  return uncertain(
    schedule ? firmAmountOf(payment, schedule.within(from, last)) : { ...all, low: 0n, point: null },
  );
};

const added = ['statedUsCents', 'aheadUsCents', 'spentUsCents', 'withinUsCents'];

const { timeline: _, looksFor: __, ...table } = obligations;

/** Each payment with what totals count of it, so that a sum and what it contains go together in that, too. */
export const countedPayments = (amount: CountedAmount, due: DueTerm | undefined): View => ({
  ...table,
  name: due ? `${obligations.name} ${amount} ${due.first}/${due.last ?? '..'}` : obligations.name,
  measures: [...obligations.measures, ...added],
  family: { ...moneyFamily, ceilings: { ...moneyFamily.ceilings, withinUsCents: 'statedUsCents' } },
  contribution: (reading, question, context) => {
    const deal = reading.state<Deal>(cutOf(question));
    const payments = new Map(settledPayments(deal));
    return obligations.contribution(reading, question, context).map((line) => {
      const payment = payments.get(String(line.keys.payment).slice(deal.stream.length + 1));
      if (!payment || line.isGone) return line;
      const within = due && withinOf(line, deal, payment, { amount, due, day: question.effectiveAt });
      const parts = { ...line.parts, spentUsCents: spentOf(line), ...(within && { withinUsCents: within }) };
      return { ...line, parts };
    });
  },
});
