import type { Fact } from '../../kit/envelope.js';
import { boundsOf } from '../../kit/quantity.js';
import { firstRefusal, decisionOf, partiesAreRegistered } from '../../kit/rules.js';
import type { Decider } from '../../kit/stream.js';
import type { Deal, Payment } from '../deal.state.js';
import { addGrounds, ungrounded } from '../grounds.js';
import { withEntry } from '../../kit/entries.js';
import type { paymentEvents } from './payment.events.js';
import * as rules from './payment.rules.js';
import { amendTerms, committedTerms, endedTerms, type PaymentTerms } from './terms.js';

/** Changes a payment that is there; a fact about one that is missing changes nothing. */
const changePayment = (
  deal: Deal,
  fact: Fact<string, { payment: string }>,
  change: (payment: Payment) => PaymentTerms,
): Deal => {
  const { payment: id } = fact.body;
  const payment = deal.payments.get(id);
  if (!payment) return deal;
  const changed = { ...change(payment), ...addGrounds(payment, fact) };
  return { ...deal, payments: withEntry(deal.payments, id, changed) };
};

export const paymentDecider: Decider<Deal, (typeof paymentEvents)[number]> = {
  PaymentCommitted: {
    evolve: (deal, fact) => ({
      ...deal,
      payments: withEntry(deal.payments, fact.body.payment, {
        ...committedTerms(fact.body),
        ...(fact.splitFrom !== undefined && { splitFrom: fact.splitFrom }),
        ...addGrounds(ungrounded, fact),
      }),
    }),
    decide: (candidate, deal, surroundings) => {
      const { payment, from, to, release, partOf } = candidate.body;
      return decisionOf(
        firstRefusal(
          rules.paymentIsNew(deal, candidate, payment),
          rules.sumIsAnother(deal, payment, partOf),
          rules.releaseIsOnTranches(deal, release),
          partiesAreRegistered({ '/body/from': from, '/body/to': to }, surroundings),
        ),
      );
    },
  },
  PaymentAmended: {
    evolve: (deal, fact) =>
      changePayment(deal, fact, (payment) => amendTerms(payment, fact.body, fact.effective.first)),
    decide: ({ body }, deal) => {
      const { payment, by, to, ratePerMonth } = body;
      return decisionOf(
        firstRefusal(
          rules.paymentIsCommitted(deal, payment),
          rules.amendmentFits(deal, body),
          rules.sameCurrency(deal, payment, by, to, ratePerMonth),
        ),
      );
    },
  },
  PaymentMade: {
    evolve: (deal, fact) =>
      changePayment(deal, fact, ({ made, ...payment }) => ({
        ...payment,
        made: [...made, { on: fact.effective.last, amount: boundsOf(fact.body.amount) }],
      })),
    decide: ({ body: { payment, amount } }, deal) =>
      decisionOf(
        firstRefusal(rules.paymentIsCommitted(deal, payment), rules.sameCurrency(deal, payment, amount)),
      ),
  },
  PaymentOptionExercised: {
    evolve: (deal, fact) => changePayment(deal, fact, (payment) => ({ ...payment, bindingness: 'firm' })),
    decide: ({ body: { payment } }, deal) =>
      decisionOf(
        firstRefusal(rules.paymentIsCommitted(deal, payment), rules.paymentIsOptional(deal, payment)),
      ),
  },
  PaymentOptionLapsed: {
    evolve: (deal, fact) =>
      changePayment(deal, fact, (payment) => ({
        ...payment,
        ...endedTerms(payment, {}, fact.effective),
        lapsed: true,
      })),
    decide: ({ body: { payment } }, deal) =>
      decisionOf(
        firstRefusal(rules.paymentIsCommitted(deal, payment), rules.paymentIsOptional(deal, payment)),
      ),
  },
  PaymentCancelled: {
    evolve: (deal, fact) =>
      changePayment(deal, fact, (payment) => ({
        ...payment,
        ...endedTerms(payment, fact.body, fact.effective),
      })),
    decide: ({ body: { payment } }, deal) => decisionOf(rules.paymentIsCommitted(deal, payment)),
  },
};
