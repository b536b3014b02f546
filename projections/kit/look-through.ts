import type { Bounds } from '../../events/kit/quantity.js';
import { divideHalfToEven } from './rounding.js';

/** A stake that is held directly: a part of the issuer in basis points, all on one basis. */
export interface DirectStake {
  readonly holder: string;
  readonly issuer: string;
  readonly part: Bounds;
}

/** What a holder has of an issuer in all, and the stakes on the chains that lead there. */
export interface EffectiveStake<Stake extends DirectStake> {
  readonly holder: string;
  readonly issuer: string;
  readonly part: Bounds;
  readonly stakes: readonly Stake[];
}

export interface LookThrough<Stake extends DirectStake> {
  readonly effective: EffectiveStake<Stake>[];
  /** Parties who hold so much of each other that the chains have no sum. */
  readonly endless: string[][];
  /** Parties of whom only the upper bound has no sum. */
  readonly unbounded: string[][];
}

const whole = 10_000n;

type StakeMatrix = bigint[][];
type BoundSelector = (part: Bounds) => bigint;

const indices = (size: number): number[] => Array.from({ length: size }, (_, index) => index);

/** 10,000 · (I − M) beside the unit matrix, in whole numbers. */
const augmentedMatrix = (
  parties: readonly string[],
  stakes: readonly DirectStake[],
  end: BoundSelector,
): StakeMatrix => {
  const at = new Map(parties.map((party, index) => [party, index]));
  const rows = parties.map((_, row) => [
    ...parties.map((_, column) => (row === column ? whole : 0n)),
    ...parties.map((_, column) => (row === column ? 1n : 0n)),
  ]);
  for (const { holder, issuer, part } of stakes) rows[at.get(holder)!]![at.get(issuer)!]! -= end(part);
  return rows;
};

/**
 * (I − M)⁻¹ in basis points, over a common denominator: Bareiss' elimination, which stays in whole numbers. For M ≥ 0
 * the series I + M + M² + … has a sum exactly when every pivot is above nothing (I − M is then an M-matrix; Berman and
 * Plemmons, "Nonnegative Matrices in the Mathematical Sciences", chapter 6); undefined otherwise.
 */
const inverse = (matrix: StakeMatrix): { rows: StakeMatrix; over: bigint } | undefined => {
  let rows = matrix;
  let before = 1n;
  for (const pivot of indices(matrix.length)) {
    const chosen = rows[pivot]!;
    const by = chosen[pivot]!;
    if (by <= 0n) return undefined;
    rows = rows.map((row, index) =>
      index === pivot
        ? row
        : row.map((value, column) => (by * value - row[pivot]! * chosen[column]!) / before),
    );
    before = by;
  }
  return { rows: rows.map((row) => row.slice(matrix.length)), over: before };
};

/** M(I − M)⁻¹ in basis points: the inverse less the unit matrix, which differ on the diagonal only. */
const sumOfPowers = (
  parties: readonly string[],
  stakes: readonly DirectStake[],
  end: BoundSelector,
): StakeMatrix | undefined => {
  const found = inverse(augmentedMatrix(parties, stakes, end));
  return found?.rows.map((row, index) =>
    row.map(
      (value, column) =>
        divideHalfToEven(whole * whole * value, found.over) - (index === column ? whole : 0n),
    ),
  );
};

const reachableFrom = (from: string, next: ReadonlyMap<string, readonly string[]>): Set<string> => {
  const seen = new Set([from]);
  for (const party of seen) for (const one of next.get(party) ?? []) seen.add(one);
  return seen;
};

const linksOf = (pairs: readonly (readonly [string, string])[]): Map<string, string[]> => {
  const links = new Map<string, string[]>();
  for (const [from, to] of pairs) links.set(from, [...(links.get(from) ?? []), to]);
  return links;
};

/** Parties that stakes tie together, directly or not. */
const groupsOf = (stakes: readonly DirectStake[]): string[][] => {
  const ties = linksOf(
    stakes.flatMap(({ holder, issuer }) => [[holder, issuer] as const, [issuer, holder] as const]),
  );
  const groups = new Map<string, string[]>();
  for (const party of [...ties.keys()].sort()) {
    if ([...groups.values()].some((group) => group.includes(party))) continue;
    groups.set(party, [...reachableFrom(party, ties)].sort());
  }
  return [...groups.values()];
};

const lowEnd: BoundSelector = ({ low }) => low;
const pointEnd: BoundSelector = ({ point }) => point ?? 0n;
// An undisclosed stake is at most the whole.
const highEnd: BoundSelector = ({ high }) => high ?? whole;

const chains = <Stake extends DirectStake>(parties: readonly string[], stakes: readonly Stake[]) => {
  const down = linksOf(stakes.map(({ holder, issuer }) => [holder, issuer]));
  const reach = new Map(parties.map((party) => [party, reachableFrom(party, down)]));
  return (holder: string, issuer: string): Stake[] =>
    stakes.filter((stake) => reach.get(holder)!.has(stake.holder) && reach.get(stake.issuer)!.has(issuer));
};

/** Without a circle nobody has more than the whole; around one, what comes round is counted again. */
const capOf = (high: StakeMatrix): ((value: bigint) => bigint) => {
  const isCircular = high.some((row, index) => row[index] !== 0n);
  return (value) => (isCircular || value < whole ? value : whole);
};

const lookThroughGroup = <Stake extends DirectStake>(group: readonly string[], stakes: readonly Stake[]) => {
  const [low, point, high] = [lowEnd, pointEnd, highEnd].map((end) => sumOfPowers(group, stakes, end));
  const between = chains(group, stakes);
  const upTo = high && capOf(high);
  const effective = group.flatMap((holder, row) =>
    group.flatMap((issuer, column): EffectiveStake<Stake>[] => {
      const on = holder === issuer ? [] : between(holder, issuer);
      if (on.length === 0 || !low) return [];
      const isKnown = on.every(({ part }) => part.point !== null);
      const part: Bounds = {
        low: low[row]![column]!,
        point: isKnown && point ? point[row]![column]! : null,
        high: high ? upTo!(high[row]![column]!) : null,
      };
      return [{ holder, issuer, part, stakes: on }];
    }),
  );
  return { group: [...group], effective, hasSum: low !== undefined, hasHigh: high !== undefined };
};

/**
 * Ownership along all chains and around cross-holdings, M + M² + M³ + … = M(I − M)⁻¹ (Brioschi, Buzzacchi and Colombo,
 * 1989), of the direct stakes M. It grows with every entry, so that low comes of the lows and high of the highs. Exact,
 * then rounded to basis points. What a party holds of itself around a circle is left out.
 */
export const lookThrough = <Stake extends DirectStake>(all: readonly Stake[]): LookThrough<Stake> => {
  const stakes = all.filter(({ holder, issuer, part }) => holder !== issuer && part.high !== 0n);
  const found = groupsOf(stakes).map((group) =>
    lookThroughGroup(
      group,
      stakes.filter(({ holder }) => group.includes(holder)),
    ),
  );
  return {
    effective: found.flatMap(({ effective }) => effective),
    endless: found.filter(({ hasSum }) => !hasSum).map(({ group }) => group),
    unbounded: found.filter(({ hasSum, hasHigh }) => hasSum && !hasHigh).map(({ group }) => group),
  };
};
