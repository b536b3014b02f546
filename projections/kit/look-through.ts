import { ExactMatrix } from '../../events/kit/exact-matrix.js';
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

type BoundSelector = (part: Bounds) => bigint;

/** 10,000 · (I − M) beside the unit matrix, in whole numbers. */
const augmentedMatrix = (
  parties: readonly string[],
  stakes: readonly DirectStake[],
  end: BoundSelector,
): ExactMatrix => {
  const pairOf = (holder: string, issuer: string): string => JSON.stringify([holder, issuer]);
  const held = new Map<string, bigint>();
  for (const { holder, issuer, part } of stakes) {
    const pair = pairOf(holder, issuer);
    held.set(pair, (held.get(pair) ?? 0n) + end(part));
  }
  return new ExactMatrix(
    parties.map((holder) => [
      ...parties.map((issuer) => (holder === issuer ? whole : 0n) - (held.get(pairOf(holder, issuer)) ?? 0n)),
      ...parties.map((other) => (holder === other ? 1n : 0n)),
    ]),
  );
};

/**
 * (I − M)⁻¹ in basis points, over a common denominator: Bareiss' elimination, which stays in whole numbers. For M ≥ 0
 * the series I + M + M² + … has a sum exactly when every pivot is above nothing (I − M is then an M-matrix; Berman and
 * Plemmons, "Nonnegative Matrices in the Mathematical Sciences", chapter 6); undefined otherwise.
 */
const inverse = (augmented: ExactMatrix): { matrix: ExactMatrix; over: bigint } | undefined => {
  const size = augmented.rows.length;
  let matrix = augmented;
  let over = 1n;
  for (let pivot = 0; pivot < size; pivot++) {
    const by = matrix.at(pivot, pivot);
    if (by <= 0n) return undefined;
    matrix = matrix.pivot(pivot, pivot, over);
    over = by;
  }
  return { matrix: new ExactMatrix(matrix.rows.map((row) => row.slice(size))), over };
};

/** M(I − M)⁻¹ in basis points: the inverse less the unit matrix, which differ on the diagonal only. */
const sumOfPowers = (
  parties: readonly string[],
  stakes: readonly DirectStake[],
  end: BoundSelector,
): ExactMatrix | undefined => {
  const found = inverse(augmentedMatrix(parties, stakes, end));
  return (
    found &&
    new ExactMatrix(
      found.matrix.rows.map((row, index) =>
        row.map(
          (value, column) =>
            divideHalfToEven(whole * whole * value, found.over) - (index === column ? whole : 0n),
        ),
      ),
    )
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
    stakes.filter((stake) => reach.get(holder)?.has(stake.holder) && reach.get(stake.issuer)?.has(issuer));
};

/** Without a circle nobody has more than the whole; around one, what comes round is counted again. */
const capOf = ({ rows }: ExactMatrix): ((value: bigint) => bigint) => {
  const isCircular = rows.some((row, index) => row[index] !== 0n);
  return (value) => (isCircular || value < whole ? value : whole);
};

const lookThroughGroup = <Stake extends DirectStake>(group: readonly string[], stakes: readonly Stake[]) => {
  const reachOf = (end: BoundSelector): ExactMatrix | undefined => sumOfPowers(group, stakes, end);
  const [low, point, high] = [reachOf(lowEnd), reachOf(pointEnd), reachOf(highEnd)];
  const between = chains(group, stakes);
  const upTo = high && capOf(high);
  const effective = group.flatMap((holder, row) =>
    group.flatMap((issuer, column): EffectiveStake<Stake>[] => {
      const on = holder === issuer ? [] : between(holder, issuer);
      if (on.length === 0 || !low) return [];
      const isKnown = on.every(({ part }) => part.point !== null);
      const part: Bounds = {
        low: low.at(row, column),
        point: isKnown && point ? point.at(row, column) : null,
        high: high && upTo ? upTo(high.at(row, column)) : null,
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
