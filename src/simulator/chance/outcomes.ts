import type { Component } from '../components.js';
import type { Evaluator } from '../evaluator.js';
import { outcomesOf } from './draws.js';
import { type Spread, spreadOf, weightedSpread } from './spread.js';
import { budgetOf, Table } from './table.js';

/** Up to twelve coins, or as many combinations, are reckoned through instead of sampled. */
const mostEnumerated = 4_096n;

/** How every place of the answer is spread, over all paths or all combinations. */
export interface Outcomes {
  readonly method: 'exact' | 'sampled';
  readonly combinations: bigint;
  spread(place: number): Spread;
}

/** The combinations of one component that came up, and which of them each path has. */
interface Column {
  combinations: number[];
  row(combination: number): Float64Array;
  paths: Uint32Array;
}

/** Adds up what the components do, path by path: the compiled form of running the scenario on each path. */
const summed = (place: number, base: number, columns: readonly Column[], draws: number): Float64Array => {
  const values = new Float64Array(draws).fill(base);
  for (const { combinations, row, paths } of columns) {
    const added = Float64Array.from(combinations, (combination) => row(combination)[place]!);
    for (let path = 0; path < draws; path++) values[path]! += added[paths[path]!]!;
  }
  return values;
};

const combinationsOf = ({ variables }: Table, seed: number, draws: number): Float64Array => {
  const numbers = new Float64Array(draws);
  for (const variable of variables) {
    const [outcomes, count] = [outcomesOf(variable, seed, draws), variable.values.length];
    for (let path = 0; path < draws; path++) numbers[path] = numbers[path]! * count + outcomes[path]!;
  }
  return numbers;
};

const sampledColumn = (table: Table, seed: number, draws: number): Column => {
  const places = new Map<number, number>();
  const paths = new Uint32Array(draws);
  combinationsOf(table, seed, draws).forEach((combination, path) => {
    const place = places.get(combination) ?? places.size;
    places.set(combination, place);
    paths[path] = place;
  });
  table.reserve(places.size);
  return { combinations: [...places.keys()], row: (combination) => table.row(combination), paths };
};

const weightOf = (table: Table, combination: number): bigint =>
  table
    .outcomesOf(combination)
    .reduce((product, outcome, index) => product * table.variables[index]!.weights[outcome]!, 1n);

type Weighted = readonly [value: number, weight: bigint];

/** The sums of independent tables, with their weights: each table widens what the ones before it gave. */
const enumerated = (place: number, base: number, tables: readonly Table[]): Spread => {
  const widened = (sums: Weighted[], table: Table): Weighted[] =>
    Array.from({ length: table.combinations }, (_, combination) => {
      const [added, times] = [table.row(combination)[place]!, weightOf(table, combination)];
      return sums.map(([value, weight]): Weighted => [value + added, weight * times]);
    }).flat();
  return weightedSpread(tables.reduce(widened, [[base, 1n]]));
};

/** Works out what the uncertain edits do: each component of them by itself, since what they do adds up. */
export const workOut = (
  evaluator: Evaluator,
  components: readonly Component[],
  seed: number,
  draws: number,
): Outcomes => {
  const base = evaluator.values({});
  const budget = budgetOf(evaluator);
  const tables = components
    .filter(({ variables }) => variables.length > 0)
    .map((component) => new Table(component, evaluator, base, budget));
  const combinations = tables.reduce((product, table) => product * BigInt(table.combinations), 1n);
  if (combinations <= mostEnumerated) {
    for (const table of tables) table.reserve(table.combinations);
    return { method: 'exact', combinations, spread: (place) => enumerated(place, base[place]!, tables) };
  }
  const columns = tables.map((table) => sampledColumn(table, seed, draws));
  return {
    method: 'sampled',
    combinations,
    spread: (place) => spreadOf(summed(place, base[place]!, columns, draws)),
  };
};
