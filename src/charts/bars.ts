import {
  allBars,
  type Bar,
  barHeight,
  type BarLayout,
  type BarRow,
  type Bars,
  layoutOf,
  lineHeight,
  numbersOf,
  reachOf,
  rowHeight,
} from './bar-layout.js';
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
import { fillPaint, slot, whisker } from './grammar.js';
import { iconStep } from './icons.js';
import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import { drawMark } from './party-mark.js';
import { marks } from './words/marks.js';

export interface BarDrawing extends Drawing {
  bars: Bars;
}

const isOpen = ({ reach }: Bar): boolean => reach?.high === null;

const segmentsOf = ({ segments }: Bar, top: number, { x }: Plot, palette: Palette): Shape[] => {
  let from = 0;
  return segments
    .filter(({ value }) => value > 0)
    .map(({ value, fill, shade, isPale }) => {
      const start = x(from);
      from += value;
      const width = Math.max(x(from) - start, isPale ? 0 : 1.5);
      return rect(start, top, width, barHeight, fillPaint(fill, shade, palette, isPale));
    });
};

const headingShape = ({ bar: { heading }, top }: BarRow, palette: Palette): Shape[] =>
  heading === undefined ? [] : [words(heading, 0, top - 9, { fill: palette.text, isStrong: true })];

/** Each number at the end of its column; what is nothing, or not known, is no louder than the head. */
const columnShapes = ({ bar }: BarRow, y: number, from: number, ends: readonly number[], palette: Palette) =>
  numbersOf(bar).map((text, index) => {
    const fill = index > 0 && !/[1-9]/.test(text) ? palette.quiet : palette.text;
    return words(text, from + (ends[index] ?? 0), y, { fill, align: 'right', isStrong: index === 0 });
  });

/** The number ends where all numbers end, and its marks follow it. */
const numberShapes = (
  row: BarRow,
  y: number,
  end: number,
  plot: Plot,
  layout: BarLayout,
  palette: Palette,
) => {
  const { bar, lines, isBroken } = row;
  const { marks: own = [] } = bar;
  const { columns, isNarrow } = layout;
  const at = (index: number): number => y + (index + (isBroken ? 1 : 0)) * lineHeight;
  return [
    ...(columns && !isNarrow
      ? columnShapes(row, y, plot.left + plot.width, columns.ends, palette)
      : lines.map((one, index) => words(one, end, at(index), { fill: palette.text, align: 'right' }))),
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
    ...numberShapes(row, y, end, plot, layout, palette),
    ...row.below.map((text, index) =>
      words(text, 0, barTop(row, isNarrow) + barHeight + 11 + index * lineHeight, { fill: palette.quiet }),
    ),
  ];
};

/** What the numbers below are. */
const headShapes = ({ columns, isNarrow }: BarLayout, plot: Plot, { quiet }: Palette): Shape[] =>
  columns && !isNarrow
    ? columns.heads.map((head, index) =>
        words(head, plot.left + plot.width + (columns.ends[index] ?? 0), 8, { fill: quiet, align: 'right' }),
      )
    : [];

const barTop = ({ top, more }: BarRow, isNarrow: boolean): number =>
  top + (isNarrow ? 19 + more : (rowHeight - barHeight) / 2);

const infoOf = (bar: Bar, heads: readonly string[] = ['']): string => {
  const { heading, label, text, slot: word, stated, marks: own = [] } = bar;
  const numbers = heads.map((head, index) => `${head} ${numbersOf(bar)[index] ?? ''}`.trim());
  const all = text === '' ? [word] : numbers;
  const said = [...all, stated && `${stated} as stated`, ...own.map((mark) => marks[mark].says)]
    .filter(Boolean)
    .join('; ');
  return `${heading === undefined ? '' : `${heading} `}${label}: ${said}`;
};

/** Nothing is told of its length: it did not move from nothing. */
const isUntold = ({ slot: word, isMissing = false }: Bar): boolean => word !== undefined || isMissing;

/** Where a bar ends. */
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

const barShapes = (row: BarRow, plot: Plot, { isNarrow, columns }: BarLayout, palette: Palette): Shape[] => {
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
  return shapes.length === 0 ? [] : [told(infoOf(bar, columns?.heads), shapes)];
};

const mostOf = (bars: readonly Bar[]): number => Math.max(0, ...bars.map(reachOf));

/** The frame in which a bar has its own scale: the longest of those that share it fills it. */
const plotOf = ({ scale }: Bar, all: readonly Bar[], plot: Plot): Plot => {
  const own = mostOf(all.filter((bar) => bar.scale === scale));
  const ratio = own > 0 ? mostOf(all) / own : 1;
  return ratio === 1 ? plot : { ...plot, x: (value) => plot.x(value * ratio) };
};

const marginOf = ({ isNarrow, labelRoom, textRoom }: BarLayout, bottom: number) =>
  isNarrow ? { left: 0, right: 12, top: 0, bottom } : { left: labelRoom, right: textRoom, top: 0, bottom };

/** Horizontal bars: the words on the left, the number on the right, bounds as whiskers. */
export const drawBars =
  (chart: Bars): DrawingMaker =>
  (palette, width): BarDrawing => {
    const { axis, beside } = chart;
    const all = allBars(chart);
    const layout = layoutOf(chart, width);
    const { rows, height, isNarrow } = layout;
    // Where bars have scales of their own, no axis is that of all.
    const isShared = all.every(({ scale }) => scale === all[0]?.scale);
    const margin = marginOf(layout, isShared ? 24 : 6);
    const most = mostOf(all);
    return {
      bars: chart,
      margin,
      height: height + margin.bottom,
      x: {
        most: (most || 1) * (all.some(isOpen) ? 1.06 : 1),
        // An axis on which nothing stands has no steps to name.
        label: most > 0 ? axis : () => '',
        ...(!isShared && { ticks: [] }),
        isBare: true,
      },
      shapes: (plot) => [
        ...headShapes(layout, plot, palette),
        ...rows.flatMap((row, index) => {
          const own = plotOf(row.bar, all, plot);
          const was = beside?.side === 'B' ? beside.bars[index] : undefined;
          const y = barTop(row, isNarrow) + barHeight + 2.5;
          return [
            ...headingShape(row, palette),
            ...labelShapes(row, plot, layout, palette),
            ...barShapes(row, own, layout, palette),
            ...(was ? movedShapes(was, row.bar, y, own, palette) : []),
          ];
        }),
      ],
    };
  };
