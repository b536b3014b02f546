import type { Deal, Warrant } from '../events/deal/deal.js';
import { isEnded } from '../events/deal/deal.words.js';
import type { Day } from '../events/kit/date.js';
import { undisclosed } from '../events/kit/quantity.js';
import { capacityTimeline, computeCapacity } from './compute-capacity.js';
import { observedPower } from './tranche-measures.js';
import { amountOf, unpaidOf } from './kit/amount.js';
import { Board } from './kit/board.js';
import { ViewBeside } from './kit/board-beside.js';
import { comparesClaims } from './kit/claims.js';
import type { FamilyRule } from './kit/family-rule.js';
import type { Cut } from './kit/cut.js';
import { type Grouping, sumsOf } from './kit/grouped-sums.js';
import type { Keys, Line } from './kit/line.js';
import { type Part, part } from './kit/measure.js';
import { poweredOf } from './kit/powered.js';
import { holds } from './kit/release.js';
import { cutOf, type Question } from './kit/question.js';
import type { Tally } from './kit/tally.js';
import type { StreamTimeline } from './kit/timeline.js';
import type { Context, StreamReading } from './kit/view.js';
import { moneyFamily, reckonedMoney } from './obligation-family.js';
import { type PassingPayment, passingPayments } from './obligation-lines.js';
import { obligations, obligationTimeline } from './obligations.js';
import { ownership } from './ownership.js';

// A payment and a tranche of one deal may have the same name.
const paymentId = (id: string): string => `payment:${id}`;

const keysOf = (edge: 'money' | 'equity' | 'compute', keys: Keys): Keys => ({
  receiver: null,
  kind: null,
  currency: null,
  layer: null,
  basis: null,
  ...keys,
  edge,
});

const edgeOf = (kind: string | null | undefined): 'money' | 'equity' =>
  kind === 'equity' ? 'equity' : 'money';

const periodIn = ({ period }: Keys): Keys => (period === undefined ? {} : { period });

/** The keys of a line of another view as a flow names them. */
const moneyKeys = (keys: Keys): Keys =>
  keysOf(edgeOf(keys.kind), {
    giver: keys.payer ?? null,
    receiver: keys.payee ?? null,
    kind: keys.kind ?? null,
    currency: keys.currency ?? null,
    deal: keys.deal ?? null,
    item: keys.payment ?? null,
    ...periodIn(keys),
  });

const computeKeys = (keys: Keys): Keys =>
  keysOf('compute', {
    giver: keys.provider ?? null,
    receiver: keys.consumer ?? null,
    layer: keys.layer ?? null,
    basis: keys.basis ?? null,
    deal: keys.deal ?? null,
    item: keys.tranche ?? null,
    ...periodIn(keys),
  });

const stakeKeys = (keys: Keys): Keys =>
  keysOf('equity', {
    kind: 'stake',
    giver: keys.holder ?? null,
    receiver: keys.issuer ?? null,
    currency: keys.currency ?? null,
    basis: keys.basis ?? null,
  });

const moneyLine = (line: Line): Line => {
  const { container, keys } = line;
  return {
    ...line,
    id: paymentId(line.id),
    ...(container !== undefined && { container: paymentId(container) }),
    keys: moneyKeys(keys),
    parts: { ...line.parts, amountUsCents: amountOf(line), unpaidUsCents: unpaidOf(line) },
  };
};

const computeLine = (line: Line): Line => ({
  ...line,
  keys: computeKeys(line.keys),
});

const hypotheticalFlags = (...grounds: readonly { hypothetical: boolean }[]): string[] =>
  grounds.some((one) => one.hypothetical) ? ['hypothetical'] : [];

/** Paid out of another payment: beside it, in a measure of its own. */
const passingLine = (
  deal: Deal,
  { id, payment, amount, rests }: PassingPayment,
  { parties }: Context,
): Line => ({
  id: paymentId(`${deal.stream}/${id}`),
  keys: keysOf(edgeOf(payment.kind), {
    giver: parties.slugOf(payment.from),
    receiver: payment.to === undefined ? null : parties.slugOf(payment.to),
    kind: payment.kind,
    currency: payment.currency,
    deal: deal.stream,
    item: `${deal.stream}/${id}`,
    outOf: payment.passesThrough ?? null,
  }),
  parts: { passingUsCents: part(amount) },
  rests,
  flags: ['passes-through', ...hypotheticalFlags(payment, deal)],
});

/** An issuer gives equity to whom it grants a warrant; what that is worth nobody has stated. */
const warrantLine = (deal: Deal, id: string, warrant: Warrant, { parties }: Context): Line => ({
  id: `warrant:${deal.stream}/${id}`,
  keys: keysOf('equity', {
    giver: parties.identityOf(warrant.issuer),
    receiver: parties.slugOf(warrant.holder),
    kind: 'warrant',
    currency: warrant.strike.currency ?? 'USD',
    deal: deal.stream,
    item: `${deal.stream}/${id}`,
  }),
  parts: { amountUsCents: part(undisclosed) },
  rests: [...new Set([...warrant.rests, ...(isEnded(deal.stage) ? deal.rests : [])])],
  flags: hypotheticalFlags(warrant, deal),
  ...(warrant.rivals && { rivals: warrant.rivals }),
  undisclosed: `${deal.stream}/${id}`,
});

const passingLines = (deal: Deal, day: Day, context: Context): Line[] =>
  passingPayments(deal, day).map((one) => passingLine(deal, one, context));

