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
import type { Segment } from './bar-layout.js';
import { arrowUp, bandOpacity, fillPaint, slot } from './grammar.js';
import { lineWidth } from './letters.js';
import { drawNames, isSeen, labelHeight, placeNames, runsOf, seriesPaint } from './line-labels.js';
import type { Palette } from './palette.js';
import { type Box, boxesOf } from './place-labels.js';
import { plotOf, ticksOf } from './scales.js';
import { isUndisclosed, levelOf, type Series, type SeriesPoint, type Span } from './series.js';
import { narrowWidth } from './widths.js';

export interface Gutter {
  segments: readonly Segment[];
  text: string;
  /** What is stated, in words, where these tell only what is certain. */
  stated?: string | undefined;
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
  /** The highest of the scale, where it is shared. */
  most?: number;
  /** The same lines in another reading, drawn thin in the later one where they differ. */
  beside?: { side: 'A' | 'B'; series: readonly Series[] };
}

export interface TimelineDrawing extends Drawing {
  timeline: Timeline;
}

const gutterWidth = 118;

/** The highest of all that is drawn; nothing where all of it is nothing. */
export const highestValue = ({ series, gutter }: Pick<Timeline, 'series' | 'gutter'>): number =>
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

/** An open end is marked at the first period that has it, where it changes and at the end. */
const openLevel = (stocks: Series['stocks'], index: number): number | undefined => {
  const [before, stock] = [stocks[index - 1], stocks[index]];
  if (stock?.high !== null) return undefined;
  const isMarked = !before || before.high !== null || before.low !== stock.low || index === stocks.length - 1;
  return isMarked ? levelOf(stock) : undefined;
};

const arrowsOf = ({ stocks, colour }: Series, plot: Plot, span: Span): Shape[] =>
  stocks.flatMap((_, index) => {
    const level = openLevel(stocks, index);
    if (level === undefined) return [];
    const { from, to } = span(index);
    return arrowUp((from + to) / 2, plot.y(level), plot.top, colour);
  });

const arrowBoxes = ({ stocks }: Series, plot: Plot, span: Span): Box[] =>
  stocks.flatMap((_, index) => {
    const level = openLevel(stocks, index);
    if (level === undefined) return [];
    const { from, to } = span(index);
    const [middle, bottom] = [(from + to) / 2, plot.y(level)];
    return [{ left: middle - 5, right: middle + 5, top: bottom - 30, bottom }];
  });

/** Bounds as a band over each period; where they are open, from what is certain to what is stated. */
const bandsOf = ({ stocks, colour }: Series, { y }: Plot, span: Span): Shape[] =>
  stocks.flatMap((stock, index): Shape[] => {
    const high = stock?.high ?? stock?.point ?? null;
    if (!stock || high === null || high === stock.low) return [];
    const { from, to } = span(index);
    const top = y(high);
    return [rect(from, top, to - from, y(stock.low) - top, { fill: colour, opacity: bandOpacity })];
  });

const stepsOf = (series: Series, plot: Plot, span: Span): Shape[] =>
  runsOf(series, plot, span).map((points) => ({
    type: 'polyline',
    points,
    paint: seriesPaint(series),
  }));

const levelsOf = ({ stocks }: Series): string => JSON.stringify(stocks.map(levelOf));

/** The lines of A that B has otherwise. */
const movedSeries = ({ series, beside }: Timeline): readonly Series[] =>
  beside?.side !== 'B'
    ? []
    : beside.series.filter((was) => {
        const is = series.find(({ name }) => name === was.name);
        return !is || levelsOf(is) !== levelsOf(was);
      });

/** What moved from A to B: the line of A, thin, and what lies between it and that of B. */
const movedOf = (timeline: Timeline, plot: Plot, span: Span, palette: Palette): Shape[] =>
  movedSeries(timeline).flatMap((was) => {
    const is = timeline.series.find(({ name }) => name === was.name);
    const between = is ? gapsOf(was, is, plot, span) : [];
    return [
      ...between.map((gap) => ({ ...gap, paint: { fill: palette.other, opacity: 0.18 } })),
      ...runsOf(was, plot, span).map((points): Shape => {
        const paint = { stroke: palette.quiet, lineWidth: 1.25, lineDash: [2, 2] };
        return told(`A: ${was.name}`, [{ type: 'polyline', points, paint }]);
      }),
    ];
  });

