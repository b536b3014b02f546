import type { Deal, Payment } from '../../../events/deal/deal.js';
import { PaymentMade } from '../../../events/deal/payment/payment.events.js';
import type { Fact } from '../../../events/index.js';
import { isOfType } from '../../../events/kit/envelope.js';
import { groupBy } from '../../../events/kit/group.js';
import { type Bounds, boundsOf, type Quantity, wholeOf } from '../../../events/kit/quantity.js';
import { observedPower } from '../../../projections/tranche-measures.js';
import { withoutWhatIsGone } from '../../../projections/kit/counterfactual.js';
import { cutOf, type Question } from '../../../projections/kit/question.js';
import { releasedOf } from '../../../projections/kit/release.js';
import { CutFold, FoldCache } from './folding.js';

/** A deal as it was recorded and as a scenario has it. */
interface DealChange {
  before: Deal;
  now: Deal;
}

type PaymentFact = Fact & { body: PaymentMade };

const isRecordedPayment = (fact: Fact): fact is PaymentFact =>
  isOfType(fact, PaymentMade) && !fact.hypothetical;
const paymentOf = ({ body }: PaymentFact): string => body.payment;

const stateOf = (stream: string, facts: readonly Fact[], question: Question): Deal =>
  new CutFold(new FoldCache(stream), cutOf(question), question.policy).state<Deal>(facts);

const isSame = (one: Bounds, other: Bounds): boolean =>
  one.low === other.low && one.point === other.point && one.high === other.high;

/** The most that can have been released; undefined where a scenario left the cause as it was, or nobody can tell. */
const mostReleased = (id: string, { before, now }: DealChange, day: string): bigint | undefined => {
  const [was, is] = [before.payments.get(id), now.payments.get(id)];
  if (!was?.release || !is?.release) return undefined;
  const released = (payment: Payment, deal: Deal): Bounds =>
    releasedOf(payment, deal, day, observedPower(deal, day)).bounds;
  const [earlier, anew] = [released(was, before), released(is, now)];
  return isSame(earlier, anew) ? undefined : (anew.high ?? undefined);
};

const reducePayment = (fact: PaymentFact, by: bigint): Fact => {
  const { amount } = fact.body;
  const less = (end: bigint): bigint => (end > by ? end - by : 0n);
  const { low, point, high } = boundsOf(amount);
  const left: Quantity = {
    ...amount,
    low: wholeOf(less(low)),
    point: point === null ? null : wholeOf(less(point)),
    high: high === null ? null : wholeOf(less(high)),
  };
  return { ...fact, body: { ...fact.body, amount: left }, counterfactual: true };
};

const paidIn = ({ body }: PaymentFact): bigint => {
  const { low, point } = boundsOf(body.amount);
  return point ?? low;
};

/** Payments that come to no more than so much: the last ones were not made. */
const cutPayments = (most: bigint, made: readonly PaymentFact[]): Map<Fact, Fact> => {
  let over = made.reduce((sum, fact) => sum + paidIn(fact), 0n) - most;
  const cut = new Map<Fact, Fact>();
  for (const fact of [...made].reverse()) {
    if (over <= 0n) break;
    cut.set(fact, reducePayment(fact, over));
    over -= paidIn(fact);
  }
  return cut;
};

/**
 * The facts of a deal on a log that a scenario changed, with what was recorded as paid on a release cut to what the
 * scenario released: up to the as-of date what was recorded wins, unless the scenario changed its cause.
 */
export const withConsequences = (
  stream: string,
  facts: readonly Fact[],
  recorded: readonly Fact[],
  question: Question,
): readonly Fact[] => {
  const made = facts.filter(isRecordedPayment);
  if (made.length === 0 || facts === recorded) return facts;
  const before = stateOf(stream, recorded, question);
  const sides = { before, now: withoutWhatIsGone(stateOf(stream, facts, question), before) };
  const cut = new Map(
    [...groupBy(made, paymentOf)].flatMap(([id, theirs]) => {
      const most = mostReleased(id, sides, question.effectiveAt);
      return most === undefined ? [] : [...cutPayments(most, theirs)];
    }),
  );
  return cut.size === 0 ? facts : facts.map((fact) => cut.get(fact) ?? fact);
};
