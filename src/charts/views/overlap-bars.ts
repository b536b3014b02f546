import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { stageShade } from '../palette.js';
import { extentOf, reachOf, lengthOf, powerScale, textIn } from '../words/amounts.js';
import { cutText, plural } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import { barOf } from './capacity-bar.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { measuredGrid } from './measured-grid.js';
import type { Entry } from '../../../projections/kit/line.js';

const mostBars = 30;
const measures = { overlapKw: 'in both', powerKw: 'one is', withPowerKw: 'the other is' };
const verbs: Readonly<Record<string, string>> = {
  overlap: 'overlaps with',
  contains: 'is part of',
  superseded: 'is superseded by',
};

const verbOf = (row: Entry): string => verbs[textIn(row, 'kind')] ?? textIn(row, 'kind');

const withLayer = (row: Entry): string =>
  layerText({ layer: textIn(row, 'withLayer'), basis: textIn(row, 'withBasis') });

const draw =
  (rows: readonly Entry[], { unit, hasBounds }: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const scale = powerScale(Math.max(0, ...rows.map((row) => reachOf(row, 'overlapKw'))), unit);
    const bars = rows.map((row) => {
      const segments = certainFirst([
        { ...extentOf(row, 'overlapKw'), fill: 'solid', shade: stageShade('signed', palette) },
      ]);
      const label = `${textIn(row, 'tranche')} ${verbOf(row)} ${textIn(row, 'with')}`;
      return barOf({ label }, row, 'overlapKw', segments, hasBounds);
    });
    return drawBars({ bars, axis: (value) => `${value / scale.divisor} ${scale.unit}` })(palette, width);
  };

/** What is stated twice: a bar for each pair, as long as what both describe. */
export const overlapBars = ({ rows: all }: ShownAnswer, setting: ChartSettings): Chart => {
  const rows = all.toSorted((left, right) => lengthOf(right, 'overlapKw') - lengthOf(left, 'overlapKw'));
  return {
    title: 'What is stated twice',
    summary: `${plural(rows.length, 'pair')} of statements about the same capacity, in whole or in part. Pairs are never added.${cutText(mostBars, rows.length)}`,
    draw: draw(rows.slice(0, mostBars), setting),
    grid: measuredGrid(
      rows,
      [
        { title: 'one', of: (row) => textIn(row, 'tranche') },
        { title: 'layer', of: layerText },
        { title: 'what', of: verbOf },
        { title: 'the other', of: (row) => textIn(row, 'with') },
        { title: 'its layer', of: withLayer },
      ],
      measures,
    ),
    legend: { bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
  };
};
