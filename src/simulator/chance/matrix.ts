export type Matrix = readonly (readonly number[])[];

/** Smaller than this a pivot is nothing but rounding. */
const least = 1e-12;

/**
 * The lower triangle whose product with its own transpose is the matrix; undefined where that is not positive definite.
 * Row by row, so that a further row leaves those before it as they are.
 */
export const cholesky = (matrix: Matrix): number[][] | undefined => {
  const lower: number[][] = [];
  for (const [row, own] of matrix.entries()) {
    const entries: number[] = [];
    for (let column = 0; column <= row; column++) {
      let left = own[column]!;
      for (let k = 0; k < column; k++)
        left -= entries[k]! * (column === row ? entries[k]! : lower[column]![k]!);
      if (column < row) entries.push(left / lower[column]![column]!);
      else if (left > least) entries.push(Math.sqrt(left));
      else return undefined;
    }
    lower.push(entries);
  }
  return lower;
};

const sweeps = 60;

/** Turns two rows and columns so that the entry where they meet becomes nothing. */
const rotate = (matrix: number[][], p: number, q: number): void => {
  const [own, other, meeting] = [matrix[p]![p]!, matrix[q]![q]!, matrix[p]![q]!];
  const theta = (other - own) / (2 * meeting);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of matrix) {
    const [left, right] = [row[p]!, row[q]!];
    row[p] = cosine * left - sine * right;
    row[q] = sine * left + cosine * right;
  }
  const [upper, lower] = [matrix[p]!, matrix[q]!];
  for (let k = 0; k < matrix.length; k++) {
    const [left, right] = [upper[k]!, lower[k]!];
    upper[k] = cosine * left - sine * right;
    lower[k] = sine * left + cosine * right;
  }
};

/** The smallest eigenvalue of a symmetric matrix, by Jacobi's rotations. */
export const smallestEigenvalue = (matrix: Matrix): number => {
  const turned = matrix.map((row) => [...row]);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let rotated = false;
    for (let p = 0; p < turned.length; p++)
      for (let q = p + 1; q < turned.length; q++)
        if (Math.abs(turned[p]![q]!) > least) {
          rotate(turned, p, q);
          rotated = true;
        }
    if (!rotated) break;
  }
  return turned.reduce((smallest, row, index) => (row[index]! < smallest ? row[index]! : smallest), Infinity);
};
