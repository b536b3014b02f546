import type { Paint } from '../drawing.js';

/** What a shape is painted with, as attributes that need no style sheet. */
export interface PaintAttributes {
  fill: string;
  stroke?: string;
  'stroke-width'?: number;
  'stroke-dasharray'?: string;
  opacity?: number;
}

/** By which id a colour's slanted lines are found. */
export type HatchIds = (colour: string) => string;

export const paintAttributes = (
  { fill = 'none', hatch, stroke, lineWidth, lineDash = [], opacity }: Paint,
  idOf: HatchIds,
): PaintAttributes => ({
  fill: hatch === undefined ? fill : `url(#${idOf(hatch)})`,
  ...(stroke !== undefined && { stroke }),
  ...(lineWidth !== undefined && { 'stroke-width': round(lineWidth) }),
  ...(lineDash.length > 0 && { 'stroke-dasharray': lineDash.join(' ') }),
  ...(opacity !== undefined && { opacity }),
});

/** To a hundredth of a pixel: finer is not seen, and machines may differ. */
export const round = (value: number): number => Math.round(value * 100) / 100 || 0;
