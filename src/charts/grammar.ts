import type { Palette, Shade } from './palette.js';
import { line, rect, type Shape, type Style, words } from './drawing.js';

/** How firmly something is promised, as a fill: solid firm, hatched optional or contingent, hollow intent. */
export type Fill = 'solid' | 'hatched' | 'hollow';

export const fillOf = (bindingness: string): Fill =>
  bindingness === 'firm' ? 'solid' : bindingness === 'intent' ? 'hollow' : 'hatched';

const hatchPattern = (colour: string): Record<string, unknown> => ({
  symbol: 'rect',
  symbolSize: 1,
  color: colour,
  dashArrayX: [1, 0],
  dashArrayY: [2.5, 3.5],
  rotation: -Math.PI / 4,
});

export const fillStyle = (fill: Fill, { colour, outline }: Shade, { page }: Palette): Style => {
  if (fill === 'hollow') return { fill: page, stroke: outline ?? colour, lineWidth: 1.5, lineDash: [4, 3] };
  const edge = outline ?? colour;
  if (fill === 'solid') return { fill: colour, ...(outline && { stroke: edge, lineWidth: 1.5 }) };
  return { fill: page, stroke: edge, lineWidth: 1.5, decal: hatchPattern(edge) };
};

export interface ErrorBar {
  low: number;
  /** `null` is open. */
  high: number | null;
}

const cap = 4;

/** Bounds as a whisker; what is open ends in an arrow. */
export const whisker = (
  { low, high }: ErrorBar,
  y: number,
  x: (value: number) => number,
  right: number,
  { text }: Palette,
): Shape[] => {
  const style = { stroke: text, lineWidth: 1.25 };
  const start = line(x(low), y - cap, x(low), y + cap, style);
  if (high === null) {
    const end = Math.min(right, x(low) + 26);
    const head: Shape = {
      type: 'polygon',
      shape: {
        points: [
          [end + 6, y],
          [end, y - cap],
          [end, y + cap],
        ],
      },
      style: { fill: text },
    };
    return [start, line(x(low), y, end, y, { ...style, lineDash: [3, 2] }), head];
  }
  return [start, line(x(low), y, x(high), y, style), line(x(high), y - cap, x(high), y + cap, style)];
};

const slotWidth = 84;

/** Nobody told, or nobody has seen it: a grey dotted slot with the word, never a bar of no length. */
export const slot = (
  word: string,
  left: number,
  top: number,
  height: number,
  palette: Palette,
  width = slotWidth,
): Shape[] => [
  rect(left, top, width, height, { fill: 'none', stroke: palette.other, lineWidth: 1, lineDash: [1, 3] }),
  words(word, left + width / 2, top + height / 2, {
    fill: palette.quiet,
    align: 'center',
    font: '10px system-ui, sans-serif',
  }),
];
