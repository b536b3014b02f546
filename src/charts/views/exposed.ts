import { type AtLeastOne, groupBy } from '../../../events/kit/group.js';
import type { Bar } from '../bar-layout.js';
import { drawBars } from '../bars.js';
import { titleOf } from '../../../projections/wording/measure.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import { type Palette, stageShade } from '../palette.js';
import {
  extentOf,
  reachOf,
  isSome,
  lengthOf,
  moneyScale,
  powerScale,
  measureWords,
  textIn,
  wordsIn,
} from '../words/amounts.js';
import { cutText } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import { barOf } from './capacity-bar.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import type { Entry, Row } from '../../../projections/kit/line.js';

const sides: Readonly<Record<string, string>> = {
  owes: 'What parties owe',
  'is-owed': 'What parties are owed',
  'depends-on': 'Whose compute parties depend on',
  supplies: 'Whom parties supply with compute',
};
/** Every flow stands on both sides: without a party in the question the second one would say it all again. */
const mirrored = new Set(['is-owed', 'supplies']);

const mostBars = 30;

const isOfPower = ({ side }: Entry): boolean => side === 'depends-on' || side === 'supplies';

/** Money that is paid out of another payment is in no sum, and has a bar of its own. */
const moneyOf = (row: Entry): string =>
  !isSome(row, 'unpaidUsCents') && isSome(row, 'passingUsCents') ? 'passingUsCents' : 'unpaidUsCents';

const sizeOf = (row: Entry): number =>
  isOfPower(row) ? lengthOf(row, 'headlineKw') : reachOf(row, moneyOf(row));
const kindOf = (row: Entry): string => (isOfPower(row) ? layerText(row) : wordsIn(row, 'kind'));

const labelOf = (row: Entry, { names }: ChartSettings): string =>
  ['party', 'counterparty', 'deal']
    .filter((dimension) => row[dimension] !== undefined)
    .map((dimension) => names.of(dimension, textIn(row, dimension) || null))
    .join(row.side === 'is-owed' || row.side === 'depends-on' ? ' from ' : ' to ');

const powerBar = (
  named: Pick<Bar, 'label' | 'heading'>,
  row: Entry,
  hasBounds: boolean,
  palette: Palette,
): Bar => {
  const [firm, all] = [extentOf(row, 'firmKw'), extentOf(row, 'headlineKw')];
  const shade = stageShade('signed', palette);
  const segments = certainFirst([
    { ...firm, fill: 'solid', shade },
    { low: all.low - firm.low, stated: all.stated - firm.stated, fill: 'hatched', shade },
  ]);
  return barOf(named, row, 'headlineKw', segments, hasBounds);
};

const moneyBar = (
  named: Pick<Bar, 'label' | 'heading'>,
  row: Entry,
  hasBounds: boolean,
  palette: Palette,
): Bar => {
  const measure = moneyOf(row);
  const isPassing = measure === 'passingUsCents';
  const segments = certainFirst([
    {
      ...extentOf(row, measure),
      fill: isPassing ? 'hollow' : 'solid',
      shade: stageShade('signed', palette),
    },
  ]);
  const bar = barOf(named, row, measure, segments, hasBounds);
  return { ...bar, ...(isPassing && { text: `${bar.text} passing on` }) };
};

const draw =
  (rows: readonly Entry[], isPower: boolean, setting: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const scale = isPower
      ? powerScale(Math.max(...rows.map(sizeOf)), setting.unit)
      : moneyScale(rows[0] ?? {});
    const bars = rows.map((row, index) => {
      const before = rows[index - 1];
      const isFirst = !before || kindOf(before) !== kindOf(row);
      const named = { label: labelOf(row, setting), ...(isFirst && { heading: kindOf(row) }) };
      return (isPower ? powerBar : moneyBar)(named, row, setting.hasBounds, palette);
    });
    return drawBars({
      bars,
      axis: (value) => `${value / scale.divisor}${isPower ? ' ' : ''}${scale.unit}`,
    })(palette, width);
  };

const powers = ['headlineKw', 'firmKw', 'energizedKw'];
const moneys = [
  'unpaidUsCents',
  'committedUsCents',
  'conditionalUsCents',
  'outstandingUsCents',
  'passingUsCents',
];

const gridOf = (rows: readonly Row[], isPower: boolean, setting: ChartSettings): Grid => {
  const keys = ['party', 'counterparty', 'deal'].filter((key) => rows.some((row) => row[key] !== undefined));
  const nameOf = (row: Entry, key: string): string => setting.names.of(key, textIn(row, key) || null);
  const measures = isPower ? powers : moneys;
  return {
    columns: [
      ...keys.map((title) => ({ title })),
      { title: isPower ? 'layer' : 'kind' },
      ...measures.map((measure) => ({ title: titleOf(measure), isNumber: true })),
    ],
    rows: rows.map((row) => [
      ...keys.map((key) => cell(nameOf(row, key))),
      cell(kindOf(row)),
      ...measures.map((measure) => ({ text: measureWords(row, measure), rests: row.rests })),
    ]),
  };
};

/** Kind by kind, since kinds are never added; the largest first. */
const sortByKind = (rows: readonly Row[]): Row[] => {
  const largest = (own: readonly Row[]): number => Math.max(...own.map(sizeOf));
  return [...Map.groupBy(rows, kindOf).values()]
    .map((own) => own.toSorted((left, right) => sizeOf(right) - sizeOf(left)))
    .toSorted((left, right) => largest(right) - largest(left))
    .flat();
};

const chartOf = (all: AtLeastOne<Row>, setting: ChartSettings): Chart => {
  const rows = sortByKind(all);
  const [first] = all;
  const { side, currency } = first;
  const isPower = isOfPower(first);
  return {
    title: `${sides[String(side)]}${isPower ? '' : ` in ${String(currency)}`}`,
    summary: `${isPower ? 'Firm is solid, the rest of the headline hatched.' : 'A bar is in full as far as it is owed for certain.'} Kinds, currencies and layers are never added; both sides of a flow are one flow.${cutText(mostBars, rows.length)}`,
    draw: draw(rows.slice(0, mostBars), isPower, setting),
    grid: gridOf(rows, isPower, setting),
    legend: {
      fills: isPower
        ? { solid: 'firm', hatched: 'the rest of the headline' }
        : { solid: 'owed', hollow: 'paid out of another payment, not added' },
      bounds: true,
      marks: rows.flatMap(({ flags }) => marksOf(flags)),
    },
  };
};

const panelOf = (row: Entry): string =>
  `${textIn(row, 'side')}|${isOfPower(row) ? '' : textIn(row, 'currency')}`;

/** A chart for each side and currency. Stakes, which are held and not owed, are those of ownership. */
export const exposureCharts = ({ rows, question }: ShownAnswer, setting: ChartSettings): Chart[] => {
  const isNarrow = question.party !== undefined || question.side !== undefined;
  const drawnRows = rows.filter(
    (row) => textIn(row, 'side') in sides && (isNarrow || !mirrored.has(textIn(row, 'side'))),
  );
  return [...groupBy(drawnRows, panelOf).values()]
    .toSorted((left, right) => right.length - left.length)
    .map((own) => chartOf(own, setting));
};
