import type { DisclosedMeasure } from '../events/party/party.events.js';
import { type AtLeastOne, groupBy } from '../events/kit/group.js';
import { type Bounds, boundsOf, nothing, sumOrNull, undisclosed } from '../events/kit/quantity.js';
import type { Day } from '../events/kit/date.js';
import type { Deal } from '../events/deal/deal.js';
import { daysLater } from '../events/deal/term.js';
import { computeCapacity } from './compute-capacity.js';
import { accountOf, firmAmountOf, dueWithin, amountPaidBetween } from './kit/account.js';
import { Board } from './kit/board.js';
import type { Line, Row } from './kit/line.js';
import type { Log } from './kit/log.js';
import { isNothing, measureAt, measureOf, Sum } from './kit/measure.js';
import { cutOf, type Question } from './kit/question.js';
import type { View } from './kit/view.js';
import { obligations } from './obligations.js';

/** One row of the ledger behind a total. */
export interface LedgerLine {
  readonly row: Row;
  readonly bounds: Bounds;
}

/** What the ledger adds up to beside a disclosed total: as whom the party counts, and group by group. */
export interface LedgerTotal {
  readonly as: string;
  readonly bounds: Bounds;
  readonly lines: readonly LedgerLine[];
  /** Kinds of money, or layers and bases of power: side by side. */
  readonly groups: readonly Record<string, unknown>[];
  readonly isMixed: boolean;
}

const boundsAt = (row: Row, measure: string): Bounds => {
  const told = measureAt(row, measure);
  return told ? boundsOf(told) : undisclosed;
};

const sumOf = (lines: readonly LedgerLine[], unobserved = false): Bounds => {
  const sum = new Sum();
  for (const { bounds } of lines)
    sum.add({ bounds, ...(unobserved && bounds.point === null && { unobserved }) }, 1n);
  return sum.bounds;
};

const groupsByName = <T>(items: readonly T[], nameOf: (item: T) => string): [string, AtLeastOne<T>][] =>
  [...groupBy(items, nameOf)].sort(([left], [right]) => (left < right ? -1 : 1));

/** Committed and conditional, released or not: the whole amount, once. */
const amountOwed = (row: Row): Bounds => boundsAt(row, 'statedUsCents');

/** Firm, and not yet due: what remains to be performed. */
const amountAhead = (row: Row): Bounds => boundsAt(row, 'aheadUsCents');

/** What was paid; where nobody has seen a payment, from nothing to all that is owed. */
const amountPaid = (row: Row): Bounds =>
  row.paidUsCents === null
    ? { low: 0n, point: null, high: amountOwed(row).high }
    : boundsAt(row, 'paidUsCents');

interface MoneyRule {
  side: 'payer' | 'payee';
  kinds: readonly string[];
  amount: (row: Row) => Bounds;
  /** Only deals of this kind. */
  of?: string;
  /** Deals of every other kind. */
  besides?: string;
  /** A sum over the period that the total is about, and not a level on its last day. */
  isFlow?: true;
  unobserved?: true;
}

const purchases = ['services', 'hardware', 'prepayment', 'capex'];

const powerMeasures = {
  'contracted-power': 'signedKw',
  'operating-power': 'energizedKw',
} as const satisfies Partial<Record<DisclosedMeasure, string>>;

const isPower = (measure: DisclosedMeasure): measure is keyof typeof powerMeasures =>
  measure in powerMeasures;

/** What a party has bought and need not pay yet; leases are a total of their own. */
const purchasesAhead: MoneyRule = {
  side: 'payer',
  kinds: purchases,
  amount: amountAhead,
  besides: 'capacity-lease',
};

const moneyRules: Record<Exclude<DisclosedMeasure, keyof typeof powerMeasures>, MoneyRule> = {
  commitments: { side: 'payer', kinds: purchases, amount: amountOwed },
  backlog: { side: 'payee', kinds: purchases, amount: amountAhead },
  leases: { side: 'payer', kinds: purchases, amount: amountAhead, of: 'capacity-lease' },
  invested: { side: 'payer', kinds: ['equity', 'convertible'], amount: amountPaid, unobserved: true },
  guarantees: { side: 'payer', kinds: ['guarantee'], amount: amountOwed },
  'purchase-obligations': purchasesAhead,
  'unrecorded-purchase-obligations': purchasesAhead,
  'capital-spending': {
    side: 'payer',
    kinds: ['capex'],
    amount: amountPaid,
    unobserved: true,
    isFlow: true,
  },
};

