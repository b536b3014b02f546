import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Pair, threefry } from './threefry.js';
import type { Variable } from './variable.js';

const range = 2 ** 32;

/** The key of a variable's own stream of draws: it depends on nothing but the seed and the variable's name. */
export const keyOf = (seed: number, id: string): Pair => {
  const bytes = sha256(utf8ToBytes(`v1|${seed}|${id}`));
  const { buffer, byteOffset } = bytes;
  const view = new DataView(buffer, byteOffset);
  return [view.getUint32(0), view.getUint32(4)];
};

/** The first 32 bits that a variable draws on a path. */
export const drawn = (key: Pair, path: number, draw = 0): number => threefry([path, draw], key)[0];

/** Below which draws lies each outcome or one before it: floor(probability so far × 2^32). */
export const thresholdsOf = ({ weights, of }: Variable): Float64Array => {
  let sum = 0n;
  return Float64Array.from(weights, (weight) => Number(((sum += weight) * BigInt(range)) / of));
};

/** The outcome that a draw stands for. */
const outcomeAt = (thresholds: Float64Array, x: number): number => {
  let [low, high] = [0, thresholds.length - 1];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (x < thresholds[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
};

/** The outcomes of a variable on so many paths, always the same for one seed. */
export const outcomesOf = (variable: Variable, seed: number, paths: number): Uint16Array => {
  const [key, thresholds] = [keyOf(seed, variable.id), thresholdsOf(variable)];
  return Uint16Array.from({ length: paths }, (_, path) => outcomeAt(thresholds, drawn(key, path)));
};
