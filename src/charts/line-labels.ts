import { line, type Plot, type Point, type Shape, usualPx, words } from './drawing.js';
import { iconStep } from './icons.js';
import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import { type Box, boxesOf, placeLabels, type Wish } from './place-labels.js';
import { type LineForm, levelOf, type Series, type Span } from './series.js';

export const labelHeight = 15;

const sampleWidth = 16;
const gap = 5;
/** How far from the end of its line a label may stand, above and below it in turn. */
const ups = [-11, 12, -24, 25, -37, 38, -50, 51, -63, 64, -76, 77];

/** The strokes of each form: of two lines at one height both are seen. */
const lineForms: Readonly<Record<LineForm, { lineWidth: number; lineDash?: readonly number[] }>> = {
  wide: { lineWidth: 5 },
  dashed: { lineWidth: 2, lineDash: [6, 4] },
  plain: { lineWidth: 2.25 },
};

export const seriesPaint = ({ colour, form }: Series) => ({ stroke: colour, ...lineForms[form] });

const widthOf = ({ name, mark }: Series): number =>
  sampleWidth + gap + lineWidth(name, usualPx) + (mark ? iconStep : 0);

/** A piece of the line, and beside it what it is. */
const labelAt = (series: Series, [x, y]: Point, { text }: Palette): Shape[] => {
  const start = x + sampleWidth + gap;
  const { mark } = series;
  return [
    line(x, y, x + sampleWidth, y, seriesPaint(series)),
    ...(mark ? [{ type: 'icon' as const, mark, x: start + 5, y, colour: text }] : []),
    words(series.name, start + (mark ? iconStep : 0), y, { fill: text }),
  ];
};

/** The steps of a line, a run for each stretch over which something is known. */
export const runsOf = ({ stocks }: Series, { y }: Plot, span: Span): Point[][] => {
  let run: Point[] = [];
  const runs = [run];
  stocks.forEach((stock, index) => {
    const level = levelOf(stock);
    if (level === undefined) runs.push((run = []));
    else {
      const { from, to } = span(index);
      run.push([from, y(level)], [to, y(level)]);
    }
  });
  return runs.filter((one) => one.length > 0);
};

/** Beside the end of the line, above or below it, and else along it. */
const wishOf = (series: Series, plot: Plot, span: Span): Wish => {
  const width = widthOf(series);
  const points = runsOf(series, plot, span).flat();
  const ends = points.filter((_, index) => index % 2 === 1).toReversed();
  const [last] = ends;
  const right = plot.left + plot.width;
  const besides: Point[] = last ? [[last[0] + gap, last[1]]] : [];
  const places = ends.flatMap(([x, y]) =>
    ups.map((up): Point => [Math.max(Math.min(x, right) - width - 2, plot.left + 6), y + up]),
  );
  return { width, places: [...besides, ...places] };
};

export const isSeen = ({ stocks }: Series): boolean => stocks.some((stock) => levelOf(stock) !== undefined);

interface PlacedLabel {
  series: Series;
  /** None where it has no room among the lines. */
  at: Point | undefined;
}

/** Where the names of all lines stand, clear of every line and of each other. */
export const placeNames = (
  series: readonly Series[],
  plot: Plot,
  span: Span,
  others: readonly Box[],
): PlacedLabel[] => {
  const seen = series.filter(isSeen);
  const lines = seen.flatMap((one) =>
    runsOf(one, plot, span).flatMap((run) => boxesOf(run, lineForms[one.form].lineWidth / 2 + 1)),
  );
  const frame = {
    left: plot.left + 2,
    right: plot.left + plot.width,
    top: plot.top - 4,
    bottom: plot.top + plot.height - 2,
  };
  const wishes = seen.map((one) => wishOf(one, plot, span));
  const places = placeLabels(wishes, [...lines, ...others], frame, labelHeight);
  return seen.map((one, index) => ({ series: one, at: places[index] }));
};

/** Names among the lines, and those without room there above the plot. */
export const drawNames = (placed: readonly PlacedLabel[], left: number, palette: Palette): Shape[] => {
  let row = 0;
  return placed.flatMap(({ series, at }) => labelAt(series, at ?? [left, 8 + row++ * labelHeight], palette));
};
