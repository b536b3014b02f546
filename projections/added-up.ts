import type { DisclosedMeasure } from '../events/party/party.events.js';
import { type Bounds, boundsOf, nothing, type Quantity } from '../events/kit/quantity.js';
import type { Day } from '../events/kit/date.js';
import { computeCapacity } from './compute-capacity.js';
import { Board } from './kit/board.js';
import type { Row } from './kit/line.js';
import type { Log } from './kit/log.js';
import { isNothing, measureOf, Sum } from './kit/measure.js';
import type { Question } from './kit/question.js';
import type { View } from './kit/view.js';
import { obligations } from './obligations.js';

/** One row of the ledger behind a total. */
export interface AddedLine {
  readonly row: Row;
  readonly bounds: Bounds;
}

/** What the ledger adds up to beside a disclosed total: as whom the party counts, and group by group. */
export interface AddedUp {
  readonly as: string;
  readonly bounds: Bounds;
  readonly lines: readonly AddedLine[];
  /** Kinds of money, or layers and bases of power: side by side. */
  readonly groups: readonly Record<string, unknown>[];
  readonly isMixed: boolean;
}

const boundsIn = (row: Row, measure: string): Bounds =>
  row[measure] === null ? { low: 0n, point: null, high: null } : boundsOf(row[measure] as Quantity);

const sumOf = (lines: readonly AddedLine[], unobserved = false): Bounds => {
  const sum = new Sum();
  for (const { bounds } of lines)
    sum.add({ bounds, ...(unobserved && bounds.point === null && { unobserved }) }, 1n);
  return sum.bounds;
};

