import { type Mixes, Streams } from './streams.js';
import type { Variable } from './variable.js';

/** What a component adds to the base, for the combinations of its outcomes that may come up. */
export interface PathTable {
  readonly variables: readonly Variable[];
  /** The numbers of the combinations that there are rows for; all of them, from 0 on, when missing. */
  readonly combinations?: Float64Array;
  /** As many numbers for each combination as are watched. */
  readonly rows: Float64Array;
}

/** The sums of what all components add, on the paths from one to before another. */
export interface PathsPart {
  readonly kind: 'paths';
  readonly seed: number;
  /** How the correlated variables are mixed. */
  readonly mixes: Mixes;
  readonly from: number;
  readonly to: number;
  /** How many numbers are watched on each path. */
  readonly width: number;
  readonly tables: readonly PathTable[];
}

/** So many paths at a time stay close to the processor while one component after the other is added. */
const block = 512;

/** The number of the combination that comes up, path by path: the outcomes as the digits of a number. */
const combinationsOf = (
  variables: readonly Variable[],
  streams: Streams,
  from: number,
  to: number,
): Float64Array => {
  const numbers = new Float64Array(to - from);
  for (const variable of variables) {
    const [outcomes, count] = [streams.outcomes(variable, from, to), variable.values.length];
    for (let path = 0; path < numbers.length; path++)
      numbers[path] = numbers[path]! * count + outcomes[path]!;
  }
  return numbers;
};

/** The combinations of some variables that come up on so many paths, rising. */
export const combinationsOn = (
  variables: readonly Variable[],
  streams: Streams,
  paths: number,
): Float64Array => {
  const numbers = combinationsOf(variables, streams, 0, paths).sort();
  return numbers.filter((number, index) => index === 0 || numbers[index - 1] !== number);
};

/** One component, ready to be added: most rows are nothing nearly everywhere. */
class PathColumn {
  readonly #variables: readonly Variable[];
  readonly #rows: Float64Array;
  readonly #places: ReadonlyMap<number, number> | undefined;
  readonly #first: Uint32Array;
  readonly #end: Uint32Array;

  constructor(
    { variables, combinations, rows }: PathTable,
    readonly streams: Streams,
    readonly width: number,
  ) {
    const count = rows.length / width;
    this.#variables = variables;
    this.#rows = rows;
    this.#places = combinations && new Map([...combinations].map((number, place) => [number, place]));
    this.#first = new Uint32Array(count);
    this.#end = new Uint32Array(count);
    for (let row = 0; row < count; row++) this.#measure(row);
  }

  /** Where a row's numbers begin and end that are something. */
  #measure(row: number): void {
    const own = this.#rows.subarray(row * this.width, (row + 1) * this.width);
    const first = own.findIndex((value) => value !== 0);
    this.#first[row] = first < 0 ? 0 : first;
    this.#end[row] = own.findLastIndex((value) => value !== 0) + 1;
  }

  addTo(sums: Float64Array, from: number, to: number): void {
    const numbers = combinationsOf(this.#variables, this.streams, from, to);
    for (let path = 0; path < numbers.length; path++) {
      const row = this.#places ? this.#places.get(numbers[path]!)! : numbers[path]!;
      const [own, start, end] = [row * this.width, path * this.width, this.#end[row]!];
      for (let place = this.#first[row]!; place < end; place++)
        sums[start + place]! += this.#rows[own + place]!;
    }
  }
}

/** Adds up what the components do, path by path: the compiled form of running the scenario on each path. */
export const sumOnPaths = ({ seed, mixes, from, to, width, tables }: PathsPart): Float64Array => {
  const streams = new Streams(seed, mixes);
  const columns = tables.map((table) => new PathColumn(table, streams, width));
  const sums = new Float64Array((to - from) * width);
  for (let start = from; start < to; start += block) {
    const end = Math.min(start + block, to);
    const own = sums.subarray((start - from) * width, (end - from) * width);
    for (const column of columns) column.addTo(own, start, end);
  }
  return sums;
};
