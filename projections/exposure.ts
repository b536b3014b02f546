import type { Deal, Payment } from '../events/deal/deal.js';
import { daysLater, lastDayOf, lengthOf, type Term } from '../events/deal/term.js';
import { type Day, daysOf, firstDayOfMonth, lastDayOfMonth, monthIndex } from '../events/kit/date.js';
import { failureOf } from './failure.js';
import { flowFamily, flowLines, flowTimelines, stakeLines } from './flow-lines.js';
import { stopOf } from './kit/account.js';
import { closedPoint, measureIn } from './kit/amount.js';
import type { Board } from './kit/board.js';
import { type RestsChoice, restsOf } from './kit/entries.js';
import type { Grouping } from './kit/grouped-sums.js';
import { type Largest, largestOf } from './kit/largest.js';
import type { Keys, Line, Row, Total } from './kit/line.js';
import { measureAt, measureOf } from './kit/measure.js';
import { cutOf, isAskedFor, type Question } from './kit/question.js';
import type { RowTally } from './kit/tally.js';
import { linesOfAll, type StreamTimeline } from './kit/timeline.js';
import type { Answer, Context, StreamReading, View } from './kit/view.js';
import { noFlows, noFlowSaid } from './no-flow.js';
import { looksForUndated, undatedNames } from './undated-names.js';

const moneyMeasures = [
  'unpaidUsCents',
  'committedUsCents',
  'conditionalUsCents',
  'outstandingUsCents',
  'passingUsCents',
];
const computeMeasures = ['headlineKw', 'firmKw', 'energizedKw'];
const measures = [...moneyMeasures, ...computeMeasures];
const unlike = ['side', 'kind', 'currency', 'layer', 'basis'];

/** When a term is due: from its first day to its last, which may be open; in whole months unless it ends on a day. */
const daysIn = (term: Term): { from: string; to?: Day } => {
  const length = lengthOf(term);
  if (!length) return { from: term.from };
  const { first, months, rest } = length;
  const last = lastDayOf(term);
  if (last !== undefined && (rest || (term.to === last && term.from === first)))
    return { from: first, to: last };
  const month = monthIndex(first);
  return { from: firstDayOfMonth(month), to: lastDayOfMonth(month + months - 1) };
};

/** When a payment is due; nothing of it is from the day on which it, or its deal, was stopped. */
const termOf = (deal: Deal, payment: Payment): string | null => {
  if (!payment.over) return null;
  const { from, to } = daysIn(payment.over);
  const stop = stopOf(deal, payment);
  const last = stop === undefined || (to !== undefined && to < stop) ? to : daysLater(stop, -1);
  return last !== undefined && last < daysOf(from).first ? null : `${from}/${last ?? '..'}`;
};

const dueOf = (deal: Deal, { edge, item }: Keys): string | null => {
  const name = item?.slice(deal.stream.length + 1) ?? '';
  if (edge === 'compute') return deal.tranches.get(name)?.due ?? null;
  const payment = deal.payments.get(name);
  return payment ? termOf(deal, payment) : null;
};

/** One flow as one of its two sides sees it. */
const lineSeenFrom = (
  line: Line,
  side: string,
  party: string,
  counterparty: string | null,
  due: string | null,
): Line => ({
  ...line,
  id: `${side}|${line.id}`,
  keys: { ...line.keys, party, counterparty, side, due },
  ...(line.container !== undefined && { container: `${side}|${line.container}` }),
  ...(line.statement !== undefined && { statement: `${side}|${line.statement}` }),
  ...(line.successor !== undefined && { successor: `${side}|${line.successor}` }),
  ...(line.overlaps && {
    overlaps: line.overlaps.map((overlap) => ({ ...overlap, other: `${side}|${overlap.other}` })),
  }),
});

const sidesOf = {
  money: { giving: 'owes', receiving: 'is-owed' },
  compute: { giving: 'supplies', receiving: 'depends-on' },
};

