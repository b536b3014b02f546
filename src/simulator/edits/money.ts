import type { Payment } from '../../../events/deal/deal.js';
import type { RateStep } from '../../../events/deal/payment/terms.js';
import { daysLater, lengthOf, monthsLater, type Term } from '../../../events/deal/term.js';
import { type Day, daysOf, moveByMonths } from '../../../events/kit/date.js';
import { type Bounds, nothing, addBounds } from '../../../events/kit/quantity.js';
import { observedPower } from '../../../projections/tranche-measures.js';
import { releasedOf } from '../../../projections/kit/release.js';
import { divideHalfToEven } from '../../../projections/kit/rounding.js';
import { type Instalment, scheduleOf } from '../../../projections/kit/schedule.js';
import type { EditedLog } from './edited-log.js';
import { type EditOutcome, isContainer, partsOf } from './edit.js';
import { freeName } from './portions.js';
import { quantityOf } from './quantities.js';

const dropUndefined = (terms: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(terms).filter(([, term]) => term !== undefined));

/** A payment with its name in edits: deal/payment. */
interface Money {
  reference: string;
  stream: string;
  id: string;
  payment: Payment;
}

/** Some of what a payment comes to, and the term in which it falls due. */
interface Stretch {
  amount: Bounds;
  over: Term;
}

/** What was due before a day and what falls due from then on; a month's part is due on the day on which it begins. */
interface DividedAmount {
  /** Missing where nothing was due before. */
  before?: Stretch;
  /** Missing where nothing falls due any more. */
  ahead?: Stretch;
}

const idOf = (reference: string): string => partsOf(reference).part ?? '';

/** The payments that a target names: all of a deal, or one with what was split off it; those cancelled are gone. */
export const paymentsOf = (target: string, log: EditedLog): Money[] => {
  const { stream, part } = partsOf(target);
  const { payments } = log.deal(stream);
  const names = part === undefined ? [...payments.keys()] : [target, ...log.partsOf(target)].map(idOf);
  return names.flatMap((id) => {
    const payment = payments.get(id);
    return payment && !payment.cancelled ? [{ reference: `${stream}/${id}`, stream, id, payment }] : [];
  });
};

const sumOf = (instalments: readonly Instalment[]): Bounds =>
  instalments.map(({ amount }) => amount).reduce(addBounds, nothing);

/** A day, or its month where the term was stated no more exactly. */
const startDate = (from: string, day: Day): string => {
  const { first, last } = daysOf(from);
  return first === last ? day : day.slice(0, 7);
};

/** A term from a day on that is as long as another from its own first day, less so many months. */
const termFrom = (over: Term, from: string, less = 0): Term => {
  const length = lengthOf(over);
  if (!length) return { from };
  const { months, rest } = length;
  if (!rest) return { from, months: months - less };
  const end = monthsLater(daysOf(from).first, months - less);
  return { from, to: daysLater(end, rest.days - 1) };
};

const dividePayment = ({ payment }: Money, day: Day): DividedAmount | undefined => {
  const instalments = scheduleOf(payment, day)?.instalments;
  const { over } = payment;
  if (!instalments || !over) return undefined;
  const isOpen = !lengthOf(over);
  const before = instalments.filter(({ due }) => due < day);
  const ahead = instalments.slice(before.length);
  const next = ahead[0]?.due ?? (isOpen ? monthsLater(daysOf(over.from).first, before.length) : undefined);
  return {
    ...(before.length > 0 && {
      before: { amount: sumOf(before), over: { from: over.from, months: before.length } },
    }),
    ...(next !== undefined && {
      ahead: {
        amount: sumOf(ahead),
        over: termFrom(over, before.length === 0 ? over.from : startDate(over.from, next), before.length),
      },
    }),
  };
};

const dayOf = (from: string | undefined, log: EditedLog): Day =>
  from === undefined ? log.question.effectiveAt : daysOf(from).first;

const reasonUndivided = ({ payment }: Money): string =>
  payment.release ? 'released by what it depends on' : 'undated';

