import { itemAt } from '../kit/item-at.js';
import { type SumConstraint, leastSum } from '../kit/least-sum.js';
import { type Quantity, sumOrNull } from '../kit/quantity.js';
import { type ShareBounds, reachOf, wholeMarket } from './reach.js';

/** A share of one party, or of several together. */
export interface NamedShare {
  readonly parties: readonly string[];
  readonly share: Quantity;
}

/** What all named parties have together. */
export interface NamedTotal extends ShareBounds {
  /** A combined share and the shares of its parties can't all be true, however they were rounded. */
  readonly isContradicted: boolean;
}

interface CombinedShare {
  readonly parties: readonly string[];
  readonly reach: ShareBounds;
}

type ShareEnds = Pick<ShareBounds, 'low' | 'high'>;

/** Parties that are in the same combined shares count as one. */
interface ShareGroup extends ShareEnds {
  /** The combined shares that it is in, by number. */
  readonly in: readonly number[];
}

const sumOf = (values: readonly bigint[]): bigint => values.reduce((sum, value) => sum + value, 0n);

const isOne = ({ parties }: NamedShare | CombinedShare): boolean => parties.length === 1;

/** A party of which no share of its own was published may have anything. */
const unknown: ShareBounds = { low: 0n, point: null, high: wholeMarket };

const singlesOf = (told: readonly CombinedShare[]): Map<string, ShareBounds> =>
  new Map(
    told.filter(isOne).flatMap(({ parties, reach }) => parties.map((party) => [party, reach] as const)),
  );

const groupsOf = (
  combined: readonly CombinedShare[],
  reachOfParty: (party: string) => ShareBounds,
): ShareGroup[] => {
  const parties = [...new Set(combined.flatMap((one) => one.parties))];
  const placed = Map.groupBy(parties, (party) =>
    JSON.stringify(combined.flatMap((one, index) => (one.parties.includes(party) ? [index] : []))),
  );
  return [...placed].map(([key, members]) => ({
    in: JSON.parse(key) as number[],
    low: sumOf(members.map((party) => reachOfParty(party).low)),
    high: sumOf(members.map((party) => reachOfParty(party).high)),
  }));
};

const membersOf = (groups: readonly ShareGroup[], combined: number): number[] =>
  groups.flatMap((group, index) => (group.in.includes(combined) ? [index] : []));

/** No group may leave its own bounds. */
const boundsOfGroups = (groups: readonly ShareGroup[]): SumConstraint[] =>
  groups.map(({ low, high }, index) => ({ of: [index], isNegative: true, least: low - high }));

/** The least that the groups have together, rounded down: as little above their lows as the combined shares allow. */
const leastTogether = (groups: readonly ShareGroup[], combined: readonly ShareEnds[]): bigint | undefined => {
  const conditions = combined.flatMap(({ low, high }, index): SumConstraint[] => {
    const of = membersOf(groups, index);
    const own = sumOf(of.map((one) => itemAt(groups, one).low));
    return [
      { of, least: low - own },
      { of, isNegative: true, least: own - high },
    ];
  });
  const found = leastSum(groups.length, [...conditions, ...boundsOfGroups(groups)]);
  return found && sumOf(groups.map(({ low }) => low)) + found.value / found.over;
};

const negated = <Reach extends ShareEnds>(reach: Reach): Reach => ({
  ...reach,
  low: -reach.high,
  high: -reach.low,
});

/** The most that they have together, rounded up: what is least with every sign turned. */
const mostTogether = (groups: readonly ShareGroup[], combined: readonly ShareEnds[]): bigint | undefined => {
  const least = leastTogether(groups.map(negated), combined.map(negated));
  return least === undefined ? undefined : -least;
};

/** How much the groups have together; undefined where the combined shares contradict them, or each other. */
const reachTogether = (
  groups: readonly ShareGroup[],
  combined: readonly ShareBounds[],
): { low: bigint; high: bigint } | undefined => {
  const [low, high] = [leastTogether(groups, combined), mostTogether(groups, combined)];
  return low === undefined || high === undefined ? undefined : { low, high };
};

