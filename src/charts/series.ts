import type { Mark } from './words/marks.js';

export interface SeriesPoint {
  low: number;
  point: number | null;
  /** `null` is open. */
  high: number | null;
}

/** How a line is drawn: one that may lie under another is wide and pale, the one on it narrow and dashed. */
export type LineForm = 'wide' | 'dashed' | 'plain';

export interface Series {
  name: string;
  colour: string;
  form: LineForm;
  mark?: Mark;
  /** One per period; undefined where it can't be seen from here. */
  stocks: readonly (SeriesPoint | undefined)[];
}

/** Where a period begins and ends, in pixels. */
export type Span = (index: number) => { from: number; to: number };

/** The level at which a line is drawn: none where nobody said how much it is. */
export const levelOf = (stock: SeriesPoint | undefined): number | undefined => {
  if (!stock) return undefined;
  return stock.point ?? (stock.low > 0 ? stock.low : undefined);
};

/** Whether nobody said anything of how much it is: it is not nothing. */
export const isUndisclosed = (stock: SeriesPoint | undefined): boolean =>
  stock?.high === null && levelOf(stock) === undefined;
