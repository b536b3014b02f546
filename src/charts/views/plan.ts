import { measureText } from '../../../projections/wording/measure.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings } from '../chart.js';
import { cell, type Grid } from '../grid.js';
import type { Palette } from '../palette.js';
import type { SeriesPoint } from '../series.js';
import { drawTimeline, type Gutter } from '../timeline.js';
import {
  extentOf,
  lowIn,
  measureIn,
  powerScale,
  measureWords,
  statedWords,
  textIn,
} from '../words/amounts.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { stockOf } from './capacity-time.js';
import type { Entry } from '../../../projections/kit/line.js';

/** A question's totals as the log is, and as it would read. */
export interface ComparedTotals {
  baseline: { totals: readonly Entry[] };
  scenario: { totals: readonly Entry[] };
  difference: { totals: readonly Entry[] };
}

/** Percentiles of each period by themselves, in whole units. */
export interface PlanPercentiles {
  periods: readonly { period: string | null; low: number; middle: number; high: number }[];
}

/** Whether it is a plan over time. */
export const isPlan = ({ baseline, scenario }: ComparedTotals): boolean =>
  [...baseline.totals, ...scenario.totals].some((total) => 'plannedKw' in total && 'period' in total);

const groupOf = (total: Entry): string => `${textIn(total, 'layer')}|${textIn(total, 'basis')}`;

/** The layers whose plan moves, or the first one when none does. */
export const groupsOf = ({ baseline, scenario, difference }: ComparedTotals): string[] => {
  const moved = new Set(difference.totals.filter((total) => 'plannedKw' in total).map(groupOf));
  const all = [...new Set([...baseline.totals, ...scenario.totals].map(groupOf))];
  return moved.size > 0 ? [...moved] : all.slice(0, 1);
};

const gridOf = (before: readonly Entry[], after: readonly Entry[]): Grid => ({
  columns: [
    { title: 'period' },
    { title: 'baseline', isNumber: true },
    { title: 'scenario', isNumber: true },
  ],
  rows: before.map((row, index) => [
    cell(textIn(row, 'period')),
    { text: measureWords(row, 'plannedKw') },
    { text: after[index] ? measureWords(after[index], 'plannedKw') : '–' },
  ]),
});

const fanStocks = ({ periods }: PlanPercentiles, rows: readonly Entry[]): (SeriesPoint | undefined)[] =>
  rows.map((row) => {
    const found = periods.find(({ period }) => period === row.period);
    return found && { low: found.low, point: found.middle, high: found.high };
  });

/** Beside a spread of draws other bounds would be taken for one. */
const pointStock = (stock: SeriesPoint | undefined): SeriesPoint | undefined => {
  if (!stock) return undefined;
  const level = stock.point ?? stock.low;
  return { low: level, point: level, high: level };
};

const spreadText = ({ periods }: PlanPercentiles): string => {
  const last = periods.at(-1);
  if (!last) return 'nothing that was drawn';
  const { low, middle, high } = last;
  const inWords = (from: number, to: number): string =>
    measureText('plannedKw', { low: from, point: from === to ? from : null, high: to });
  return `at most ${inWords(middle, middle)} in half of the draws, ${inWords(low, high)} in eight of ten, each period by itself: it is not one path`;
};

/** The plan as it stands and in the scenario, or half of the draws of it. */
const seriesOf = (
  before: readonly Entry[],
  after: readonly Entry[],
  palette: Palette,
  fan?: PlanPercentiles,
) => {
  const rows = before.length > 0 ? before : after;
  const stocksOf = (side: readonly Entry[]): (SeriesPoint | undefined)[] =>
    side.map((row) => stockOf(measureIn(row, 'plannedKw')));
  return [
    {
      name: 'baseline',
      colour: palette.stages[2],
      form: 'wide' as const,
      stocks: stocksOf(before).map((stock) => (fan ? pointStock(stock) : stock)),
    },
    {
      name: fan ? 'scenario, half of the draws below' : 'scenario',
      mark: 'hypothetical' as const,
      colour: palette.categories[1],
      form: 'dashed' as const,
      stocks: fan ? fanStocks(fan, rows) : stocksOf(after),
    },
  ];
};

const gutterOf = (undated: Entry, palette: Palette): Gutter => ({
  // However firmly it is promised: it has neither the fill nor the shade of one.
  segments: certainFirst([
    { ...extentOf(undated, 'undatedKw'), fill: 'solid', shade: { colour: palette.other } },
  ]),
  text: measureWords(undated, 'undatedKw'),
  stated: statedWords(undated, 'undatedKw'),
  isUndisclosed: false,
});

/** The plan of one layer as it stands and in a scenario, with the spread of chance where it was drawn. */
export const planChart = (
  compared: ComparedTotals,
  group: string,
  setting: ChartSettings,
  fan?: PlanPercentiles,
): Chart => {
  const totalsOf = ({ totals }: { totals: readonly Entry[] }): Entry[] =>
    totals.filter((total) => groupOf(total) === group);
  const [before, after] = [totalsOf(compared.baseline), totalsOf(compared.scenario)];
  const rows = before.length > 0 ? before : after;
  const end = rows.at(-1) ?? {};
  const undated = after.at(-1) ?? end;
  const most = Math.max(...[...before, ...after].map((row) => lowIn(row, 'plannedKw')));
  const scale = powerScale(most, setting.unit);
  const last = (side: readonly Entry[]): string => {
    const total = side.at(-1);
    return total ? measureWords(total, 'plannedKw') : 'nothing';
  };
  return {
    defined: 'plan and scenario',
    title: `Planned ${layerText(end)}`,
    summary: `By the end of ${textIn(end, 'period')}: ${last(before)} as it stands, ${fan ? spreadText(fan) : `${last(after)} in the scenario`}. Hypothetical.`,
    draw: (palette, width) =>
      drawTimeline({
        periods: rows.map((row) => textIn(row, 'period')),
        series: seriesOf(before, after, palette, fan),
        gutter: gutterOf(undated, palette),
        hasBounds: setting.hasBounds || fan !== undefined,
        axis: (value) => `${value / scale.divisor} ${scale.unit}`,
        ahead: rows.findIndex((row) => row.energizedKw === null),
      })(palette, width),
    grid: gridOf(before, after),
    legend: { bands: true, marks: ['hypothetical'] },
  };
};