/** From one line to another, period by period. */
const gapsOf = (was: Series, is: Series, { y }: Plot, span: Span): Extract<Shape, { type: 'rect' }>[] =>
  was.stocks.flatMap((stock, index) => {
    const [from, to] = [levelOf(stock), levelOf(is.stocks[index])];
    if (from === undefined || to === undefined || from === to) return [];
    const [left, right] = [span(index).from, span(index).to];
    const top = Math.min(y(from), y(to));
    return [
      { type: 'rect', x: left, y: top, width: right - left, height: Math.abs(y(from) - y(to)), paint: {} },
    ];
  });

/** Where something is known to be, and nobody said how much: a slot with the word, never a line at nothing. */
const slotsOf = (boxes: readonly Box[], palette: Palette): Shape[] =>
  boxes.flatMap(({ left, right, top, bottom }) => {
    const width = right - left;
    const hasRoom = width > lineWidth('undisclosed', 10) + 8;
    return slot(hasRoom ? 'undisclosed' : '', left, top, bottom - top, palette, width);
  });

/** A slot for each stretch of each line, one over the other. */
const slotBoxes = ({ series }: Timeline, plot: Plot, span: Span): Box[] => {
  const foot = plot.top + plot.height;
  return series
    .filter(({ stocks }) => stocks.some(isUndisclosed))
    .flatMap(({ stocks }, row) =>
      stretchesOf(stocks).map(([first, last]) => {
        const bottom = foot - 4 - row * 16;
        return { left: span(first).from, right: span(last).to, top: bottom - 13, bottom };
      }),
    );
};

/** From which to which period nobody says how much. */
const stretchesOf = (stocks: Series['stocks']): [first: number, last: number][] =>
  stocks.reduce<[number, number][]>((stretches, stock, index) => {
    const last = stretches.at(-1);
    if (!isUndisclosed(stock)) return stretches;
    if (last?.[1] === index - 1) last[1] = index;
    else stretches.push([index, index]);
    return stretches;
  }, []);

/** What has no date stands beside the axis, never on it. */
const gutterOf = (gutter: Gutter, plot: Plot, palette: Palette): Shape[] => {
  const left = plot.left + plot.width + 30;
  const foot = plot.top + plot.height;
  let level = 0;
  const bars = gutter.segments
    .filter(({ value }) => value > 0)
    .map(({ value, fill, shade, isPale }) => {
      const base = plot.y(level);
      level += value;
      return rect(left + 4, plot.y(level), 40, base - plot.y(level), fillPaint(fill, shade, palette, isPale));
    });
  return [
    line(left - 18, plot.top, left - 18, foot, { stroke: palette.line, lineWidth: 1, lineDash: [2, 2] }),
    told(
      `undated: ${[gutter.isUndisclosed ? 'undisclosed' : gutter.text, gutter.stated && `${gutter.stated} as stated`].filter(Boolean).join('; ')}`,
      [...bars, ...(gutter.isUndisclosed ? slot('undisclosed', left, foot - 18, 14, palette) : [])],
    ),
    words('undated', left, foot + 14, { fill: palette.quiet }),
    words(gutter.text, left, Math.min(plot.y(level), foot - (gutter.isUndisclosed ? 20 : 0)) - 9, {
      fill: palette.text,
    }),
  ];
};

const amountOf = ({ low, point, high }: SeriesPoint, axis: Timeline['axis']): string => {
  if (low === high) return axis(low);
  if (high === null) return low > 0 ? `at least ${axis(low)}` : 'undisclosed';
  return `${axis(low)} to ${axis(high)}${point === null ? '' : `, about ${axis(point)}`}`;
};