/** A total of what happened in the period that it is about; others are levels on its last day. */
export const isFlow = (measure: DisclosedMeasure): boolean =>
  !isPower(measure) && moneyRules[measure].isFlow === true;

/** Nobody that is named is in no family. */
const isIn = (family: ReadonlySet<string>, party: unknown): boolean =>
  typeof party === 'string' && family.has(party);

/** Who a total is of, towards whom, and when what it counts falls due. */
export interface TotalScope {
  readonly family: ReadonlySet<string>;
  /** The one party towards which it is, with its units; missing where it is towards all others. */
  readonly others?: ReadonlySet<string>;
  readonly due?: { readonly first: Day; readonly last?: Day };
}

type PartyRole = 'provider' | 'consumer' | 'payer' | 'payee';

const isBetween =
  (side: PartyRole, other: PartyRole, { family, others }: TotalScope) =>
  (keys: Readonly<Record<string, unknown>>): boolean => {
    const towards = keys[other];
    return isIn(family, keys[side]) && !isIn(family, towards) && (!others || isIn(others, towards));
  };

const rowsBetween = (rows: readonly Row[], side: PartyRole, other: PartyRole, scope: TotalScope): Row[] =>
  rows.filter(isBetween(side, other, scope));

const moneyGroups = (
  lines: readonly LedgerLine[],
  compared: ReadonlySet<LedgerLine>,
  { unobserved }: MoneyRule,
): Record<string, unknown>[] =>
  groupsByName(lines, ({ row }) => `${String(row.kind)}|${String(row.currency)}`).map(([name, group]) => ({
    kind: name.split('|')[0],
    currency: name.split('|')[1],
    amountUsCents: measureOf(sumOf(group, unobserved)),
    compared: compared.has(group[0]),
  }));

const isCounted = (row: Row, currency: string, { kinds, of, besides }: MoneyRule): boolean =>
  kinds.includes(String(row.kind)) &&
  row.currency === currency &&
  (of === undefined || row.dealKind === of) &&
  (besides === undefined || row.dealKind !== besides);

const addMoney = (
  rows: readonly Row[],
  scope: TotalScope,
  currency: string,
  rule: MoneyRule,
  amountIn: (row: Row, rule: MoneyRule) => Bounds,
): LedgerTotal => {
  const other = rule.side === 'payer' ? 'payee' : 'payer';
  const lines = rowsBetween(rows, rule.side, other, scope)
    .map((row) => ({ row, bounds: amountIn(row, rule) }))
    // What is over, or due at another time, is in no sum of what is ahead.
    .filter(({ bounds }) => rule.amount !== amountAhead || !isNothing(bounds));
  const counted = lines.filter(({ row }) => isCounted(row, currency, rule));
  return {
    as: rule.side,
    // What has no date may fall due in the term, or not: no point then.
    bounds: counted.length === 0 ? nothing : sumOf(counted, rule.unobserved ?? scope.due !== undefined),
    lines: counted,
    groups: moneyGroups(lines, new Set(counted), rule),
    isMixed: new Set(counted.map(({ row }) => row.kind)).size > 1,
  };
};

/** Across layers at least the largest, at most all of them: one gigawatt may appear once in each. */
const boundsAcrossLayers = (layers: readonly Bounds[]): Bounds => {
  const [only, ...others] = layers;
  if (only && others.length === 0) return only;
  const low = layers.reduce((most, bounds) => (bounds.low > most ? bounds.low : most), 0n);
  const high = sumOrNull(layers.map((bounds) => bounds.high));
  return { low, point: low === high ? low : null, high };
};

const nameOfPower = (keys: Readonly<Record<string, unknown>>): string =>
  `${String(keys.layer)}|${String(keys.basis)}`;

/** What lines that count together add up to. */
const sumOfLines = (lines: readonly Line[], measure: string): Bounds => {
  const sum = new Sum();
  for (const { parts } of lines) if (parts[measure]) sum.add(parts[measure], 1n);
  return sum.bounds;
};