const amendPayment = (log: EditedLog, { stream, id }: Money, body: Record<string, unknown>): void =>
  log.act(stream, 'PaymentAmended', { payment: id, ...body });

const cutPayment = (log: EditedLog, money: Money, { amount, over }: Stretch): void =>
  amendPayment(log, money, money.payment.rates ? { over } : { to: quantityOf(amount, money.payment), over });

/** The rates that hold in a term, each from its first day there. */
const ratesIn = ({ rates = [] }: Payment, { from }: Term): RateStep[] => {
  const start = daysOf(from).first;
  return rates
    .filter((_, index) => rates[index + 1] === undefined || rates[index + 1]!.from > start)
    .map((step) => ({ ...step, from: step.from > start ? step.from : start }));
};

/** States the rates of a payment anew, each from its day on. */
const restate = (log: EditedLog, money: Money, rates: readonly RateStep[]): void =>
  rates.forEach(({ from, rate }) =>
    amendPayment(log, money, { ratePerMonth: quantityOf(rate, money.payment), over: { from } }),
  );

const leaveMoney = ({ reference }: Money, because: string): EditOutcome => ({
  touched: [],
  left: [{ target: reference, because }],
});

const allDue = 'due before';

const dropMoney = (log: EditedLog, money: Money): EditOutcome => {
  log.act(money.stream, 'PaymentCancelled', { payment: money.id });
  return { touched: [money.reference] };
};

/** What has surely been released stays, and so does what has been paid of it. */
const dropUnreleased = (log: EditedLog, money: Money): EditOutcome => {
  const deal = log.deal(money.stream);
  const { low } = releasedOf(
    money.payment,
    deal,
    log.question.effectiveAt,
    observedPower(deal, log.question.effectiveAt),
  ).bounds;
  if (low === 0n) return dropMoney(log, money);
  if (money.payment.amount.high === low) return leaveMoney(money, 'released');
  amendPayment(log, money, {
    to: { ...quantityOf({ low, point: low, high: low }, money.payment), qualifier: 'exactly' },
  });
  return { touched: [money.reference] };
};

/** What falls due from a day on falls away; what was due before stays. */
export const cancelMoney = (log: EditedLog, money: Money, from: string | undefined): EditOutcome => {
  const { release, over } = money.payment;
  if (from !== undefined && (release || !over)) return leaveMoney(money, reasonUndivided(money));
  if (release) return dropUnreleased(log, money);
  const day = dayOf(from, log);
  const parts = dividePayment(money, day);
  if (!parts) return dropMoney(log, money);
  if (!parts.ahead) return leaveMoney(money, allDue);
  log.act(money.stream, 'PaymentCancelled', { payment: money.id, from: day });
  return { touched: [money.reference] };
};

/** What falls due from a day on, as a payment of its own. */
const splitOff = (log: EditedLog, money: Money, before: Stretch, ahead: Stretch): Money => {
  const { stream, reference, payment } = money;
  const { from, to, kind, bindingness, passesThrough, partOf } = payment;
  const id = freeName(log, reference, log.deal(stream).payments);
  const [first, ...later] = ratesIn(payment, ahead.over);
  const stated = first
    ? { ratePerMonth: quantityOf(first.rate, payment) }
    : { amount: quantityOf(ahead.amount, payment) };
  const terms = dropUndefined({ from, to, kind, bindingness, passesThrough, partOf });
  const body = { payment: id, ...terms, ...stated, over: ahead.over };
  log.act(stream, 'PaymentCommitted', body, log.question.effectiveAt, {
    grounds: payment.rests,
    splitFrom: money.id,
  });
  restate(log, { ...money, id }, later);
  cutPayment(log, money, before);
  log.splitOff(reference, `${stream}/${id}`);
  return paymentsOf(`${stream}/${id}`, log)[0]!;
};

