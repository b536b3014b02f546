import { type Deal, monthsOf, paidOf, type Payment } from '../events/deal/deal.js';
import { isEnded } from '../events/deal/deal.words.js';
import { type Day, firstDayOfMonth, lastDayOfMonth, monthIndex } from '../events/kit/date.js';
import { type Bounds, nothing, plus } from '../events/kit/quantity.js';
import { observedPower, plannedPower } from './compute-capacity.js';
import type { Board } from './kit/board.js';
import type { Line } from './kit/line.js';
import { type Log, stateAt } from './kit/log.js';
import { isNothing, isUndisclosed, measureOf, minus, type Part, part } from './kit/measure.js';
import { cutAtEndOf, cutOf, type Period, periodsOf, type Question } from './kit/question.js';
import { type PowerOf, releasedOf } from './kit/release.js';
import { scheduled, stepsOf } from './kit/schedule.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';

/** All of it fell due before the deal ended. */
const wasDue = ({ endedOn }: Deal, { over, release }: Payment): boolean => {
  const length = over && !release && monthsOf(over);
  if (!length || endedOn === undefined) return false;
  return firstDayOfMonth(monthIndex(length.first) + length.months - 1) < endedOn;
};

/** Falls away with its deal, beyond what was due before and what has been paid. */
export const isOver = (deal: Deal, payment: Payment): boolean =>
  payment.cancelled || (isEnded(deal.stage) && !wasDue(deal, payment));

const isCommitted = (payment: Payment): boolean =>
  payment.bindingness === 'firm' && payment.release === undefined;

const asFirm = (payment: Payment, amount: Bounds): Bounds =>
  payment.qualifier === 'up-to' ? { ...amount, point: amount.low } : amount;

/** What may be paid in all: the amount, or only what has been paid once it is cancelled. */
const amountOf = (deal: Deal, payment: Payment): Bounds =>
  isOver(deal, payment) ? (paidOf(payment) ?? nothing) : payment.amount;

/** Nobody has seen whether it was paid. */
const unpaid = (owed: Bounds): Part => ({
  bounds: { low: 0n, point: null, high: owed.high },
  unobserved: true,
  unseen: true,
});

const uncertain = (bounds: Bounds): Part => ({ bounds, ...(bounds.point === null && { unobserved: true }) });

/** The measures of an amount: committed or conditional, what is released of it, paid, and outstanding. */
const measured = (
  deal: Deal,
  payment: Payment,
  amount: Bounds,
  released: Part,
  paid: Part,
): Record<string, Part> => {
  const free = isOver(deal, payment) ? { bounds: nothing } : released;
  const committed = isCommitted(payment) ? asFirm(payment, amount) : undefined;
  const owed = committed ?? free.bounds;
  return {
    ...(committed
      ? { committedUsCents: part(committed) }
      : { conditionalUsCents: { ...free, bounds: minus(amount, free.bounds) } }),
    ...(payment.release && { releasedUsCents: free }),
    paidUsCents: paid,
    outstandingUsCents: isNothing(owed) ? part(nothing) : uncertain(minus(owed, paid.bounds)),
  };
};

const owedOf = (payment: Payment, amount: Bounds, released: Part): Bounds =>
  isCommitted(payment) ? amount : released.bounds;

const keysOf = (
  deal: Deal,
  id: string,
  payment: Payment,
  period: string | undefined,
  { parties }: Context,
): Line['keys'] => ({
  payer: parties.slugOf(payment.from),
  payee: parties.slugOf(payment.to),
  deal: deal.stream,
  payment: `${deal.stream}/${id}`,
  bindingness: payment.bindingness,
  kind: payment.kind,
  currency: payment.currency,
  ...(period !== undefined && { period }),
});

interface Entry {
  id: string;
  payment: Payment;
  parts: Record<string, Part>;
  period?: string;
  flags: readonly string[];
}

/** On a time axis: a term without an end is on none. */
const isDated = ({ over }: Payment): boolean => over !== undefined && stepsOf(over) !== undefined;

const lineOf = (deal: Deal, { id, payment, parts, period, flags }: Entry, context: Context): Line => ({
  id: `${deal.stream}/${id}${period === undefined ? '' : `|${period}`}`,
  keys: keysOf(deal, id, payment, period, context),
  parts,
  rests: [...new Set([...payment.rests, ...(isEnded(deal.stage) ? deal.rests : [])])],
  flags: [
    ...(payment.hypothetical || deal.hypothetical ? ['hypothetical'] : []),
    ...(payment.counterfactual ? ['counterfactual'] : []),
    ...flags,
  ],
  ...(payment.rivals && { rivals: payment.rivals }),
  ...(isUndisclosed(payment.amount) && { undisclosed: `${deal.stream}/${id}` }),
  ...(period === undefined && !isDated(payment) && { undated: `${deal.stream}/${id}` }),
});

