export interface SeriesPoint {
  low: number;
  point: number | null;
  /** `null` is open. */
  high: number | null;
}

export interface Series {
  name: string;
  colour: string;
  isDashed?: boolean;
  /** One per period; undefined where it can't be seen from here. */
  stocks: readonly (SeriesPoint | undefined)[];
}

/** Where a period begins and ends, in pixels. */
export type Span = (index: number) => { from: number; to: number };
