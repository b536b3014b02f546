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

export type Draw = (palette: Palette, width: number) => Drawing;

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

export const words = (text: string, x: number, y: number, style: Style): Shape => ({
  type: 'text',
  x,
  y,
  style: { text, font, verticalAlign: 'middle', ...style },
});
