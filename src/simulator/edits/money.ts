import type { Payment } from '../../../events/deal/deal.js';
import { monthsOf } from '../../../events/deal/deal.js';
import type { Term } from '../../../events/deal/deal.events.js';
import { type Day, daysOf, firstDayOfMonth, monthIndex, movedByMonths } from '../../../events/kit/date.js';
import {
  type Bounds,
  boundsOf,
  nothing,
  plus,
  type Quantity,
  wholeOf,
} from '../../../events/kit/quantity.js';
import { observedPower } from '../../../projections/compute-capacity.js';
import { visible } from '../../../projections/kit/cut.js';
import { cutOf } from '../../../projections/kit/question.js';
import { releasedOf } from '../../../projections/kit/release.js';
import { divided } from '../../../projections/kit/rounding.js';
import { scheduled, stepsOf } from '../../../projections/kit/schedule.js';
import type { EditedLog } from '../edited-log.js';
import { type Outcome, partsOf } from './edit.js';
import { freeName } from './portions.js';

/** A payment with its name in edits: deal/payment. */
interface Money {
  reference: string;
  stream: string;
  id: string;
  payment: Payment;
}

/** Some months of a payment's term, and what falls due in them. */
interface Stretch {
  amount: Bounds;
  /** Counted from year 0. */
  first: number;
  /** Undefined where the term has no end. */
  months?: number;
}

/** What was due before a day and what falls due from then on; a month's part is due on the day on which it begins. */
interface Divided {
  before: Stretch & { months: number };
  ahead: Stretch;
}

/** The payments that a target names: all of a deal, or one with what was split off it; those cancelled are gone. */
export const paymentsOf = (target: string, log: EditedLog): Money[] => {
  const { stream, part } = partsOf(target);
  return [...log.deal(stream).payments]
    .map(([id, payment]) => ({ reference: `${stream}/${id}`, stream, id, payment }))
    .filter(({ payment }) => !payment.cancelled)
    .filter(({ id, reference }) => part === undefined || id === part || log.originOf(reference) === target);
};

const times = ({ low, point, high }: Bounds, factor: bigint): Bounds => ({
  low: low * factor,
  point: point === null ? null : point * factor,
  high: high === null ? null : high * factor,
});

const quantityOf = ({ low, point, high }: Bounds, { qualifier, currency }: Payment): Quantity => ({
  low: wholeOf(low),
  point: point === null ? null : wholeOf(point),
  high: high === null ? null : wholeOf(high),
  qualifier,
  currency,
});

/** What a payment comes to a month, where it was stated so. */
const rateOf = ({ stream, id }: Money, log: EditedLog): Bounds | undefined => {
  const rates = visible(log.facts(stream), cutOf(log.question)).flatMap(({ body }) => {
    const { payment, ratePerMonth } = body as { payment?: string; ratePerMonth?: Quantity };
    return payment === id && ratePerMonth ? [boundsOf(ratePerMonth)] : [];
  });
  return rates.at(-1);
};

const begins = (term: Term, first: number, at: number): Day =>
  at === first ? daysOf(term.from).first : firstDayOfMonth(at);

/** Month by month, of a rate without an end. */
const openlyDivided = (money: Money, over: Term, day: Day, log: EditedLog): Divided | undefined => {
  const rate = rateOf(money, log);
  if (!rate) return undefined;
  const first = monthIndex(daysOf(over.from).first);
  let months = 0;
  while (begins(over, first, first + months) < day) months++;
  const before = { amount: times(rate, BigInt(months)), first, months };
  return { before, ahead: { amount: rate, first: first + months } };
};

const sumFrom = (amounts: readonly [string, Bounds][], from: number, to: number): Bounds =>
  amounts
    .slice(from, to)
    .map(([, amount]) => amount)
    .reduce(plus, nothing);

const dividedAt = (money: Money, day: Day, log: EditedLog): Divided | undefined => {
  const { amount, over, release } = money.payment;
  if (!over || release) return undefined;
  const steps = stepsOf(over);
  if (!steps) return openlyDivided(money, over, day, log);
  const { first } = steps;
  const amounts = [...(scheduled(amount, over, 'month') ?? [])];
  let months = 0;
  while (months < amounts.length && begins(over, first, first + months) < day) months++;
  return {
    before: { amount: sumFrom(amounts, 0, months), first, months },
    ahead: {
      amount: sumFrom(amounts, months, amounts.length),
      first: first + months,
      months: amounts.length - months,
    },
  };
};

const dayOf = (from: string | undefined, log: EditedLog): Day =>
  from === undefined ? log.question.effectiveAt : daysOf(from).first;

const why = ({ payment }: Money): string => (payment.release ? 'released by what it depends on' : 'undated');

const amended = (log: EditedLog, { stream, id }: Money, body: Record<string, unknown>): void =>
  log.act(stream, 'PaymentAmended', { payment: id, ...body });

const cutTo = (log: EditedLog, money: Money, { amount, months }: Divided['before']): void =>
  amended(log, money, {
    to: quantityOf(amount, money.payment),
    over: { from: money.payment.over!.from, months },
  });

const leave = ({ reference }: Money, because: string): Outcome => ({
  touched: [],
  left: [{ target: reference, because }],
});

const allDue = 'due before';

const drop = (log: EditedLog, money: Money): Outcome => {
  log.act(money.stream, 'PaymentCancelled', { payment: money.id });
  return { touched: [money.reference] };
};