const grouped = <T>(items: readonly T[], keyOf: (item: T) => string): [string, T[]][] => {
  const groups = new Map<string, T[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
};

/** What is released has left what is conditional: put together, they are the amount again. */
const owed = (row: Row): Bounds => {
  const [conditional, released] = [boundsIn(row, 'conditionalUsCents'), boundsIn(row, 'releasedUsCents')];
  const low = conditional.low + (released.high ?? 0n);
  const high = conditional.high === null ? null : conditional.high + released.low;
  const known =
    conditional.point === null || released.point === null ? null : conditional.point + released.point;
  const point = known ?? (low === high ? low : null);
  const parts = [{ low, point, high }, boundsIn(row, 'committedUsCents')];
  // What is nothing has a point, and would lend it to what is undisclosed.
  return sumOf(parts.filter((bounds) => !isNothing(bounds)).map((bounds) => ({ row, bounds })));
};

/** What was paid; where nobody has seen a payment, from nothing to all that is owed. */
const paid = (row: Row): Bounds =>
  row.paidUsCents === null ? { low: 0n, point: null, high: owed(row).high } : boundsIn(row, 'paidUsCents');

interface MoneyRule {
  side: 'payer' | 'payee';
  kinds: readonly string[];
  amount: (row: Row) => Bounds;
  unobserved?: true;
}

const purchases = ['services', 'hardware', 'prepayment', 'capex'];

const moneyRules: Partial<Record<DisclosedMeasure, MoneyRule>> = {
  commitments: { side: 'payer', kinds: purchases, amount: owed },
  backlog: { side: 'payee', kinds: purchases, amount: owed },
  invested: { side: 'payer', kinds: ['equity'], amount: paid, unobserved: true },
  guarantees: { side: 'payer', kinds: ['guarantee'], amount: owed },
};

const powerMeasures: Partial<Record<DisclosedMeasure, 'signedKw' | 'energizedKw'>> = {
  'contracted-power': 'signedKw',
  'operating-power': 'energizedKw',
};

/** Nobody that is named is in no family. */
const isIn = (family: ReadonlySet<string>, party: unknown): boolean =>
  typeof party === 'string' && family.has(party);

const between = (rows: readonly Row[], side: string, other: string, family: ReadonlySet<string>): Row[] =>
  rows.filter((row) => isIn(family, row[side]) && !isIn(family, row[other]));

const moneyGroups = (
  lines: readonly AddedLine[],
  compared: ReadonlySet<AddedLine>,
  { unobserved }: MoneyRule,
): Record<string, unknown>[] =>
  grouped(lines, ({ row }) => `${String(row.kind)}|${String(row.currency)}`).map(([name, group]) => ({
    kind: name.split('|')[0],
    currency: name.split('|')[1],
    amountUsCents: measureOf(sumOf(group, unobserved)),
    compared: compared.has(group[0]!),
  }));

const money = (
  rows: readonly Row[],
  family: ReadonlySet<string>,
  currency: string,
  rule: MoneyRule,
): AddedUp => {
  const other = rule.side === 'payer' ? 'payee' : 'payer';
  const lines = between(rows, rule.side, other, family).map((row) => ({ row, bounds: rule.amount(row) }));
  const counted = lines.filter(
    ({ row }) => rule.kinds.includes(String(row.kind)) && row.currency === currency,
  );
  return {
    as: rule.side,
    bounds: counted.length === 0 ? nothing : sumOf(counted, rule.unobserved),
    lines: counted,
    groups: moneyGroups(lines, new Set(counted), rule),
    isMixed: new Set(counted.map(({ row }) => row.kind)).size > 1,
  };
};

/** Across layers at least the largest, at most all of them: one gigawatt may appear once in each. */
const acrossLayers = (layers: readonly Bounds[]): Bounds => {
  if (layers.length === 1) return layers[0]!;
  const low = layers.reduce((most, bounds) => (bounds.low > most ? bounds.low : most), 0n);
  const open = layers.some(({ high }) => high === null);
  const high = open ? null : layers.reduce((sum, bounds) => sum + bounds.high!, 0n);
  return { low, point: low === high ? low : null, high };
};

const nameOfPower = ({ row }: AddedLine): string => `${String(row.layer)}|${String(row.basis)}`;

const powerGroups = (lines: readonly AddedLine[], unobserved: boolean): Record<string, unknown>[] =>
  grouped(lines, nameOfPower).map(([name, group]) => ({
    layer: name.split('|')[0],
    basis: name.split('|')[1],
    powerKw: measureOf(sumOf(group, unobserved)),
  }));

/** A party that provides any capacity counts as a provider, else as a consumer. */
const power = (rows: readonly Row[], family: ReadonlySet<string>, measure: string): AddedUp => {
  const provided = between(rows, 'provider', 'consumer', family);
  const isProvider = provided.length > 0;
  const chosen = isProvider ? provided : between(rows, 'consumer', 'provider', family);
  const isObserved = measure === 'energizedKw';
  const lines = chosen
    .map((row) => ({ row, bounds: boundsIn(row, measure) }))
    .filter(({ bounds }) => isObserved || !isNothing(bounds));
  const layers = grouped(lines, ({ row }) => String(row.layer));
  return {
    as: isProvider ? 'provider' : 'consumer',
    bounds: acrossLayers(layers.map(([, group]) => sumOf(group, isObserved))),
    lines,
    groups: powerGroups(lines, isObserved),
    isMixed: new Set(lines.map(nameOfPower)).size > 1,
  };
};

/** What the ledger says on each date that a total is about; each date is read once. */
export class Books {
  readonly #read = new Map<string, Row[]>();

  constructor(
    private readonly log: Log,
    private readonly question: Question,
  ) {}

  addedUp(measure: DisclosedMeasure, family: ReadonlySet<string>, day: Day, currency: string): AddedUp {
    const powerMeasure = powerMeasures[measure];
    return powerMeasure
      ? power(
          this.#rows(computeCapacity, ['deal', 'tranche', 'provider', 'consumer'], day),
          family,
          powerMeasure,
        )
      : money(
          this.#rows(obligations, ['deal', 'payment', 'payer', 'payee'], day),
          family,
          currency,
          moneyRules[measure]!,
        );
  }

  #rows(view: View, by: readonly string[], day: Day): Row[] {
    const key = `${view.name}|${day}`;
    const { knownAt, atPosition, policy } = this.question;
    const asked: Question = { effectiveAt: day, knownAt, atPosition, policy, by, only: {}, options: {} };
    if (!this.#read.has(key)) this.#read.set(key, new Board(view, asked, this.log).answer().rows);
    return this.#read.get(key)!;
  }
}
