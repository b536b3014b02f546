import type { Deal, Payment } from '../events/deal/deal.js';
import { lastMonthOf } from '../events/deal/term.js';
import {
  type Day,
  daysOf as vagueDays,
  firstDayOfMonth,
  lastDayOfMonth,
  monthIndex,
} from '../events/kit/date.js';
import { isDated, isOver } from './kit/account.js';
import type { Board } from './kit/board.js';
import type { Line } from './kit/line.js';
import { type Log, stateAt } from './kit/log.js';
import { measureOf } from './kit/measure.js';
import { cutOf, type Question } from './kit/question.js';
import { StateReader } from './kit/state-reader.js';
import { linesOfAll, type StreamTimeline } from './kit/timeline.js';
import type { Answer, Context, SettledView, StreamReading, View } from './kit/view.js';
import { moneyFamily } from './obligation-family.js';
import { keysOf, lineOf, passingPayments } from './obligation-lines.js';
import { tableOf } from './obligation-table.js';
import { PaymentTimeline } from './obligation-timeline.js';

/** What the payments of a deal come to, period by period. */
export const obligationTimeline = (
  reading: StreamReading,
  question: Question,
  context: Context,
): StreamTimeline => {
  const deal = reading.state<Deal>(cutOf(question));
  const payments = new PaymentTimeline(reading, question);
  return {
    isAsBefore: (place) => payments.isAsBefore(place),
    linesAt: (place) => payments.entriesAt(place).map((entry) => lineOf(deal, entry, context)),
  };
};

const contribution = (reading: StreamReading, question: Question, context: Context): Line[] => {
  if (question.timeline) return linesOfAll([obligationTimeline(reading, question, context)], question);
  const deal = reading.state<Deal>(cutOf(question));
  return tableOf(reading, question).map((entry) => lineOf(deal, entry, context));
};

/** The first and the last day on which a payment falls due or was paid. */
const daysOf = ({ over, rates, made }: Payment): Day[] => {
  const days = made.map(({ on }) => on);
  if (!over) return days;
  const { first } = vagueDays(over.from);
  const last = lastMonthOf(over);
  return last === undefined ? [...days, ...(rates ? [first] : [])] : [...days, first, last];
};

/** From the first to the last payment and all schedules, and five years on from the as-of date. */
const span = (log: Log, question: Question): { from: Day; to: Day } => {
  const months = [...log.streams('deal')]
    .flatMap((stream) => [...stateAt<Deal>(log, stream, cutOf(question)).payments.values()])
    .flatMap(daysOf)
    .map(monthIndex);
  const now = monthIndex(question.effectiveAt);
  const [first, last] = [Math.min(now, ...months), Math.max(now + 60, ...months)];
  return { from: firstDayOfMonth(first), to: lastDayOfMonth(last) };
};

/** Payments of a deal that the question asks for, each with its keys. */
const keysAsked = <Named extends { id: string; payment: Payment }>(
  deal: Deal,
  payments: readonly Named[],
  board: SettledView,
): (Named & { keys: Line['keys'] })[] =>
  payments
    .map((one) => ({ ...one, keys: keysOf(deal, one.id, one.payment, undefined, board.context) }))
    .filter(({ keys }) => board.isAsked(keys));

/** Payments that are made out of another one. */
const paymentsBeside = new StateReader((deal: Deal, board) =>
  keysAsked(deal, passingPayments(deal, board.question.effectiveAt), board).map(
    ({ keys, payment, amount, rests }) => ({
      ...keys,
      passesThrough: payment.passesThrough,
      amountUsCents: measureOf(amount),
      rests,
    }),
  ),
);

const undatedPayments = new StateReader((deal: Deal, board) => {
  const undated = [...deal.payments]
    .map(([id, payment]) => ({ id, payment }))
    .filter(({ payment }) => !isDated(payment) && !isOver(deal, payment, board.question.effectiveAt));
  return keysAsked(deal, undated, board).map(({ id }) => `${deal.stream}/${id}`);
});

/** Payments out of others, and those without a date, are no part of a sum. */
const listsBeside = (board: Board): Readonly<Record<string, unknown>> => {
  const beside = paymentsBeside.of(board);
  return {
    ...(beside.length > 0 && { beside }),
    ...(board.question.timeline && { undated: undatedPayments.of(board).toSorted() }),
  };
};

const finish = (answer: Answer, board: Board): Answer => {
  const spreadNote =
    'A contract of value over a term is spread evenly in whole cents: an assumption unless a schedule is given. A rate per month is its own schedule.';
  const notes = [
    ...answer.notes,
    'Kinds of money and currencies are never added together.',
    ...(board.question.timeline ? [spreadNote] : []),
  ];
  return { ...answer, ...listsBeside(board), notes };
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
  family: moneyFamily,
  timelines: true,
  traits: {
    summedBy: 'deal',
    isFlow: ({ options }) => options.cumulative !== 'true',
    usualMeasures: () => ['releasedUsCents', 'committedUsCents'],
    drawing: 'money',
  },
  parameters: {
    cumulative: {
      says: 'Running sums from the start of the schedule instead of flows.',
      oneOf: ['true', 'false'],
      default: 'false',
    },
  },
  looksFor: ({ timeline }) => (timeline ? [paymentsBeside, undatedPayments] : [paymentsBeside]),
  contribution,
  timeline: (...asked) => [obligationTimeline(...asked)],
  span,
  finish,
};
