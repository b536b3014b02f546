import type { Bounds } from '../../events/kit/quantity.js';
import { type Measure, type Part, type Parts, settlePoint, Sum } from './measure.js';

/** What is kept of each measure: its low, point and high, and how many parts are so and so. */
const width = 8;

/** What lines add to the measures of a cell, made once for all cells that it goes into. */
export interface SumsAddend {
  /** Where the numbers of each measure begin in a cell. */
  readonly starts: readonly number[];
  /** The numbers of each of these measures, one after the other. */
  readonly numbers: readonly number[];
  /** What is no exact number, by its place in a cell: a zero stands for it among the numbers. */
  readonly large: readonly (readonly [number, bigint])[];
}

const noughts: number[][] = [];

/** So many noughts, kept as fractions are: what sums come to is too large for small whole numbers. */
const noughtsFor = (count: number): number[] => {
  const known = (noughts[count] ??= Array.from({ length: count }, () => 0.5).fill(0));
  return known.slice();
};

const nothingLarge: SumsAddend['large'] = [];

const one = (isSo: boolean): number => (isSo ? 1 : 0);

/** As `Sum` counts parts: one, known and not nothing, without a point, open, and unseen. */
const writeCounts = (
  { unobserved, unseen }: Part,
  { low, point, high }: Bounds,
  at: number,
  to: number[],
) => {
  to[at] = 1;
  to[at + 1] = one(point !== null && (low !== 0n || high !== 0n));
  to[at + 2] = one(point === null && (unobserved === true || low > 0n));
  to[at + 3] = one(high === null);
  to[at + 4] = one(unseen === true);
};

/** What parts add to the sums of some measures; the others add nothing. */
export const sumsAddendOf = (parts: Parts, measures: readonly string[]): SumsAddend => {
  const starts: number[] = [];
  const own: Part[] = [];
  for (const measure in parts) {
    const [part, place] = [parts[measure], measures.indexOf(measure)];
    if (!part || place < 0) continue;
    own.push(part);
    starts.push(place * width);
  }
  const numbers = noughtsFor(own.length * width);
  let large: (readonly [number, bigint])[] | undefined;
  for (const [index, part] of own.entries()) {
    const bounds = settlePoint(part.bounds);
    const at = index * width;
    for (const [place, end] of [bounds.low, bounds.point, bounds.high].entries()) {
      const number = Number(end ?? 0n);
      if (Number.isSafeInteger(number)) numbers[at + place] = number;
      else (large ??= []).push([(starts[index] ?? 0) + place, end ?? 0n]);
    }
    writeCounts(part, bounds, at + 3, numbers);
  }
  // A copy takes no more room than it needs, and may stay as long as its cell.
  return { starts: starts.slice(), numbers, large: large ?? nothingLarge };
};

const nothingAdded: SumsAddend = { starts: [], numbers: [], large: nothingLarge };

/** What `Sum` makes of the same numbers, where all are exact. */
const measureOfNumbers = (numbers: readonly number[]): Measure | null => {
  const [low = 0, sum = 0, most = 0, parts = 0, points = 0, blocking = 0, open = 0, unseen = 0] = numbers;
  if (parts > 0 && unseen === parts) return null;
  const high = open > 0 ? null : most;
  const isUnknown = blocking > 0 || points === 0;
  return { low, point: high === low ? high : isUnknown ? null : sum, high };
};

const most = Number.MAX_SAFE_INTEGER;

/** The sums of a cell, exactly: every line of a log comes by here, so that they are numbers in a row. */
export class SumColumns {
  /** While nothing else was added: there may be a million cells of one line each. */
  #only: SumsAddend | undefined;
  #numbers: number[] | undefined;
  /** What is beyond exact numbers, to be added to these. */
  #large: Map<number, bigint> | undefined;

  /** Of so many measures. */
  constructor(private readonly count: number) {}

  add(addend: SumsAddend, sign: 1 | -1): void {
    if (!this.#numbers && !this.#only && sign === 1) {
      this.#only = addend;
      return;
    }
    const only = this.#only;
    this.#only = undefined;
    // A typed array would take half as much again.
    const own = (this.#numbers ??= noughtsFor(this.count * width));
    if (only) this.#addTo(own, only, 1);
    this.#addTo(own, addend, sign);
  }

  /** The sum of the measure at a place, as it is now. */
  at(place: number): Sum {
    const own = this.#numbersAt(place);
    const ends = own.slice(0, 3).map((end, at) => BigInt(end) + this.#largeAt(place * width + at));
    return Sum.of(ends, own.slice(3));
  }

  /** What that sum comes to. */
  measureAt(place: number): Measure | null {
    if (this.#large || (this.#only && this.#only.large.length > 0)) return this.at(place).measure;
    return measureOfNumbers(this.#numbersAt(place));
  }

  #numbersAt(place: number): readonly number[] {
    const start = place * width;
    if (this.#numbers) return this.#numbers.slice(start, start + width);
    const { starts, numbers } = this.#only ?? nothingAdded;
    const at = starts.indexOf(start) * width;
    return at < 0 ? noughtsFor(width) : numbers.slice(at, at + width);
  }

  #largeAt(place: number): bigint {
    const only = this.#only?.large.find(([at]) => at === place);
    return only?.[1] ?? this.#large?.get(place) ?? 0n;
  }

  #addTo(own: number[], { starts, numbers, large }: SumsAddend, sign: 1 | -1): void {
    let at = 0;
    for (const start of starts) {
      for (let place = start; place < start + width; place++, at++) {
        const before = own[place] ?? 0;
        const added = sign * (numbers[at] ?? 0);
        const after = before + added;
        if (after <= most && after >= -most) own[place] = after;
        else {
          this.#addLarge(place, BigInt(before));
          own[place] = added;
        }
      }
    }
    for (const [place, value] of large) this.#addLarge(place, BigInt(sign) * value);
  }

  #addLarge(place: number, value: bigint): void {
    this.#large ??= new Map();
    this.#large.set(place, (this.#large.get(place) ?? 0n) + value);
  }
}