/** Over each period a pane that says what is drawn there. */
const panesOf = ({ periods, series, axis }: Timeline, plot: Plot, span: Span): Shape[] =>
  periods.map((period, index) => {
    const { from, to } = span(index);
    const parts = series.flatMap(({ name, stocks }) =>
      stocks[index] ? [`${name} ${amountOf(stocks[index], axis)}`] : [],
    );
    const pane = rect(from, plot.top, to - from, plot.height, { fill: 'transparent' });
    return told(`${period}: ${parts.length > 0 ? parts.join('; ') : 'nothing known'}`, [pane]);
  });

const nowOf = (at: number | undefined, plot: Plot, { quiet }: Palette): Shape[] =>
  at === undefined
    ? []
    : [
        line(at, plot.top - 16, at, plot.top + plot.height, {
          stroke: quiet,
          lineWidth: 1,
          lineDash: [4, 3],
        }),
        words('ahead', at + 5, plot.top - 11, { fill: quiet }),
        {
          type: 'icon',
          mark: 'planned',
          x: at + 5 + lineWidth('ahead', usualPx) + 8,
          y: plot.top - 11,
          colour: quiet,
        },
      ];

/** Everything that stands where it does because of the plot. */
const layoutOf = (timeline: Timeline, plot: Plot, isNarrow: boolean) => {
  const { series, ahead, periods } = timeline;
  const span = spans(plot, periods.length);
  const now = ahead > 0 && ahead < periods.length ? span(ahead).from : undefined;
  const nowBox = now === undefined ? [] : [{ left: now - 2, right: now + 2, top: 0, bottom: 1e4 }];
  const arrows = series.flatMap((one) => arrowBoxes(one, plot, span));
  const slots = slotBoxes(timeline, plot, span);
  const earlier = movedSeries(timeline).flatMap((one) =>
    runsOf(one, plot, span).flatMap((run) => boxesOf(run, 1)),
  );
  const placed = isNarrow
    ? series.filter(isSeen).map((one) => ({ series: one, at: undefined }))
    : placeNames(series, plot, span, [...nowBox, ...arrows, ...slots, ...earlier]);
  return { span, now, placed, slots, above: placed.filter(({ at }) => at === undefined).length };
};

const shapesOf = (timeline: Timeline, plot: Plot, isNarrow: boolean, palette: Palette): Shape[] => {
  const { series, hasBounds, gutter } = timeline;
  const { span, now, placed, slots } = layoutOf(timeline, plot, isNarrow);
  return [
    ...nowOf(now, plot, palette),
    ...(hasBounds ? series.flatMap((one) => bandsOf(one, plot, span)) : []),
    ...movedOf(timeline, plot, span, palette),
    ...series.flatMap((one) => stepsOf(one, plot, span)),
    ...(hasBounds ? series.flatMap((one) => arrowsOf(one, plot, span)) : []),
    ...slotsOf(slots, palette),
    ...drawNames(placed, plot.left, palette),
    ...(gutter ? gutterOf(gutter, plot, palette) : []),
    ...panesOf(timeline, plot, span),
  ];
};

/** As much as the longest label of the axis needs. */
const labelRoom = (most: number, axis: Timeline['axis']): number =>
  Math.ceil(Math.max(36, ...ticksOf({ most }).map((value) => lineWidth(axis(value), usualPx) + 12)));

/** Stocks over time as steps, their bounds as bands, and the undated gutter beside the axis. */
export const drawTimeline =
  (timeline: Timeline): DrawingMaker =>
  (palette, width): TimelineDrawing => {
    const isNarrow = width < narrowWidth;
    const most = timeline.most ?? highestValue(timeline);
    const drawing: TimelineDrawing = {
      timeline,
      margin: {
        left: labelRoom(most, timeline.axis),
        right: timeline.gutter ? gutterWidth : 16,
        top: 26,
        bottom: 24,
      },
      height: 260,
      x: { names: timeline.periods },
      // An axis on which nothing stands has no steps to name.
      y: { most: (most || 1) * 1.08, label: most > 0 ? timeline.axis : () => '' },
      shapes: (plot) => shapesOf(timeline, plot, isNarrow, palette),
    };
    const { above } = layoutOf(timeline, plotOf(drawing, width), isNarrow);
    return {
      ...drawing,
      margin: { ...drawing.margin, top: drawing.margin.top + above * labelHeight },
      height: drawing.height + above * labelHeight,
    };
  };
