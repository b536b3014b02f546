/** Whole numbers in rows and columns, of any size; a place outside of it is a fault of whoever asks. */
export class ExactMatrix {
  constructor(readonly rows: readonly (readonly bigint[])[]) {}

  at(row: number, column: number): bigint {
    const value = this.rows[row]?.at(column);
    if (value === undefined) throw new RangeError(`No place ${row}, ${column} in a matrix.`);
    return value;
  }

  /**
   * Takes a multiple of one row from each other one, so that its column is nothing there. Stays in whole numbers
   * (J. Edmonds' integer pivoting, E. H. Bareiss' elimination): every entry is a minor of the first matrix; `over` is
   * what they all were over before.
   */
  pivot(row: number, column: number, over: bigint): ExactMatrix {
    const by = this.at(row, column);
    return new ExactMatrix(
      this.rows.map((one, index) => {
        if (index === row) return one;
        const times = this.at(index, column);
        return one.map((value, at) => (value * by - times * this.at(row, at)) / over);
      }),
    );
  }
}