const linesOfBothSides = (line: Line, due: string | null): Line[] => {
  const { giver, receiver, edge } = line.keys;
  const { giving, receiving } = sidesOf[edge === 'compute' ? 'compute' : 'money'];
  // Where one side is not known the other has a counterparty without a name.
  return [
    ...(giver ? [lineSeenFrom(line, giving, giver, receiver ?? null, due)] : []),
    ...(receiver ? [lineSeenFrom(line, receiving, receiver, giver ?? null, due)] : []),
  ];
};

const timeline = (reading: StreamReading, question: Question, context: Context): StreamTimeline[] => {
  const deal = reading.state<Deal>(cutOf(question));
  return flowTimelines(reading, question, context, measures).map(({ isAsBefore, linesAt }) => ({
    isAsBefore,
    linesAt: (place) => linesAt(place).flatMap((line) => linesOfBothSides(line, dueOf(deal, line.keys))),
  }));
};

const contribution = (reading: StreamReading, question: Question, context: Context): Line[] => {
  if (question.timeline) return linesOfAll(timeline(reading, question, context), question);
  const deal = reading.state<Deal>(cutOf(question));
  return flowLines(reading, question, context, measures)
    .filter(({ keys }) => keys.kind !== 'warrant')
    .flatMap((line) => linesOfBothSides(line, dueOf(deal, line.keys)));
};

const isComputeSide = (side: unknown): boolean => side === 'supplies' || side === 'depends-on';

const nullsOf = (names: readonly string[]): Readonly<Record<string, null>> =>
  Object.fromEntries(names.map((name) => [name, null]));
const noMoney = nullsOf(moneyMeasures);
const noCompute = nullsOf(computeMeasures);

/** A side has measures of money or of compute; a stake's are its own. */
const withNulls = <Entry extends Row | Total>(entry: Entry): Entry => ({
  ...entry,
  ...(isComputeSide(entry.side) ? noMoney : noCompute),
});

const finishedRow = (row: Row): Row => {
  const told = withNulls(row);
  const isOpen = measureAt(told, 'headlineKw')?.high === null;
  return isOpen ? { ...told, flags: [...new Set([...told.flags, 'unbounded'])].sort() } : told;
};

const heldKeys = ({ keys }: Line): Keys => ({
  ...keys,
  side: 'holds',
  party: keys.giver ?? null,
  counterparty: keys.receiver ?? null,
});

const holdsRow = (line: Line, dimensions: readonly string[]): Row => {
  const keys = heldKeys(line);
  return {
    ...Object.fromEntries([...dimensions, 'counterparty'].map((name) => [name, keys[name] ?? null])),
    ...Object.fromEntries(measures.map((measure) => [measure, null])),
    stakeBp: measureIn(line, 'stakeBp'),
    valueUsCents: measureIn(line, 'valueUsCents'),
    rests: [...line.rests].sort(),
    flags: [...line.flags, ...(line.rivals ? [`rivals:${line.rivals}`] : [])].sort(),
  };
};

const isAsked = (line: Line, question: Question): boolean => isAskedFor(question, heldKeys(line));

const entryOfLargest = ({ bounds, partBp, counterparty, certain }: Largest, measure: string): object => ({
  counterparty,
  [measure]: measureOf(bounds),
  partBp,
  certain,
});

/** What is paid out of another payment is beside the whole that parts are counted of. */
const isAdded = ({ parts }: Line): boolean => parts.passingUsCents === undefined;

const sideKeys = ['party', ...unlike];
const largestMeasures = ['unpaidUsCents', 'headlineKw'];

/** What is between a party and each of its counterparties on one side, and the events behind all of that. */
const betweenSides: Grouping = {
  together: [...sideKeys, 'counterparty'],
  tables: [
    { by: [...sideKeys, 'counterparty'], measures: largestMeasures, has: isAdded, rests: false },
    { by: sideKeys, measures: [], has: isAdded, rests: true },
  ],
};

