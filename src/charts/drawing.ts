import type { Palette } from './palette.js';

export interface Style {
  fill?: string;
  stroke?: string;
  lineWidth?: number;
  lineDash?: number[];
  opacity?: number;
  text?: string;
  font?: string;
  align?: 'left' | 'right' | 'center';
  verticalAlign?: 'top' | 'middle' | 'bottom';
  width?: number;
  overflow?: 'truncate' | 'break';
  decal?: Record<string, unknown>;
}

export interface Shape {
  type: 'rect' | 'line' | 'polyline' | 'polygon' | 'circle' | 'text' | 'bezierCurve';
  shape?: Record<string, unknown>;
  style: Style;
  x?: number;
  y?: number;
  /** What the pointer is told. */
  info?: string;
}

/** Where things are drawn: pixels of the values on both axes, and the frame between them. */
export interface Plot {
  x(value: number): number;
  y(value: number): number;
  left: number;
  top: number;
  width: number;
  height: number;
}

export interface Axis {
  names?: readonly string[];
  most?: number;
  least?: number;
  label?(value: number): string;
  /** From one label to the next. */
  step?: number;
  isHidden?: boolean;
  isInverse?: boolean;
  /** Its labels stand alone. */
  isBare?: boolean;
  title?: string;
}

/** A chart as a pure function of its data: axes, and shapes on them. */
export interface Drawing {
  x: Axis;
  y: Axis;
  margin: { left: number; right: number; top: number; bottom: number };
  height: number;
  shapes(plot: Plot): Shape[];
}

export type DrawingMaker = (palette: Palette, width: number) => Drawing;

export const font = '12px system-ui, sans-serif';
export const strong = '600 12px system-ui, sans-serif';

export const line = (x1: number, y1: number, x2: number, y2: number, style: Style): Shape => ({
  type: 'line',
  shape: { x1, y1, x2, y2 },
  style,
});

export const rect = (x: number, y: number, width: number, height: number, style: Style): Shape => ({
  type: 'rect',
  shape: { x, y, width: Math.max(width, 0), height: Math.max(height, 0) },
  style,
});

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

export const drawMark = (form: PartyMark, x: number, y: number, radius: number, style: Style): Shape =>
  form === 'circle'
    ? { type: 'circle', shape: { cx: x, cy: y, r: radius }, style }
    : {
        type: 'polygon',
        shape: { points: corners[form].map(([right, down]) => [x + right * radius, y + down * radius]) },
        style,
      };

export const words = (text: string, x: number, y: number, style: Style): Shape => ({
  type: 'text',
  x,
  y,
  style: { text, font, verticalAlign: 'middle', ...style },
});

/** A round number so that about four of them span a range. */
const roundStep = (range: number): number => {
  const raw = Math.max(range, 1) / 4;
  const ten = 10 ** Math.floor(Math.log10(raw));
  return ten * ([1, 2, 5, 10].find((times) => times * ten >= raw) ?? 10);
};

/** An axis from one round number to another that has all these values within it. */
export const roundAxis = (values: readonly number[]): Required<Pick<Axis, 'least' | 'most' | 'step'>> => {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  const step = roundStep(most - least);
  return { least: Math.floor(least / step) * step, most: Math.ceil((most + step / 8) / step) * step, step };
};
