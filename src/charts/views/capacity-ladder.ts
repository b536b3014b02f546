import { capacityLayers } from '../../../events/deal/deal.words.js';
import { drawBars } from '../bars.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import { lengthOf, lowIn, powerScale, measureWords, textIn } from '../words/amounts.js';
import { barOf, segmentsOf } from './capacity-bar.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import type { Entry } from '../../../projections/kit/line.js';

const rungs = [
  { measure: 'headlineKw', label: 'headline' },
  { measure: 'signedKw', label: 'signed' },
  { measure: 'firmKw', label: 'firm' },
  { measure: 'energizedKw', label: 'energized' },
  { measure: 'undatedKw', label: 'undated' },
] as const;

const heads = rungs.map(({ label }) => label);

const isOf =
  (total: Entry) =>
  (row: Entry): boolean =>
    row.layer === total.layer && row.basis === total.basis;

const placeOf = (total: Entry): number => capacityLayers.findIndex((one) => one === textIn(total, 'layer'));

/** As a project is built up, from chips to the grid; of one layer, which may be told in several ways, the most first. */
const inOrder = (totals: readonly Entry[]): Entry[] =>
  totals.toSorted(
    (left, right) =>
      placeOf(left) - placeOf(right) || lengthOf(right, 'headlineKw') - lengthOf(left, 'headlineKw'),
  );

const numbersOf = (total: Entry): string[] => rungs.map(({ measure }) => measureWords(total, measure));

/** The steps of a layer are the parts of its bar, the firmest first; its numbers stand beside it. */
const draw =
  ({ rows, totals }: ShownAnswer, { unit, hasBounds }: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const most = Math.max(...totals.map((total) => lowIn(total, 'headlineKw')));
    const scale = powerScale(most, unit);
    const bars = inOrder(totals).map((total) => {
      const segments = segmentsOf(rows.filter(isOf(total)), total, 'headlineKw', palette);
      const bar = barOf({ label: layerText(total) }, total, 'headlineKw', segments, hasBounds);
      return { ...bar, further: numbersOf(total).slice(1) };
    });
    return drawBars({ bars, heads, axis: (value) => `${value / scale.divisor} ${scale.unit}` })(
      palette,
      width,
    );
  };

const gridOf = (totals: readonly Entry[]): Grid => ({
  columns: [{ title: 'layer' }, ...heads.map((title) => ({ title, isNumber: true }))],
  rows: inOrder(totals).map((total) => [
    cell(layerText(total)),
    ...rungs.map(({ measure }) => ({
      text: measureWords(total, measure),
      order: lowIn(total, measure),
    })),
  ]),
});

const toldOf = (totals: readonly Entry[]): string =>
  totals
    .map(
      (total) =>
        `${layerText(total)} ${measureWords(total, 'headlineKw')}, of it ${measureWords(total, 'firmKw')} firm`,
    )
    .join('; ');

/** Headline, signed, firm and energized, layer by layer: layers are never added. Rows are by bindingness and stage. */
export const capacityLadder = (answer: ShownAnswer, setting: ChartSettings): Chart => ({
  title: 'From headline to energized',
  defined: 'from headline to energized',
  summary: 'Layers are never added: the same gigawatt may be chips, hosting, a site and grid power.',
  told: `${toldOf(inOrder(answer.totals))}.`,
  draw: draw(answer, setting),
  grid: gridOf(answer.totals),
  legend: { fills: true, stages: true, bounds: true },
});
