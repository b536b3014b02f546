import { itemAt } from '../../../events/kit/item-at.js';
import type { Component } from '../compute/components.js';
import type { Evaluator } from '../compute/evaluator.js';
import { splitEvenly, concatenate, type DividedWork } from '../compute/divided-work.js';
import { type PathsPart, type PathTable } from '../chance/paths.js';
import { type Spread, spreadOf, weightedSpread } from '../chance/spread.js';
import { type SamplingPlan, outcomesIn, tablesOf } from './table.js';

/** Up to twelve coins, or as many combinations, are reckoned through instead of sampled. */
const mostEnumerated = 4_096n;
/** So many numbers are held at a time: 64 MB of them. */
const mostHeld = 2 ** 23;

/** What the spread of each number comes to, once all paths or all combinations are there. */
export type SpreadReader<Result> = (spread: Spread, place: number) => Result;

/** How every place of the answer is spread, over all paths or all combinations. */
export interface Outcomes<Result> {
  readonly method: 'exact' | 'sampled';
  readonly combinations: bigint;
  readonly places: readonly Result[];
}

const weightOf = (variables: PathTable['variables'], combination: number): bigint =>
  outcomesIn(variables, combination).reduce(
    (product, outcome, index) => product * itemAt(itemAt(variables, index).weights, outcome),
    1n,
  );

type WeightedValue = readonly [value: number, weight: bigint];

/** The sums of independent tables, with their weights: each table widens what the ones before it gave. */
const enumerateSums = (place: number, base: number, width: number, tables: readonly PathTable[]): Spread => {
  const widened = (sums: WeightedValue[], { variables, rows }: PathTable): WeightedValue[] =>
    Array.from({ length: rows.length / width }, (_, combination) => {
      const [added, times] = [itemAt(rows, combination * width + place), weightOf(variables, combination)];
      return sums.map(([value, weight]): WeightedValue => [value + added, weight * times]);
    }).flat();
  return weightedSpread(tables.reduce(widened, [[base, 1n]]));
};

/** A few of the places of all rows. */
const cut = ({ rows, ...table }: PathTable, width: number, from: number, to: number): PathTable => ({
  ...table,
  rows: rows.filter((_, index) => index % width >= from && index % width < to),
});

/** The sums on all paths, as many places at a time as can be held. */
function* sampleSums<Result>(
  base: Float64Array,
  tables: readonly PathTable[],
  { seed, mixes, draws, pieces }: SamplingPlan,
  made: SpreadReader<Result>,
): DividedWork<Result[]> {
  const results: Result[] = [];
  const most = Math.max(1, Math.floor(mostHeld / draws));
  const paths = Array.from({ length: draws }, (_, path) => path);
  for (let first = 0; first < base.length; first += most) {
    const width = Math.min(most, base.length - first);
    const own =
      width === base.length ? tables : tables.map((table) => cut(table, base.length, first, first + width));
    const parts = splitEvenly(paths, pieces).map((some): PathsPart => ({
      kind: 'paths',
      seed,
      mixes,
      from: itemAt(some, 0),
      to: itemAt(some, some.length - 1) + 1,
      width,
      tables: own,
    }));
    const sums = concatenate(yield parts);
    for (let place = 0; place < width; place++) {
      const values = Float64Array.from(
        { length: draws },
        (_, path) => itemAt(base, first + place) + itemAt(sums, path * width + place),
      );
      results.push(made(spreadOf(values), first + place));
    }
  }
  return results;
}

/** Works out what the uncertain edits do: each component of them by itself, since what they do adds up. */
export function* workOut<Result>(
  evaluator: Evaluator,
  all: readonly Component[],
  drawing: SamplingPlan,
  made: SpreadReader<Result>,
): DividedWork<Outcomes<Result>> {
  const components = all.filter(({ variables }) => variables.length > 0);
  const { layout, targets } = evaluator;
  const combinations = components
    .flatMap(({ variables }) => variables)
    .reduce((product, { values }) => product * BigInt(values.length), 1n);
  const isExact = combinations <= mostEnumerated && drawing.mixes.size === 0;
  const tables = yield* tablesOf(components, { targets, isAtEnds: false }, layout, { ...drawing, isExact });
  const base = evaluator.values({});
  if (!isExact)
    return { method: 'sampled', combinations, places: yield* sampleSums(base, tables, drawing, made) };
  const places = Array.from(base, (value, place) =>
    made(enumerateSums(place, value, layout.width, tables), place),
  );
  return { method: 'exact', combinations, places };
}
