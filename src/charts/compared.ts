import type { Bar, Bars } from './bar-layout.js';
import { type BarDrawing, drawBars } from './bars.js';
import type { Drawing, DrawingMaker } from './drawing.js';
import { mergeOrder } from './merge-order.js';
import { drawTimeline, highestValue, type Timeline, type TimelineDrawing } from './timeline.js';
import type { Series } from './series.js';

/** The reading that something is drawn for: A is the one that was, B the one that is. */
export type ReadingSide = 'A' | 'B';

interface Group {
  heading: string;
  bars: readonly Bar[];
}

const groupsOf = (bars: readonly Bar[]): Group[] =>
  bars.reduce<{ heading: string; bars: Bar[] }[]>((groups, bar) => {
    const last = groups.at(-1);
    if (last && bar.heading === undefined) last.bars.push(bar);
    else groups.push({ heading: bar.heading ?? '', bars: [bar] });
    return groups;
  }, []);

const barIn = (groups: readonly Group[], heading: string, label: string): Bar =>
  groups.find((group) => group.heading === heading)?.bars.find((bar) => bar.label === label) ?? {
    label,
    segments: [],
    text: '–',
    isMissing: true,
  };

const labelsIn = (groups: readonly Group[], heading: string): string[] =>
  groups.find((group) => group.heading === heading)?.bars.map(({ label }) => label) ?? [];

/** The rows of both readings, in one order. */
const rowsOf = (was: readonly Group[], is: readonly Group[]): { heading: string; label: string }[] =>
  mergeOrder(
    was.map(({ heading }) => heading),
    is.map(({ heading }) => heading),
  ).flatMap((heading) =>
    mergeOrder(labelsIn(was, heading), labelsIn(is, heading)).map((label) => ({ heading, label })),
  );

/** The bars of one reading with the rows, the order and the scale that they share with the other's. */
const alignBars = (own: Bars, other: Bars, side: ReadingSide): Bars => {
  const [mine, theirs] = [groupsOf(own.bars), groupsOf(other.bars)];
  const rows = side === 'A' ? rowsOf(mine, theirs) : rowsOf(theirs, mine);
  const taken = (groups: readonly Group[]): Bar[] =>
    rows.map(({ heading, label }, index) => {
      const { heading: _, ...bar } = barIn(groups, heading, label);
      return heading !== '' && rows[index - 1]?.heading !== heading ? { ...bar, heading } : bar;
    });
  return { ...own, bars: taken(mine), beside: { side, bars: taken(theirs) } };
};

const stocksAt = ({ periods }: Timeline, { stocks }: Series, all: readonly string[]): Series['stocks'] =>
  all.map((period) => stocks[periods.indexOf(period)]);

/** The lines of one reading over the periods and on the scale that they share with the other's. */
const alignTimeline = (own: Timeline, other: Timeline, side: ReadingSide): Timeline => {
  const periods = [...new Set([...own.periods, ...other.periods])].sort();
  const across = (timeline: Timeline): Series[] =>
    timeline.series.map((series) => ({ ...series, stocks: stocksAt(timeline, series, periods) }));
  return {
    ...own,
    periods,
    series: across(own),
    ahead: periods.findIndex((period) => period === own.periods[own.ahead]),
    most: Math.max(highestValue(own), highestValue(other)),
    beside: { side, series: across(other) },
  };
};

const isBars = (drawing: Drawing): drawing is BarDrawing => 'bars' in drawing;
const isTimeline = (drawing: Drawing): drawing is TimelineDrawing => 'timeline' in drawing;

/** Draws one of two readings so that both can be compared: on one scale, with the same rows in the same order. */
export const drawBeside =
  (own: DrawingMaker, other: DrawingMaker, side: ReadingSide): DrawingMaker =>
  (palette, width) => {
    const [mine, theirs] = [own(palette, width), other(palette, width)];
    if (isBars(mine) && isBars(theirs))
      return drawBars(alignBars(mine.bars, theirs.bars, side))(palette, width);
    if (isTimeline(mine) && isTimeline(theirs))
      return drawTimeline(alignTimeline(mine.timeline, theirs.timeline, side))(palette, width);
    return mine;
  };
