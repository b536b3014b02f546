import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import { narrowWidth } from './widths.js';
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

export interface WaterfallStep {
  label: string;
  from: number;
  to: number;
  /** The change or the level in words. */
  text: string;
  /** A level, not a step from one to another. */
  isTotal?: boolean;
}

export interface Waterfall {
  steps: readonly WaterfallStep[];
  /** Each step begins where the one before it ends. */
  isLinked: boolean;
  axis(value: number): string;
}

const rowHeight = 26;
const stackedRowHeight = 42;
const barHeight = 14;
const fontSize = 12;

interface WaterfallFrame {
  /** The words stand above the bars, where there is no room for them beside. */
  isStacked: boolean;
  rowHeight: number;
}

const barTop = (row: number, { isStacked, rowHeight: height }: WaterfallFrame): number =>
  row * height + (isStacked ? 20 : (height - barHeight) / 2);

const colourOf = ({ from, to, isTotal }: WaterfallStep, { other, stages, categories }: Palette): string =>
  isTotal ? other : to >= from ? stages[3] : categories[1];

const wordsOf = (
  step: WaterfallStep,
  row: number,
  plot: Plot,
  frame: WaterfallFrame,
  palette: Palette,
): Shape[] => {
  const { isStacked } = frame;
  const y = isStacked ? row * frame.rowHeight + 10 : barTop(row, frame) + barHeight / 2;
  const right = plot.left + plot.width;
  const room = isStacked ? plot.width - lineWidth(step.text, fontSize, step.isTotal) - 8 : plot.left - 10;
  return [
    words(step.label, isStacked ? plot.left : 0, y, {
      fill: palette.text,
      width: Math.max(room, 40),
      ...(step.isTotal && { isStrong: true }),
    }),
    words(step.text, isStacked ? right : right + 10, y, {
      fill: palette.text,
      align: isStacked ? 'right' : 'left',
      ...(step.isTotal && { isStrong: true }),
    }),
  ];
};

const barOf = (
  step: WaterfallStep,
  row: number,
  plot: Plot,
  frame: WaterfallFrame,
  palette: Palette,
): Shape => {
  const [start, end] = [plot.x(Math.min(step.from, step.to)), plot.x(Math.max(step.from, step.to))];
  const bar = rect(start, barTop(row, frame), Math.max(end - start, 1.5), barHeight, {
    fill: colourOf(step, palette),
  });
  return told(`${step.label}: ${step.text}`, [bar]);
};

/** The line of nothing, beside the bar only: above it stand words. */
const zeroOf = (row: number, plot: Plot, frame: WaterfallFrame, palette: Palette): Shape =>
  line(plot.x(0), barTop(row, frame) - 3, plot.x(0), barTop(row, frame) + barHeight + 3, {
    stroke: palette.text,
    lineWidth: 1.25,
  });

const linkOf = (
  { to }: WaterfallStep,
  row: number,
  plot: Plot,
  frame: WaterfallFrame,
  palette: Palette,
): Shape =>
  line(plot.x(to), barTop(row, frame) + barHeight, plot.x(to), barTop(row + 1, frame), {
    stroke: palette.quiet,
    lineWidth: 1,
    lineDash: [2, 2],
  });

/** Amounts beside each other, or steps from one level to another: the words on the left, the number on the right. */
export const drawWaterfall =
  ({ steps, isLinked, axis }: Waterfall): DrawingMaker =>
  (palette, width): Drawing => {
    const left = width > 900 ? 260 : 200;
    const longest = Math.max(...steps.map(({ label, isTotal }) => lineWidth(label, fontSize, isTotal)));
    const isStacked = width < narrowWidth || longest > left - 10;
    const frame = { isStacked, rowHeight: isStacked ? stackedRowHeight : rowHeight };
    const ends = steps.flatMap(({ from, to }) => [from, to]);
    const height = steps.length * frame.rowHeight;
    return {
      margin: {
        left: isStacked ? 4 : left,
        right: isStacked ? 12 : 112,
        top: 0,
        bottom: 24,
      },
      height: height + 24,
      x: { ...roundAxis([0, ...ends]), label: axis },
      shapes: (plot) => [
        ...steps.map((_, row) => zeroOf(row, plot, frame, palette)),
        ...steps.flatMap((step, row) => [
          ...wordsOf(step, row, plot, frame, palette),
          barOf(step, row, plot, frame, palette),
        ]),
        ...(isLinked && !isStacked
          ? steps.slice(0, -1).map((step, row) => linkOf(step, row, plot, frame, palette))
          : []),
      ],
    };
  };