/** Recorded as vested, or all conditions of some shares hold by what still draws power. */
const hasVested = (deal: Deal, { vested, tranches }: Warrant, day: Day): boolean => {
  const powered = poweredOf(deal, observedPower(deal, day));
  return (
    vested > 0 ||
    tranches.some(({ conditions }) => conditions.every((one) => holds(one, deal, day, powered) === true))
  );
};

/** What has vested of a warrant outlives its deal. */
const warrants = (deal: Deal, day: Day, context: Context): Line[] =>
  [...deal.warrants]
    .filter(([, warrant]) => !isEnded(deal.stage) || hasVested(deal, warrant, day))
    .map(([id, warrant]) => warrantLine(deal, id, warrant, context));

/** Money and compute are read at the same cuts, and releases at few: each is folded once. */
const rememberStates = ({ state, ...reading }: StreamReading): StreamReading => {
  const states = new Map<string, unknown>();
  return {
    ...reading,
    state: <State>(cut: Cut): State => {
      const key = `${cut.effectiveAt}|${cut.knownAt}|${cut.atPosition}|${cut.horizon}`;
      if (!states.has(key)) states.set(key, state(cut));
      return states.get(key) as State;
    },
  };
};

/** Some measures of a line, with what the family rule of money reads beside them. */
const keepMeasures = (measures: readonly string[], line: Line): Line => {
  const parts: Record<string, Part> = {};
  for (const measure of [...measures, ...reckonedMoney]) {
    const part = line.parts[measure];
    if (part) parts[measure] = part;
  }
  return { ...line, parts };
};

/** How flows go together: money by the rule of obligations, compute by that of capacity. */
export const flowFamily: Omit<FamilyRule, 'within'> = {
  ceilings: {
    ...moneyFamily.ceilings,
    signedKw: 'headlineKw',
    firmKw: 'headlineKw',
    energizedKw: 'headlineKw',
  },
  lasting: ['energizedKw'],
  size: 'headlineKw',
  derived: moneyFamily.derived,
};

/** Money, warrants and compute of one deal, from who gives to who receives, with what a view measures of them. */
export const flowLines = (
  reading: StreamReading,
  question: Question,
  context: Context,
  measures: readonly string[],
): Line[] => {
  const once = rememberStates(reading);
  const deal = once.state<Deal>(cutOf(question));
  return [
    ...obligations.contribution(once, question, context).map(moneyLine),
    ...passingLines(deal, question.effectiveAt, context),
    ...warrants(deal, question.effectiveAt, context),
    ...computeCapacity.contribution(once, question, context).map(computeLine),
  ].map((line) => keepMeasures(measures, line));
};

/** Another timeline in which lines are told otherwise. */
const toldBy = ({ isAsBefore, linesAt }: StreamTimeline, tell: (line: Line) => Line): StreamTimeline => ({
  isAsBefore,
  linesAt: (place) => linesAt(place).map(tell),
});

/** Money and compute of one deal, which never go together, period by period, as above. */
export const flowTimelines = (
  reading: StreamReading,
  question: Question,
  context: Context,
  measures: readonly string[],
): StreamTimeline[] => {
  const money = obligationTimeline(rememberStates(reading), question, context);
  const compute = capacityTimeline(reading, question, context);
  return [
    toldBy(money, (line) => keepMeasures(measures, moneyLine(line))),
    toldBy(compute, (line) => keepMeasures(measures, computeLine(line))),
  ];
};

/** Between whom a payment is, whatever is asked for, and of which kind; undefined where nothing is left of it. */
export const paymentKeys = (board: Board, name: string): Keys | undefined => {
  const line = board.line(paymentId(name));
  return line?.isGone ? undefined : line?.keys;
};

const stakeLine = (line: Line): Line => ({
  ...line,
  keys: stakeKeys(line.keys),
  parts: { ...line.parts, amountUsCents: line.parts.valueUsCents ?? part(undisclosed) },
});

/** The question of a table that asks for everything at the same cut. */
const unfilteredQuestion = ({ effectiveAt, knownAt, atPosition, policy }: Question): Question => ({
  effectiveAt,
  knownAt,
  atPosition,
  policy,
  by: [],
  only: {},
  options: {},
});

const stakesBeside = new ViewBeside(ownership);

/** Stakes at the cut, from holder to issuer: they stand in streams of their own. What is held of oneself is no flow. */
export const stakeLines = (board: Board): Line[] =>
  stakesBeside
    .of(board, unfilteredQuestion(board.question))
    .lines.map(stakeLine)
    .filter(({ keys }) => keys.giver !== keys.receiver)
    .sort((left, right) => (left.id < right.id ? -1 : 1));

/** The lines of the same cut without a filter: of the same claims, unless these were chosen by what is asked. */
const unfilteredLines = (board: Board): Line[] => {
  const { view, question, context, log } = board;
  const whole = unfilteredQuestion(question);
  if (comparesClaims(question.policy)) return new Board(view, whole, log).lines;
  return board.countedOf(({ id, keys }) => (view.isAsked?.(keys, whole, context) === false ? undefined : id));
};

/** Whether a question asks for everything at its cut. */
export const isOfAll = ({ only, options }: Question): boolean =>
  options.party === undefined && Object.keys(only).length === 0;

/** What the lines of the same cut come to without a filter. */
export const unfilteredSums = (board: Board, grouping: Grouping): readonly Tally[] =>
  isOfAll(board.question) ? board.sums(grouping) : sumsOf(unfilteredLines(board), grouping);
