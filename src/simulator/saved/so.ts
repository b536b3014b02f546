import { deal as dealStream, type Deal, type Payment, type Tranche } from '../../../events/deal/deal.js';
import { isEnded } from '../../../events/deal/deal.words.js';
import { fateOf } from '../../../events/deal/payment/terms.js';
import { eventType, type Fact } from '../../../events/index.js';
import { readDate } from '../../../events/kit/date.js';
import {
  type EventAbout,
  fieldsSetBy,
  isAddedTo,
  type PartReference,
  partNamedIn,
} from '../../../events/kit/declaration.js';
import { isPlainObject } from '../../../events/kit/decode.js';

/** Bounds, whatever the words behind them. */
const endsOf = ({ low, point, high }: Record<string, unknown>): string =>
  [low, point, high].map(String).join();

/** The same whatever the words: of a date its days, of a quantity its bounds. */
export const isSame = (one: unknown, other: unknown): boolean => {
  if (typeof one === 'string' && typeof other === 'string') {
    const [a, b] = [readDate(one), readDate(other)];
    return one === other || (a !== undefined && a.first === b?.first && a.last === b.last);
  }
  if (Array.isArray(one) && Array.isArray(other))
    return one.length === other.length && one.every((each, index) => isSame(each, other[index]));
  if (!isPlainObject(one) || !isPlainObject(other)) return one === other;
  if ('low' in one && 'low' in other) return endsOf(one) === endsOf(other);
  return [...new Set([...Object.keys(one), ...Object.keys(other)])].every((name) =>
    isSame(one[name], other[name]),
  );
};

type StateFields = Readonly<Record<string, unknown>>;

const fieldsOfTranche = (tranche: Tranche): StateFields => ({ ...tranche });
const fieldsOfPayment = (payment: Payment): StateFields => ({
  ...payment,
  amount: { amount: payment.amount, rates: payment.rates },
  fate: fateOf(payment),
});

/** What a deal says of a thing, by the names of the fields that events set; undefined where it is not there. */
const fieldsIn = (deal: Deal, part: PartReference | undefined): StateFields | undefined => {
  if (!part) return deal.announced ? { ...deal } : undefined;
  const [tranche, payment] = [deal.tranches.get(part.name), deal.payments.get(part.name)];
  if (part.kind === 'tranche') return tranche && fieldsOfTranche(tranche);
  return part.kind === 'payment' ? payment && fieldsOfPayment(payment) : undefined;
};

/** What is ended with its deal needs no end of its own. */
const isEndedWithItsDeal = (part: PartReference | undefined, { stage }: Deal): boolean =>
  part?.kind === 'payment' ? isEnded(stage) : part !== undefined && stage === 'cancelled';

const changesNothing = (fact: Fact, about: EventAbout, deal: Deal): boolean => {
  const part = partNamedIn(about, fact.body);
  const [before, after] = [deal, dealStream.evolve(deal, fact)].map((one) => fieldsIn(one, part));
  const fields = fieldsSetBy(about, fact.body);
  if (!before || !after || fields.length === 0 || fields.some(isAddedTo)) return false;
  if (!fields.includes('fate'))
    return before.fate === undefined && fields.every((field) => isSame(before[field], after[field]));
  return isEndedWithItsDeal(part, deal) || fields.every((field) => isSame(before[field], after[field]));
};

/** Whether what a hypothetical fact would bring about is so in a deal: of what it sets it would change nothing. */
export const isFulfilled = (fact: Fact, deal: Deal): boolean => {
  const about = eventType(fact.type)?.about;
  return about !== undefined && !about.introduces && changesNothing(fact, about, deal);
};