/** What has surely been released stays, and so does what has been paid of it. */
const dropUnreleased = (log: EditedLog, money: Money): Outcome => {
  const deal = log.deal(money.stream);
  const { low } = releasedOf(money.payment, deal, log.question.effectiveAt, observedPower(deal)).bounds;
  if (low === 0n) return drop(log, money);
  if (money.payment.amount.high === low) return leave(money, 'released');
  amended(log, money, {
    to: { ...quantityOf({ low, point: low, high: low }, money.payment), qualifier: 'exactly' },
  });
  return { touched: [money.reference] };
};

/** What falls due from a day on falls away; what was due before stays. */
export const cancelMoney = (log: EditedLog, money: Money, from: string | undefined): Outcome => {
  const { release, over } = money.payment;
  if (from !== undefined && (release || !over)) return leave(money, why(money));
  if (release) return dropUnreleased(log, money);
  const parts = dividedAt(money, dayOf(from, log), log);
  if (!parts) return drop(log, money);
  if (parts.ahead.months === 0) return leave(money, allDue);
  cutTo(
    log,
    money,
    parts.before.months === 0 ? { ...parts.before, months: 1, amount: nothing } : parts.before,
  );
  if (parts.before.months === 0) return drop(log, money);
  return { touched: [money.reference] };
};

const termOf = ({ first, months }: Stretch): Term => ({
  from: firstDayOfMonth(first).slice(0, 7),
  ...(months !== undefined && { months }),
});

/** What falls due from a day on, as a payment of its own. */
const splitOff = (log: EditedLog, money: Money, { before, ahead }: Divided): Money => {
  const { stream, reference, payment } = money;
  const { from, to, kind, bindingness, passesThrough } = payment;
  const id = freeName(log, reference, log.deal(stream).payments);
  const amount = quantityOf(ahead.amount, payment);
  const stated = ahead.months === undefined ? { ratePerMonth: amount } : { amount };
  const terms = { from, to, kind, bindingness, ...(passesThrough !== undefined && { passesThrough }) };
  const body = { payment: id, ...terms, ...stated, over: termOf(ahead) };
  log.act(stream, 'PaymentCommitted', body, log.question.effectiveAt, payment.rests);
  cutTo(log, money, before);
  log.splitOff(reference, `${stream}/${id}`);
  return paymentsOf(`${stream}/${id}`, log)[0]!;
};

/** The part of a payment that falls due from a day on, by itself; a reason where there is none. */
const aheadOf = (log: EditedLog, money: Money, from: string | undefined): Money | string => {
  const parts = dividedAt(money, dayOf(from, log), log);
  if (!parts) return why(money);
  if (parts.ahead.months === 0) return allDue;
  return parts.before.months === 0 ? money : splitOff(log, money, parts);
};

/** What falls due from a day on falls due so many months later. */
export const delayMoney = (
  log: EditedLog,
  money: Money,
  months: number,
  from: string | undefined,
): Outcome => {
  if (months === 0) return { touched: [] };
  const part = aheadOf(log, money, from);
  if (typeof part === 'string') return leave(money, part);
  const over = part.payment.over!;
  const due = log.delayed(part.reference, over.from, months, movedByMonths);
  const length = monthsOf(over)?.months;
  amended(log, part, { over: { from: due, ...(length !== undefined && { months: length }) } });
  return { touched: [money.reference] };
};

const scaledBy = ({ low, point, high }: Bounds, toBp: number): Bounds => {
  const scaled = (end: bigint): bigint => divided(end * BigInt(toBp), 10_000n);
  return {
    low: scaled(low),
    point: point === null ? null : scaled(point),
    high: high === null ? null : scaled(high),
  };
};

/** What falls due from a day on, or has no date, comes to so many basis points of what it was. */
export const scaleMoney = (log: EditedLog, money: Money, toBp: number, from: string | undefined): Outcome => {
  if (toBp === 10_000) return { touched: [] };
  const isUndated = money.payment.release !== undefined || !money.payment.over;
  const part = isUndated && from === undefined ? money : aheadOf(log, money, from);
  if (typeof part === 'string') return leave(money, part);
  amended(log, part, { to: quantityOf(scaledBy(part.payment.amount, toBp), part.payment) });
  return { touched: [money.reference] };
};

/** Several payments that one edit acts on. */
export const together = (outcomes: readonly Outcome[]): Outcome => {
  const left = outcomes.flatMap((one) => one.left ?? []);
  return {
    touched: [...new Set(outcomes.flatMap(({ touched }) => touched))],
    ...(left.length > 0 && { left }),
  };
};

/** The payments of a deal, of which an edit on its capacity says that it leaves them alone. */
export const moneyLeft = (target: string, log: EditedLog): { target: string; because: string }[] =>
  paymentsOf(partsOf(target).stream, log).map(({ reference }) => ({ target: reference, because: 'money' }));

/** What an edit on payments depends on: all that is known of them. */
export const moneyReads = (target: string, log: EditedLog): string[] =>
  paymentNames(target, log).flatMap((name) => [`${name}.*`, `${name}.due`]);

/** The names of the payments that a target names, whatever became of them. */
export const paymentNames = (target: string, log: EditedLog): string[] => {
  const { stream, part } = partsOf(target);
  const own =
    part === undefined ? [...log.deal(stream).payments.keys()].map((id) => `${stream}/${id}`) : [target];
  return [...new Set(own.flatMap((name) => [name, ...log.partsOf(name)]))];
};
