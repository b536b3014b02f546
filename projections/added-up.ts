import type { DisclosedMeasure } from '../events/party/party.events.js';
import { type AtLeastOne, groupBy } from '../events/kit/group.js';
import { type Bounds, boundsOf, sumOrNull, undisclosed } from '../events/kit/quantity.js';
import type { Day } from '../events/kit/date.js';
import { computeCapacity } from './compute-capacity.js';
import { Board } from './kit/board.js';
import type { Row } from './kit/line.js';
import type { Log } from './kit/log.js';
import { isNothing, measureAt, measureOf, sumOfLines } from './kit/measure.js';
import { countedMeasure, countedPayments, type CountedAmount, type DueTerm } from './counted-payments.js';
import { Parties } from './kit/parties.js';
import type { Question } from './kit/question.js';
import type { View } from './kit/view.js';

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
  /** How many other claims there are of what it rests on, each once, however many lines rest on it. */
  readonly rivals: number;
}

const rivalsOf = ({ contested }: Board, lines: readonly LedgerLine[]): number =>
  contested.rivalsOf(new Set(lines.flatMap(({ row }) => row.rests)));

const boundsAt = (row: Row, measure: string): Bounds => {
  const told = measureAt(row, measure);
  return told ? boundsOf(told) : undisclosed;
};

const groupsByName = <T>(items: readonly T[], nameOf: (item: T) => string): [string, AtLeastOne<T>][] =>
  [...groupBy(items, nameOf)].sort(([left], [right]) => (left < right ? -1 : 1));

interface MoneyRule {
  side: 'payer' | 'payee';
  kinds: readonly string[];
  amount: CountedAmount;
  /** Only deals of this kind. */
  of?: string;
  /** Deals of every other kind. */
  besides?: string;
  /** A sum over the period that the total is about, and not a level on its last day. */
  isFlow?: true;
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
  amount: 'ahead',
  besides: 'capacity-lease',
};

const moneyRules: Record<Exclude<DisclosedMeasure, keyof typeof powerMeasures>, MoneyRule> = {
  commitments: { side: 'payer', kinds: purchases, amount: 'owed' },
  backlog: { side: 'payee', kinds: purchases, amount: 'ahead' },
  leases: { side: 'payer', kinds: purchases, amount: 'ahead', of: 'capacity-lease' },
  invested: { side: 'payer', kinds: ['equity', 'convertible'], amount: 'paid' },
  guarantees: { side: 'payer', kinds: ['guarantee'], amount: 'owed' },
  'purchase-obligations': purchasesAhead,
  'unrecorded-purchase-obligations': purchasesAhead,
  'capital-spending': { side: 'payer', kinds: ['capex'], amount: 'paid', isFlow: true },
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
  readonly due?: DueTerm;
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

/** What a total in money is of. */
interface MoneyAsked {
  readonly scope: TotalScope;
  readonly currency: string;
  readonly rule: MoneyRule;
}

type LineKeys = Readonly<Record<string, unknown>>;

const isCounted = (keys: LineKeys, currency: string, { kinds, of, besides }: MoneyRule): boolean =>
  kinds.includes(String(keys.kind)) &&
  keys.currency === currency &&
  (of === undefined || keys.dealKind === of) &&
  (besides === undefined || keys.dealKind !== besides);

/** Kinds of money side by side, what is compared apart from what is not. */
const nameOfMoney = (keys: LineKeys, currency: string, rule: MoneyRule): string =>
  `${String(keys.kind)}|${String(keys.currency)}|${isCounted(keys, currency, rule) ? 'compared' : 'not'}`;

const addMoney = (board: Board, rows: readonly Row[], { scope, currency, rule }: MoneyAsked): LedgerTotal => {
  const other = rule.side === 'payer' ? 'payee' : 'payer';
  const measure = countedMeasure(rule.amount, scope.due);
  const nameOf = (keys: LineKeys): string => nameOfMoney(keys, currency, rule);
  const lines = rowsBetween(rows, rule.side, other, scope)
    .map((row) => ({ row, bounds: boundsAt(row, measure) }))
    // What is over, or due at another time, is in no sum of what is ahead.
    .filter(({ bounds }) => rule.amount !== 'ahead' || !isNothing(bounds));
  const named = new Set(lines.map(({ row }) => nameOf(row)));
  const isBetweenThem = isBetween(rule.side, other, scope);
  // Rows need not add up to their total: a sum counts for the larger of its own and its parts.
  const added = board.countedBy((keys) => (isBetweenThem(keys) ? nameOf(keys) : undefined));
  const groups = groupsByName(added, ({ keys }) => nameOf(keys)).filter(([name]) => named.has(name));
  const counted = lines.filter(({ row }) => isCounted(row, currency, rule));
  return {
    as: rule.side,
    bounds: sumOfLines(
      groups.flatMap(([, all]) => all.filter(({ keys }) => isCounted(keys, currency, rule))),
      measure,
    ),
    lines: counted,
    groups: groups.map(([name, all]) => ({
      kind: name.split('|')[0],
      currency: name.split('|')[1],
      amountUsCents: measureOf(sumOfLines(all, measure)),
      compared: isCounted(all[0].keys, currency, rule),
    })),
    isMixed: new Set(counted.map(({ row }) => row.kind)).size > 1,
    rivals: rivalsOf(board, counted),
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
    rivals: rivalsOf(board, lines),
  };
};

/** What the ledger says on each date that a total is about; each date is read once. */
export class Books {
  readonly #read = new Map<string, { board: Board; rows: Row[] }>();
  readonly #parties = new Map<Day, Parties>();

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
    const rule = moneyRules[measure];
    const view = countedPayments(rule.amount, scope.due);
    const { board, rows } = this.#at(view, ['deal', 'payment', 'payer', 'payee', 'dealKind'], day);
    return addMoney(board, rows, { scope, currency, rule });
  }

  /** Who was who by then: a total is of the party as it was on the day that it is about. */
  partiesOn(effectiveAt: Day): Parties {
    const { knownAt, atPosition } = this.question;
    const known =
      this.#parties.get(effectiveAt) ?? new Parties(this.log, { effectiveAt, knownAt, atPosition });
    this.#parties.set(effectiveAt, known);
    return known;
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
