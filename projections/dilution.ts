import { daysOf } from '../events/kit/date.js';
import { type Bounds, boundsOf, isUndisclosed, wholeOf } from '../events/kit/quantity.js';
import type { Dilution, Stake } from '../events/stake/stake.js';
import type { HeldStake } from './held-stake.js';
import type { Board } from './kit/board.js';
import type { Measure } from './kit/measure.js';
import { isAmong, type Question } from './kit/question.js';
import { divideHalfToEven } from './kit/rounding.js';
import type { Entry } from './kit/line.js';

const whole = 10_000n;

/** The shares of an issuer in all, on one basis. */
export interface WholeShares {
  readonly basis: string;
  readonly shares: Bounds;
  readonly on: string;
  readonly rests: readonly string[];
}

const capAtWhole = (part: bigint): bigint => (part < whole ? part : whole);

/** A part of a whole in basis points, the ends rounded outwards; nothing of nothing. */
const floorOf = (part: bigint, of: bigint | null): bigint =>
  of === null || of === 0n ? 0n : capAtWhole((part * whole) / of);
const ceilingOf = (part: bigint | null, of: bigint): bigint =>
  part === null || of === 0n ? whole : capAtWhole((part * whole + of - 1n) / of);
const nearestOf = (part: bigint | null, of: bigint | null): bigint | null =>
  part === null || of === null || of === 0n ? null : capAtWhole(divideHalfToEven(part * whole, of));

const measureOfEnds = (low: bigint, point: bigint | null, high: bigint): Measure => ({
  low: wholeOf(low),
  point: point === null ? null : wholeOf(point),
  high: wholeOf(high),
});

/** What new shares, or new money, are of a whole that contains them, in basis points. */
export const dilutionIn = (added: Bounds, all: Bounds): Measure =>
  measureOfEnds(
    floorOf(added.low, all.high),
    nearestOf(added.point, all.point),
    ceilingOf(added.high, all.low),
  );

/** What new shares become of a whole that they are yet to join. */
const dilutionBeside = (added: Bounds, before: Bounds): Measure => {
  const sum = (left: bigint | null, right: bigint | null): bigint | null =>
    left === null || right === null ? null : left + right;
  return measureOfEnds(
    floorOf(added.low, sum(before.high, added.low)),
    nearestOf(added.point, sum(before.point, added.point)),
    added.high === null ? whole : ceilingOf(added.high, before.low + added.high),
  );
};

/** What shares that are to be issued take from those who hold the others; a diluted count contains them already. */
export const dilutionBy = (added: Bounds, { basis, shares }: WholeShares): Measure => {
  if (basis === 'basic') return dilutionBeside(added, shares);
  const within = dilutionIn(added, shares);
  return basis === 'unstated' ? { ...within, low: dilutionBeside(added, shares).low, point: null } : within;
};

/** All shares that a counted stake implies: the shares divided by the stake. */
const wholeShares = ({ basis, holding }: HeldStake): WholeShares | undefined => {
  const { counted } = holding;
  if (!counted) return undefined;
  const [shares, stake] = [boundsOf(counted.shares), boundsOf(counted.stake)];
  if (isUndisclosed(shares) || isUndisclosed(stake)) return undefined;
  const per = (count: bigint | null, part: bigint | null): bigint | null =>
    count === null || part === null || part === 0n ? null : divideHalfToEven(count * whole, part);
  const bounds = {
    low: per(shares.low, stake.high ?? whole) ?? 0n,
    point: per(shares.point, stake.point),
    high: per(shares.high, stake.low),
  };
  return { basis, shares: bounds, on: counted.on, rests: counted.rests };
};

/** All shares of each issuer, as the latest stake that was stated in shares and as a part implies. */
export const wholesOf = (held: readonly HeldStake[]): Map<string, WholeShares> => {
  const wholes = new Map<string, WholeShares>();
  for (const one of held) {
    const [found, before] = [wholeShares(one), wholes.get(one.issuer)];
    if (found && (!before || daysOf(before.on).last < daysOf(found.on).last)) wholes.set(one.issuer, found);
  }
  return wholes;
};

const clampToZero = (value: bigint): bigint => (value > 0n ? value : 0n);

/** What the level before lost to the level after, of the level before. */
const lossBetween = (before: Bounds, after: Bounds): Measure => {
  const most = before.high ?? whole;
  const lost = before.point === null || after.point === null ? null : clampToZero(before.point - after.point);
  return measureOfEnds(
    after.high === null ? 0n : floorOf(clampToZero(before.low - after.high), before.low),
    nearestOf(lost, before.point),
    ceilingOf(clampToZero(most - after.low), most),
  );
};

/** What is no longer there of what was, in basis points of what was. */
const shrinkageOf = ({ before, by, after }: Dilution): Measure => {
  if (by) return dilutionIn(by, { ...before, high: before.high ?? whole });
  return after ? lossBetween(before, after) : measureOfEnds(0n, null, whole);
};

const isOfInterest = (keys: Record<'holder' | 'issuer' | 'basis', string>, { only }: Question): boolean =>
  (['holder', 'issuer', 'basis'] as const).every((key) => isAmong(keys[key], only[key]));

/** What new shares for others made of each stake: they make every other holder's part smaller in the same measure. */
export const dilutionsOf = (board: Board): Entry[] =>
  board.states<Stake>().flatMap(({ stream, dilutions }) => {
    const { parties } = board.context;
    const named = parties.ofStake(stream);
    if (!named) return [];
    const [holder, issuer] = [parties.slugOf(named.holder), parties.identityOf(named.issuer)];
    return dilutions
      .filter(({ basis }) => isOfInterest({ holder, issuer, basis }, board.question))
      .map((one) => ({
        holder,
        issuer,
        basis: one.basis,
        on: one.on,
        dilutionBp: shrinkageOf(one),
        rests: one.rests,
        flags: ['derived', ...(one.hypothetical ? ['hypothetical'] : [])],
      }));
  });
