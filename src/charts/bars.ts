import type { Palette, Shade } from './palette.js';
import {
  type DrawingMaker,
  type Drawing,
  type PartyMark,
  drawMark,
  type Plot,
  rect,
  type Shape,
  strong,
  words,
} from './drawing.js';
import { lineWidth, wrapText } from './letters.js';
import { narrowWidth } from './widths.js';
import { type Fill, fillStyle, type ErrorBar, slot, whisker } from './grammar.js';

export interface Segment {
  value: number;
  fill: Fill;
  shade: Shade;
}

export interface Bar {
  label: string;
  /** Stands above the first bar of a group. */
  heading?: string;
  swatch?: { colour: string; form: PartyMark };
  segments: readonly Segment[];
  reach?: ErrorBar | undefined;
  /** Instead of a bar: undisclosed, or unknown. */
  slot?: string | undefined;
  /** The number in words, with its marks. */
  text: string;
}

export interface Bars {
  bars: readonly Bar[];
  axis(value: number): string;
  unit: string;
}

const rowHeight = 22;
const narrowRowHeight = 40;
const headingHeight = 26;
const lineHeight = 15;
/** Between the bars and the numbers, and with what is behind them. */
const textInset = 10;
const textGap = 22;
const barHeight = 13;

interface BarRow {
  bar: Bar;
  top: number;
  /** The number stands below the label, where there is no room beside it. */
  isBroken: boolean;
  /** The number, in as many lines as it needs. */
  lines: readonly string[];
  /** How much higher than the others the row is for it. */
  more: number;
}

interface BarLayout {
  rows: BarRow[];
  height: number;
  isNarrow: boolean;
}

const layoutOf = (bars: readonly Bar[], width: number): BarLayout => {
  const isNarrow = width < narrowWidth;
  const room = textRoom(bars, width) - textInset - 2;
  let top = 0;
  const rows = bars.map((bar) => {
    if (bar.heading !== undefined) top += headingHeight;
    const isBroken = isNarrow && lineWidth(`${bar.label}${bar.text}`, 12) + 40 > width;
    const lines = wrapText(bar.text, isNarrow ? width - textGap : room, 12);
    const more = (isBroken ? lines.length : Math.max(0, lines.length - 1)) * lineHeight;
    const row = { bar, top, isBroken, lines, more };
    top += (isNarrow ? narrowRowHeight : rowHeight) + more;
    return row;
  });
  return { rows, height: top, isNarrow };
};

const reachOf = ({ segments, reach }: Bar): number =>
  Math.max(
    segments.reduce((sum, { value }) => sum + value, 0),
    reach?.high ?? reach?.low ?? 0,
  );

const isOpen = ({ reach }: Bar): boolean => reach?.high === null;

const segmentsOf = ({ segments }: Bar, top: number, { x }: Plot, palette: Palette): Shape[] => {
  let from = 0;
  return segments
    .filter(({ value }) => value > 0)
    .map(({ value, fill, shade }) => {
      const start = x(from);
      from += value;
      return rect(start, top, Math.max(x(from) - start, 1.5), barHeight, fillStyle(fill, shade, palette));
    });
};

const headingShape = ({ bar: { heading }, top }: BarRow, palette: Palette): Shape[] =>
  heading === undefined ? [] : [words(heading, 0, top - 9, { fill: palette.text, font: strong })];

const labelShapes = (
  { bar, top, isBroken, lines }: BarRow,
  plot: Plot,
  isNarrow: boolean,
  palette: Palette,
): Shape[] => {
  const y = top + (isNarrow ? 9 : rowHeight / 2);
  const inset = bar.swatch ? 14 : 0;
  const right = plot.left + plot.width + (isNarrow ? 0 : textInset);
  return [
    ...(bar.swatch ? [drawMark(bar.swatch.form, 5, y, 4.5, { fill: bar.swatch.colour })] : []),
    words(bar.label, inset, y, {
      fill: palette.quiet,
      width: isNarrow
        ? plot.width - (isBroken ? 0 : lineWidth(bar.text, 12) + 12) - inset
        : plot.left - 10 - inset,
      overflow: 'truncate',
    }),
    ...lines.map((line, index) =>
      words(line, right, y + (index + (isBroken ? 1 : 0)) * lineHeight, {
        fill: palette.text,
        align: isNarrow ? 'right' : 'left',
      }),
    ),
  ];
};

const barShapes = (row: BarRow, plot: Plot, isNarrow: boolean, palette: Palette): Shape[] => {
  const { bar } = row;
  const top = row.top + (isNarrow ? 19 + row.more : (rowHeight - barHeight) / 2);
  const right = plot.left + plot.width;
  return [
    ...(bar.slot === undefined
      ? segmentsOf(bar, top, plot, palette)
      : slot(bar.slot, plot.left, top, barHeight, palette)),
    ...(bar.reach && bar.slot === undefined
      ? whisker(bar.reach, top + barHeight / 2, plot.x, right, palette)
      : []),
  ].map((shape) => ({ ...shape, info: `${bar.heading ?? ''} ${bar.label}: ${bar.text}`.trim() }));
};

/** As much as the longest label needs, within reason. */
const labelRoom = (bars: readonly Bar[], width: number): number => {
  const needed = bars.map(({ label, swatch }) => lineWidth(label, 12) + (swatch ? 14 : 0) + 14);
  return Math.round(Math.min(Math.max(120, ...needed), width * 0.36));
};

/** As much as the longest number needs, within reason. */
const textRoom = (bars: readonly Bar[], width: number): number =>
  Math.round(Math.min(Math.max(96, ...bars.map(({ text }) => lineWidth(text, 12) + textGap)), width * 0.42));

/** Horizontal bars: the words on the left, the number on the right, bounds as whiskers. */
export const drawBars =
  ({ bars, axis, unit }: Bars): DrawingMaker =>
  (palette, width): Drawing => {
    const { rows, height, isNarrow } = layoutOf(bars, width);
    const margin = isNarrow
      ? { left: 0, right: 12, top: 0, bottom: 24 }
      : { left: labelRoom(bars, width), right: textRoom(bars, width), top: 0, bottom: 24 };
    const most = Math.max(0, ...bars.map(reachOf));
    return {
      margin,
      height: height + margin.bottom,
      x: {
        most: (most || 1) * (bars.some(isOpen) ? 1.06 : 1),
        // An axis on which nothing stands has no steps to name.
        label: most > 0 ? axis : () => '',
        title: unit,
        isBare: true,
      },
      y: { most: Math.max(height, 1), isHidden: true, isInverse: true },
      shapes: (plot) =>
        rows.flatMap((row) => [
          ...headingShape(row, palette),
          ...labelShapes(row, plot, isNarrow, palette),
          ...barShapes(row, plot, isNarrow, palette),
        ]),
    };
  };
