import type { SupplyChain } from './chain.js';
import type { Entry, Line } from './kit/line.js';
import { boundsIn, type Measure, measureOf } from './kit/measure.js';
import { type IntervalEnd, minEnd, mostOf, type TieSide, sharedLow } from './kit/physical.js';

/** From the low to the high, or to the low where that is more. */
const measureBetween = (low: bigint, high: IntervalEnd): Measure =>
  measureOf({ low, point: null, high: mostOf(low, high) });

const observedOf = ({ parts: { energizedKw } }: Line): Measure | null =>
  energizedKw && !energizedKw.unobserved ? measureOf(energizedKw.bounds) : null;

/** The tranches of a lab: what was observed of each, and what follows from what it is tied to. */
export const tranchesOf = (lab: string, own: readonly Line[], chain: SupplyChain): Entry[] =>
  chain.stocks(own).map((stock) => {
    const line = chain.line(stock);
    const { low, high } = chain.world.running(stock);
    const { provider, layer, basis } = line.keys;
    return {
      lab,
      tranche: line.id,
      layer,
      basis,
      provider,
      powerKw: measureOf(boundsIn(line.parts, 'headlineKw')),
      observedKw: observedOf(line),
      energizedKw: measureBetween(low, high),
      rests: line.rests,
    };
  });

const sharedOf = (seen: TieSide): Measure => {
  const { own, other, tie } = seen;
  const most = minEnd(minEnd(own.nameplate.high, other.nameplate.high), tie.power ? tie.power.high : null);
  return measureBetween(sharedLow(seen), most);
};

/** What each of its tranches is stated to have in common with others, and what of that surely runs. */
export const tiesOf = (lab: string, own: readonly Line[], chain: SupplyChain): Entry[] =>
  chain.tiesOf(own).map((seen) => {
    const other = chain.line(seen.other);
    const running = chain.world.sharedRunning(seen);
    const { high } = chain.world.running(seen.other);
    const most = minEnd(minEnd(chain.world.running(seen.own).high, high), seen.tie.power?.high ?? null);
    return {
      lab,
      tranche: seen.own.name,
      with: other.id,
      withLayer: other.keys.layer,
      withBasis: other.keys.basis,
      withConsumer: other.keys.consumer,
      overlapKw: sharedOf(seen),
      observedKw: observedOf(other),
      runningKw: measureBetween(running, most),
      rests: [...new Set([...seen.tie.rests, ...other.rests])].sort(),
    };
  });
