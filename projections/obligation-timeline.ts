import type { Deal, Payment } from '../events/deal/deal.js';
import { paidOf } from '../events/deal/payment/terms.js';
import { daysLater } from '../events/deal/term.js';
import { beginning, type Day } from '../events/kit/date.js';
import { itemAt } from '../events/kit/item-at.js';
import { type Bounds, nothing, addBounds } from '../events/kit/quantity.js';
import { observedPower, plannedPower } from './tranche-measures.js';
import { type Account, accountOf, amountPaidBetween } from './kit/account.js';
import { isNothing, subtractBounds, type Part, part } from './kit/measure.js';
import { cutAtEndOf, cutOf, type Period, type Question } from './kit/question.js';
import type { PowerOf } from './kit/powered.js';
import type { ReleasedAmount } from './kit/release.js';
import { periodsAsked } from './kit/timeline.js';
import type { StreamReading } from './kit/view.js';
import {
  addedPayments,
  type PaymentEntry,
  goneEntries,
  isUnstated,
  limitOf,
  measuresOf,
  noRelease,
  outstandingOf,
  owedOf,
  uncertainPart,
  unseenPayment,
} from './obligation-lines.js';
import { knownRelease, releasedBy } from './obligation-table.js';

const difference = (now: Bounds, before: Bounds): Bounds => ({
  low: now.low - before.low,
  point: now.point === null || before.point === null ? null : now.point - before.point,
  high: now.high === null || before.high === null ? null : now.high - before.high,
});

/** What came between two amounts that are each known within bounds of their own: the ends may lie either way round. */
const orderEnds = ({ low, point, high }: Bounds): Bounds => {
  const ends = [low, point ?? low, high ?? low];
  const [least, most] = [ends.reduce(min), ends.reduce(max)];
  return { low: least, point, high: high === null ? null : most };
};
const min = (one: bigint, other: bigint): bigint => (one < other ? one : other);
const max = (one: bigint, other: bigint): bigint => (one > other ? one : other);

/** What was released between two times: less than nothing only where it surely shrank. */
const releasedBetween = (now: Bounds, before: Bounds): Bounds => {
  const { low, point, high } = orderEnds(difference(now, before));
  return { low: max(low, min(point ?? 0n, 0n)), point, high };
};

/**
 * What is left at one time beyond what was left before: nothing where it became less. Where both are open it is what
 * fell due meanwhile, for whatever was paid settled what was due before.
 */
const growthOf = (now: Bounds, before: Bounds, meanwhile: Bounds): Bounds => {
  const grew = difference(now, before);
  const { low, point, high } = orderEnds({
    ...grew,
    point: now.point === null && before.point === null ? meanwhile.point : grew.point,
    high: now.high === null && before.high === null ? meanwhile.high : grew.high,
  });
  const floor = (value: bigint): bigint => max(value, 0n);
  return {
    low: floor(low),
    point: point === null ? null : floor(point),
    high: high === null ? null : floor(high),
  };
};

/** Observed levels, with nothing where nobody has observed any. */
const levels =
  (deal: Deal, day: Day): PowerOf =>
  (tranche) => {
    const level = observedPower(deal, day)(tranche, '');
    return level?.unobserved ? part(nothing) : level;
  };

/** An amount at the end of a period and just before the period; in the period it is what lies between. */
interface PeriodAmount {
  readonly before: Bounds;
  readonly by: Bounds;
  /** What falls into the period itself. */
  readonly within: Bounds;
}

/** A deal on a day, and what of it then draws power, or is planned to. */
interface PoweredDeal {
  readonly deal: Deal;
  readonly power: PowerOf;
}

/** What one payment comes to in each period, by its place. */
interface PaymentPeriods {
  at(place: number): PaymentEntry[];
  /** Whether it is what it was in the period before. */
  isAsBefore(place: number): boolean;
}

const isSameBounds = (one: Bounds, other: Bounds): boolean =>
  one === other || (one.low === other.low && one.point === other.point && one.high === other.high);

/** What a timeline of money reads: the one cut of the question, and the plan at each period's end. */
export class PaymentTimeline {
  readonly #deal: Deal;
  readonly #periods: readonly Period[];
  readonly #isRunning: boolean;
  readonly #payments: readonly PaymentPeriods[];
  readonly #dealsOn = new Map<string, PoweredDeal>();

