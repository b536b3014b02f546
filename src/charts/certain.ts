import type { Segment } from './bar-layout.js';

/** How much of a number is certain, and how much is stated where "up to" and the middle of a range are taken at their word. */
export interface StatedExtent {
  low: number;
  stated: number;
}

type Look = Pick<Segment, 'fill' | 'shade'>;

/**
 * Parts of a number as a bar: in full as far as they are certain, together as long as what the words begin with, and
 * pale from there on to what is stated.
 */
export const certainFirst = (parts: readonly (StatedExtent & Look)[]): Segment[] => [
  ...parts.map(({ low, fill, shade }) => ({ value: low, fill, shade })),
  ...parts.map(({ low, stated, fill, shade }) => ({
    value: Math.max(0, stated - low),
    fill,
    shade,
    isPale: true as const,
  })),
];
