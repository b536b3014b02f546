import { beginning, type Day, daysOf, type Days } from '../../kit/date.js';
import { type Bounds, boundsOf, addBounds, type Quantity, undisclosed } from '../../kit/quantity.js';
import type * as events from './payment.events.js';
import type { Bindingness, MoneyKind } from '../deal.words.js';
import { lastDayOf, type Term } from '../term.js';

/** A rate per month, and the first day of the months for which it holds. */
export interface RateStep {
  readonly from: Day;
  readonly rate: Bounds;
}

/** What is to be paid, as stated: what it comes to is derived last, from its amount or its rates and its term. */
export interface PaymentTerms {
  readonly from: string;
  /** Missing where nobody named the payee. */
  readonly to?: string;
  readonly kind: MoneyKind;
  readonly currency: string;
  /** The whole amount; undisclosed where a rate per month is stated. */
  readonly amount: Bounds;
  /** The rates per month, in order of the months for which they hold; missing where a whole amount is stated. */
  readonly rates?: readonly RateStep[];
  readonly qualifier: Quantity['qualifier'];
  readonly over?: Term;
  readonly bindingness: Bindingness;
  readonly release?: events.Release;
  readonly passesThrough?: string;
  readonly partOf?: string;
  /** The payment that a scenario split it off: what was paid of the two settles what is due first. */
  readonly splitFrom?: string;
  /** When the option on it runs out. */
  readonly expiresOn?: string;
  /** The option on it was let go. */
  readonly lapsed?: true;
  /** The day from which on nothing more falls due: it was cancelled or lapsed. What was due before stays owed. */
  readonly endsOn?: Day;
  /** Whether it was cancelled for good by the time it was said. */
  readonly cancelled: boolean;
  /** What was paid and when, by its latest day, by which it is a fact; empty where nobody has seen a payment. */
  readonly made: readonly { readonly on: Day; readonly amount: Bounds }[];
}

/** What has been paid; undefined where nobody has seen a payment. */
export const paidOf = ({ made }: Pick<PaymentTerms, 'made'>): Bounds | undefined =>
  made.length === 0 ? undefined : made.map(({ amount }) => amount).reduce(addBounds);

/** What became of it before it was paid, as it is called of a tranche. */
export const fateOf = ({ lapsed, cancelled }: PaymentTerms): 'lapsed' | 'cancelled' | undefined =>
  lapsed ? 'lapsed' : cancelled ? 'cancelled' : undefined;

export const committedTerms = (body: events.PaymentCommitted): PaymentTerms => {
  const { payment: _, amount, ratePerMonth, ...terms } = body;
  const stated = amount ?? ratePerMonth;
  return {
    ...terms,
    amount: amount ? boundsOf(amount) : undisclosed,
    ...(ratePerMonth && { rates: [{ from: beginning, rate: boundsOf(ratePerMonth) }] }),
    currency: stated?.currency ?? 'USD',
    qualifier: stated?.qualifier ?? 'undisclosed',
    cancelled: false,
    made: [],
  };
};

/** A firmer word for the whole replaces a looser one; what is added keeps the looser of the two. */
const amendedQualifier = (
  before: Quantity['qualifier'],
  { to, by }: events.PaymentAmended,
): Quantity['qualifier'] => {
  if (to) return to.qualifier;
  return before === 'up-to' || by?.qualifier === 'up-to' ? 'up-to' : before;
};

const earlierStart = (one: string, other: string): string =>
  daysOf(one).first <= daysOf(other).first ? one : other;

/**
 * The whole term of a payment whose rate changes with a term of its own: from the earlier start to the end that comes
 * with it, else to the end that there was.
 */
const extendTerm = (before: Term | undefined, over: Term): Term => {
  if (!before) return over;
  const from = earlierStart(before.from, over.from);
  const ends = over.to === undefined && over.months === undefined ? before : over;
  if (ends.from === from) return { ...ends, from };
  const to = ends.to ?? lastDayOf(ends);
  return { from, ...(to !== undefined && { to }) };
};

/** A new rate holds from its day on, whatever was said before of the months that begin then or later. */
const addRateStep = (rates: readonly RateStep[], step: RateStep): RateStep[] => [
  ...rates.filter(({ from }) => from < step.from),
  step,
];

const withRate = (
  terms: PaymentTerms,
  ratePerMonth: Quantity,
  over: Term | undefined,
  on: Day,
): PaymentTerms => {
  const from = over ? daysOf(over.from).first : on;
  const isFirst = !terms.rates || terms.qualifier === 'undisclosed';
  const step = { from: isFirst ? beginning : from, rate: boundsOf(ratePerMonth) };
  return {
    ...terms,
    amount: undisclosed,
    rates: addRateStep(isFirst ? [] : terms.rates, step),
    currency: ratePerMonth.currency ?? terms.currency,
    qualifier: terms.qualifier === 'up-to' ? 'up-to' : ratePerMonth.qualifier,
    ...(over && { over: extendTerm(terms.over, over) }),
  };
};

const withAmount = (terms: PaymentTerms, body: events.PaymentAmended): PaymentTerms => {
  const { by, to, over } = body;
  const { rates, ...rest } = terms;
  const qualifier = amendedQualifier(terms.qualifier, body);
  const dated = over ? { over } : {};
  if (to)
    return { ...rest, ...dated, amount: boundsOf(to), currency: to.currency ?? terms.currency, qualifier };
  // Nothing is added to a rate: the rules refuse it.
  if (rates || !by) return { ...terms, ...dated };
  return { ...terms, ...dated, amount: addBounds(terms.amount, boundsOf(by)), qualifier };
};

/** The terms after an amendment that took effect on this day. */
export const amendTerms = (terms: PaymentTerms, body: events.PaymentAmended, on: Day): PaymentTerms => {
  const { ratePerMonth, over, bindingness } = body;
  const amended = ratePerMonth ? withRate(terms, ratePerMonth, over, on) : withAmount(terms, body);
  return bindingness ? { ...amended, bindingness } : amended;
};

const earlierDay = (one: Day | undefined, other: Day): Day =>
  one !== undefined && one < other ? one : other;

/** A payment that ends: what is due from its day on falls away, and what was due before stays owed. */
export const endedTerms = (
  { endsOn }: PaymentTerms,
  { from }: Pick<events.PaymentCancelled, 'from'>,
  effective: Days,
): { endsOn: Day; cancelled: boolean } => {
  const day = from === undefined ? earlierDay(endsOn, effective.first) : daysOf(from).first;
  return { endsOn: day, cancelled: day <= effective.last };
};
