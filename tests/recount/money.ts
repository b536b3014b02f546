import { each, exactly, inOrder, isNothing, minus, nothing, settled, sum, type Bounds } from './bounds.js';
import { isOver, laterOf } from './capacity.js';
import { periodsBetween, spanOf, type Grain } from './days.js';
import { dealsOf, drawn, foldDeal, type Deal, type Payment } from './deals.js';
import { drawnTogether } from './drawing.js';
import {
  boundsIn,
  namesAt,
  streamsAt,
  textIn,
  type Body,
  type Cut,
  type Fact,
  type Recorded,
  type Weigher,
  weightsOf,
} from './log.js';
import { slotsOf, wholeOf, type Slot } from './schedule.js';

export const moneyMeasures = [
  'committedUsCents',
  'conditionalUsCents',
  'releasedUsCents',
  'paidUsCents',
  'outstandingUsCents',
] as const;
export type MoneyCell = Record<(typeof moneyMeasures)[number], Bounds | null>;

export interface Owed {
  keys: Record<string, string>;
  payment: Payment;
  deal: Deal;
  facts: readonly Fact[];
  /** The deal as it will be on a later day, by what takes effect until then and is known by then. */
  ahead: (day: string) => Deal;
  whole: Bounds;
  isPassing: boolean;
  committed: Bounds;
  conditional: Bounds;
  released: Bounds;
  /** What was seen paid; undefined when nobody saw any. */
  paid?: Bounds;
}

const firmly = (bounds: Bounds, isUpTo: boolean): Bounds =>
  isUpTo ? { ...bounds, point: bounds.low } : bounds;

const floorOf = (value: bigint, step: bigint, isWhole: boolean, amount: bigint): bigint =>
  isWhole ? (value / step) * amount : (value * amount) / step;

const lesser = (a: bigint | null, b: bigint | null): bigint | null =>
  a === null ? b : b === null ? a : a < b ? a : b;

/** min(cap, floor(energized ÷ step) × amount), bound by bound (domain.md 5). */
const released = (payment: Payment, release: Body, energized: Bounds): Bounds => {
  const [step, amount] = [boundsIn(release.per).point ?? 1n, boundsIn(release.amount).point ?? 0n];
  const cap = payment.isUpTo ? exactly(payment.amount.high ?? 0n) : payment.amount;
  const of = (value: bigint | null): bigint | null =>
    value === null ? null : floorOf(value, step, release.mode !== 'pro-rata', amount);
  const low = lesser(cap.low, of(energized.low)) ?? 0n;
  const high = lesser(cap.high, of(energized.high));
  const point = energized.point === null ? null : lesser(cap.point, of(energized.point));
  return low === high ? exactly(low) : { low, point, high, ...(point === null && { poisons: true }) };
};

/** What a release looks at: levels and conditions, at a day. */
interface Looked {
  energized: (of?: readonly string[]) => Bounds;
  holds: (name: string) => boolean | undefined;
}

const conditionsHold = (conditions: readonly Body[], looked: Looked): boolean | undefined => {
  const answers = conditions.map((one) => {
    if (one.named !== undefined) return looked.holds(textIn(one.named));
    const [sought, level] = [boundsIn(one.energized).point ?? 0n, looked.energized()];
    return level.low >= sought ? true : level.high !== null && level.high < sought ? false : undefined;
  });
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
};

const freed = (payment: Payment, looked: Looked): Bounds => {
  const { release } = payment;
  if (!release) return nothing;
  if (release.per !== undefined)
    return released(payment, release, looked.energized(release.of as string[] | undefined));
  const holds = conditionsHold((release.conditions ?? []) as Body[], looked);
  if (holds === true) return payment.amount;
  return holds === false || isNothing(payment.amount)
    ? nothing
    : { low: 0n, point: null, high: payment.amount.high, poisons: true };
};

const asSeen = (deal: Deal): Looked => ({
  energized: (of) => drawnTogether(deal, (tranche) => drawn(deal, tranche), of),
  holds: (name) => deal.conditions.get(name),
});

const wholeLessFreed = (payment: Payment, whole: Bounds, free: Bounds): Bounds => {
  if (payment.release?.per === undefined && !isNothing(free) && !free.poisons) return nothing;
  return minus(whole, free);
};

