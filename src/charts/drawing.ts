import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import type { Mark } from './words/marks.js';

/** How a shape is filled and outlined. */
export interface Paint {
  fill?: string;
  /** Drawn over the page in slanted lines of this colour, instead of a fill. */
  hatch?: string;
  stroke?: string;
  lineWidth?: number;
  lineDash?: readonly number[];
  opacity?: number;
}

export type Point = readonly [x: number, y: number];

/** A line of words at a point, its middle at that height. */
export interface TextLine {
  type: 'text';
  x: number;
  y: number;
  text: string;
  /** All of it, where the line shows less. */
  whole?: string;
  fill: string;
  align: 'left' | 'right' | 'center';
  sizePx: number;
  isStrong: boolean;
}

/** Shapes that are one thing, with what is said of it. */
export interface ToldShapes {
  type: 'told';
  info: string;
  shapes: readonly Shape[];
}

export type Shape =
  | { type: 'rect'; x: number; y: number; width: number; height: number; paint: Paint }
  | { type: 'line'; from: Point; to: Point; paint: Paint }
  | { type: 'polyline' | 'polygon'; points: readonly Point[]; paint: Paint }
  | { type: 'curve'; from: Point; bend: Point; to: Point; paint: Paint }
  | { type: 'circle'; x: number; y: number; radius: number; paint: Paint }
  | { type: 'icon'; mark: Mark; x: number; y: number; colour: string }
  | TextLine
  | ToldShapes;

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
  /** One place for each, instead of a scale. */
  names?: readonly string[];
  most?: number;
  least?: number;
  label?(value: number): string;
  /** From one label to the next. */
  step?: number;
  /** Just these values are labelled. */
  ticks?: readonly number[];
  /** Its labels stand alone. */
  isBare?: boolean;
}

/** A chart as a pure function of its data: axes, and shapes on them. Without an axis its direction is in pixels. */
export interface Drawing {
  x?: Axis;
  y?: Axis;
  margin: { left: number; right: number; top: number; bottom: number };
  height: number;
  shapes(plot: Plot): Shape[];
}

export type DrawingMaker = (palette: Palette, width: number) => Drawing;

export const usualPx = 12;

export const line = (x1: number, y1: number, x2: number, y2: number, paint: Paint): Shape => ({
  type: 'line',
  from: [x1, y1],
  to: [x2, y2],
  paint,
});

export const rect = (x: number, y: number, width: number, height: number, paint: Paint): Shape => ({
  type: 'rect',
  x,
  y,
  width: Math.max(width, 0),
  height: Math.max(height, 0),
  paint,
});

export const told = (info: string, shapes: readonly Shape[]): Shape => ({ type: 'told', info, shapes });

interface WordStyle {
  fill: string;
  align?: TextLine['align'];
  sizePx?: number;
  isStrong?: boolean;
  /** What is wider is cut, and keeps its whole text. */
  width?: number;
}

/** As much of a text as has room, with an ellipsis where that is not all of it. */
const cutToFit = (text: string, mostPx: number, sizePx: number, isStrong: boolean): string => {
  if (lineWidth(text, sizePx, isStrong) <= mostPx) return text;
  const letters = [...text];
  while (letters.length > 1 && lineWidth(`${letters.join('')}…`, sizePx, isStrong) > mostPx) letters.pop();
  return `${letters.join('').trimEnd()}…`;
};

export const words = (text: string, x: number, y: number, style: WordStyle): TextLine => {
  const { fill, align = 'left', sizePx = usualPx, isStrong = false, width } = style;
  const shown = width === undefined ? text : cutToFit(text, width, sizePx, isStrong);
  return {
    type: 'text',
    x,
    y,
    text: shown,
    ...(shown !== text && { whole: text }),
    fill,
    align,
    sizePx,
    isStrong,
  };
};

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
