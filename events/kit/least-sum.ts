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

type Rows = readonly (readonly bigint[])[];

interface Tableau {
  /** A row for each number, the objective last; a column for each condition, then slacks, then the right-hand side. */
  readonly rows: Rows;
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
  return { rows: [...rows, objective], basis: numbers.map((number) => conditions.length + number), over: 1n };
};

/** The row that leaves for a column; of equal ones that of the first column, so that no circle comes about. */
const rowLeaving = ({ rows, basis }: Tableau, column: number): number | undefined =>
  basis
    .map((_, row) => row)
    .filter((row) => rows[row]![column]! > 0n)
    .reduce<number | undefined>((best, row) => {
      if (best === undefined) return row;
      const [one, other] = [rows[row]!, rows[best]!];
      const difference = one.at(-1)! * other[column]! - other.at(-1)! * one[column]!;
      return difference < 0n || (difference === 0n && basis[row]! < basis[best]!) ? row : best;
    }, undefined);

/** Stays in whole numbers (J. Edmonds' integer pivoting): every entry is a minor of the first tableau. */
const pivot = ({ rows, basis, over }: Tableau, row: number, column: number): Tableau => {
  const chosen = rows[row]!;
  const by = chosen[column]!;
  return {
    rows: rows.map((one, index) =>
      index === row ? one : one.map((value, at) => (value * by - one[column]! * chosen[at]!) / over),
    ),
    basis: basis.map((one, index) => (index === row ? column : one)),
    over: by,
  };
};

const mostPivots = 5_000;

/**
 * The least sum of so many numbers of at least 0 under these conditions; undefined where they contradict each other.
 * It is a linear programme, solved exactly as its dual, which starts feasible, by the simplex method with R. G. Bland's
 * rule ("New finite pivoting rules for the simplex method", Mathematics of Operations Research 2, 1977).
 */
export const leastSum = (size: number, conditions: readonly SumConstraint[]): Ratio | undefined => {
  let tableau = startOf(size, conditions);
  for (let pivots = 0; pivots < mostPivots; pivots++) {
    const objective = tableau.rows.at(-1)!;
    const column = objective.findIndex((value, at) => at < objective.length - 1 && value < 0n);
    if (column < 0) return { value: objective.at(-1)!, over: tableau.over };
    const row = rowLeaving(tableau, column);
    if (row === undefined) return undefined;
    tableau = pivot(tableau, row, column);
  }
  return undefined;
};
