import type { Bar } from '../bar-layout.js';
import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import type { ErrorBar } from '../grammar.js';
import { cell, type Grid } from '../grid.js';
import type { Palette } from '../palette.js';
import { extentOf, lengthOf, lowIn, measureIn, measureWords, textIn } from '../words/amounts.js';
import { cutText, plural } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import type { Entry, Row } from '../../../projections/kit/line.js';

const whole = 10_000;
const mostBars = 60;
const measures = ['stakeBp', 'lookThroughBp', 'valueUsCents', 'impliedWholeUsCents'];

const isThroughOthers = ({ stakeBp }: Entry): boolean => stakeBp === null;

const issuerOf = (row: Entry): string => `${textIn(row, 'issuer')}|${textIn(row, 'basis')}`;

const pointOf = (row: Entry): number => lengthOf(row, isThroughOthers(row) ? 'lookThroughBp' : 'stakeBp');

/** Issuer by issuer, since parts of different wholes are not compared; the largest holder first. */
const sortByIssuer = (rows: readonly Row[]): Row[] =>
  [...Map.groupBy(rows, issuerOf)]
    .toSorted(([left], [right]) => (left < right ? -1 : 1))
    .flatMap(([, own]) => own.toSorted((left, right) => pointOf(right) - pointOf(left)));

const labelOf = (row: Entry, { names }: ChartSettings): string =>
  row.holder === undefined ? 'everybody told of' : names.party(textIn(row, 'holder'));

/** What goes without saying is open: "at least 5.5%" may be all of it. */
const reachIn = (row: Entry, measure: string): ErrorBar => {
  const { low, high, point } = measureIn(row, measure) ?? { low: 0, high: 0, point: null };
  const most = high === null ? whole : Number(high);
  return {
    low: Number(low),
    high: most >= whole && point === null ? null : most,
    stated: pointOf(row),
  };
};

const isSpread = ({ low, high }: ErrorBar): boolean => low !== (high ?? whole);

const barOf = (row: Entry, setting: ChartSettings, palette: Palette): Bar => {
  const measure = isThroughOthers(row) ? 'lookThroughBp' : 'stakeBp';
  const stake = measureIn(row, measure);
  const isUndisclosed = stake === null || (stake.low === 0 && stake.point === null);
  const colour = setting.names.colour(textIn(row, 'holder'), palette);
  const fill = isThroughOthers(row) ? 'hollow' : 'solid';
  const reach = reachIn(row, measure);
  return {
    label: labelOf(row, setting),
    swatch: { colour, form: setting.names.form(textIn(row, 'holder')) },
    segments: certainFirst([{ ...extentOf(row, measure), fill, shade: { colour } }]),
    ...(isUndisclosed && { slot: 'undisclosed' }),
    ...(setting.hasBounds && isSpread(reach) && { reach }),
    text: isUndisclosed ? '' : measureWords(row, measure),
    marks: marksOf(row.flags),
  };
};

const draw =
  (rows: readonly Entry[], setting: ChartSettings): DrawingMaker =>
  (palette, width) =>
    drawBars({
      bars: rows.map((row, index) => {
        const before = rows[index - 1];
        const isFirst = !before || issuerOf(before) !== issuerOf(row);
        const heading = `${setting.names.party(textIn(row, 'issuer'))} (${textIn(row, 'basis')})`;
        return { ...barOf(row, setting, palette), ...(isFirst && { heading }) };
      }),
      axis: (value) => `${value / 100}%`,
    })(palette, width);

const gridOf = (rows: readonly Row[], setting: ChartSettings): Grid => ({
  columns: [
    { title: 'holder' },
    { title: 'issuer' },
    { title: 'basis' },
    ...['stake', 'through others, too', 'value', 'implied whole'].map((title) => ({ title, isNumber: true })),
  ],
  rows: rows.map((row) => [
    cell(labelOf(row, setting)),
    cell(setting.names.party(textIn(row, 'issuer'))),
    cell(textIn(row, 'basis')),
    ...measures.map((measure) => ({
      text: row[measure] === null ? '–' : measureWords(row, measure),
      rests: row.rests,
      order: lowIn(row, measure),
    })),
  ]),
});

/** Who holds how much of whom: bars for each issuer, whose bases are never mixed. */
export const stakeBars = (answer: ShownAnswer, setting: ChartSettings): Chart => {
  const rows = sortByIssuer(answer.rows);
  return {
    title: 'Who holds how much of whom',
    summary: `${plural(rows.length, 'stake')} in ${plural(new Set(rows.map(issuerOf)).size, 'whole')}. Each whole is on one basis, and wholes are never added.${cutText(mostBars, rows.length)}`,
    draw: draw(rows.slice(0, mostBars), setting),
    grid: gridOf(rows, setting),
    legend: {
      fills: {
        solid: 'held directly',
        ...(rows.some(isThroughOthers) && { hollow: 'held through others only' }),
      },
      bounds: true,
      marks: rows.flatMap(({ flags }) => marksOf(flags)),
    },
  };
};
