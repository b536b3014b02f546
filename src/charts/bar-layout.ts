import type { Shade } from './palette.js';
import { type BarColumns, columnsOf, furtherLines } from './bar-columns.js';
import { usualPx } from './drawing.js';
import type { ErrorBar, Fill } from './grammar.js';
import { iconStep } from './icons.js';
import { lineWidth, wrapText } from './letters.js';
import type { PartyMark } from './party-mark.js';
import { narrowWidth } from './widths.js';
import type { Mark } from './words/marks.js';

export interface Segment {
  value: number;
  fill: Fill;
  shade: Shade;
  /** It is stated, but not certain. */
  isPale?: true;
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
  /** What is stated, in words, where these tell only what is certain. */
  stated?: string | undefined;
  /** The numbers of the other columns. */
  further?: readonly string[];
  marks?: readonly Mark[];
  /** It is a row of the other reading only. */
  isMissing?: boolean;
  /** Its length says nothing beside that of other bars: only those of this name share its scale. */
  scale?: string;
}

export interface Bars {
  bars: readonly Bar[];
  axis(value: number): string;
  /** What the numbers are, where each bar has several. */
  heads?: readonly string[];
  /** The same rows in another reading: both have one scale, and what moved is drawn in the later one. */
  beside?: { side: 'A' | 'B'; bars: readonly Bar[] };
}

/** As much as the longest label needs, within reason. */
const labelRoom = (bars: readonly Bar[], width: number): number => {
  const needed = bars.map(({ label, swatch }) => lineWidth(label, usualPx) + (swatch ? 14 : 0) + 14);
  return Math.round(Math.min(Math.max(120, ...needed), width * 0.36));
};

/** With less of it a bar tells nothing: its numbers then stand above and below. */
const leastBar = 160;

/** As much as the longest number needs in one line; more than two fifths of the width only where a bar is left. */
const textRoom = (bars: readonly Bar[], labels: number, width: number): number =>
  Math.round(
    Math.min(
      Math.max(96, ...bars.map(({ text }) => lineWidth(text, usualPx) + textGap + marksRoomOf(bars))),
      Math.max(width * 0.42, width - labels - leastBar),
    ),
  );

export const rowHeight = 22;
const narrowRowHeight = 40;
const headingHeight = 26;
const headsHeight = 20;
export const lineHeight = 15;
/** Between the bars and the numbers, and with what is behind them. */
const textInset = 10;
const textGap = 22;
export const barHeight = 13;
export interface BarRow {
  bar: Bar;
  top: number;
  /** The number stands below the label, where there is no room beside it. */
  isBroken: boolean;
  /** The number, in as many lines as it needs. */
  lines: readonly string[];
  /** How much higher than the others the row is for it. */
  more: number;
  /** What stands below the bar, for want of columns. */
  below: readonly string[];
}

export interface BarLayout {
  rows: BarRow[];
  height: number;
  isNarrow: boolean;
  columns: BarColumns | undefined;
  labelRoom: number;
  /** What the numbers take, and of it the marks behind them. */
  textRoom: number;
  marksRoom: number;
}

/** The marks stand in columns of their own, so that numbers end at one line. */
const marksRoomOf = (bars: readonly Bar[]): number =>
  Math.max(0, ...bars.map(({ marks: own = [] }) => own.length)) * iconStep;

/** The numbers of a bar, column by column. */
export const numbersOf = ({ text, further = [] }: Bar): string[] => [text, ...further];

/** Every bar that has to have room and a place on the scale. */
export const allBars = ({ bars, beside }: Bars): readonly Bar[] =>
  beside ? [...bars, ...beside.bars] : bars;

type BarFrame = Omit<BarLayout, 'rows' | 'height'>;

const frameOf = (chart: Bars, width: number): BarFrame => {
  const all = allBars(chart);
  const columns = chart.heads && columnsOf(chart.heads, all.map(numbersOf));
  const labels = labelRoom(all, width);
  const marksRoom = marksRoomOf(all);
  const isCrowded = columns !== undefined && width - labels - columns.room - marksRoom < leastBar;
  return {
    columns,
    isNarrow: width < narrowWidth || isCrowded,
    labelRoom: labels,
    textRoom: columns ? columns.room + marksRoom + 2 : textRoom(all, labels, width),
    marksRoom,
  };
};

const linesOf = ({ text }: Bar, { isNarrow, columns, marksRoom, textRoom: wide }: BarFrame, width: number) =>
  columns && !isNarrow
    ? [text]
    : wrapText(text, isNarrow ? width - textGap - marksRoom : wide - textInset - marksRoom - 2, usualPx);

const breaks = ({ label, text }: Bar, { isNarrow, marksRoom }: BarFrame, width: number): boolean =>
  isNarrow && lineWidth(`${label}${text}`, usualPx) + 40 + marksRoom > width;

export const layoutOf = (chart: Bars, width: number): BarLayout => {
  const { bars, beside, heads = [] } = chart;
  const frame = frameOf(chart, width);
  const { isNarrow, columns } = frame;
  let top = columns && !isNarrow ? headsHeight : 0;
  const belowOf = (bar: Bar): string[] => (isNarrow ? furtherLines(heads, numbersOf(bar), width - 12) : []);
  const rows = bars.map((bar, index) => {
    const other = beside?.bars[index];
    const both = other ? [bar, other] : [bar];
    if (bar.heading !== undefined) top += headingHeight;
    const isBroken = both.some((one) => breaks(one, frame, width));
    const count = Math.max(...both.map((one) => linesOf(one, frame, width).length));
    const more = (isBroken ? count : Math.max(0, count - 1)) * lineHeight;
    const row = { bar, top, isBroken, lines: linesOf(bar, frame, width), more, below: belowOf(bar) };
    const below = Math.max(...both.map((one) => belowOf(one).length));
    top += (isNarrow ? narrowRowHeight : rowHeight) + more + (below > 0 ? below * lineHeight + 6 : 0);
    return row;
  });
  return { ...frame, rows, height: top };
};

export const reachOf = ({ segments, reach }: Bar): number =>
  Math.max(
    segments.reduce((sum, { value }) => sum + value, 0),
    reach?.high ?? reach?.low ?? 0,
  );
