/** What a cell was written as, and what it was read as. */
export interface ReadCell {
  /** "Sheet1!D17". */
  address: string;
  /** The header of its column. */
  column: string;
  /** What it says of its row. */
  as: string;
  written: string;
  read: string;
  /** What else is to be known of it: a formula's value, a merged cell, what was assumed. */
  note?: string;
}

/** What is wrong with a cell, or with a row by its first cell. */
export interface SheetFault {
  address: string;
  detail: string;
}

/** Something said in a cell, as it is recorded. */
export interface Told<Value = string> {
  value: Value;
  address: string;
}

/** What came of the cells of a sheet so far. */
export class Findings {
  readonly readings: ReadCell[] = [];
  readonly faults: SheetFault[] = [];
  /** What was left out, and why. */
  readonly leftOut: SheetFault[] = [];

  fault(address: string, detail: string): undefined {
    this.faults.push({ address, detail });
    return undefined;
  }

  leaveOut(address: string, detail: string): undefined {
    this.leftOut.push({ address, detail });
    return undefined;
  }
}
