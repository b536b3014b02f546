import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type Uint32Pair, threefry, threefryInto } from './threefry.js';
import type { Variable } from './variable.js';

const range = 2 ** 32;

/** The key of a variable's own stream of draws: it depends on nothing but the seed and the variable's name. */
export const keyOf = (seed: number, id: string): Uint32Pair => {
  const bytes = sha256(utf8ToBytes(`v1|${seed}|${id}`));
  const { buffer, byteOffset } = bytes;
  const view = new DataView(buffer, byteOffset);
  return [view.getUint32(0), view.getUint32(4)];
};

/** The first 32 bits that a variable draws on a path. */
export const drawBits = (key: Uint32Pair, path: number, draw = 0): number => threefry([path, draw], key)[0];

/** The first 32 bits that a stream draws on each path from one to before another. */
export const drawsOf = (key: Uint32Pair, from: number, to: number): Uint32Array => {
  const [draws, both] = [new Uint32Array(to - from), new Uint32Array(2)];
  const [key0, key1] = key;
  for (let path = from; path < to; path++) {
    threefryInto(both, path, 0, key0, key1);
    draws[path - from] = both[0]!;
  }
  return draws;
};

/** Below which draws lies each outcome or one before it: floor(probability so far × 2^32). */
export const thresholdsOf = ({ weights, of }: Pick<Variable, 'weights' | 'of'>): Float64Array => {
  let sum = 0n;
  return Float64Array.from(weights, (weight) => Number(((sum += weight) * BigInt(range)) / of));
};

const guideBits = 8;

/** Finds the outcomes that draws stand for. */
export class Finder {
  readonly #thresholds: Float64Array;
  /** The outcome at which to begin, by the first bits of the draw. */
  readonly #guide: Uint16Array;

  constructor(variable: Pick<Variable, 'weights' | 'of'>) {
    this.#thresholds = thresholdsOf(variable);
    const last = this.#thresholds.length - 1;
    let outcome = 0;
    this.#guide = Uint16Array.from({ length: 2 ** guideBits }, (_, bits) => {
      while (outcome < last && this.#thresholds[outcome]! <= bits * 2 ** (32 - guideBits)) outcome++;
      return outcome;
    });
  }

  outcomeAt(x: number): number {
    const [thresholds, last] = [this.#thresholds, this.#thresholds.length - 1];
    let outcome = this.#guide[x >>> (32 - guideBits)]!;
    while (outcome < last && x >= thresholds[outcome]!) outcome++;
    return outcome;
  }
}

/** The outcomes of a variable on so many paths, always the same for one seed. */
export const outcomesOf = (variable: Variable, seed: number, paths: number): Uint16Array => {
  const finder = new Finder(variable);
  return Uint16Array.from(drawsOf(keyOf(seed, variable.id), 0, paths), (x) => finder.outcomeAt(x));
};
