import { drawsOf, Finder, keyOf, thresholdsOf } from './draws.js';
import { normalQuantile } from './normal.js';
import type { Uint32Pair } from './threefry.js';
import type { Variable } from './variable.js';

/** A stream of draws and how much its normal score counts. */
export interface StreamWeight {
  readonly stream: string;
  readonly weight: number;
}

/** What the scores of correlated variables are mixed of, by the variables' ids; the squares of the weights add to 1. */
export type Mixes = ReadonlyMap<string, readonly StreamWeight[]>;

const range = 2 ** 32;

/** The normal score of each draw: u = (x + 0.5) ÷ 2^32 of the way. */
const scoresOf = (draws: Uint32Array): Float64Array =>
  Float64Array.from(draws, (x) => normalQuantile((x + 0.5) / range));

/** Finds the outcomes that scores stand for: a probability holds for the score as it does for the draw. */
class ScoreFinder {
  readonly #thresholds: Float64Array;

  constructor(variable: Variable) {
    this.#thresholds = thresholdsOf(variable).map((threshold) => normalQuantile(threshold / range));
  }

  outcomeAt(score: number): number {
    let [low, high] = [0, this.#thresholds.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (score < this.#thresholds[middle]!) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}

const findOutcomes = (drawn: Uint32Array | Float64Array, outcomeAt: (x: number) => number): Uint16Array => {
  const outcomes = new Uint16Array(drawn.length);
  // A loop: ten million draws go through here.
  for (let path = 0; path < drawn.length; path++) outcomes[path] = outcomeAt(drawn[path]!);
  return outcomes;
};

/** What is made once for a name. */
const remember = <Value>(known: Map<string, Value>, name: string, made: () => Value): Value => {
  if (!known.has(name)) known.set(name, made());
  return known.get(name)!;
};

/** The outcomes of variables on some paths, a few thousand at a time; scores that several share are kept meanwhile. */
export class Streams {
  readonly #finders = new Map<string, Finder>();
  readonly #scoreFinders = new Map<string, ScoreFinder>();
  readonly #keys = new Map<string, Uint32Pair>();
  readonly #shared: ReadonlySet<string>;
  readonly #scores = new Map<string, Float64Array>();
  #span = '';

  constructor(
    readonly seed: number,
    readonly mixes: Mixes = new Map(),
  ) {
    const counts = new Map<string, number>();
    for (const { stream } of [...mixes.values()].flat()) counts.set(stream, (counts.get(stream) ?? 0) + 1);
    this.#shared = new Set([...counts].filter(([, count]) => count > 1).map(([stream]) => stream));
  }

  outcomes(variable: Variable, from: number, to: number): Uint16Array {
    const { id } = variable;
    const mix = this.mixes.get(id);
    if (mix) {
      const finder = remember(this.#scoreFinders, id, () => new ScoreFinder(variable));
      return findOutcomes(this.#mixed(mix, from, to), (score) => finder.outcomeAt(score));
    }
    const finder = remember(this.#finders, id, () => new Finder(variable));
    return findOutcomes(this.#drawsOf(id, from, to), (x) => finder.outcomeAt(x));
  }

  #drawsOf(stream: string, from: number, to: number): Uint32Array {
    return drawsOf(
      remember(this.#keys, stream, () => keyOf(this.seed, stream)),
      from,
      to,
    );
  }

  #mixed(mix: readonly StreamWeight[], from: number, to: number): Float64Array {
    const sums = new Float64Array(to - from);
    for (const { stream, weight } of mix) {
      const scores = this.#scoresOf(stream, from, to);
      for (let path = 0; path < sums.length; path++) sums[path]! += weight * scores[path]!;
    }
    return sums;
  }

  #scoresOf(stream: string, from: number, to: number): Float64Array {
    if (this.#span !== `${from} ${to}`) this.#scores.clear();
    this.#span = `${from} ${to}`;
    const scores = this.#scores.get(stream) ?? scoresOf(this.#drawsOf(stream, from, to));
    if (this.#shared.has(stream)) this.#scores.set(stream, scores);
    return scores;
  }
}
