import type { Candidate } from '../../kit/envelope.js';
import type { Quantity } from '../../kit/quantity.js';
import { Rejection } from '../../kit/stream.js';
import type { Deal } from '../deal.state.js';
import type { PaymentAmended, Release } from './payment.events.js';

export const paymentIsNew = (
  deal: Deal,
  candidate: Pick<Candidate, 'rivalOf'>,
  id: string,
): Rejection | undefined =>
  deal.payments.has(id) && !candidate.rivalOf
    ? new Rejection('payment-is-new', `${deal.stream} already has a payment "${id}"`, '/body/payment')
    : undefined;

export const paymentIsCommitted = (deal: Deal, id: string): Rejection | undefined =>
  deal.payments.has(id)
    ? undefined
    : new Rejection('payment-is-committed', `${deal.stream} has no payment "${id}"`, '/body/payment');

export const sameCurrency = (
  deal: Deal,
  id: string,
  ...amounts: (Quantity | undefined)[]
): Rejection | undefined => {
  const payment = deal.payments.get(id);
  // An amount that nobody disclosed is in no currency yet.
  const currency = payment?.qualifier === 'undisclosed' ? undefined : payment?.currency;
  const other = amounts.find((amount) => amount?.currency !== undefined && amount.currency !== currency);
  return currency && other
    ? new Rejection(
        'payment-keeps-its-currency',
        `payment "${id}" is in ${currency}, not ${other.currency}`,
        '/body',
      )
    : undefined;
};

/** A rate is amended as a rate, and a whole amount as one: half the meaning of either would be lost. */
export const amendmentFits = (
  deal: Deal,
  { payment: id, by, to, ratePerMonth }: PaymentAmended,
): Rejection | undefined => {
  const payment = deal.payments.get(id);
  if (payment?.rates && (by ?? to))
    return new Rejection(
      'rate-is-amended-as-a-rate',
      `payment "${id}" is a rate per month, so that its whole follows from its term: give ratePerMonth for a new rate, or over for another term`,
      to ? '/body/to' : '/body/by',
    );
  if (payment && !payment.rates && payment.qualifier !== 'undisclosed' && ratePerMonth)
    return new Rejection(
      'amount-is-amended-as-an-amount',
      `payment "${id}" is a whole amount: give by or to, with over for another term; a rate is a payment of its own`,
      '/body/ratePerMonth',
    );
  return undefined;
};

export const paymentIsOptional = (deal: Deal, id: string): Rejection | undefined => {
  const payment = deal.payments.get(id);
  if (!payment) return undefined;
  const { lapsed, cancelled, bindingness } = payment;
  const closed = lapsed ? 'lapsed' : cancelled ? 'cancelled' : bindingness === 'firm' ? 'firm already' : '';
  if (closed === '') return undefined;
  return new Rejection(
    'option-is-open',
    `payment "${id}" is ${closed}: there is no option left on it`,
    '/body/payment',
  );
};

export const sumIsAnother = (deal: Deal, id: string, partOf: string | undefined): Rejection | undefined =>
  partOf === `${deal.stream}/${id}`
    ? new Rejection('container-is-another', 'a payment cannot be part of itself', '/body/partOf')
    : undefined;

export const releaseIsOnTranches = (deal: Deal, release: Release | undefined): Rejection | undefined => {
  const unknown = release?.of?.find((tranche) => !deal.tranches.has(tranche));
  return unknown === undefined
    ? undefined
    : new Rejection('tranche-is-committed', `${deal.stream} has no tranche "${unknown}"`, '/body/release/of');
};
