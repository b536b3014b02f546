import type { Bar } from '../bar-layout.js';
import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import { type Palette, stageShade } from '../palette.js';
import {
  extentOf,
  lengthOf,
  lowIn,
  moneyScale,
  powerScale,
  measureWords,
  textIn,
  wordsIn,
} from '../words/amounts.js';
import { cutText } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import { barOf } from './capacity-bar.js';
import type { Entry } from '../../../projections/kit/line.js';

const mostPairs = 30;

const sides = ['disclosed', 'ledger', 'missing', 'beyond'] as const;

const isOfPower = (row: Entry): boolean => 'disclosedKw' in row;

/** Towards whom a total is and when it falls due, where it is no total of all. */
const scopeOf = (row: Entry, { names }: Pick<ChartSettings, 'names'>): string[] => [
  ...(textIn(row, 'towards') === '' ? [] : [`towards ${names.party(textIn(row, 'towards'))}`]),
  ...(textIn(row, 'due') === '' ? [] : [`due ${textIn(row, 'due')}`]),
];

/** A total is of power or of money. */
const nameIn = (row: Entry, side: string): string => `${side}${isOfPower(row) ? 'Kw' : 'UsCents'}`;

export const reconciledGrid = (rows: readonly Entry[], setting: Pick<ChartSettings, 'names'>): Grid => ({
  columns: [
    { title: 'party' },
    { title: 'total' },
    ...['it says', 'the ledger adds up to', 'missing here', 'beyond it'].map((title) => ({
      title,
      isNumber: true,
    })),
  ],
  rows: rows.map((row) => [
    cell(setting.names.party(textIn(row, 'party'))),
    cell([wordsIn(row, 'measure'), ...scopeOf(row, setting)].join(', ')),
    ...sides.map((side) => ({
      text: measureWords(row, nameIn(row, side)),
      rests: row.rests,
      order: lowIn(row, nameIn(row, side)),
    })),
  ]),
});

const pointOf = (row: Entry, side: string): number => lengthOf(row, nameIn(row, side));

const pairOf = (row: Entry, setting: ChartSettings, palette: Palette): Bar[] => {
  const { names, hasBounds } = setting;
  const named = [textIn(row, 'measure'), textIn(row, 'at'), ...scopeOf(row, setting)];
  const about = named.filter((word) => word !== '').join(', ');
  const heading = `${names.party(textIn(row, 'party'))}: ${about}`;
  const bar = (side: string, label: string, stage: string): Bar => {
    const shade = stageShade(stage, palette);
    const segments = certainFirst([{ ...extentOf(row, nameIn(row, side)), fill: 'solid', shade }]);
    // Marks are about what the ledger adds up to.
    const entry = side === 'ledger' ? row : { ...row, flags: [] };
    return barOf({ label }, entry, nameIn(row, side), segments, hasBounds);
  };
  return [
    { ...bar('disclosed', 'it says', 'energized'), heading },
    bar('ledger', 'the ledger adds up to', 'signed'),
  ];
};

const draw =
  (rows: readonly Entry[], setting: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const most = Math.max(...rows.map((row) => pointOf(row, 'disclosed')));
    const isPower = rows.some(isOfPower);
    const scale = isPower ? powerScale(most, setting.unit) : moneyScale(rows[0] ?? {});
    const space = isPower ? ' ' : '';
    return drawBars({
      bars: rows.flatMap((row) => pairOf(row, setting, palette)),
      axis: (value) => `${value / scale.divisor}${space}${scale.unit}`,
    })(palette, width);
  };

const chartOf = (unit: string, rows: readonly Entry[], setting: ChartSettings): Chart => ({
  title: `What parties say they have, and what the ledger knows of it: ${unit}`,
  summary: `Totals that parties report themselves, beside what the ledger adds up to: compared, never added.${cutText(mostPairs, rows.length)}`,
  draw: draw(rows.slice(0, mostPairs), setting),
  grid: reconciledGrid(rows, setting),
  legend: { bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
});

/** A chart for power, and one for each currency. */
export const reconciledCharts = ({ rows }: ShownAnswer, setting: ChartSettings): Chart[] =>
  [...Map.groupBy(rows, (row) => (isOfPower(row) ? 'power' : textIn(row, 'currency')))].map(([unit, own]) =>
    chartOf(unit, own, setting),
  );