/** Money that passes through another payment is shown beside it and not added. */
const addedPayments = (deal: Deal): [string, Payment][] =>
  [...deal.payments].filter(([, payment]) => payment.passesThrough === undefined);

const table = (deal: Deal, day: Day): Entry[] =>
  addedPayments(deal)
    .filter(([, payment]) => !isOver(deal, payment) || payment.made.length > 0)
    .map(([id, payment]) => {
      const released = releasedOf(payment, deal, day, observedPower(deal));
      const amount = amountOf(deal, payment);
      const seen = paidOf(payment);
      const paid = seen ? part(seen) : unpaid(owedOf(payment, amount, released));
      return { id, payment, parts: measured(deal, payment, amount, released, paid), flags: [] };
    });

/** What a timeline of money reads: the one cut of the question, and the plan at each period's end. */
class Timeline {
  readonly #deal: Deal;

  constructor(
    readonly reading: StreamReading,
    readonly question: Question,
  ) {
    this.#deal = reading.state<Deal>(cutOf(question));
  }

  get entries(): Entry[] {
    return addedPayments(this.#deal).flatMap(([id, payment]) => this.#entriesOf(id, payment));
  }

  #entriesOf(id: string, payment: Payment): Entry[] {
    const schedule = this.#schedule(payment);
    return this.#periods.flatMap((period) => {
      const amount = this.#amountIn(schedule, period);
      const released = payment.release ? this.#releasedIn(id, period) : { bounds: nothing };
      const paid = this.#paidIn(payment, period, owedOf(payment, amount, released));
      if ([amount, released.bounds].every(isNothing) && (paid.unseen || isNothing(paid.bounds))) return [];
      const flags = [
        ...(isNothing(amount) ? [] : ['assumed']),
        ...(payment.release && this.#isAhead(period) ? ['planned'] : []),
      ];
      return [
        { id, payment, period: period.name, parts: this.#parts(payment, amount, released, paid), flags },
      ];
    });
  }

  #parts(payment: Payment, amount: Bounds, released: Part, paid: Part): Record<string, Part> {
    // What a release has not set free has no date, so that it is in no period.
    const { conditionalUsCents, ...parts } = measured(this.#deal, payment, amount, released, paid);
    return payment.release ? parts : { ...parts, ...(conditionalUsCents && { conditionalUsCents }) };
  }

