import { type AtLeastOne, groupBy } from '../../../events/kit/group.js';
import type { Measure } from '../../../projections/kit/measure.js';
import { measureText } from '../../../projections/wording/measure.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import { cell, type Grid } from '../grid.js';
import type { Palette } from '../palette.js';
import type { Series, SeriesPoint } from '../series.js';
import { drawTimeline, type Gutter } from '../timeline.js';
import {
  toNumber,
  lowIn,
  measureIn,
  powerScale,
  measureWords,
  statedWords,
  textIn,
} from '../words/amounts.js';
import { segmentsOf } from './capacity-bar.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import type { Entry } from '../../../projections/kit/line.js';

const measures = ['dueKw', 'plannedKw', 'energizedKw', 'headlineKw', 'undatedKw'];

export const stockOf = (measure: Measure | null): SeriesPoint | undefined =>
  measure === null
    ? undefined
    : { low: Number(measure.low), point: toNumber(measure.point), high: toNumber(measure.high) };

const seriesOf = (rows: readonly Entry[], { stages }: Palette): Series[] => [
  {
    name: 'committed, by due date',
    colour: stages[2],
    form: 'wide',
    stocks: rows.map((row) => stockOf(measureIn(row, 'dueKw'))),
  },
  {
    name: 'planned',
    colour: stages[5],
    form: 'dashed',
    stocks: rows.map((row) => (row.energizedKw === null ? stockOf(measureIn(row, 'plannedKw')) : undefined)),
  },
  {
    name: 'energized',
    colour: stages[5],
    form: 'plain',
    stocks: rows.map((row) => stockOf(measureIn(row, 'energizedKw'))),
  },
];

const gutterOf = (last: Entry, parts: readonly Entry[], palette: Palette): Gutter => {
  const undated = measureIn(last, 'undatedKw');
  const isUndisclosed = undated !== null && undated.low === 0 && undated.point === null;
  return {
    segments: segmentsOf(
      parts.filter((part) => part.layer === last.layer && part.basis === last.basis),
      last,
      'undatedKw',
      palette,
    ),
    stated: statedWords(last, 'undatedKw'),
    text: isUndisclosed ? '' : measureText('undatedKw', undated),
    isUndisclosed,
  };
};

const gridOf = (rows: readonly Entry[]): Grid => ({
  columns: [
    { title: 'period' },
    ...measures.map((measure) => ({ title: measure.replace('Kw', ''), isNumber: true })),
  ],
  rows: rows.map((row) => [
    cell(textIn(row, 'period')),
    ...measures.map((measure) => ({
      text: row[measure] === null ? 'ahead' : measureWords(row, measure),
      order: lowIn(row, measure),
    })),
  ]),
});

const summaryOf = (first: Entry, last: Entry): string =>
  `By the end of ${textIn(last, 'period')} ${measureWords(last, 'dueKw')} is due of a headline of ${measureWords(last, 'headlineKw')}; ${measureWords(last, 'undatedKw')} has no date. Energized at the end of ${textIn(first, 'period')}: ${first.energizedKw === null ? 'still ahead' : measureWords(first, 'energizedKw')}.`;

const lastOf = ([first, ...others]: AtLeastOne<Entry>): Entry => others.at(-1) ?? first;

const chartOf = (
  rows: AtLeastOne<Entry>,
  lastPeriod: string,
  parts: ShownAnswer,
  { unit, hasBounds }: ChartSettings,
): Chart => {
  const last = lastOf(rows);
  const most = Math.max(...rows.map((row) => lowIn(row, 'headlineKw')));
  const scale = powerScale(most, unit);
  return {
    defined: 'committed against energized',
    title: `Committed against energized: ${layerText(last)}`,
    summary: summaryOf(rows.findLast((row) => row.energizedKw !== null) ?? rows[0], last),
    draw: (palette, width) =>
      drawTimeline({
        periods: rows.map((row) => textIn(row, 'period')),
        series: seriesOf(rows, palette),
        // The undated parts are those of the question's date: a layer that ended before has none.
        ...(last.period === lastPeriod && { gutter: gutterOf(last, parts.rows, palette) }),
        hasBounds,
        axis: (value) => `${value / scale.divisor} ${scale.unit}`,
        ahead: rows.findIndex((row) => row.energizedKw === null),
      })(palette, width),
    grid: gridOf(rows),
    legend: { fills: true, bands: true },
    only: { layer: textIn(last, 'layer'), basis: textIn(last, 'basis') },
  };
};

const groupsOf = (totals: readonly Entry[]): AtLeastOne<Entry>[] => [
  ...groupBy(totals, (total) => `${textIn(total, 'layer')}|${textIn(total, 'basis')}`).values(),
];

const laterPeriod = (left: string, right: string): string => (left > right ? left : right);

const sizeOf = (rows: AtLeastOne<Entry>): number => lowIn(lastOf(rows), 'headlineKw');

/** A chart for each layer, the largest first: layers and bases are never added. `parts` are by bindingness and stage. */
export const capacityOverTime = (
  answer: ShownAnswer,
  parts: ShownAnswer,
  setting: ChartSettings,
): Chart[] => {
  const lastPeriod = answer.totals.map((total) => textIn(total, 'period')).reduce(laterPeriod, '');
  return groupsOf(answer.totals)
    .toSorted((left, right) => sizeOf(right) - sizeOf(left))
    .map((rows) => chartOf(rows, lastPeriod, parts, setting));
};
