import type { Paint, Shape } from './drawing.js';

/** The mark of a party, beside its colour. */
export type PartyMark = 'circle' | 'square' | 'triangle' | 'diamond' | 'drop' | 'hexagon';

/** The corners of each form within one unit of its middle; a circle has none. */
const corners: Readonly<Record<Exclude<PartyMark, 'circle'>, readonly (readonly [number, number])[]>> = {
  square: [
    [-0.9, -0.9],
    [0.9, -0.9],
    [0.9, 0.9],
    [-0.9, 0.9],
  ],
  triangle: [
    [0, -1.15],
    [1.1, 0.85],
    [-1.1, 0.85],
  ],
  diamond: [
    [0, -1.25],
    [1.25, 0],
    [0, 1.25],
    [-1.25, 0],
  ],
  drop: [
    [0, 1.15],
    [1.1, -0.85],
    [-1.1, -0.85],
  ],
  hexagon: [
    [-1.15, 0],
    [-0.58, -1],
    [0.58, -1],
    [1.15, 0],
    [0.58, 1],
    [-0.58, 1],
  ],
};

export const drawMark = (form: PartyMark, x: number, y: number, radius: number, paint: Paint): Shape =>
  form === 'circle'
    ? { type: 'circle', x, y, radius, paint }
    : {
        type: 'polygon',
        points: corners[form].map(([right, down]) => [x + right * radius, y + down * radius]),
        paint,
      };
