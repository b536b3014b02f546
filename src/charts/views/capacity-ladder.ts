import { isSigned, stages } from '../../../events/deal/deal.words.js';
import { isNothing } from '../../../projections/wording/measure.js';
import { drawBars, type Segment } from '../bars.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import { type Palette, stageShade } from '../palette.js';
import { lowIn, measureIn, powerScale, measureWords } from '../words/amounts.js';
import { barOf, layerText, segmentsOf } from './capacity-bar.js';
import type { Entry } from '../../../projections/kit/line.js';

const rungs = [
  { measure: 'headlineKw', label: 'headline' },
  { measure: 'signedKw', label: 'signed' },
  { measure: 'firmKw', label: 'firm' },
  { measure: 'energizedKw', label: 'energized' },
  { measure: 'undatedKw', label: 'of it undated' },
] as const;

/** What has a date throughout needs no line that says so. */
const rungsOf = (total: Entry) =>
  rungs.filter(({ measure }) => measure !== 'undatedKw' || !isNothing(measureIn(total, measure)));

const isOf =
  (total: Entry) =>
  (row: Entry): boolean =>
    row.layer === total.layer && row.basis === total.basis;

const isOn = (measure: string, row: Entry): boolean => {
  const stage = stages.find((one) => one === row.stage);
  const signed = stage !== undefined && isSigned(stage);
  if (measure === 'signedKw') return signed;
  return measure !== 'firmKw' || (signed && row.bindingness === 'firm');
};

const energizedSegments = (total: Entry, palette: Palette): Segment[] => [
  {
    value: lowIn(total, 'energizedKw'),
    fill: 'solid',
    shade: stageShade('energized', palette),
  },
];

const draw =
  ({ rows, totals }: ShownAnswer, { unit, hasBounds }: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const most = Math.max(...totals.map((total) => lowIn(total, 'headlineKw')));
    const scale = powerScale(most, unit);
    const bars = totals.flatMap((total) =>
      rungsOf(total).map(({ measure, label }, index) => {
        const parts = rows.filter(isOf(total)).filter((row) => isOn(measure, row));
        const segments =
          measure === 'energizedKw' ? energizedSegments(total, palette) : segmentsOf(parts, measure, palette);
        const named = { label, ...(index === 0 && { heading: layerText(total) }) };
        return barOf(named, total, measure, segments, hasBounds);
      }),
    );
    return drawBars({ bars, axis: (value) => `${value / scale.divisor} ${scale.unit}` })(palette, width);
  };

const gridOf = (totals: readonly Entry[]): Grid => ({
  columns: [{ title: 'layer' }, ...rungs.map(({ label }) => ({ title: label, isNumber: true }))],
  rows: totals.map((total) => [
    cell(layerText(total)),
    ...rungs.map(({ measure }) => ({
      text: measureWords(total, measure),
      order: lowIn(total, measure),
    })),
  ]),
});

const summaryOf = (totals: readonly Entry[]): string =>
  totals
    .map(
      (total) =>
        `${layerText(total)} ${measureWords(total, 'headlineKw')}, of it ${measureWords(total, 'firmKw')} firm`,
    )
    .join('; ');

/** Headline, signed, firm and energized, layer by layer: layers are never added. Rows are by bindingness and stage. */
export const capacityLadder = (answer: ShownAnswer, setting: ChartSettings): Chart => ({
  title: 'From headline to energized',
  summary: `${summaryOf(answer.totals)}. Layers are never added: the same gigawatt may be chips, hosting, a site and grid power.`,
  draw: draw(answer, setting),
  grid: gridOf(answer.totals),
  legend: { fills: true, stages: true, bounds: true },
});
