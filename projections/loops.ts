import { type Bounds, undisclosed } from '../events/kit/quantity.js';
import { closedPoint } from './kit/amount.js';
import { cycles } from './kit/cycles.js';
import { type AtLeastOne, groupBy } from '../events/kit/group.js';
import { type RestsChoice, restsOf } from './kit/entries.js';
import type { Grouping } from './kit/grouped-sums.js';
import type { Keys, Line } from './kit/line.js';
import { type Measure, measureOf, smallerBounds, Sum } from './kit/measure.js';
import { ownerOf } from './kit/owner.js';
import type { Parties } from './kit/parties.js';
import type { RowTally, Tally } from './kit/tally.js';

/** Kinds of money and equity that fund whoever gets them; all others buy something. */
const fundings = new Set(['equity', 'debt', 'convertible', 'guarantee', 'prepayment', 'stake', 'warrant']);

interface LoopLeg {
  from: string;
  to: string;
  /** Units through which it goes, where they are not the parties themselves. */
  units: string[];
  kind: string;
  currency: string;
  bounds: Bounds;
  rests: readonly string[];
}

export interface Loop {
  parties: string[];
  legs: Record<string, unknown>[];
  /** The smallest leg; unknown where currencies differ. */
  sizeUsCents: Measure;
  currency: string | null;
  /** The leg that is surely the smallest, counted from 0; null where that can't be told. */
  smallestLeg: number | null;
}

export interface Loops {
  loops: Loop[];
  /** There are more than were looked at. */
  more: boolean;
}

/** Money and equity added up (`legSums`), and how the events behind it are listed. */
interface FlowsAdded {
  readonly sums: readonly Tally[];
  readonly parties: Parties;
  readonly choice: RestsChoice;
  /** Between whom a payment is, by its name, and of which kind; undefined where there is none. */
  readonly payment: (name: string) => Keys | undefined;
}

/** What may be a step of a loop: legs between the same two. */
type LegChoice = readonly LoopLeg[];

const sortedUnion = (lists: readonly (readonly string[])[]): string[] => [...new Set(lists.flat())].sort();

const legKeys = ['giver', 'receiver', 'kind', 'currency', 'basis'];

const isMoney = ({ keys }: Line): boolean => keys.edge !== 'compute';

/** What is added up for the legs of loops: money and equity by who gives it to whom, and what passes through beside. */
export const legSums: Grouping = {
  tables: [
    {
      by: legKeys,
      measures: ['amountUsCents'],
      has: (line) => isMoney(line) && line.parts.amountUsCents !== undefined,
      rests: true,
    },
    {
      by: [...legKeys, 'outOf'],
      measures: ['passingUsCents'],
      has: (line) => isMoney(line) && line.parts.amountUsCents === undefined,
      rests: true,
    },
  ],
};

/** Money or equity between two that are known. */
interface KnownFlow extends Pick<LoopLeg, 'from' | 'to' | 'kind' | 'currency' | 'units'> {
  basis: string | null;
  /** The payment that it is made out of. */
  outOf: string | null;
  cell: RowTally;
  measure: string;
}

/** Money for whom nobody knows leads nowhere. */
const knownFlow = (cell: RowTally, measure: string, parties: Parties): KnownFlow[] => {
  const { giver, receiver, kind, currency, basis = null, outOf = null } = cell.keys;
  if (!giver || !receiver || !kind || !currency) return [];
  const [from, to] = [ownerOf(giver, parties), ownerOf(receiver, parties)];
  return [{ from, to, kind, currency, basis, outOf, units: [giver, receiver], cell, measure }];
};

const restsOfCells = (cells: readonly RowTally[], choice: RestsChoice): readonly string[] => {
  const [only, ...others] = cells;
  if (only && others.length === 0) return restsOf(only.rests, choice);
  return sortedUnion(cells.map(({ rests }) => rests.sorted));
};

/** Paid out of another payment of its kind between the same two: it is in that one. */
const isWithinAnother = (
  { from, to, kind, currency, outOf }: KnownFlow,
  { parties, payment }: FlowsAdded,
): boolean => {
  const other = outOf === null ? undefined : payment(outOf);
  if (!other?.giver || !other.receiver || other.kind !== kind || other.currency !== currency) return false;
  return ownerOf(other.giver, parties) === from && ownerOf(other.receiver, parties) === to;
};

const legOf = (flows: AtLeastOne<KnownFlow>, added: FlowsAdded): LoopLeg => {
  const [{ from, to, kind, currency }] = flows;
  const { choice } = added;
  const apart = flows.filter((flow) => !isWithinAnother(flow, added));
  const counted = apart.length > 0 ? apart : flows;
  const sum = new Sum();
  for (const { cell, measure } of counted) sum.include(cell.sum(measure));
  return {
    from,
    to,
    units: sortedUnion(flows.map(({ units }) => units)).filter((slug) => slug !== from && slug !== to),
    kind,
    currency,
    bounds: closedPoint(sum.bounds),
    rests: restsOfCells(
      counted.map(({ cell }) => cell),
      choice,
    ),
  };
};

