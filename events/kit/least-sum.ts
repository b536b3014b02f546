import { ExactMatrix } from './exact-matrix.js';

/** The sum of some numbers (or, with `isNegative`, its negative) is at least so much. */
export interface SumConstraint {
  readonly of: readonly number[];
  readonly isNegative?: boolean;
  readonly least: bigint;
}

/** A whole number over another one. */
export interface Ratio {
  readonly value: bigint;
  readonly over: bigint;
}

interface Tableau {
  /** A row for each number, the objective last; a column for each condition, then slacks, then the right-hand side. */
  readonly matrix: ExactMatrix;
  /** The column that stands in each row. */
  readonly basis: readonly number[];
  /** What every entry is over. */
  readonly over: bigint;
}

const startOf = (size: number, conditions: readonly SumConstraint[]): Tableau => {
  const numbers = Array.from({ length: size }, (_, number) => number);
  const coefficient = ({ of, isNegative }: SumConstraint, number: number): bigint =>
    of.includes(number) ? (isNegative ? -1n : 1n) : 0n;
  const rows = numbers.map((number) => [
    ...conditions.map((condition) => coefficient(condition, number)),
    ...numbers.map((slack) => (slack === number ? 1n : 0n)),
    1n,
  ]);
  const objective = [...conditions.map(({ least }) => -least), ...numbers.map(() => 0n), 0n];
  return {
    matrix: new ExactMatrix([...rows, objective]),
    basis: numbers.map((number) => conditions.length + number),
    over: 1n,
  };
};

/** The row that leaves for a column; of equal ones that of the first column, so that no circle comes about. */
const rowLeaving = ({ matrix, basis }: Tableau, column: number): number | undefined => {
  const [first, ...others] = basis
    .map((stands, row) => ({ stands, row, by: matrix.at(row, column), right: matrix.at(row, -1) }))
    .filter(({ by }) => by > 0n);
  return (
    first &&
    others.reduce((best, one) => {
      const difference = one.right * best.by - best.right * one.by;
      return difference < 0n || (difference === 0n && one.stands < best.stands) ? one : best;
    }, first).row
  );
};

const pivot = ({ matrix, basis, over }: Tableau, row: number, column: number): Tableau => ({
  matrix: matrix.pivot(row, column, over),
  basis: basis.map((one, index) => (index === row ? column : one)),
  over: matrix.at(row, column),
});

const mostPivots = 5_000;

/**
 * The least sum of so many numbers of at least 0 under these conditions; undefined where they contradict each other.
 * It is a linear programme, solved exactly as its dual, which starts feasible, by the simplex method with R. G. Bland's
 * rule ("New finite pivoting rules for the simplex method", Mathematics of Operations Research 2, 1977).
 */
export const leastSum = (size: number, conditions: readonly SumConstraint[]): Ratio | undefined => {
  let tableau = startOf(size, conditions);
  for (let pivots = 0; pivots < mostPivots; pivots++) {
    const { matrix, basis, over } = tableau;
    const objective = matrix.rows[basis.length] ?? [];
    const column = objective.findIndex((value, at) => at < objective.length - 1 && value < 0n);
    if (column < 0) return { value: matrix.at(basis.length, -1), over };
    const row = rowLeaving(tableau, column);
    if (row === undefined) return undefined;
    tableau = pivot(tableau, row, column);
  }
  return undefined;
};
