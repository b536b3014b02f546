import type { Bounds } from '../events/kit/quantity.js';
import type { SupplyChain } from './chain.js';
import type { Line } from './kit/line.js';
import { Sum } from './kit/measure.js';
import { capAt, clampToZero, type IntervalEnd, max, type Stock } from './kit/physical.js';
import { type Aspect, commonLow, unionOf } from './kit/union.js';
import type { World } from './kit/world.js';

/** Of one layer, and none in or over another: what is said of them simply adds. */
const areApart = (stocks: readonly Stock[], world: World): boolean => {
  const names = new Set(stocks.map(({ name }) => name));
  if (new Set(stocks.map(({ layer }) => layer)).size > 1) return false;
  return stocks.every(
    (stock) =>
      !world.kin.above(stock).some(({ name }) => names.has(name)) &&
      !world.tiesOf(stock).some(({ other }) => names.has(other.name)),
  );
};

const sumOfPoints = (own: readonly Line[], measure: string): IntervalEnd => {
  const sum = new Sum();
  for (const { parts } of own) if (parts[measure]) sum.add(parts[measure], 1n);
  return sum.bounds.point;
};

const isContradicted = (own: readonly Line[], aspect: Aspect, chain: SupplyChain): boolean =>
  aspect === 'running' && chain.isContradicted(own);

interface MeasureAspect {
  measure: string;
  aspect: Aspect;
}

/** What a lab has of its own: all that it uses, less what it provides to others. */
const measureOf = (
  own: readonly Line[],
  passedOn: readonly Line[],
  { measure, aspect }: MeasureAspect,
  chain: SupplyChain,
): Bounds => {
  const { world } = chain;
  const [mine, theirs] = [chain.stocks(own), chain.stocks(passedOn)];
  const used = unionOf(mine, world, aspect);
  const given = unionOf(theirs, world, aspect);
  const low = given.high === null ? 0n : clampToZero(used.low - given.high);
  const high = used.high === null ? null : max(low, used.high - commonLow(mine, theirs, world, aspect));
  if (low === high) return { low, point: low, high };
  const isPlain = passedOn.length === 0 && areApart(mine, world) && !isContradicted(own, aspect, chain);
  const known = isPlain ? sumOfPoints(own, measure) : null;
  return { low, point: known === null ? null : max(low, capAt(known, high)), high };
};

const isFirm = ({ parts }: Line): boolean => parts.firmKw !== undefined;

/** The headline, the firm and the energized capacity of a lab, in kilowatts of the physical world. */
export const labMeasures = (
  own: readonly Line[],
  passedOn: readonly Line[],
  chain: SupplyChain,
): Record<string, Bounds> => ({
  headlineKw: measureOf(own, passedOn, { measure: 'headlineKw', aspect: 'nameplate' }, chain),
  firmKw: measureOf(own.filter(isFirm), passedOn, { measure: 'firmKw', aspect: 'nameplate' }, chain),
  energizedKw: measureOf(own, passedOn, { measure: 'energizedKw', aspect: 'running' }, chain),
});

/** Every event behind what is said of these: their own, and those of all that they are tied to. */
export const eventsReached = (lines: readonly Line[], chain: SupplyChain): string[] => {
  const found = new Set(chain.stocks(lines));
  const rests = new Set<string>();
  for (const stock of found) {
    for (const id of chain.line(stock).rests) rests.add(id);
    for (const { other, tie } of chain.world.tiesOf(stock)) {
      found.add(other);
      for (const id of tie.rests) rests.add(id);
    }
    for (const part of chain.world.kin.partsOf(stock.name)) found.add(part);
  }
  return [...rests].sort();
};
