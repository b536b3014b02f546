import { drawBars } from '../bars.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import { lengthOf, lowIn, powerScale, measureWords } from '../words/amounts.js';
import { cutText, plural } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import { barOf, segmentsOf } from './capacity-bar.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import type { Entry, Row } from '../../../projections/kit/line.js';

const measures = ['headlineKw', 'signedKw', 'firmKw', 'energizedKw', 'dueKw', 'overdueKw', 'undatedKw'];
const roles = new Set(['provider', 'consumer', 'supplier']);
const mostBars = 24;

const keyIn = (row: Entry, dimension: string): string | null => {
  const value = row[dimension];
  return typeof value === 'string' ? value : null;
};

const isSame =
  (row: Entry, by: readonly string[]) =>
  (part: Entry): boolean =>
    [...by, 'layer', 'basis'].every((dimension) => keyIn(part, dimension) === keyIn(row, dimension));

const lengthOfRow = (row: Entry): number => lengthOf(row, 'headlineKw');

const sortBySize = (rows: readonly Row[]): Row[] =>
  rows.toSorted((left, right) => lengthOfRow(right) - lengthOfRow(left));

/** What a row is told apart by, beside its layer and the basis of its kilowatts, which it has anyhow. */
const dimensionsOf = ({ question }: ShownAnswer): string[] =>
  String(question.by)
    .split(',')
    .filter((dimension) => dimension !== 'layer' && dimension !== 'basis');

interface CapacityAnswers {
  whole: ShownAnswer;
  parts: ShownAnswer;
  by: readonly string[];
}

const draw =
  ({ whole, parts, by }: CapacityAnswers, { names, unit, hasBounds }: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const rows = sortBySize(whole.rows).slice(0, mostBars);
    const scale = powerScale(Math.max(0, ...rows.map(lengthOfRow)), unit);
    const bars = rows.map((row) => {
      const label = [...by.map((one) => names.of(one, keyIn(row, one))), layerText(row)].join(' · ');
      const [first = ''] = by;
      const key = keyIn(row, first);
      const swatch =
        roles.has(first) && key !== null
          ? { swatch: { colour: names.colour(key, palette), form: names.form(key) } }
          : {};
      const segments = segmentsOf(parts.rows.filter(isSame(row, by)), row, 'headlineKw', palette);
      return barOf({ label, ...swatch }, row, 'headlineKw', segments, hasBounds);
    });
    return drawBars({ bars, axis: (value) => `${value / scale.divisor} ${scale.unit}` })(palette, width);
  };

const gridOf = ({ whole, by }: CapacityAnswers, { names }: ChartSettings): Grid => ({
  columns: [
    ...by.map((title) => ({ title })),
    { title: 'layer' },
    ...measures.map((measure) => ({ title: measure.replace('Kw', ''), isNumber: true })),
  ],
  rows: sortBySize(whole.rows).map((row) => [
    ...by.map((one) => cell(names.of(one, keyIn(row, one)))),
    cell(layerText(row)),
    ...measures.map((measure) => ({
      text: measureWords(row, measure),
      rests: row.rests,
      order: lowIn(row, measure),
    })),
  ]),
});

/** The headline of each row, by how firmly it is promised: `parts` has the rows by bindingness and stage, too. */
export const capacityBy = (whole: ShownAnswer, parts: ShownAnswer, setting: ChartSettings): Chart => {
  const shown = { whole, parts, by: dimensionsOf(whole) };
  const { rows, undisclosed } = whole;
  return {
    defined: 'headline by row',
    title: `Headline by ${String(whole.question.by).split(',').join(', ')}`,
    summary: `${plural(rows.length, 'row')}, the largest first; layers and bases stand apart. ${plural(undisclosed.length, 'tranche')} of undisclosed size.${cutText(mostBars, rows.length)}`,
    draw: draw(shown, setting),
    grid: gridOf(shown, setting),
    legend: { fills: true, stages: true, bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
  };
};
