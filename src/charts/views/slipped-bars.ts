import type { Bar } from '../bar-layout.js';
import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { type Palette, stageShade } from '../palette.js';
import { lengthOf, measureIn, measureWords, textIn } from '../words/amounts.js';
import { cutText, plural } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { measuredGrid } from './measured-grid.js';
import type { Entry } from '../../../projections/kit/line.js';

const mostBars = 30;
const measures = { slippedDays: 'slipped', lateDays: 'late', moveCount: 'moves', weighedKw: 'weighed by' };

const clampToZero = (days: number): number => Math.max(0, days);

const labelOf = (row: Entry, by: readonly string[], { names }: ChartSettings): string =>
  [...by.map((one) => names.of(one, textIn(row, one))), layerText(row)].join(' · ');

/** What was moved forward is no bar: its words say by how much. */
const barOf = (row: Entry, label: string, hasBounds: boolean, palette: Palette): Bar => {
  const days = measureIn(row, 'slippedDays');
  const [low, high] = [clampToZero(Number(days?.low ?? 0)), clampToZero(Number(days?.high ?? 0))];
  const stated = clampToZero(lengthOf(row, 'slippedDays'));
  return {
    label,
    segments: certainFirst([
      {
        low,
        stated,
        fill: 'solid',
        shade: stageShade('signed', palette),
      },
    ]),
    ...(days === null && { slot: 'unknown' }),
    ...(hasBounds && low !== high && { reach: { low, high, stated } }),
    text: days === null ? '' : measureWords(row, 'slippedDays'),
    marks: marksOf(row.flags),
  };
};

const draw =
  (rows: readonly Entry[], by: readonly string[], setting: ChartSettings): DrawingMaker =>
  (palette, width) =>
    drawBars({
      bars: rows.map((row) => barOf(row, labelOf(row, by, setting), setting.hasBounds, palette)),
      axis: (value) => `${value}`,
    })(palette, width);

/** By how many days dates slipped, the longest first. */
export const slippedBars = ({ rows: all, question }: ShownAnswer, setting: ChartSettings): Chart => {
  const by = String(question.by)
    .split(',')
    .filter((one) => one !== 'layer' && one !== 'basis');
  const rows = all.toSorted((left, right) => lengthOf(right, 'slippedDays') - lengthOf(left, 'slippedDays'));
  const moved = rows.filter((row) => lengthOf(row, 'moveCount') > 0).length;
  return {
    title: 'How far dates slipped, in days',
    summary: `${plural(rows.length, 'row')}, of which ${moved} had a date moved. To the end of the date that is due now from the end of the first one; the whiskers reach as far as vague dates leave it open.${cutText(mostBars, rows.length)}`,
    draw: draw(rows.slice(0, mostBars), by, setting),
    grid: measuredGrid(
      rows,
      [
        ...by.map((title) => ({ title, of: (row: Entry) => setting.names.of(title, textIn(row, title)) })),
        { title: 'layer', of: layerText },
      ],
      measures,
    ),
    legend: { bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
  };
};
