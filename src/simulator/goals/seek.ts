import { itemAt } from '../../../events/kit/item-at.js';
import type { Count, Integer } from '../../../events/kit/formats.js';

/** A lever's range in whole steps, and the level that the metric must reach. */
export interface SeekRange {
  least: number;
  most: number;
  step: number;
  level: number;
  /** The smallest x that passes, or the largest. */
  find: 'smallest' | 'largest';
}

export interface SeekStep {
  x: Integer;
  value: number;
  passes: boolean;
}

export interface SeekResult {
  /** `bisection` where every look found the metric monotone, else each step was tried. */
  method: 'bisection' | 'scan';
  /** The value that was sought, and that it passes; null where nothing does. */
  found: SeekStep | null;
  /** The step next to it, which fails; null at the end of the range. */
  beyond: SeekStep | null;
  /** Where nothing passes, the best there is. */
  best: SeekStep | null;
  /** Of money that is in another currency than the US dollar, where `only` does not say so. */
  currency?: string;
  tried: Count;
}

/** Looked at before bisecting: a metric that turns between two looks can still escape. */
const looks = 16;
const mostScanned = 1_000;

const isRising = (values: readonly number[]): boolean =>
  values.every((value, index) => index === 0 || itemAt(values, index - 1) <= value);

const isMonotone = (values: readonly number[]): boolean =>
  isRising(values) || isRising([...values].reverse());

class LeverScan {
  readonly #known = new Map<number, number>();

  constructor(
    readonly metric: (x: number) => number,
    readonly search: SeekRange,
  ) {}

  get steps(): number {
    return Math.floor((this.search.most - this.search.least) / this.search.step);
  }

  get tried(): number {
    return this.#known.size;
  }

  /** The nth step in the order of preference. */
  at(n: number): SeekStep {
    const { least, step, level, find } = this.search;
    const x = least + (find === 'smallest' ? n : this.steps - n) * step;
    const value = this.#known.get(x) ?? this.metric(x);
    this.#known.set(x, value);
    return { x, value, passes: value >= level };
  }

  looksMonotone(): boolean {
    const count = Math.min(looks, this.steps);
    const values = Array.from(
      { length: count + 1 },
      (_, look) => this.at(Math.floor((look * this.steps) / Math.max(1, count))).value,
    );
    return isMonotone(values);
  }
}

/** The first step that passes, when those after it pass, too. */
const bisect = (lever: LeverScan): number | undefined => {
  if (lever.at(0).passes) return 0;
  let [fails, passes] = [0, lever.steps];
  if (!lever.at(passes).passes) return undefined;
  while (passes - fails > 1) {
    const middle = Math.floor((fails + passes) / 2);
    if (lever.at(middle).passes) passes = middle;
    else fails = middle;
  }
  return passes;
};

const scan = (lever: LeverScan): number | undefined => {
  for (let n = 0; n <= lever.steps; n++) if (lever.at(n).passes) return n;
  return undefined;
};

/** What is monotone is best at an end; else any of the steps may be, all of which were tried. */
const bestOf = (lever: LeverScan, method: SeekResult['method']): SeekStep => {
  const steps = method === 'scan' ? Array.from({ length: lever.steps + 1 }, (_, n) => n) : [0, lever.steps];
  return steps.map((n) => lever.at(n)).reduce((best, one) => (one.value > best.value ? one : best));
};

/**
 * The smallest (or largest) whole step at which a metric reaches a level, with two witnesses: it passes, and the step
 * before it fails. Undefined where the metric is not monotone and the range too wide to try every step.
 */
export const seek = (metric: (x: number) => number, search: SeekRange): SeekResult | undefined => {
  const lever = new LeverScan(metric, search);
  const method = lever.looksMonotone() ? 'bisection' : 'scan';
  if (method === 'scan' && lever.steps > mostScanned) return undefined;
  const n = method === 'bisection' ? bisect(lever) : scan(lever);
  return {
    method,
    found: n === undefined ? null : lever.at(n),
    beyond: n === undefined || n === 0 ? null : lever.at(n - 1),
    best: n === undefined ? bestOf(lever, method) : null,
    tried: lever.tried,
  };
};
