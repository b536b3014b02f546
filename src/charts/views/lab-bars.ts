import type { Bar } from '../bar-layout.js';
import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { type Palette, stageShade } from '../palette.js';
import { extentOf, reachOf, powerScale, textIn } from '../words/amounts.js';
import { cutText, plural } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import { barOf } from './capacity-bar.js';
import { measuredGrid } from './measured-grid.js';
import type { Entry } from '../../../projections/kit/line.js';

const mostLabs = 12;
const rungs = [
  { measure: 'headlineKw', label: 'headline', stage: 'announced' },
  { measure: 'firmKw', label: 'firm', stage: 'signed' },
  { measure: 'energizedKw', label: 'energized', stage: 'energized' },
];
const measures = Object.fromEntries(rungs.map(({ measure, label }) => [measure, label]));

const barsOf = (row: Entry, { names, hasBounds }: ChartSettings, palette: Palette): Bar[] =>
  rungs.map(({ measure, label, stage }, index) => {
    const shade = stageShade(stage, palette);
    const segments = certainFirst([{ ...extentOf(row, measure), fill: 'solid', shade }]);
    // Marks are about the whole row: they stand once.
    const entry = index === 0 ? row : { ...row, flags: [] };
    const heading = index === 0 ? { heading: names.party(textIn(row, 'lab')) } : {};
    return barOf({ label, ...heading }, entry, measure, segments, hasBounds);
  });

const draw =
  (rows: readonly Entry[], setting: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const scale = powerScale(Math.max(0, ...rows.map((row) => reachOf(row, 'headlineKw'))), setting.unit);
    return drawBars({
      bars: rows.flatMap((row) => barsOf(row, setting, palette)),
      axis: (value) => `${value / scale.divisor} ${scale.unit}`,
    })(palette, width);
  };

/** What each lab was promised and has running, as intervals; labs are never added up. */
export const labBars = ({ rows: all }: ShownAnswer, setting: ChartSettings): Chart => {
  const rows = all.toSorted((left, right) => reachOf(right, 'headlineKw') - reachOf(left, 'headlineKw'));
  return {
    title: 'What each lab was promised and has running',
    summary: `${plural(rows.length, 'lab')}; each number is an interval of distinct capacity, through clouds and their sites as far as overlaps are stated. Labs are never added up.${cutText(mostLabs, rows.length)}`,
    draw: draw(rows.slice(0, mostLabs), setting),
    grid: measuredGrid(
      rows,
      [{ title: 'lab', of: (row) => setting.names.party(textIn(row, 'lab')) }],
      measures,
    ),
    legend: { bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
  };
};