/** From when on nothing more falls due of it; undefined while it goes on. */
export const stoppedOn = (deal: Deal, payment: Payment): string | undefined =>
  [payment.cancelledFrom, deal.endedOn].filter((day) => day !== undefined).sort()[0];

/** What is left of a promise: once it is stopped what fell due before, or what was paid where nobody gave a date. */
const leftOf = (deal: Deal, payment: Payment, at: string): Bounds => {
  const stopped = stoppedOn(deal, payment);
  if (stopped === undefined) return wholeOf(payment, at);
  const slots = slotsOf(payment, at);
  return slots
    ? sum(slots.filter(({ on }) => on < stopped).map(({ amount }) => amount))
    : sum(payment.made.map(({ amount }) => amount));
};

/** What had been set free when the promise was stopped stays; nothing more is. */
const freedOf = (
  deal: Deal,
  payment: Payment,
  facts: readonly Fact[],
  stopped = stoppedOn(deal, payment),
): Bounds => {
  if (stopped === undefined) return freed(payment, asSeen(deal));
  const free = freed(
    payment,
    asSeen(
      foldDeal(
        deal.stream,
        facts.filter(({ first }) => first <= stopped),
      ),
    ),
  );
  return free.poisons ? exactly(free.low) : free;
};

/** What was never firm does not fall due: once it is stopped, what was paid is left of it. */
const conditionalOf = (deal: Deal, payment: Payment, whole: Bounds, free: Bounds): Bounds => {
  if (payment.bindingness === 'firm' && !payment.release) return nothing;
  if (stoppedOn(deal, payment) === undefined) return wholeLessFreed(payment, whole, free);
  return wholeLessFreed(payment, sum(payment.made.map(({ amount }) => amount)), free);
};

const owedOf = (deal: Deal, payment: Payment, facts: readonly Fact[], at: string): Omit<Owed, 'ahead'> => {
  const whole = leftOf(deal, payment, at);
  const paid = payment.made.length > 0 ? sum(payment.made.map(({ amount }) => amount)) : undefined;
  const free = freedOf(deal, payment, facts);
  const isFirm = payment.bindingness === 'firm' && !payment.release;
  return {
    keys: {},
    payment,
    deal,
    facts,
    whole,
    isPassing: payment.passesThrough !== undefined,
    committed: isFirm ? firmly(whole, isUpToNow(payment)) : nothing,
    conditional: conditionalOf(deal, payment, whole, free),
    released: free,
    ...(paid && { paid }),
  };
};

const isUpToNow = ({ rates, isUpTo }: Payment): boolean =>
  rates.length > 0 ? rates.some((one) => one.isUpTo) : isUpTo;

/** What each payment of a stream comes to. */
export const owedIn = (stream: string, facts: readonly Fact[]): Omit<Owed, 'ahead'>[] => {
  const deal = foldDeal(stream, facts);
  const at =
    facts
      .map(({ last }) => last)
      .sort()
      .at(-1) ?? '0000-00-00';
  return [...deal.payments.values()].map((payment) => owedOf(deal, payment, facts, at));
};

/** What is in two currencies is never compared. */
export const currencyOf = ({ payment }: Pick<Owed, 'payment'>): string => payment.currency;

const weighMoney =
  (stream: string): Weigher =>
  (facts) =>
    weightsOf(owedIn(stream, facts), currencyOf, ({ committed }) => committed);

const aheadOf = (log: readonly Recorded[], cut: Cut): ((day: string) => Map<string, Deal>) => {
  const days = new Map<string, Map<string, Deal>>();
  return (day) => {
    const isLate = (fact: Fact): boolean => fact.last <= day && fact.knownOn <= day;
    const deals = days.get(day) ?? dealsOf(streamsAt(log, cut, weighMoney, isLate));
    days.set(day, deals);
    return deals;
  };
};

export const owedAt = (log: readonly Recorded[], cut: Cut, weigh = weighMoney): Owed[] => {
  const streams = streamsAt(log, cut, weigh);
  const name = namesAt(streams);
  const ahead = aheadOf(log, cut);
  return [...dealsOf(streams).values()].flatMap((deal) =>
    [...deal.payments.values()].map((payment) => ({
      ...owedOf(deal, payment, streams.get(deal.stream) ?? [], cut.effectiveAt),
      ahead: (day: string) => ahead(day).get(deal.stream) ?? deal,
      keys: {
        payer: name(payment.from),
        payee: name(payment.to),
        deal: deal.stream,
        payment: payment.name,
        bindingness: payment.bindingness,
        kind: payment.kind,
        currency: payment.currency,
      },
    })),
  );
};

