import type { Palette, Shade } from './palette.js';
import {
  type DrawingMaker,
  type Drawing,
  line,
  type Plot,
  rect,
  type Shape,
  told,
  usualPx,
  words,
} from './drawing.js';
import { type ErrorBar, type Fill, fillPaint, slot, whisker } from './grammar.js';
import { iconStep } from './icons.js';
import { lineWidth, wrapText } from './letters.js';
import { drawMark, type PartyMark } from './party-mark.js';
import { narrowWidth } from './widths.js';
import { type Mark, marks } from './words/marks.js';

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
  /** The number in words. */
  text: string;
  marks?: readonly Mark[];
  /** It is a row of the other reading only. */
  isMissing?: boolean;
}

export interface Bars {
  bars: readonly Bar[];
  axis(value: number): string;
  /** The same rows in another reading: both have one scale, and what moved is drawn in the later one. */
  beside?: { side: 'A' | 'B'; bars: readonly Bar[] };
}

export interface BarDrawing extends Drawing {
  bars: Bars;
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
  /** What the numbers take, and of it the marks behind them. */
  textRoom: number;
  marksRoom: number;
}

/** The marks stand in columns of their own, so that numbers end at one line. */
const marksRoomOf = (bars: readonly Bar[]): number =>
  Math.max(0, ...bars.map(({ marks: own = [] }) => own.length)) * iconStep;

const layoutOf = (chart: Bars, width: number): BarLayout => {
  const { bars, beside } = chart;
  const all = allBars(chart);
  const isNarrow = width < narrowWidth;
  const marksRoom = marksRoomOf(all);
  const wide = textRoom(all, width);
  const room = wide - textInset - marksRoom - 2;
  let top = 0;
  const linesFor = ({ text }: Bar): string[] =>
    wrapText(text, isNarrow ? width - textGap - marksRoom : room, usualPx);
  const breaks = ({ label, text }: Bar): boolean =>
    isNarrow && lineWidth(`${label}${text}`, usualPx) + 40 + marksRoom > width;
  const rows = bars.map((bar, index) => {
    const other = beside?.bars[index];
    const both = other ? [bar, other] : [bar];
    if (bar.heading !== undefined) top += headingHeight;
    const isBroken = both.some(breaks);
    const lines = linesFor(bar);
    const count = Math.max(...both.map((one) => linesFor(one).length));
    const more = (isBroken ? count : Math.max(0, count - 1)) * lineHeight;
    const row = { bar, top, isBroken, lines, more };
    top += (isNarrow ? narrowRowHeight : rowHeight) + more;
    return row;
  });
  return { rows, height: top, isNarrow, textRoom: wide, marksRoom };
};

const reachOf = ({ segments, reach }: Bar): number =>
  Math.max(
    segments.reduce((sum, { value }) => sum + value, 0),
    reach?.high ?? reach?.low ?? 0,
  );

/** Every bar that has to have room and a place on the scale. */
const allBars = ({ bars, beside }: Bars): readonly Bar[] => (beside ? [...bars, ...beside.bars] : bars);

const isOpen = ({ reach }: Bar): boolean => reach?.high === null;

const segmentsOf = ({ segments }: Bar, top: number, { x }: Plot, palette: Palette): Shape[] => {
  let from = 0;
  return segments
    .filter(({ value }) => value > 0)
    .map(({ value, fill, shade }) => {
      const start = x(from);
      from += value;
      return rect(start, top, Math.max(x(from) - start, 1.5), barHeight, fillPaint(fill, shade, palette));
    });
};

const headingShape = ({ bar: { heading }, top }: BarRow, palette: Palette): Shape[] =>
  heading === undefined ? [] : [words(heading, 0, top - 9, { fill: palette.text, isStrong: true })];

/** The number ends where all numbers end, and its marks follow it. */
const numberShapes = (
  { bar: { marks: own = [] }, lines, isBroken }: BarRow,
  y: number,
  end: number,
  palette: Palette,
): Shape[] => {
  const at = (index: number): number => y + (index + (isBroken ? 1 : 0)) * lineHeight;
  return [
    ...lines.map((one, index) => words(one, end, at(index), { fill: palette.text, align: 'right' })),
    ...own.map((mark, index): Shape => {
      const x = end + (index + 0.5) * iconStep + 1;
      return { type: 'icon', mark, x, y: at(lines.length - 1), colour: palette.text };
    }),
  ];
};

