interface Column {
  title: string;
  /** Numbers stand on the right. */
  isNumber?: boolean;
  /** Never broken over lines: a date, a name. */
  isShort?: boolean;
}

export interface Cell {
  text: string;
  /** What it is sorted by; its text when missing. */
  order?: number;
  /** The ids of the events that it rests on. */
  rests?: readonly string[] | undefined;
}

/** What a chart draws, in words and to the last digit. */
export interface Grid {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
}

export const cell = (text: string): Cell => ({ text });
