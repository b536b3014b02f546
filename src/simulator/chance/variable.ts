import { itemAt } from '../../../events/kit/item-at.js';
import { type Fraction, fraction, addFractions } from './fraction.js';

/** Something that may come out one way or another, with whole-number weights that add to `of`. */
export interface Variable {
  /** Keys its draws: it stays the same while other variables come and go. */
  readonly id: string;
  readonly kind: 'coin' | 'choice' | 'value';
  /** The number of the edit. */
  readonly edit: number;
  /** A coin: 1 when it happens. A choice: the number of the alternative, −1 for none. Else the value itself. */
  readonly values: readonly number[];
  readonly weights: readonly bigint[];
  readonly of: bigint;
  /** Which outcome counts where nothing is drawn: the likeliest one, nothing before something; of a value the median. */
  readonly shown: number;
  /** Where the distribution is from, for the reader. */
  readonly origin?: string;
}

/** The number of the greatest weight; the last of the weights, which stands for nothing happening, wins a tie. */
const likeliestOf = (weights: readonly bigint[]): number => {
  const most = weights.reduce((found, weight) => (weight > found ? weight : found), 0n);
  return weights.at(-1) === most ? weights.length - 1 : weights.indexOf(most);
};

/** The outcome at which the weights, in the order of the values, first reach a part of the whole. */
export const quantileOf = ({ values, weights, of }: Variable, part: Fraction): number => {
  const order = [...values.entries()].sort(([, one], [, other]) => one - other).map(([index]) => index);
  let sum = 0n;
  const isReached = (index: number): boolean =>
    (sum += itemAt(weights, index)) * part.under >= part.over * of;
  return order.find(isReached) ?? itemAt(order, order.length - 1);
};

/** What is shown where nothing is drawn: a value at its median, anything else as is likeliest. */
export const baseOf = (variable: Variable): number =>
  variable.kind === 'value' ? quantileOf(variable, fraction(1n, 2n)) : likeliestOf(variable.weights);

/** The weight of one outcome in all. */
export const chanceOf = ({ weights, of }: Variable, outcome: number): Fraction =>
  fraction(itemAt(weights, outcome), of);

type VariableReference = Pick<Variable, 'id' | 'edit'>;

const addShown = (variable: Omit<Variable, 'shown'>): Variable => ({
  ...variable,
  shown: baseOf({ ...variable, shown: 0 }),
});

export const coin = (named: VariableReference, { over, under }: Fraction): Variable =>
  addShown({ ...named, kind: 'coin', values: [1, 0], weights: [over, under - over], of: under });

/** One of several alternatives, or none of them with what their probabilities leave. */
export const choice = (named: VariableReference, probabilities: readonly Fraction[]): Variable => {
  const { under: of } = probabilities.reduce(
    (common, one) => fraction(0n, common.under * one.under),
    fraction(0n),
  );
  const weights = probabilities.map(({ over, under }) => (over * of) / under);
  const left = of - weights.reduce((sum, weight) => sum + weight, 0n);
  return addShown({
    ...named,
    kind: 'choice',
    values: [...probabilities.map((_, index) => index), -1],
    weights: [...weights, left],
    of,
  });
};

/** A whole number out of a table whose entries are equally likely. */
export const tableValue = (named: VariableReference, table: readonly number[], origin?: string): Variable => {
  const counts = new Map<number, bigint>();
  for (const value of [...table].sort((a, b) => a - b)) counts.set(value, (counts.get(value) ?? 0n) + 1n);
  return addShown({
    ...named,
    kind: 'value',
    values: [...counts.keys()],
    weights: [...counts.values()],
    of: BigInt(table.length),
    ...(origin !== undefined && { origin }),
  });
};

export const totalOf = (probabilities: readonly Fraction[]): Fraction =>
  probabilities.reduce(addFractions, fraction(0n));
