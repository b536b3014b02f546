import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import { extentOf, lowIn, measureIn, measureWords, textIn } from '../words/amounts.js';
import { cutText } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import type { Entry } from '../../../projections/kit/line.js';

const mostBars = 60;

const share = (row: Entry): number => Number(measureIn(row, 'shareBp')?.point ?? 0);

const sortRows = (rows: readonly Entry[]): Entry[] =>
  rows.toSorted((left, right) =>
    layerText(left) === layerText(right)
      ? share(right) - share(left)
      : layerText(left) < layerText(right)
        ? -1
        : 1,
  );

/** What a share is of, beside its layer and basis, which every row has. */
const dimensionsOf = ({ question }: ShownAnswer): string[] =>
  String(question.by)
    .split(',')
    .filter((dimension) => dimension !== 'layer' && dimension !== 'basis');

const labelOf = (row: Entry, by: readonly string[], { names }: ChartSettings): string =>
  by.map((one) => names.of(one, textIn(row, one) || null)).join(' · ') || 'all of it';

const draw =
  (rows: readonly Entry[], by: readonly string[], setting: ChartSettings): DrawingMaker =>
  (palette, width) =>
    drawBars({
      bars: rows.map((row, index) => {
        const reach = measureIn(row, 'shareBp');
        const before = rows[index - 1];
        const isFirst = !before || layerText(before) !== layerText(row);
        const party = textIn(row, by[0] ?? '');
        const colour = setting.names.colour(party, palette);
        return {
          label: labelOf(row, by, setting),
          swatch: { colour, form: setting.names.form(party) },
          ...(isFirst && { heading: layerText(row) }),
          segments: certainFirst([{ ...extentOf(row, 'shareBp'), fill: 'solid', shade: { colour } }]),
          ...(reach?.point === null && { slot: 'unknown' }),
          ...(setting.hasBounds &&
            reach &&
            reach.low !== reach.high && {
              reach: { low: Number(reach.low), high: Number(reach.high), stated: share(row) },
            }),
          text: measureWords(row, 'shareBp'),
          marks: marksOf(row.flags),
        };
      }),
      axis: (value) => `${value / 100}%`,
    })(palette, width);

const gridOf = (
  rows: readonly Entry[],
  by: readonly string[],
  of: string,
  { names }: ChartSettings,
): Grid => ({
  columns: [
    ...by.map((title) => ({ title })),
    { title: 'layer' },
    { title: 'share', isNumber: true },
    { title: of, isNumber: true },
  ],
  rows: rows.map((row) => [
    ...by.map((one) => cell(names.of(one, textIn(row, one) || null))),
    cell(layerText(row)),
    ...['shareBp', `${of}Kw`].map((measure) => ({
      text: measureWords(row, measure),
      rests: row.rests,
      order: lowIn(row, measure),
    })),
  ]),
});

/** Each party's part of the capacity in the ledger, layer by layer. */
export const capacityShareBars = (answer: ShownAnswer, setting: ChartSettings): Chart => {
  const rows = sortRows(answer.rows);
  const by = dimensionsOf(answer);
  const of = String(answer.question.of);
  const concentrations = answer.totals.map(
    (total) => `${layerText(total)}: concentration ${total.hhi ? measureWords(total, 'hhi') : 'unknown'}`,
  );
  return {
    defined: 'share of capacity',
    title: `Shares of ${of} capacity, by ${by.join(', ')}`,
    summary: `${concentrations.join('; ')}.${cutText(mostBars, rows.length)}`,
    draw: draw(rows.slice(0, mostBars), by, setting),
    grid: gridOf(rows, by, of, setting),
    legend: { bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
  };
};