const cellOf = (
  owed: Bounds,
  paid: Bounds | undefined,
): Pick<MoneyCell, 'paidUsCents' | 'outstandingUsCents'> => {
  const guess: Bounds = { low: 0n, point: null, high: owed.high, poisons: true };
  return {
    paidUsCents: paid ?? guess,
    outstandingUsCents: minus(owed, paid ?? (isNothing(owed) ? nothing : guess)),
  };
};

interface MoneyPart {
  cell: MoneyCell;
  isSeen: boolean;
}

export const tablePart = (one: Owed): MoneyPart => ({
  cell: {
    committedUsCents: one.committed,
    conditionalUsCents: one.conditional,
    releasedUsCents: one.released,
    ...cellOf(sum([one.committed, one.released]), one.paid),
  },
  isSeen: one.paid !== undefined,
});

export const addMoney = (parts: readonly MoneyPart[]): MoneyCell => {
  const cell = Object.fromEntries(
    moneyMeasures.map((measure) => [
      measure,
      sum(parts.map((part) => part.cell[measure]).filter((one) => one !== null)),
    ]),
  ) as MoneyCell;
  return parts.some(({ isSeen }) => isSeen) ? cell : { ...cell, paidUsCents: null };
};

/** Levels up to the as-of date as observed, afterwards the larger of the level and what is due. */
const planned = (deal: Deal, day: string, asOf: string): Looked => ({
  energized: (of) =>
    drawnTogether(
      deal,
      (tranche) => {
        const level = tranche.level ?? nothing;
        const { due } = tranche;
        if (day <= asOf || !due || day < due.first || isOver(deal, tranche)) return level;
        return laterOf(
          level,
          day >= due.last ? tranche.power : { low: 0n, point: 0n, high: tranche.power.high },
        );
      },
      of,
    ),
  holds: (name) => deal.conditions.get(name) ?? false,
});

/** What had been released by a day, what nobody has seen counting as nothing. */
const freedBy = (one: Owed, day: string, asOf: string): Bounds => {
  if (!one.payment.release) return nothing;
  const deal = foldDeal(
    one.deal.stream,
    one.facts.filter(({ last }) => last <= day),
  );
  const now = day < asOf ? deal : day === asOf ? one.deal : one.ahead(day);
  const payment = now.payments.get(slugOf(one));
  if (!payment) return nothing;
  const stopped = stoppedOn(now, payment);
  // What was stopped sets nothing more free.
  if (stopped !== undefined && stopped <= day)
    return freedOf(
      now,
      one.payment,
      one.facts.filter(({ last }) => last <= day),
      stopped,
    );
  return asKnown(freed(one.payment, planned(now, day, asOf)));
};

/** What nobody can tell yet is set free in the period in which it becomes known. */
const asKnown = (free: Bounds): Bounds => (free.point === null ? exactly(free.low) : free);

const slugOf = ({ payment }: Owed): string => payment.name.slice(payment.name.indexOf('/') + 1);

/** What a running sum grew by, each bound by itself; where it is open on both sides, what fell due meanwhile. */
const grownBy = (a: Bounds, b: Bounds, due: Bounds): Bounds => {
  const both = (one: bigint | null, other: bigint | null, meanwhile: bigint | null): bigint | null =>
    one === null && other === null ? meanwhile : one === null || other === null ? null : one - other;
  return {
    low: a.low - b.low,
    point: both(a.point, b.point, due.point),
    high: both(a.high, b.high, due.high),
    ...((a.poisons || b.poisons || due.poisons) && { poisons: true }),
  };
};

/** The growth of what is released: its ends lie either way round, and it shrinks only where it surely does. */
const freedMeanwhile = (now: Bounds, before: Bounds): Bounds => {
  const grown = inOrder(grownBy(now, before, nothing));
  const least_ = grown.point !== null && grown.point < 0n ? grown.point : 0n;
  return settled({ ...grown, low: grown.low < least_ ? least_ : grown.low });
};