const exactReach = (value: bigint): ShareBounds => ({ low: value, point: value, high: value });
const reachAtPoint = (reach: ShareBounds): ShareBounds =>
  reach.point === null ? reach : exactReach(reach.point);

/** Where shares contradict each other either may be wrong: as low and as high as one side alone says. */
const reachOfEitherSide = (
  own: readonly ShareGroup[],
  combined: readonly ShareBounds[],
): { low: bigint; high: bigint } => {
  const free = own.map((group) => ({ ...group, low: 0n, high: wholeMarket }));
  const together = reachTogether(free, combined) ?? { low: 0n, high: wholeMarket };
  const apart = { low: sumOf(own.map(({ low }) => low)), high: sumOf(own.map(({ high }) => high)) };
  return {
    low: apart.low < together.low ? apart.low : together.low,
    high: apart.high > together.high ? apart.high : together.high,
  };
};

const isWithin = (inner: CombinedShare, outer: CombinedShare): boolean =>
  inner !== outer && inner.parties.every((party) => outer.parties.includes(party));

/**
 * Shares that tell each party once: the largest combined ones, which are rounded once, if no two of them overlap; else
 * of each party its own.
 */
const sharesToldOnce = (
  combined: readonly CombinedShare[],
  singles: ReadonlyMap<string, ShareBounds>,
): readonly ShareBounds[] | null => {
  const parties = new Set(combined.flatMap((one) => one.parties));
  const largest = combined.filter((one) => !combined.some((other) => isWithin(one, other)));
  const isDisjoint = largest.reduce((sum, one) => sum + one.parties.length, 0) === parties.size;
  if (isDisjoint) return largest.map(({ reach }) => reach);
  const own = [...parties].flatMap((party) => singles.get(party) ?? []);
  return own.length === parties.size ? own : null;
};

/** What the parties in combined shares have at the published points; null where those don't say. */
const pointOf = (
  combined: readonly CombinedShare[],
  singles: ReadonlyMap<string, ShareBounds>,
): bigint | null => {
  const groups = groupsOf(combined, (party) => reachAtPoint(singles.get(party) ?? unknown));
  const found = reachTogether(
    groups,
    combined.map(({ reach }) => reachAtPoint(reach)),
  );
  if (found) return found.low === found.high ? found.low : null;
  return sumOrNull(sharesToldOnce(combined, singles)?.map(({ point }) => point) ?? [null]);
};

const clampPoint = (point: bigint | null, low: bigint, high: bigint): bigint | null =>
  point === null ? null : point < low ? low : point > high ? high : point;

/** Of the parties in combined shares. */
const combinedTotal = (
  combined: readonly CombinedShare[],
  singles: ReadonlyMap<string, ShareBounds>,
): NamedTotal => {
  const groups = groupsOf(combined, (party) => singles.get(party) ?? unknown);
  const reaches = combined.map(({ reach }) => reach);
  const found = reachTogether(groups, reaches);
  const { low, high } = found ?? reachOfEitherSide(groups, reaches);
  // Of two that contradict each other nobody knows which one is wrong.
  const point = found ? clampPoint(pointOf(combined, singles), low, high) : null;
  return { low, point, high, isContradicted: !found };
};

/**
 * What the named parties of one series have together, in tenths of a basis point, each party counted once however many
 * shares name it: the least and the most that every published share, as far off as its rounding, allows.
 */
export const namedTotalOf = (shares: readonly NamedShare[]): NamedTotal => {
  const told = shares.map(({ parties, share }) => ({ parties, reach: reachOf(share) }));
  const combined = told.filter((one) => !isOne(one));
  const inCombined = new Set(combined.flatMap(({ parties }) => parties));
  const apart = told
    .filter((one) => isOne(one) && !one.parties.some((party) => inCombined.has(party)))
    .map(({ reach }) => reach);
  const together = combinedTotal(combined, singlesOf(told));
  const points = [together.point, ...apart.map(({ point }) => point)];
  return {
    low: together.low + sumOf(apart.map(({ low }) => low)),
    point: sumOrNull(points),
    high: together.high + sumOf(apart.map(({ high }) => high)),
    isContradicted: together.isContradicted,
  };
};
