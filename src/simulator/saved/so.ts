import type { Deal, Payment, Tranche } from '../../../events/deal/deal.js';
import { isEnded } from '../../../events/deal/deal.words.js';
import type { Fact } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { boundsOf, type Quantity } from '../../../events/kit/quantity.js';

interface Body {
  tranche?: string;
  payment?: string;
  due?: string;
  power?: Quantity;
  to?: Quantity;
  provider?: string;
  consumer?: string;
  partOf?: string;
  stage?: string;
}

const sameDays = (one: string | undefined, other: string | undefined): boolean => {
  if (one === undefined || other === undefined) return one === other;
  const [a, b] = [daysOf(one), daysOf(other)];
  return a.first === b.first && a.last === b.last;
};

const sameBounds = (one: Quantity, other: Quantity): boolean => {
  const [a, b] = [boundsOf(one), boundsOf(other)];
  return a.low === b.low && a.point === b.point && a.high === b.high;
};

type Holds = (tranche: Tranche, body: Body, deal: Deal) => boolean;

const isCancelled: Holds = (tranche, _body, deal) =>
  tranche.fate === 'cancelled' || deal.stage === 'cancelled';

/** Whether a tranche is as a fact of this type would make it. */
const ofTranche: Readonly<Record<string, Holds>> = {
  CapacityCommitted: ({ fate, due, power }, body) =>
    fate === undefined &&
    sameDays(due, body.due) &&
    (body.power === undefined || sameBounds(power, body.power)),
  PartOfStated: ({ partOf }, body) => partOf === body.partOf,
  CapacityRescheduled: ({ fate, due }, body) => fate === undefined && sameDays(due, body.due),
  CapacityResized: ({ fate, power }, body) => fate === undefined && sameBounds(power, body.power!),
  CapacityReassigned: ({ fate, provider, consumer }, body) =>
    fate === undefined &&
    provider === (body.provider ?? provider) &&
    consumer === (body.consumer ?? consumer),
  CapacityCancelled: isCancelled,
  CapacityEnded: ({ fate }) => fate === 'ended',
  OptionLapsed: ({ fate }) => fate === 'lapsed',
  OptionExercised: ({ fate, bindingness }) => fate === undefined && bindingness === 'firm',
  StageReached: ({ stage }, body) => stage === body.stage,
};

const isAmendedSo = ({ amount }: Payment, { to }: Body): boolean => {
  if (!to) return false;
  const said = boundsOf(to);
  return amount.low === said.low && amount.point === said.point && amount.high === said.high;
};

/** Whether a payment is as a fact of this type would make it; cancelled with its deal is cancelled, too. */
const ofPayment: Readonly<Record<string, (payment: Payment, body: Body, deal: Deal) => boolean>> = {
  PaymentAmended: isAmendedSo,
  PaymentCancelled: ({ cancelled }, _body, deal) => cancelled || isEnded(deal.stage),
  PaymentOptionLapsed: ({ lapsed }) => lapsed === true,
  PaymentOptionExercised: ({ bindingness, cancelled }) => bindingness === 'firm' && !cancelled,
};

/** Whether what a hypothetical fact would bring about is so in a deal: its tranche is due then, is of that size, … */
export const isSo = ({ type, body: said }: Fact, deal: Deal): boolean => {
  const body = said as Body;
  if (body.payment !== undefined) {
    const payment = deal.payments.get(body.payment);
    return payment !== undefined && (ofPayment[type]?.(payment, body, deal) ?? false);
  }
  if (body.tranche === undefined) return type === 'StageReached' && deal.stage === body.stage;
  const tranche = deal.tranches.get(body.tranche);
  return tranche !== undefined && (ofTranche[type]?.(tranche, body, deal) ?? false);
};
