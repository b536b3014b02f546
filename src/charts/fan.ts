import { fanOpacity } from './grammar.js';
import type { Palette } from './palette.js';
import {
  type DrawingMaker,
  type Drawing,
  line,
  type Plot,
  type Point,
  type Shape,
  told,
  words,
} from './drawing.js';

/** The percentiles of one period, by itself. */
interface Percentiles {
  p10: number;
  p25: number;
  p50: number;
  p75: number;
  p90: number;
}

export interface Fan {
  periods: readonly string[];
  percentiles: readonly Percentiles[];
  /** As it stands; one per period. */
  baseline: readonly number[];
  /** A level to be reached by the end of a period. */
  goal: { period: number; level: number; text: string };
  axis(value: number): string;
  /** An amount in words, for the labels. */
  say(value: number): string;
}

/** A level per period, drawn as steps. */
const steps = (levels: readonly number[], plot: Plot): Point[] => {
  const half = plot.width / levels.length / 2;
  return levels.flatMap((level, index): Point[] => {
    const [x, y] = [plot.x(index), plot.y(level)];
    return [
      [x - half, y],
      [x + half, y],
    ];
  });
};

const band = (
  low: readonly number[],
  high: readonly number[],
  plot: Plot,
  fill: string,
  info: string,
): Shape =>
  told(info, [
    {
      type: 'polygon',
      points: [...steps(high, plot), ...steps(low, plot).reverse()],
      paint: { fill, opacity: fanOpacity },
    },
  ]);

const path = (levels: readonly number[], plot: Plot, colour: string, lineDash?: number[]): Shape => ({
  type: 'polyline',
  points: steps(levels, plot),
  paint: { stroke: colour, lineWidth: 2.5, ...(lineDash && { lineDash }) },
});

interface Label {
  text: string;
  y: number;
  colour: string;
}

const lineHeight = 15;

/** Labels moved apart from the lowest up, and back down where they would leave the frame. */
const separateLabels = (labels: readonly Label[], top: number): Label[] => {
  let floor = Infinity;
  const up = labels
    .toSorted((left, right) => right.y - left.y)
    .map((label) => {
      floor = Math.min(label.y, floor - lineHeight);
      return { ...label, y: floor };
    });
  const over = Math.max(0, top - (up.at(-1)?.y ?? top));
  return up.map((label) => ({ ...label, y: label.y + over }));
};

const labelsOf = ({ percentiles, baseline, say }: Fan, plot: Plot, palette: Palette): Shape[] => {
  const last = percentiles.at(-1);
  const label = (name: string, value: number, colour: string): Label => ({
    text: `${name} ${say(value)}`,
    y: plot.y(value),
    colour,
  });
  const scenario = palette.categories[1];
  const now = baseline.at(-1);
  const labels = [
    ...(last
      ? [label('P10', last.p10, scenario), label('P50', last.p50, scenario), label('P90', last.p90, scenario)]
      : []),
    ...(now === undefined ? [] : [label('now', now, palette.stages[2])]),
  ];
  const x = plot.left + plot.width + 6;
  return separateLabels(labels, plot.top).flatMap(({ text, y, colour }) => [
    line(x, y, x + 8, y, { stroke: colour, lineWidth: 3 }),
    words(text, x + 12, y, { fill: palette.text }),
  ]);
};

const goalOf = ({ goal, periods }: Fan, plot: Plot, { text, page }: Palette): Shape[] => {
  const [x, y] = [plot.x(goal.period), plot.y(goal.level)];
  const isLeft = goal.period > periods.length / 2;
  return [
    line(plot.left, y, x, y, { stroke: text, lineWidth: 1, lineDash: [2, 3] }),
    { type: 'circle', x, y, radius: 4.5, paint: { fill: page, stroke: text, lineWidth: 2 } },
    words(goal.text, isLeft ? x - 8 : x + 8, y - 11, { fill: text, align: isLeft ? 'right' : 'left' }),
  ];
};

const mostOf = ({ percentiles, baseline, goal }: Fan): number =>
  Math.max(1, goal.level, ...baseline, ...percentiles.map(({ p90 }) => p90));

/** What may come out, period by period: half and four fifths of the outcomes as bands, the median, and the plan as it stands. */
export const drawFan =
  (fan: Fan): DrawingMaker =>
  (palette, width): Drawing => ({
    margin: { left: width < 560 ? 44 : 56, right: 96, top: 26, bottom: 24 },
    height: 280,
    x: { names: fan.periods },
    y: { most: mostOf(fan) * 1.12, label: fan.axis },
    shapes: (plot) => {
      const of = (name: keyof Percentiles): number[] => fan.percentiles.map((one) => one[name]);
      const scenario = palette.categories[1];
      return [
        band(of('p10'), of('p90'), plot, scenario, 'From P10 to P90: four fifths of the outcomes'),
        band(of('p25'), of('p75'), plot, scenario, 'From P25 to P75: half of the outcomes'),
        path(fan.baseline, plot, palette.stages[2]),
        path(of('p50'), plot, scenario, [6, 4]),
        ...goalOf(fan, plot, palette),
        ...labelsOf(fan, plot, palette),
      ];
    },
  });