/** What is left unpaid grows or stays: bounds in order, and none below nothing. */
const leftMeanwhile = (now: Bounds, before: Bounds, due: Bounds): Bounds =>
  settled(each(inOrder(grownBy(now, before, due)), (value) => (value < 0n ? 0n : value)));

interface Flow {
  /** What falls due in the period, or until its end when sums run. */
  due: Bounds;
  freedSoFar: Bounds;
  owedSoFar: Bounds;
  paid: Bounds;
}

const flowUntil = (one: Owed, slots: readonly Slot[], last: string, asOf: string, start: string): Flow => {
  const isFirm = isFirmMoney(one);
  const isUpTo = isUpToNow(one.payment);
  const until = (first: string): Bounds =>
    sum(
      slots
        .filter(({ on }) => on >= first && on <= last)
        .map(({ amount }) => (isFirm && isUpTo ? firmly(amount, true) : amount)),
    );
  const freedSoFar = freedBy(one, last, asOf);
  return {
    due: until(start),
    freedSoFar,
    owedSoFar: sum([isFirm ? until('') : nothing, freedSoFar]),
    paid: sum(one.payment.made.filter(({ on }) => on.last <= last).map(({ amount }) => amount)),
  };
};

const isFirmMoney = ({ payment }: Owed): boolean => payment.bindingness === 'firm' && !payment.release;

/**
 * What falls due when. A release has no date before it happens; of a stopped promise that was never firm, what was paid
 * is left where it was paid; of firm money, what fell due before.
 */
const dueOf = (one: Owed, until: string): Slot[] => {
  const stopped = stoppedOn(one.deal, one.payment);
  if (one.payment.release) return [];
  if (stopped === undefined) return slotsOf(one.payment, until) ?? [];
  const slots = slotsOf(one.payment, until);
  if (!isFirmMoney(one) || !slots) return one.payment.made.map(({ on, amount }) => ({ on: on.last, amount }));
  return slots.filter(({ on }) => on < stopped);
};

/** Flows period by period; payments settle what is due first. */
export const timelineParts = (
  one: Owed,
  grain: Grain,
  from: string,
  to: string,
  asOf: string,
  isCumulative: boolean,
): Map<string, MoneyPart> => {
  const slots = dueOf(one, to);
  const start =
    [
      from,
      ...slots.slice(0, 1).map(({ on }) => on),
      ...one.payment.made.map(({ on }) => on.last),
      ...one.facts.map(({ last }) => last),
    ].sort()[0] ?? from;
  const parts = new Map<string, MoneyPart>();
  let before: Flow = { due: nothing, freedSoFar: nothing, owedSoFar: nothing, paid: nothing };
  for (const period of periodsBetween(start, to, grain)) {
    const now = flowUntil(one, slots, spanOf(period).last, asOf, isCumulative ? '' : spanOf(period).first);
    const part = periodPart(
      one,
      now,
      isCumulative ? undefined : before,
      !isCumulative && spanOf(period).first > asOf,
    );
    if (
      part.isSeen
        ? !Object.values(part.cell).every((bounds) => bounds && isNothing(bounds))
        : !isNothing(part.owes)
    )
      parts.set(period, part);
    before = now;
  }
  return parts;
};

const periodPart = (
  one: Owed,
  now: Flow,
  before: Flow | undefined,
  isAhead: boolean,
): MoneyPart & { owes: Bounds } => {
  const [committed, conditional] = isFirmMoney(one) ? [now.due, nothing] : [nothing, now.due];
  const free = before ? freedMeanwhile(now.freedSoFar, before.freedSoFar) : now.freedSoFar;
  const owed = sum([committed, free]);
  const left = ({ owedSoFar }: Flow): Bounds => minus(owedSoFar, one.paid ?? nothing);
  const seen: Pick<MoneyCell, 'paidUsCents' | 'outstandingUsCents'> = {
    paidUsCents: before ? grownBy(now.paid, before.paid, nothing) : now.paid,
    outstandingUsCents: before ? leftMeanwhile(left(now), left(before), owed) : left(now),
  };
  return {
    cell: {
      committedUsCents: committed,
      conditionalUsCents: conditional,
      releasedUsCents: free,
      ...(one.paid ? seen : cellOf(owed, undefined)),
    },
    isSeen: one.paid !== undefined && !isAhead,
    owes: sum([owed, conditional]),
  };
};
