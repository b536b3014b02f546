import type { Deal, Payment } from '../events/deal/deal.js';
import { paidOf } from '../events/deal/payment/terms.js';
import type { Day } from '../events/kit/date.js';
import { type Bounds, nothing } from '../events/kit/quantity.js';
import { type Account, accountOf, firmAmountOf, isCommitted, isDated } from './kit/account.js';
import type { Line } from './kit/line.js';
import { isNothing, isUndisclosed, subtractBounds, type Part, part } from './kit/measure.js';
import { namesOnce } from './kit/names-once.js';
import { groundsOfRelease, type ReleasedAmount } from './kit/release.js';
import { settledPayments } from './kit/settled-payments.js';
import type { Context } from './kit/view.js';

/** What a payment comes to at a date or in a period, on its way to a line. */
export interface PaymentEntry {
  readonly id: string;
  readonly payment: Payment;
  readonly parts: Record<string, Part>;
  readonly period?: string;
  readonly flags: readonly string[];
  /** The deals as they stood when something was released. */
  readonly grounds?: readonly Deal[];
  /** Says nothing itself, but keeps its place between what contains it and what it contains. */
  readonly isGone?: boolean;
}

/** An amount of a payment, what of it has been set free, and what has been paid. */
interface Amounts {
  readonly amount: Bounds;
  readonly released: ReleasedAmount;
  readonly paid: Part;
  readonly outstanding: Part;
  /** It grows month by month, so that nothing it is in has a point. */
  readonly isOpen?: boolean;
  /** Nothing more comes of it: what waits for no release any more is what was paid beside what was released. */
  readonly isClosed?: boolean;
}

/** Nobody has seen whether it was paid. */
export const unseenPayment = (owed: Bounds): Part => ({
  bounds: { low: 0n, point: null, high: owed.high !== null && owed.high < 0n ? 0n : owed.high },
  unobserved: true,
  unseen: true,
});

export const uncertainPart = (bounds: Bounds): Part => ({
  bounds,
  ...(bounds.point === null && { unobserved: true }),
});

export const noRelease: ReleasedAmount = { bounds: nothing };

/** What is owed of it: all that is committed, else what has been released. */
export const owedOf = (payment: Payment, amount: Bounds, released: Part): Bounds =>
  isCommitted(payment) ? firmAmountOf(payment, amount) : released.bounds;

/** What is owed and has not been paid; of what nobody disclosed that is undisclosed, too. */
export const outstandingOf = (owed: Bounds, paid: Part, isStated: boolean): Part => {
  const left = subtractBounds(owed, paid.bounds);
  if (isNothing(owed) || left.high === 0n) return part(nothing);
  return isStated || paid.unobserved ? uncertainPart(left) : part(left);
};

/** What is released moves out of what is conditional; all of it once that is all there is. */
const conditionalOf = (amount: Bounds, released: ReleasedAmount): Part => {
  const { isWhole, ...free } = released;
  return isWhole ? part(nothing) : { ...free, bounds: subtractBounds(amount, free.bounds) };
};

/** The measures of an amount: committed or conditional, what is released of it, paid, and outstanding. */
export const measuresOf = (payment: Payment, amounts: Amounts): Record<string, Part> => {
  const { amount, released, paid, outstanding, isOpen, isClosed } = amounts;
  const waiting = isClosed ? (paidOf(payment) ?? nothing) : amount;
  const growing = isOpen ? { unobserved: true } : {};
  const stated = { bounds: firmAmountOf(payment, amount), ...growing };
  return {
    ...(isCommitted(payment)
      ? { committedUsCents: stated }
      : { conditionalUsCents: { ...conditionalOf(waiting, released), ...growing } }),
    ...(payment.release && { releasedUsCents: { bounds: released.bounds, ...unobservedFlag(released) } }),
    paidUsCents: paid,
    outstandingUsCents: outstanding,
    statedUsCents: isCommitted(payment) ? stated : { bounds: amount, ...growing },
  };
};

const unobservedFlag = ({ unobserved }: Part): { unobserved?: true } => (unobserved ? { unobserved } : {});