const isLeg = ({ from, to, bounds }: LoopLeg): boolean => from !== to && bounds.high !== 0n;

/** A stake beside the equity payments between the same two is what they bought: it would be told twice. */
const withoutBought = (legs: readonly LoopLeg[]): LoopLeg[] => {
  const paid = new Set(legs.filter(({ kind }) => kind === 'equity').map(({ from, to }) => `${from}|${to}`));
  return legs.filter(({ kind, from, to }) => kind !== 'stake' || !paid.has(`${from}|${to}`));
};

/** The legs between any two parties, by kind, currency and basis, in order: they never add across those. */
const legsBetween = (added: FlowsAdded): Map<string, Map<string, LegChoice>> => {
  const { sums, parties } = added;
  const known = sums.flatMap(({ cells, measures: [measure = ''] }) =>
    cells.flatMap((cell) => knownFlow(cell, measure, parties)),
  );
  const groups = groupBy(known, ({ from, to, kind, currency, basis }) =>
    JSON.stringify([from, to, kind, currency, basis]),
  );
  const legs = [...groups].sort(([left], [right]) => (left < right ? -1 : 1));
  const counted = legs.map(([, group]) => legOf(group, added)).filter(isLeg);
  const byGiver = groupBy(withoutBought(counted), ({ from }) => from);
  return new Map([...byGiver].map(([from, theirs]) => [from, groupBy(theirs, ({ to }) => to)]));
};

const graphOf = (between: ReadonlyMap<string, ReadonlyMap<string, unknown>>): Map<string, Set<string>> =>
  new Map([...between].map(([from, legs]) => [from, new Set(legs.keys())]));

/** One leg for each step, in every combination. */
function* choices([first, ...rest]: readonly LegChoice[]): Generator<LoopLeg[]> {
  if (!first) return yield [];
  for (const leg of first) for (const others of choices(rest)) yield [leg, ...others];
}

const goesBothWays = (legs: readonly LoopLeg[]): boolean =>
  legs.some(({ kind }) => fundings.has(kind)) && legs.some(({ kind }) => !fundings.has(kind));

const sizeOf = (legs: readonly LoopLeg[]): Bounds => {
  const { low, point, high } = legs.map(({ bounds }) => bounds).reduce(smallerBounds);
  return { low, point: low === high ? low : point, high };
};

const smallestOf = (legs: readonly LoopLeg[]): number | null => {
  const index = legs.findIndex(({ bounds: { high } }, at) =>
    legs.every(({ bounds: { low } }, other) => other === at || (high !== null && high <= low)),
  );
  return index < 0 ? null : index;
};

const entryOfLeg = ({ bounds, units, ...leg }: LoopLeg): Record<string, unknown> => ({
  ...leg,
  ...(units.length > 0 && { units }),
  sense: fundings.has(leg.kind) ? 'funding' : 'purchase',
  amountUsCents: measureOf(bounds),
});

const loopOf = (legs: readonly LoopLeg[]): Loop => {
  const [currency, ...others] = new Set(legs.map((leg) => leg.currency));
  const isOne = currency !== undefined && others.length === 0;
  return {
    parties: legs.map(({ from }) => from),
    legs: legs.map(entryOfLeg),
    sizeUsCents: measureOf(isOne ? sizeOf(legs) : undisclosed),
    currency: isOne ? currency : null,
    smallestLeg: isOne ? smallestOf(legs) : null,
  };
};

const touchesParty = (legs: readonly LoopLeg[], party: string | undefined): boolean =>
  party === undefined || legs.some(({ from, to, units }) => [from, to, ...units].includes(party));

/** Combinations of legs looked at: a bound on the work where everybody pays everybody. */
const mostLookedAt = 20_000;

/** The loops among money and equity; those that touch one party, when it is given. */
export const loopsOf = (flows: FlowsAdded, maxEdges: number, party: string | undefined): Loops => {
  const between = legsBetween(flows);
  const loops: Loop[] = [];
  let lookedAt = 0;
  for (const path of cycles(graphOf(between), maxEdges)) {
    const [root = ''] = path;
    const steps = path.map((from, index) => between.get(from)?.get(path[index + 1] ?? root) ?? []);
    for (const legs of choices(steps)) {
      if (++lookedAt > mostLookedAt) return { loops, more: true };
      if (goesBothWays(legs) && touchesParty(legs, party)) loops.push(loopOf(legs));
    }
  }
  return { loops, more: false };
};
