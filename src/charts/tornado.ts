import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import {
  type DrawingMaker,
  type Drawing,
  line,
  type Plot,
  rect,
  roundAxis,
  type Shape,
  told,
  words,
} from './drawing.js';

export interface TornadoEnd {
  value: number;
  /** Which input gives it, and what comes of it. */
  text: string;
}

export interface TornadoBar {
  label: string;
  /** The end with the smaller value first. */
  ends: readonly [TornadoEnd, TornadoEnd];
}

export interface TornadoChart {
  /** With every input at its base. */
  base: number;
  baseText: string;
  bars: readonly TornadoBar[];
  axis(value: number): string;
}

const rowHeight = 58;
/** Where there is no room for both ends on one line. */
const narrowRowHeight = 74;
const narrowWidth = 460;
const headHeight = 22;
const barHeight = 13;
const smallPx = 11;

interface TornadoRow {
  bar: TornadoBar;
  top: number;
  isNarrow: boolean;
}

const rowOf = (
  { bar: { label, ends }, top, isNarrow }: TornadoRow,
  base: number,
  plot: Plot,
  palette: Palette,
): Shape[] => {
  const [low, high] = ends;
  const [from, to] = [plot.x(low.value), plot.x(high.value)];
  const bar = rect(from, top + 18, Math.max(to - from, 1.5), barHeight, { fill: palette.categories[1] });
  const right = plot.left + plot.width;
  return [
    words(label, plot.left, top + 9, {
      fill: palette.text,
      isStrong: true,
      width: plot.width,
    }),
    told(`${label}: ${low.text}; ${high.text}`, [bar]),
    words(low.text, plot.left, top + 40, { fill: palette.quiet, sizePx: smallPx }),
    line(plot.x(base), top + 15, plot.x(base), top + 34, { stroke: palette.text, lineWidth: 1.5 }),
    words(high.text, right, top + (isNarrow ? 56 : 40), {
      fill: palette.quiet,
      sizePx: smallPx,
      align: 'right',
    }),
  ];
};

/** The label of the base stays within the frame. */
const baseOf = ({ base, baseText }: TornadoChart, plot: Plot, palette: Palette): Shape[] => {
  const x = plot.x(base);
  const half = lineWidth(baseText, 12) / 2;
  const middle = Math.min(Math.max(x, plot.left + half), plot.left + plot.width - half);
  return [
    line(x, 16, x, headHeight, { stroke: palette.text, lineWidth: 1.5 }),
    words(baseText, middle, 8, { fill: palette.text, align: 'center' }),
  ];
};

/** How far each uncertain input moves the answer by itself: a bar from one end to the other, the widest first. */
export const drawTornado =
  (chart: TornadoChart): DrawingMaker =>
  (palette, width): Drawing => {
    const isNarrow = width < narrowWidth;
    const step = isNarrow ? narrowRowHeight : rowHeight;
    const values = [chart.base, ...chart.bars.flatMap(({ ends }) => ends.map(({ value }) => value))];
    const height = headHeight + chart.bars.length * step;
    return {
      margin: { left: 8, right: 8, top: 0, bottom: 24 },
      height: height + 24,
      x: { ...roundAxis(values), label: chart.axis },
      shapes: (plot) => [
        ...chart.bars.flatMap((bar, index) =>
          rowOf({ bar, top: headHeight + index * step, isNarrow }, chart.base, plot, palette),
        ),
        ...baseOf(chart, plot, palette),
      ],
    };
  };