/** The most that can be owed of it: what is paid beyond that is overpaid. */
export const limitOf = (payment: Payment, { amount }: Account, released: Part): bigint | null =>
  (payment.release ? released.bounds : amount).high;

/** What is left of a payment that says nothing any more, or nothing in a period. */
export const goneEntries = (id: string, payment: Payment, period?: string): PaymentEntry[] =>
  payment.partOf
    ? [{ id, payment, parts: {}, flags: [], isGone: true, ...(period !== undefined && { period }) }]
    : [];

/** Money that passes through another payment is shown beside it and not added. */
export const addedPayments = (deal: Deal): (readonly [string, Payment])[] =>
  settledPayments(deal).filter(([, payment]) => payment.passesThrough === undefined);

/** A payment that is made out of another one, and what it comes to. */
export interface PassingPayment {
  readonly id: string;
  readonly payment: Payment;
  readonly amount: Bounds;
  readonly rests: readonly string[];
}

/** Payments out of others: what has ended keeps, like any, what was due before or was paid. */
export const passingPayments = (deal: Deal, day: Day): PassingPayment[] =>
  [...deal.payments].flatMap(([id, payment]) => {
    if (payment.passesThrough === undefined) return [];
    const { amount, isOver } = accountOf(deal, payment, day, nothing);
    const rests = [...new Set([...payment.rests, ...(deal.everEnded ? deal.rests : [])])];
    return isOver && isNothing(amount) ? [] : [{ id, payment, amount, rests }];
  });

/** Kinds of money for new shares of whom it goes to, or for what becomes such. */
const forShares: ReadonlySet<string> = new Set(['equity', 'convertible']);

export const keysOf = (
  deal: Deal,
  id: string,
  payment: Payment,
  period: string | undefined,
  { parties }: Context,
): Line['keys'] => ({
  payer: parties.slugOf(payment.from),
  payee: payment.to === undefined ? null : parties.slugOf(payment.to),
  deal: deal.stream,
  payment: `${deal.stream}/${id}`,
  bindingness: payment.bindingness,
  kind: payment.kind,
  currency: payment.currency,
  ...(payment.to !== undefined && forShares.has(payment.kind) && { issuer: parties.identityOf(payment.to) }),
  ...(period !== undefined && { period }),
});

/** The facts that an entry rests on: of the payment, of its deal where that ended, and of what released it. */
const restsOf = (
  deal: Deal,
  { id, payment, grounds = [] }: PaymentEntry,
): { rests: string[]; hypothetical: boolean } => {
  const released = grounds.flatMap((then) => [
    groundsOfRelease(then, payment),
    then.payments.get(id) ?? payment,
  ]);
  const own = [payment, ...(deal.everEnded ? [deal] : [])];
  return {
    rests: namesOnce([...own, ...released].map(({ rests }) => rests)),
    hypothetical: [payment, deal, ...released].some(({ hypothetical }) => hypothetical),
  };
};

/** Nobody said how much it is: neither an amount nor a rate with a start. */
export const isUnstated = ({ amount, rates, over }: Payment): boolean =>
  rates ? !over || rates.every(({ rate }) => isUndisclosed(rate)) : isUndisclosed(amount);

export const lineOf = (deal: Deal, entry: PaymentEntry, context: Context): Line => {
  const { id, payment, parts, period, flags } = entry;
  const name = `${deal.stream}/${id}`;
  const suffix = period === undefined ? '' : `|${period}`;
  const { rests, hypothetical } = restsOf(deal, entry);
  return {
    id: name + suffix,
    keys: { ...keysOf(deal, id, payment, period, context), dealKind: deal.kind },
    parts,
    rests,
    flags: [
      ...(hypothetical ? ['hypothetical'] : []),
      ...(payment.counterfactual ? ['counterfactual'] : []),
      ...flags,
    ],
    ...(isUnstated(payment) && { undisclosed: name }),
    ...(period === undefined && !isDated(payment) && { undated: name }),
    ...(payment.partOf && { container: payment.partOf + suffix }),
    ...(entry.isGone && { isGone: true }),
  };
};