/** The largest counterparty of one party on one side, in one kind and currency or layer and basis. */
const largestCounterparty = (
  whole: RowTally,
  byCounterparty: readonly RowTally[],
  choice: RestsChoice,
): Record<string, unknown>[] => {
  const { party, ...named } = whole.keys;
  const measure = isComputeSide(named.side) ? 'headlineKw' : 'unpaidUsCents';
  const largest = largestOf(
    byCounterparty.map((cell) => ({
      counterparty: cell.keys.counterparty ?? null,
      bounds: closedPoint(cell.sum(measure).bounds),
    })),
  );
  if (!largest) return [];
  return [
    {
      party,
      ...named,
      counterparties: byCounterparty.length,
      ...entryOfLargest(largest, measure),
      undisclosed: whole.undisclosed.sorted,
      rests: restsOf(whole.rests, choice),
    },
  ];
};

/** Who is the largest is told of tables that no counterparty or deal is picked from. */
const sumsBeside = ({ timeline, only }: Question): Grouping[] =>
  timeline || only.counterparty !== undefined || only.deal !== undefined ? [] : [betweenSides];

const largestCounterparties = (board: Board): Record<string, unknown>[] => {
  if (sumsBeside(board.question).length === 0) return [];
  const [between, sides] = board.sums(betweenSides);
  const bySide = Map.groupBy(between?.cells ?? [], ({ keys }) => sides?.textAt(keys));
  return (sides?.cells ?? []).flatMap((whole) =>
    largestCounterparty(whole, bySide.get(sides?.textOf(whole)) ?? [], board),
  );
};

const finishTable = (answer: Answer, board: Board): Answer => {
  const { question, rows } = board;
  const stakes = stakeLines(board);
  const { party } = question.only;
  const held = stakes.filter((line) => isAsked(line, question));
  return {
    ...answer,
    rows: [...answer.rows, ...held.map((line) => holdsRow(line, rows.dimensions))],
    undisclosed: [
      ...new Set([...answer.undisclosed, ...held.flatMap((line) => line.undisclosed ?? [])]),
    ].sort(),
    largest: board.isTold('largest') ? largestCounterparties(board) : [],
    ...(party !== undefined && !party.includes(',') && { ifFails: failureOf(party, board.lines, stakes) }),
  };
};

const notes = [
  'Every flow stands on both sides: owes and is-owed, supplies and depends-on. The two are one and never added.',
  'partBp is the part of the largest counterparty in all that is disclosed and not: null where an amount is unknown.',
];

const finish = (answer: Answer, board: Board): Answer => {
  const told: Answer = {
    ...answer,
    rows: answer.rows.map(finishedRow),
    totals: answer.totals.map(withNulls),
    notes: [...answer.notes, ...notes, ...noFlowSaid(board, 'On no side')],
  };
  return board.question.timeline ? { ...told, undated: undatedNames(board) } : finishTable(told, board);
};

export const exposure: View = {
  name: 'exposure',
  summary: 'What each party owes, is owed, holds and depends on, and who is short of what should it fail.',
  definition:
    'unpaid = firm money as stated, the rest from what is released up to all of it, less what somebody has seen paid; outstanding = committed + released − paid; passing = paid out of another payment, and not added; depends-on = the headline and firm compute that others provide.',
  category: 'deal',
  readsBeside: ['stake'],
  dimensions: ['party', 'counterparty', ...unlike, 'deal'],
  defaultBy: ['party', 'counterparty'],
  measures,
  alwaysBy: ['party'],
  neverAdded: unlike,
  family: flowFamily,
  timelines: true,
  traits: { drawing: 'exposed-money' },
  parameters: {},
  // Intents for nobody that is named, and what one party would owe itself, are reckoned with, and on no side.
  isAsked: ({ side, party, counterparty }) =>
    party !== counterparty && (side !== 'supplies' || counterparty !== null),
  looksFor: (question) => [noFlows, ...looksForUndated(question)],
  contribution,
  timeline,
  sumsBeside,
  finish,
};
