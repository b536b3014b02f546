import { line, type Paint, rect, type Shape, words } from './drawing.js';
import type { Palette, Shade } from './palette.js';

/** How firmly something is promised, as a fill: solid firm, hatched optional or contingent, hollow intent. */
export type Fill = 'solid' | 'hatched' | 'hollow';

export const fillOf = (bindingness: string): Fill =>
  bindingness === 'firm' ? 'solid' : bindingness === 'intent' ? 'hollow' : 'hatched';

/** Of what is stated, but not certain; its whisker is not pale. */
export const paleOpacity = 0.4;

export const fillPaint = (fill: Fill, shade: Shade, palette: Palette, isPale = false): Paint => ({
  ...surePaint(fill, shade, palette),
  ...(isPale && { opacity: paleOpacity }),
});

const surePaint = (fill: Fill, { colour, outline }: Shade, { page }: Palette): Paint => {
  const edge = outline ?? colour;
  if (fill === 'hollow') return { fill: page, stroke: edge, lineWidth: 1.5, lineDash: [4, 3] };
  if (fill === 'solid') return { fill: colour, ...(outline && { stroke: edge, lineWidth: 1.5 }) };
  return { hatch: edge, stroke: edge, lineWidth: 1.5 };
};

export interface ErrorBar {
  low: number;
  /** `null` is open. */
  high: number | null;
  /** How far it is drawn: an open end goes on from there. */
  stated?: number;
}

const cap = 4;

/** Bounds as a whisker; what is open ends in an arrow. */
export const whisker = (
  { low, high, stated = low }: ErrorBar,
  y: number,
  x: (value: number) => number,
  right: number,
  { text }: Palette,
): Shape[] => {
  const paint = { stroke: text, lineWidth: 1.25 };
  const start = line(x(low), y - cap, x(low), y + cap, paint);
  if (high === null) {
    const end = Math.min(right, x(Math.max(low, stated)) + 26);
    const head: Shape = {
      type: 'polygon',
      points: [
        [end + 6, y],
        [end, y - cap],
        [end, y + cap],
      ],
      paint: { fill: text },
    };
    return [start, line(x(low), y, end, y, { ...paint, lineDash: [3, 2] }), head];
  }
  return [start, line(x(low), y, x(high), y, paint), line(x(high), y - cap, x(high), y + cap, paint)];
};

/** An open end upwards. */
export const arrowUp = (x: number, y: number, top: number, colour: string): Shape[] => {
  const end = Math.max(top + 6, y - 22);
  return [
    line(x, y, x, end, { stroke: colour, lineWidth: 1.25, lineDash: [3, 2] }),
    {
      type: 'polygon',
      points: [
        [x, end - 6],
        [x - 4, end],
        [x + 4, end],
      ],
      paint: { fill: colour },
    },
  ];
};

/** Of a band of bounds, through which the axis is seen, and of each of the two bands of a fan. */
export const bandOpacity = 0.22;
export const fanOpacity = 0.24;

const slotWidth = 84;
const slotPx = 10;

/** Nobody told, or nobody has seen it: a grey dotted slot with the word, never a bar of no length. */
export const slot = (
  word: string,
  left: number,
  top: number,
  height: number,
  palette: Palette,
  width = slotWidth,
): Shape[] => [
  rect(left, top, width, height, { stroke: palette.other, lineWidth: 1, lineDash: [1, 3] }),
  ...(word === ''
    ? []
    : [
        words(word, left + width / 2, top + height / 2, {
          fill: palette.quiet,
          align: 'center',
          sizePx: slotPx,
        }),
      ]),
];
