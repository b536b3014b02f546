import { itemAt } from '../../../events/kit/item-at.js';

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
    for (const [column, above] of lower.entries())
      entries.push(subtractProducts(itemAt(own, column), entries, above) / itemAt(above, column));
    const square = subtractProducts(itemAt(own, row), entries, entries);
    if (!(square > least)) return undefined;
    lower.push([...entries, Math.sqrt(square)]);
  }
  return lower;
};

const subtractProducts = (from: number, left: readonly number[], right: readonly number[]): number =>
  left.reduce((rest, value, place) => rest - value * itemAt(right, place), from);

const sweeps = 60;

/** Turns two rows and columns so that the entry where they meet becomes nothing. */
const rotate = (matrix: readonly number[][], p: number, q: number): void => {
  const [upper, lower] = [itemAt(matrix, p), itemAt(matrix, q)];
  const [own, other, meeting] = [itemAt(upper, p), itemAt(lower, q), itemAt(upper, q)];
  const theta = (other - own) / (2 * meeting);
  const tangent = (theta < 0 ? -1 : 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cosine = 1 / Math.sqrt(tangent * tangent + 1);
  const sine = tangent * cosine;
  for (const row of matrix) {
    const [left, right] = [itemAt(row, p), itemAt(row, q)];
    row[p] = cosine * left - sine * right;
    row[q] = sine * left + cosine * right;
  }
  for (const [k, left] of upper.entries()) {
    const right = itemAt(lower, k);
    upper[k] = cosine * left - sine * right;
    lower[k] = sine * left + cosine * right;
  }
};

/** The smallest eigenvalue of a symmetric matrix, by Jacobi's rotations. */
export const smallestEigenvalue = (matrix: Matrix): number => {
  const turned = matrix.map((row) => [...row]);
  for (let sweep = 0; sweep < sweeps; sweep++) {
    let rotated = false;
    for (const [p, row] of turned.entries())
      for (let q = p + 1; q < turned.length; q++)
        if (Math.abs(itemAt(row, q)) > least) {
          rotate(turned, p, q);
          rotated = true;
        }
    if (!rotated) break;
  }
  return Math.min(...turned.map((row, index) => itemAt(row, index)));
};
