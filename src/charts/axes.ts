import { type Axis, type Drawing, line, type Plot, type Shape, usualPx, words } from './drawing.js';
import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import { periodLabels } from './period-labels.js';
import { ticksOf } from './scales.js';

/** A line one pixel wide lies on pixels, and not between two. */
const sharp = (at: number): number => Math.floor(at) + 0.5;

const gap = 8;

interface AxisLabel {
  text: string;
  at: number;
}

/** Those that stand clear of each other and within the picture, from the first on. */
const clearLabels = (labels: readonly AxisLabel[], width: number): AxisLabel[] => {
  let free = -Infinity;
  const halfOf = (text: string): number => lineWidth(text, usualPx) / 2;
  const within = labels.map(({ text, at }) => ({ text, at: Math.max(at, halfOf(text)) }));
  return within.filter(({ text, at }) => {
    const half = halfOf(text);
    if (text === '' || at - half < free || at + half > width) return false;
    free = at + half + gap;
    return true;
  });
};

const gridLines = (axis: Axis, isAcross: boolean, plot: Plot, { line: stroke }: Palette): Shape[] =>
  ticksOf(axis).map((value) => {
    const at = sharp(isAcross ? plot.y(value) : plot.x(value));
    const [right, foot] = [plot.left + plot.width, plot.top + plot.height];
    return isAcross
      ? line(plot.left, at, right, at, { stroke, lineWidth: 1, opacity: 0.5 })
      : line(at, plot.top, at, foot, { stroke, lineWidth: 1, opacity: 0.5 });
  });

const labelsOf = ({ names, label = String, ...axis }: Axis, plot: Plot): AxisLabel[] =>
  names
    ? periodLabels(names, plot.width).map(({ index, text }) => ({ text, at: plot.x(index) }))
    : ticksOf(axis).map((value) => ({ text: label(value), at: plot.x(value) }));

const xAxis = (axis: Axis, plot: Plot, width: number, palette: Palette): Shape[] => {
  const foot = plot.top + plot.height;
  return [
    ...(axis.names ? [] : gridLines(axis, false, plot, palette)),
    ...(axis.isBare
      ? []
      : [
          line(plot.left, sharp(foot), plot.left + plot.width, sharp(foot), {
            stroke: palette.line,
            lineWidth: 1,
          }),
        ]),
    ...clearLabels(labelsOf(axis, plot), width).map(({ text, at }) =>
      words(text, at, foot + 14, { fill: palette.quiet, align: 'center' }),
    ),
  ];
};

const yAxis = (axis: Axis, plot: Plot, palette: Palette): Shape[] => [
  ...gridLines(axis, true, plot, palette),
  ...ticksOf(axis)
    .map((value) => ({ text: (axis.label ?? String)(value), at: plot.y(value) }))
    .filter(({ text }) => text !== '')
    .map(({ text, at }) => words(text, plot.left - 8, at, { fill: palette.quiet, align: 'right' })),
];

/** What stands behind the shapes of a chart. */
export const axesOf = ({ x, y }: Drawing, plot: Plot, width: number, palette: Palette): Shape[] => [
  ...(y ? yAxis(y, plot, palette) : []),
  ...(x ? xAxis(x, plot, width, palette) : []),
];
