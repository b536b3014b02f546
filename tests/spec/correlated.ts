import { readCorrelation } from '../../src/simulator/chance/correlation.js';
import { decimal } from '../../src/simulator/chance/fraction.js';
import { Streams } from '../../src/simulator/chance/streams.js';
import { coin, tableValue, type Variable } from '../../src/simulator/chance/variable.js';

export const paths = 20_000;
export const seed = 7;

/** The outcomes of variables that correlate so, path by path. */
export const outcomes = (variables: readonly Variable[], correlation?: object): number[][] => {
  const { value, problems } = readCorrelation(correlation as never, variables);
  if (problems) throw new Error(JSON.stringify(problems));
  const streams = new Streams(seed, value.mixes);
  return variables.map((variable) => [...streams.outcomes(variable, 0, paths)]);
};

export const meanOf = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;
export const correlationOf = (left: readonly number[], right: readonly number[]): number => {
  const [a, b] = [meanOf(left), meanOf(right)];
  const product = (one: readonly number[], other: readonly number[], c: number, d: number): number =>
    one.reduce((sum, value, index) => sum + (value - c) * (other[index]! - d), 0);
  return product(left, right, a, b) / Math.sqrt(product(left, left, a, a) * product(right, right, b, b));
};

export const fair = (id: string, p = 0.5): Variable => coin({ id, edit: 0 }, decimal(p));
/** A thousand equally likely values: their outcomes are their ranks. */
export const ranked = (id: string): Variable =>
  tableValue(
    { id, edit: 0 },
    Array.from({ length: 1_000 }, (_, index) => index),
  );
export function factor(name: string, loadings: Record<string, number>): object {
  return { name, loadings };
}