/** The part of a payment that falls due from a day on, by itself; a reason where there is none. */
const partAhead = (log: EditedLog, money: Money, from: string | undefined): Money | string => {
  const parts = dividePayment(money, dayOf(from, log));
  if (!parts) return reasonUndivided(money);
  if (!parts.ahead) return allDue;
  // What the whole says of its parts, and they of it, holds of no part of it.
  if (parts.before && isContainer(money.reference, log)) return 'container';
  return parts.before ? splitOff(log, money, parts.before, parts.ahead) : money;
};

/** What falls due from a day on falls due so many months later. */
export const delayMoney = (
  log: EditedLog,
  money: Money,
  months: number,
  from: string | undefined,
): EditOutcome => {
  if (months === 0) return { touched: [] };
  const part = partAhead(log, money, from);
  if (typeof part === 'string') return leaveMoney(money, part);
  const over = part.payment.over!;
  const due = log.delayed(part.reference, over.from, months, moveByMonths);
  const rates = ratesIn(part.payment, over);
  amendPayment(log, part, { over: termFrom(over, due) });
  restate(
    log,
    part,
    rates.map(({ from: on, rate }) => ({ from: monthsLater(on, months), rate })),
  );
  return { touched: [money.reference] };
};

const scaleBounds = ({ low, point, high }: Bounds, toBp: number): Bounds => {
  const scaled = (end: bigint): bigint => divideHalfToEven(end * BigInt(toBp), 10_000n);
  return {
    low: scaled(low),
    point: point === null ? null : scaled(point),
    high: high === null ? null : scaled(high),
  };
};

/** What falls due from a day on, or has no date, comes to so many basis points of what it was. */
export const scaleMoney = (
  log: EditedLog,
  money: Money,
  toBp: number,
  from: string | undefined,
): EditOutcome => {
  if (toBp === 10_000) return { touched: [] };
  const isUndated = money.payment.release !== undefined || !money.payment.over;
  const part = isUndated && from === undefined ? money : partAhead(log, money, from);
  if (typeof part === 'string') return leaveMoney(money, part);
  const { amount, rates, over } = part.payment;
  const scaled = ratesIn(part.payment, over ?? { from: log.question.effectiveAt }).map((step) => ({
    ...step,
    rate: scaleBounds(step.rate, toBp),
  }));
  if (rates) restate(log, part, scaled);
  else amendPayment(log, part, { to: quantityOf(scaleBounds(amount, toBp), part.payment) });
  return { touched: [money.reference] };
};

/** Several payments that one edit acts on. */
export const mergeOutcomes = (outcomes: readonly EditOutcome[]): EditOutcome => {
  const left = outcomes.flatMap((one) => one.left ?? []);
  return {
    touched: [...new Set(outcomes.flatMap(({ touched }) => touched))],
    ...(left.length > 0 && { left }),
  };
};

/** The payments of a deal, of which an edit on its capacity says that it leaves them alone. */
export const paymentsLeft = (target: string, log: EditedLog): { target: string; because: string }[] =>
  paymentsOf(partsOf(target).stream, log).map(({ reference }) => ({ target: reference, because: 'money' }));

/** What an edit on payments depends on: all that is known of them. */
export const moneyReads = (target: string, log: EditedLog): string[] =>
  paymentNames(target, log).flatMap((name) => [`${name}.*`, `${name}.due`]);

/** A field of payments that an edit writes; of one that it divides, how much is left of it and until when, too. */
export const moneyWrites = (target: string, log: EditedLog, field: 'over' | 'amount'): string[] =>
  paymentNames(target, log).flatMap((name) =>
    log.partsOf(name).length > 0 ? [`${name}.over`, `${name}.amount`] : [`${name}.${field}`],
  );

/** The names of the payments that a target names, whatever became of them. */
export const paymentNames = (target: string, log: EditedLog): string[] => {
  const { stream, part } = partsOf(target);
  const own =
    part === undefined ? [...log.deal(stream).payments.keys()].map((id) => `${stream}/${id}`) : [target];
  return [...new Set(own.flatMap((name) => [name, ...log.partsOf(name)]))];
};