  get #isRunning(): boolean {
    return this.question.options.cumulative === 'true';
  }

  get #periods(): Period[] {
    const { from, to, timeline } = this.question;
    return periodsOf(from!, to!, timeline!);
  }

  #isAhead(period: Period): boolean {
    return period.last > this.question.effectiveAt;
  }

  #schedule(payment: Payment): [string, Bounds][] {
    if (payment.release || !payment.over) return [];
    return [...(scheduled(amountOf(this.#deal, payment), payment.over, this.question.timeline!) ?? [])];
  }

  #amountIn(schedule: readonly [string, Bounds][], period: Period): Bounds {
    const due = schedule.filter(([name]) => (this.#isRunning ? name <= period.name : name === period.name));
    return due.map(([, amount]) => amount).reduce(plus, nothing);
  }

  #paidIn(payment: Payment, period: Period, owed: Bounds): Part {
    if (payment.made.length === 0 || (this.#isAhead(period) && !this.#isRunning)) return unpaid(owed);
    const made = payment.made.filter(
      ({ on }) => on <= period.last && (this.#isRunning || on >= period.first),
    );
    return part(made.map(({ amount }) => amount).reduce(plus, nothing));
  }

  #releasedIn(id: string, period: Period): Part {
    const now = this.#releasedBy(id, period.last);
    if (this.#isRunning) return uncertain(now);
    const before = this.#releasedBy(id, this.#endBefore(period), this.#isAhead(period));
    // Where nobody has observed the level there is no telling in which period it was reached.
    return now.point === null || before.point === null ? { bounds: nothing } : part(difference(now, before));
  }

  #endBefore(period: Period): Day {
    return lastDayOfMonth(monthIndex(period.first) - 1);
  }

  /** Released by the end of a period; on the plan after the as-of date, and before it when `onPlan`. */
  #releasedBy(id: string, day: Day, onPlan = false): Bounds {
    const { effectiveAt } = this.question;
    const isAhead = day > effectiveAt;
    const deal = this.reading.state<Deal>(cutAtEndOf({ name: '', first: day, last: day }, this.question));
    const payment = deal.payments.get(id);
    if (!payment || isOver(deal, payment)) return nothing;
    const power = isAhead ? plannedPower(deal, day) : onPlan ? levels(deal) : observedPower(deal);
    return releasedOf(payment, deal, day, power).bounds;
  }
}

/** Observed levels, with nothing where nobody has observed any. */
const levels =
  (deal: Deal): PowerOf =>
  (tranche) => {
    const level = observedPower(deal)(tranche, '');
    return level?.unobserved ? part(nothing) : level;
  };

const difference = (now: Bounds, before: Bounds): Bounds => ({
  low: now.low - before.low,
  point: now.point === null || before.point === null ? null : now.point - before.point,
  high: now.high === null || before.high === null ? null : now.high - before.high,
});

const contribution = (reading: StreamReading, question: Question, context: Context): Line[] => {
  const deal = reading.state<Deal>(cutOf(question));
  const entries = question.timeline
    ? new Timeline(reading, question).entries
    : table(deal, question.effectiveAt);
  return entries.map((entry) => lineOf(deal, entry, context));
};

/** From the start to the end of all schedules, and five years on from the as-of date for what is released. */
const span = (log: Log, question: Question): { from: Day; to: Day } => {
  const terms = [...log.streams('deal')].flatMap((stream) =>
    [...stateAt<Deal>(log, stream, cutOf(question)).payments.values()].flatMap(({ over }) =>
      over ? [stepsOf(over)] : [],
    ),
  );
  const known = terms.filter((steps) => steps !== undefined);
  const now = monthIndex(question.effectiveAt);
  const first = Math.min(now, ...known.map((steps) => steps.first));
  const last = Math.max(now + 60, ...known.map((steps) => steps.first + steps.step * steps.count - 1));
  return { from: firstDayOfMonth(first), to: lastDayOfMonth(last) };
};

interface OpenPayment {
  name: string;
  keys: Line['keys'];
  payment: Payment;
}

/** The payments that the question asks for and that have not fallen away. */
const openPayments = (board: Board): OpenPayment[] =>
  board
    .states<Deal>()
    .flatMap((deal) =>
      [...deal.payments]
        .filter(([, payment]) => !isOver(deal, payment))
        .map(([id, payment]) => ({
          name: `${deal.stream}/${id}`,
          keys: keysOf(deal, id, payment, undefined, board.context),
          payment,
        })),
    )
    .filter(({ keys }) => board.isAsked(keys));

/** Payments that are made out of another one. */
const besideOf = (board: Board): Record<string, unknown>[] =>
  openPayments(board)
    .filter(({ payment }) => payment.passesThrough !== undefined)
    .map(({ keys, payment }) => ({
      ...keys,
      passesThrough: payment.passesThrough,
      amountUsCents: measureOf(payment.amount),
      rests: payment.rests,
    }));

const undated = (board: Board): string[] =>
  openPayments(board)
    .filter(({ payment }) => !isDated(payment))
    .map(({ name }) => name)
    .sort();

const finish = (answer: Answer, board: Board): Answer => {
  const beside = besideOf(board);
  const spreadNote =
    'A contract of value over a term is spread evenly in whole cents: an assumption unless a schedule is given.';
  const notes = [
    ...answer.notes,
    'Kinds of money and currencies are never added together.',
    ...(board.question.timeline ? [spreadNote] : []),
  ];
  return {
    ...answer,
    ...(beside.length > 0 && { beside }),
    ...(board.question.timeline && { undated: undated(board) }),
    notes,
  };
};

export const obligations: View = {
  name: 'obligations',
  summary: 'What is owed by whom to whom, how firmly, what has been released and what has been paid.',
  definition:
    'committed = firm and without a release; conditional = everything else that is not cancelled, the unreleased included; released = what conditions have set free; outstanding = committed + released − paid.',
  category: 'deal',
  dimensions: ['payer', 'payee', 'deal', 'payment', 'bindingness', 'kind', 'currency'],
  defaultBy: ['payer', 'payee'],
  measures: [
    'committedUsCents',
    'conditionalUsCents',
    'releasedUsCents',
    'paidUsCents',
    'outstandingUsCents',
  ],
  neverAdded: ['kind', 'currency'],
  timelines: true,
  parameters: {
    cumulative: {
      says: 'Running sums from the start of the schedule instead of flows.',
      oneOf: ['true', 'false'],
      default: 'false',
    },
  },
  contribution,
  span,
  finish,
};