  constructor(
    private readonly reading: StreamReading,
    private readonly question: Question,
  ) {
    this.#deal = reading.state<Deal>(cutOf(question));
    this.#periods = periodsAsked(question);
    this.#isRunning = question.options.cumulative === 'true';
    this.#payments = addedPayments(this.#deal).map(([id, payment]) =>
      payment.release ? this.#releases(id, payment) : this.#instalments(id, payment),
    );
  }

  /** Whether all payments come to what they came to in the period before. */
  isAsBefore(place: number): boolean {
    return this.#payments.every((payment) => payment.isAsBefore(place));
  }

  entriesAt(place: number): PaymentEntry[] {
    return this.#payments.flatMap((payment) => payment.at(place));
  }

  #instalments(id: string, payment: Payment): PaymentPeriods {
    const { effectiveAt, to } = this.question;
    const account = accountOf(this.#deal, payment, effectiveAt, nothing, to);
    const isPaid = payment.made.length > 0;
    // What nobody has seen paid is not overpaid.
    const limit = isPaid
      ? limitOf(payment, accountOf(this.#deal, payment, effectiveAt, nothing), noRelease)
      : null;
    const dues = this.#dues(account);
    const amountOf = (due: PeriodAmount): Bounds => (this.#isRunning ? due.by : due.within);
    return {
      // Where nobody has seen it paid only what is due counts; what was paid was on some day.
      isAsBefore: (place) =>
        !isPaid && isSameBounds(amountOf(itemAt(dues, place)), amountOf(itemAt(dues, place - 1))),
      at: (place) => {
        const [period, due] = [itemAt(this.#periods, place), itemAt(dues, place)];
        const amount = amountOf(due);
        const entry = this.#entry(id, payment, period, due, amount, noRelease, limit);
        const isSpread = !payment.rates && !account.isOver && !isNothing(amount);
        return entry
          ? [{ ...entry, flags: [...entry.flags, ...(isSpread ? ['assumed'] : [])] }]
          : goneEntries(id, payment, period.name);
      },
    };
  }

  /** What something has to set free has no date until it does, so that it is in no period. */
  #releases(id: string, payment: Payment): PaymentPeriods {
    const { effectiveAt } = this.question;
    const now = releasedBy(
      this.reading,
      this.question,
      this.#deal,
      payment,
      effectiveAt,
      observedPower(this.#deal, effectiveAt),
    );
    const account = accountOf(this.#deal, payment, effectiveAt, now.bounds);
    const limit = limitOf(payment, account, now);
    const at = (period: Period): PaymentEntry[] => {
      const { free, reached, grounds } = this.#releasedIn(id, period);
      const entry = this.#entry(id, payment, period, reached, nothing, free, limit);
      if (!entry) return goneEntries(id, payment, period.name);
      const { conditionalUsCents: _, ...told } = entry.parts;
      // Whatever has a date: parts of it leave of the whole what is released of it.
      const parts = { ...told, statedUsCents: part(account.amount) };
      const planned = period.last > effectiveAt ? ['planned'] : [];
      return [{ ...entry, parts, grounds, flags: [...entry.flags, ...planned] }];
    };
    return { at: (place) => at(itemAt(this.#periods, place)), isAsBefore: () => false };
  }

  #entry(
    id: string,
    payment: Payment,
    period: Period,
    reached: PeriodAmount,
    amount: Bounds,
    released: ReleasedAmount,
    limit: bigint | null,
  ): PaymentEntry | undefined {
    const paid = this.#paidIn(payment, period, owedOf(payment, amount, released));
    const isEmpty = [amount, released.bounds].every(isNothing) && (paid.unseen || isNothing(paid.bounds));
    if (isEmpty) return undefined;
    const outstanding = this.#outstandingIn(payment, reached, released, amount);
    const flags = this.#isOverpaid(payment, period, paid, limit) ? ['overpaid'] : [];
    const told = measuresOf(payment, { amount, released, paid, outstanding });
    const parts = {
      ...told,
      ...this.#settledIn(payment, reached, payment.release ? released.bounds : amount),
    };
    return { id, payment, period: period.name, parts, flags };
  }

  /** Of all that may flow in a period what was settled and what is left, as payments settle what is due first. */
  #settledIn(payment: Payment, reached: PeriodAmount, amount: Bounds): Record<string, Part> {
    const paid = paidOf(payment);
    if (!paid) return {};
    const [by, before] = [subtractBounds(reached.by, paid), subtractBounds(reached.before, paid)];
    const left = this.#isRunning ? by : growthOf(by, before, amount);
    return { settledUsCents: part(subtractBounds(amount, left)), leftUsCents: part(left) };
  }

  /** Payments settle what is due first: a period's part is what they leave of it, all that was paid by the cut. */
  #outstandingIn(payment: Payment, reached: PeriodAmount, released: ReleasedAmount, amount: Bounds): Part {
    const paid = paidOf(payment);
    const owed = owedOf(payment, amount, released);
    const isStated = !isUnstated(payment);
    if (!paid) return outstandingOf(owed, unseenPayment(owed), isStated);
    const left = (bounds: Bounds): Bounds =>
      outstandingOf(owedOf(payment, bounds, payment.release ? { bounds } : noRelease), part(paid), isStated)
        .bounds;
    const bounds = this.#isRunning
      ? left(reached.by)
      : growthOf(left(reached.by), left(reached.before), owedOf(payment, reached.within, released));
    return isStated ? uncertainPart(bounds) : part(bounds);
  }

  /** What was paid in a period, or by its end; after the as-of date nobody can have seen it. */
  #paidIn(payment: Payment, period: Period, owed: Bounds): Part {
    if (payment.made.length === 0) return unseenPayment(owed);
    if (period.first > this.question.effectiveAt && !this.#isRunning)
      return { bounds: nothing, unseen: true };
    return part(amountPaidBetween(payment, this.#isRunning ? beginning : period.first, period.last));
  }

  #isOverpaid(payment: Payment, period: Period, paid: Part, limit: bigint | null): boolean {
    if (limit === null || paid.unseen || isNothing(paid.bounds)) return false;
    return amountPaidBetween(payment, beginning, period.last).low > limit;
  }

  /** What falls due in each period. */
  #dues({ schedule }: Account): PeriodAmount[] {
    const start = this.#periods[0];
    let by = (start && schedule?.before(start.first).amount) ?? nothing;
    return this.#periods.map(({ first, last }) => {
      const [before, within] = [by, schedule?.within(first, last) ?? nothing];
      by = addBounds(before, within);
      return { before, by, within };
    });
  }

  /**
   * What is released in a period, or by its end, with the deals as they stood. What nobody can tell yet is released in
   * the period in which it becomes known, so that periods add up to the table at the same cut.
   */
  #releasedIn(id: string, period: Period): { free: ReleasedAmount; reached: PeriodAmount; grounds: Deal[] } {
    const now = this.#releasedBy(id, period.last);
    const start = daysLater(period.first, -1);
    const before = this.#releasedBy(id, start, period.last > this.question.effectiveAt);
    const grounds = [now.deal, before.deal];
    const [by, from] = [knownRelease(now.free).bounds, knownRelease(before.free).bounds];
    const within = releasedBetween(by, from);
    const reached = { before: from, by, within };
    return this.#isRunning
      ? { free: { ...now.free, ...uncertainPart(now.free.bounds) }, reached, grounds }
      : { free: part(within), reached, grounds };
  }

  /**
   * Released by the end of a period, by the terms of the question's one cut and the levels of that day; on the plan
   * after the as-of date, and before it when `onPlan`.
   */
  #releasedBy(id: string, day: Day, onPlan = false): { free: ReleasedAmount; deal: Deal } {
    const name = `${day}${onPlan ? ' on plan' : ''}`;
    const { deal, power } = this.#dealsOn.get(name) ?? this.#dealOn(day, onPlan);
    this.#dealsOn.set(name, { deal, power });
    const payment = deal.payments.has(id) && this.#deal.payments.get(id);
    if (!payment) return { free: noRelease, deal };
    return { free: releasedBy(this.reading, this.question, deal, payment, day, power), deal };
  }

  /** The same for all payments. */
  #dealOn(day: Day, onPlan: boolean): PoweredDeal {
    const { effectiveAt } = this.question;
    const cut = cutAtEndOf({ name: '', first: day, last: day }, this.question);
    const then = this.reading.state<Deal>(cut);
    if (day > effectiveAt) return { deal: then, power: plannedPower(then, day, effectiveAt) };
    // What was said later of a day before is known by the question's cut.
    const deal = { ...then, conditions: this.#deal.conditions };
    return { deal, power: onPlan ? levels(deal, day) : observedPower(deal, day) };
  }
}
