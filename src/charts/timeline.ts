import type { Palette } from './palette.js';
import { type DrawingMaker, type Drawing, line, type Plot, rect, type Shape, words } from './drawing.js';
import { type Fill, fillStyle, slot } from './grammar.js';
import { narrowWidth } from './widths.js';
import type { Series, Span } from './series.js';
import { labelHeight, namedSeries, namesAbove, namesOf } from './timeline-names.js';

export interface Gutter {
  segments: readonly { value: number; fill: Fill; colour: string; outline?: string }[];
  text: string;
  isUndisclosed: boolean;
}

export interface Timeline {
  periods: readonly string[];
  series: readonly Series[];
  /** Where what is drawn may have no date. */
  gutter?: Gutter;
  hasBounds: boolean;
  axis(value: number): string;
  /** The first period that lies ahead. */
  ahead: number;
}

const gutterWidth = 118;

/** The highest of all that is drawn; nothing where all of it is nothing. */
const highestValue = ({ series, gutter }: Timeline): number =>
  Math.max(
    0,
    (gutter?.segments ?? []).reduce((sum, { value }) => sum + value, 0),
    ...series.flatMap(({ stocks }) =>
      stocks.map((stock) => Math.max(stock?.point ?? 0, stock?.high ?? 0, stock?.low ?? 0)),
    ),
  );

const spans = ({ x, width }: Plot, count: number): Span => {
  const half = width / count / 2;
  return (index) => ({ from: x(index) - half, to: x(index) + half });
};

const arrowUp = (x: number, y: number, top: number, colour: string): Shape[] => {
  const end = Math.max(top + 6, y - 22);
  return [
    line(x, y, x, end, { stroke: colour, lineWidth: 1.25, lineDash: [3, 2] }),
    {
      type: 'polygon',
      shape: {
        points: [
          [x, end - 6],
          [x - 4, end],
          [x + 4, end],
        ],
      },
      style: { fill: colour },
    },
  ];
};

/** Bounds as a band; an open end as arrows at the first period that has it and where it changes. */
const bandsOf = (
  { stocks, colour, name }: Series,
  plot: Plot,
  span: Span,
  periods: readonly string[],
): Shape[] =>
  stocks.flatMap((stock, index): Shape[] => {
    if (!stock) return [];
    const { from, to } = span(index);
    const info = `${name}, ${periods[index]}`;
    if (stock.high === null) {
      const before = stocks[index - 1];
      const isNew =
        !before || before.high !== null || before.low !== stock.low || index === stocks.length - 1;
      return isNew ? arrowUp((from + to) / 2, plot.y(stock.point ?? stock.low), plot.top, colour) : [];
    }
    if (stock.high === stock.low) return [];
    const top = plot.y(stock.high);
    return [
      { ...rect(from, top, to - from, plot.y(stock.low) - top, { fill: colour, opacity: 0.22 }), info },
    ];
  });

const stepsOf = ({ stocks, colour, isDashed }: Series, plot: Plot, span: Span): Shape[] => {
  const runs: number[][][] = [[]];
  stocks.forEach((stock, index) => {
    const level = stock && (stock.point ?? stock.low);
    if (level === undefined) runs.push([]);
    else {
      const { from, to } = span(index);
      runs.at(-1)!.push([from, plot.y(level)], [to, plot.y(level)]);
    }
  });
  return runs
    .filter((points) => points.length > 0)
    .map((points) => ({
      type: 'polyline',
      shape: { points },
      style: { stroke: colour, lineWidth: 2.5, fill: 'none', ...(isDashed && { lineDash: [6, 4] }) },
    }));
};

/** What has no date stands beside the axis, never on it. */
const gutterOf = (gutter: Gutter, plot: Plot, palette: Palette): Shape[] => {
  const left = plot.left + plot.width + 30;
  const foot = plot.top + plot.height;
  let level = 0;
  const bars = gutter.segments
    .filter(({ value }) => value > 0)
    .map(({ value, fill, colour, outline }) => {
      const base = plot.y(level);
      level += value;
      const shade = { colour, ...(outline && { outline }) };
      return rect(left + 4, plot.y(level), 40, base - plot.y(level), fillStyle(fill, shade, palette));
    });
  return [
    line(left - 18, plot.top, left - 18, foot, { stroke: palette.line, lineWidth: 1, lineDash: [2, 2] }),
    ...bars,
    ...(gutter.isUndisclosed ? slot('undisclosed', left, foot - 18, 14, palette) : []),
    words('undated', left, foot + 12, { fill: palette.quiet }),
    words(gutter.text, left, Math.min(plot.y(level), foot - (gutter.isUndisclosed ? 20 : 0)) - 9, {
      fill: palette.text,
    }),
  ];
};

const namesHeight = ({ series }: Timeline, width: number): number =>
  width < narrowWidth ? namedSeries(series).length * labelHeight : 0;

/** Stocks over time as steps, their bounds as bands, and the undated gutter beside the axis. */
export const drawTimeline =
  (timeline: Timeline): DrawingMaker =>
  (palette, width): Drawing => ({
    margin: {
      left: width < narrowWidth ? 44 : 56,
      right: timeline.gutter ? gutterWidth : 16,
      top: 26 + namesHeight(timeline, width),
      bottom: 24,
    },
    height: 260 + namesHeight(timeline, width),
    x: { names: timeline.periods },
    // An axis on which nothing stands has no steps to name.
    y: {
      most: (highestValue(timeline) || 1) * 1.08,
      label: highestValue(timeline) > 0 ? timeline.axis : () => '',
    },
    shapes: (plot) => {
      const span = spans(plot, timeline.periods.length);
      const { series, hasBounds, ahead, periods } = timeline;
      const now = ahead > 0 && ahead < periods.length ? span(ahead).from : undefined;
      return [
        ...(now === undefined
          ? []
          : [
              line(now, plot.top, now, plot.top + plot.height, {
                stroke: palette.quiet,
                lineWidth: 1,
                lineDash: [4, 3],
              }),
              words('ahead ▸', now + 4, plot.top - 10, { fill: palette.quiet }),
            ]),
        ...(hasBounds ? series.flatMap((one) => bandsOf(one, plot, span, periods)) : []),
        ...series.flatMap((one) => stepsOf(one, plot, span)),
        ...(width < narrowWidth ? namesAbove(series, plot, palette) : namesOf(series, plot, span, palette)),
        ...(timeline.gutter ? gutterOf(timeline.gutter, plot, palette) : []),
      ];
    },
  });