const labelShapes = (row: BarRow, plot: Plot, layout: BarLayout, palette: Palette): Shape[] => {
  const { bar, top, isBroken } = row;
  const { isNarrow, marksRoom } = layout;
  const y = top + (isNarrow ? 9 : rowHeight / 2);
  const inset = bar.swatch ? 14 : 0;
  const end = plot.left + plot.width + (isNarrow ? 0 : layout.textRoom - 2) - marksRoom;
  const beside = isBroken ? 0 : lineWidth(bar.text, usualPx) + 12 + marksRoom;
  return [
    ...(bar.swatch ? [drawMark(bar.swatch.form, 5, y, 4.5, { fill: bar.swatch.colour })] : []),
    words(bar.label, inset, y, {
      fill: palette.quiet,
      width: (isNarrow ? plot.width - beside : plot.left - 10) - inset,
    }),
    ...numberShapes(row, y, end, palette),
  ];
};

const barTop = ({ top, more }: BarRow, isNarrow: boolean): number =>
  top + (isNarrow ? 19 + more : (rowHeight - barHeight) / 2);

const infoOf = ({ heading, label, text, slot: word, marks: own = [] }: Bar): string => {
  const said = [text || word, ...own.map((mark) => marks[mark].says)].filter(Boolean).join('; ');
  return `${heading === undefined ? '' : `${heading} `}${label}: ${said}`;
};

/** Nothing is told of its length: it did not move from nothing. */
const isUntold = ({ slot: word, isMissing = false }: Bar): boolean => word !== undefined || isMissing;

/** Where a bar ends, for certain. */
const endOf = ({ segments }: Bar): number => segments.reduce((sum, { value }) => sum + value, 0);

/** From a ring, where the row ended in A, to where it ends in B. */
const movedShapes = (was: Bar, is: Bar, y: number, { x }: Plot, { text, page }: Palette): Shape[] => {
  const [from, to] = [x(endOf(was)), x(endOf(is))];
  if (isUntold(was) || isUntold(is) || Math.abs(to - from) < 2) return [];
  const side = Math.sign(to - from);
  return [
    told(`${is.label}: in A ${was.text}, in B ${is.text}`, [
      line(from, y, to, y, { stroke: text, lineWidth: 1 }),
      { type: 'circle', x: from, y, radius: 2.25, paint: { fill: page, stroke: text, lineWidth: 1 } },
      {
        type: 'polygon',
        points: [
          [to, y],
          [to - side * 5, y - 2.5],
          [to - side * 5, y + 2.5],
        ],
        paint: { fill: text },
      },
    ]),
  ];
};

const barShapes = (row: BarRow, plot: Plot, isNarrow: boolean, palette: Palette): Shape[] => {
  const { bar } = row;
  const top = barTop(row, isNarrow);
  const right = plot.left + plot.width;
  const shapes = [
    ...(bar.slot === undefined
      ? segmentsOf(bar, top, plot, palette)
      : slot(bar.slot, plot.left, top, barHeight, palette)),
    ...(bar.reach && bar.slot === undefined
      ? whisker(bar.reach, top + barHeight / 2, plot.x, right, palette)
      : []),
  ];
  return shapes.length === 0 ? [] : [told(infoOf(bar), shapes)];
};

/** As much as the longest label needs, within reason. */
const labelRoom = (bars: readonly Bar[], width: number): number => {
  const needed = bars.map(({ label, swatch }) => lineWidth(label, usualPx) + (swatch ? 14 : 0) + 14);
  return Math.round(Math.min(Math.max(120, ...needed), width * 0.36));
};

/** As much as the longest number needs, within reason. */
const textRoom = (bars: readonly Bar[], width: number): number =>
  Math.round(
    Math.min(
      Math.max(96, ...bars.map(({ text }) => lineWidth(text, usualPx) + textGap + marksRoomOf(bars))),
      width * 0.42,
    ),
  );

/** Horizontal bars: the words on the left, the number on the right, bounds as whiskers. */
export const drawBars =
  (chart: Bars): DrawingMaker =>
  (palette, width): BarDrawing => {
    const { axis, beside } = chart;
    const all = allBars(chart);
    const layout = layoutOf(chart, width);
    const { rows, height, isNarrow } = layout;
    const margin = isNarrow
      ? { left: 0, right: 12, top: 0, bottom: 24 }
      : { left: labelRoom(all, width), right: layout.textRoom, top: 0, bottom: 24 };
    const most = Math.max(0, ...all.map(reachOf));
    return {
      bars: chart,
      margin,
      height: height + margin.bottom,
      x: {
        most: (most || 1) * (all.some(isOpen) ? 1.06 : 1),
        // An axis on which nothing stands has no steps to name.
        label: most > 0 ? axis : () => '',
        isBare: true,
      },
      shapes: (plot) =>
        rows.flatMap((row, index) => {
          const was = beside?.side === 'B' ? beside.bars[index] : undefined;
          const y = barTop(row, isNarrow) + barHeight + 2.5;
          return [
            ...headingShape(row, palette),
            ...labelShapes(row, plot, layout, palette),
            ...barShapes(row, plot, isNarrow, palette),
            ...(was ? movedShapes(was, row.bar, y, plot, palette) : []),
          ];
        }),
    };
  };