/** A party that provides any capacity counts as a provider, else as a consumer. */
const addPower = (rows: readonly Row[], board: Board, scope: TotalScope, measure: string): LedgerTotal => {
  const provided = rowsBetween(rows, 'provider', 'consumer', scope);
  const isProvider = provided.length > 0;
  const [side, other] = isProvider
    ? (['provider', 'consumer'] as const)
    : (['consumer', 'provider'] as const);
  const lines = (isProvider ? provided : rowsBetween(rows, side, other, scope))
    .map((row) => ({ row, bounds: boundsAt(row, measure) }))
    .filter(({ bounds }) => measure === 'energizedKw' || !isNothing(bounds));
  // Rows need not add up to their total: a container counts for the larger of its own and its parts.
  const isCountedIn = isBetween(side, other, scope);
  const counted = board.countedBy((keys) => (isCountedIn(keys) ? nameOfPower(keys) : undefined));
  const named = new Set(lines.map(({ row }) => nameOfPower(row)));
  const groups = groupsByName(counted, ({ keys }) => nameOfPower(keys)).filter(([name]) => named.has(name));
  const layers = groupsByName(groups, ([, [{ keys }]]) => String(keys.layer)).map(([, some]) =>
    some.flatMap(([, all]) => all),
  );
  return {
    as: side,
    bounds: boundsAcrossLayers(layers.map((all) => sumOfLines(all, measure))),
    lines,
    groups: groups.map(([name, all]) => ({
      layer: name.split('|')[0],
      basis: name.split('|')[1],
      powerKw: measureOf(sumOfLines(all, measure)),
    })),
    isMixed: named.size > 1,
  };
};

/** Obligations with what is stated and what is ahead of each payment, whatever it is called there. */
const paymentsView: View = {
  ...obligations,
  measures: [...obligations.measures, 'statedUsCents', 'aheadUsCents'],
};

/** What the ledger says on each date that a total is about; each date is read once. */
export class Books {
  readonly #read = new Map<string, { board: Board; rows: Row[] }>();

  constructor(
    private readonly log: Log,
    private readonly question: Question,
  ) {}

  addedUp(measure: DisclosedMeasure, scope: TotalScope, day: Day, currency: string): LedgerTotal {
    if (isPower(measure)) {
      const by = ['deal', 'tranche', 'provider', 'consumer'];
      const { board, rows } = this.#at(computeCapacity, by, day);
      return addPower(rows, board, scope, powerMeasures[measure]);
    }
    const { board, rows } = this.#at(paymentsView, ['deal', 'payment', 'payer', 'payee', 'dealKind'], day);
    return addMoney(rows, scope, currency, moneyRules[measure], (row, rule) =>
      scope.due ? this.#dueIn(row, rule, scope.due, board) : rule.amount(row),
    );
  }

  /** Only what falls due within a term; what has no date may do so, or not. */
  #dueIn(row: Row, rule: MoneyRule, due: NonNullable<TotalScope['due']>, board: Board): Bounds {
    const stream = String(row.deal);
    const deal = board.state<Deal>(stream, cutOf(board.question));
    const payment = deal.payments.get(String(row.payment).slice(stream.length + 1));
    const day = board.question.effectiveAt;
    const last = due.last ?? '9999-12-31';
    const all = rule.amount(row);
    if (!payment || isNothing(all)) return nothing;
    const from = rule.amount === amountAhead && due.first <= day ? daysLater(day, 1) : due.first;
    if (rule.amount === amountPaid)
      return payment.made.length === 0 ? all : amountPaidBetween(payment, due.first, last);
    const { schedule } = accountOf(deal, payment, day, nothing, last);
    return schedule
      ? firmAmountOf(payment, dueWithin(schedule, from, last))
      : { ...all, low: 0n, point: null };
  }

  #at(view: View, by: readonly string[], day: Day): { board: Board; rows: Row[] } {
    const key = `${view.name}|${day}`;
    const { knownAt, atPosition, policy } = this.question;
    const asked: Question = { effectiveAt: day, knownAt, atPosition, policy, by, only: {}, options: {} };
    const found = this.#read.get(key);
    if (found) return found;
    const board = new Board(view, asked, this.log);
    const read = { board, rows: board.answer().rows };
    this.#read.set(key, read);
    return read;
  }
}
