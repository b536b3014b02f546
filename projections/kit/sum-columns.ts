import type { Bounds } from '../../events/kit/quantity.js';
import { type Part, type Parts, settlePoint, Sum } from './measure.js';

/** What is kept of each measure: its low, point and high, and how many parts are so and so. */
const width = 8;

/** What lines add to the measures of a cell, made once for all cells that it goes into. */
export interface SumsAddend {
  /** Where the numbers of each measure begin in a cell. */
  readonly starts: number[];
  /** The numbers of each of these measures, one after the other. */
  readonly numbers: number[];
  /** What is no exact number, by its place in a cell: a zero stands for it among the numbers. */
  readonly large: (readonly [number, bigint])[];
}

/** As `Sum` counts parts: one, known and not nothing, without a point, open, and unseen. */
const countsOf = ({ unobserved, unseen }: Part, { low, point, high }: Bounds): boolean[] => [
  true,
  point !== null && (low !== 0n || high !== 0n),
  point === null && (unobserved === true || low > 0n),
  high === null,
  unseen === true,
];

const addPart = (part: Part, start: number, { starts, numbers, large }: SumsAddend): void => {
  const bounds = settlePoint(part.bounds);
  starts.push(start);
  for (const [place, end] of [bounds.low, bounds.point, bounds.high].entries()) {
    const number = Number(end ?? 0n);
    const isExact = Number.isSafeInteger(number);
    numbers.push(isExact ? number : 0);
    if (!isExact) large.push([start + place, end ?? 0n]);
  }
  for (const isSo of countsOf(part, bounds)) numbers.push(isSo ? 1 : 0);
};

/** What parts add to the sums of some measures; the others add nothing. */
export const sumsAddendOf = (parts: Parts, measures: readonly string[]): SumsAddend => {
  const addend = { starts: [], numbers: [], large: [] };
  for (const measure in parts) {
    const [part, place] = [parts[measure], measures.indexOf(measure)];
    if (part && place >= 0) addPart(part, place * width, addend);
  }
  return addend;
};

const most = Number.MAX_SAFE_INTEGER;

const noughts: number[][] = [];

/** So many noughts, kept as fractions are: what sums come to is too large for small whole numbers. */
const noughtsFor = (count: number): number[] => {
  const known = (noughts[count] ??= Array.from({ length: count }, () => 0.5).fill(0));
  return known.slice();
};

/** The sums of a cell, exactly: every line of a log comes by here, so that they are numbers in a row. */
export class SumColumns {
  readonly #numbers: number[];
  /** What is beyond exact numbers, to be added to these. */
  #large: Map<number, bigint> | undefined;

  /** Of so many measures. */
  constructor(count: number) {
    // There may be a million cells: a typed array would take half as much again.
    this.#numbers = noughtsFor(count * width);
  }

  add({ starts, numbers, large }: SumsAddend, sign: 1 | -1): void {
    const own = this.#numbers;
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

  /** The sum of the measure at a place, as it is now. */
  at(place: number): Sum {
    const start = place * width;
    const own = this.#numbers.slice(start, start + width);
    const ends = own.slice(0, 3).map((end, at) => BigInt(end) + (this.#large?.get(start + at) ?? 0n));
    return Sum.of(ends, own.slice(3));
  }

  #addLarge(place: number, value: bigint): void {
    this.#large ??= new Map();
    this.#large.set(place, (this.#large.get(place) ?? 0n) + value);
  }
}
