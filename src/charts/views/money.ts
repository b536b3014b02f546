import type { Bar } from '../bar-layout.js';
import { drawBars } from '../bars.js';
import { certainFirst } from '../certain.js';
import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import type { DrawingMaker } from '../drawing.js';
import { cell, type Grid } from '../grid.js';
import { type Palette, stageShade } from '../palette.js';
import { extentOf, isSome, lengthOf, measureIn, moneyScale, measureWords, textIn } from '../words/amounts.js';
import { cutText } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import type { Entry } from '../../../projections/kit/line.js';

const parts = [
  { measure: 'committedUsCents', fill: 'solid' },
  { measure: 'releasedUsCents', fill: 'solid' },
  { measure: 'conditionalUsCents', fill: 'hatched' },
] as const;

const measures = [
  'committedUsCents',
  'conditionalUsCents',
  'releasedUsCents',
  'paidUsCents',
  'outstandingUsCents',
];

/** How much there is in a row, whatever its kind: for the order of rows, never as a number. */
const weight = (row: Entry): number => parts.reduce((sum, { measure }) => sum + lengthOf(row, measure), 0);

/** "$15B + $0–35B": what is committed and what is conditional, and what of it has been set free. */
const textOf = (row: Entry): string => {
  const told = parts
    .filter(({ measure }) => isSome(row, measure))
    .map(({ measure }) => `${measureWords(row, measure)}${measure === 'releasedUsCents' ? ' released' : ''}`);
  return told.length > 0 ? told.join(' + ') : measureWords(row, 'committedUsCents');
};

const ends = (row: Entry): { low: number; high: number | null } => {
  const amounts = parts.map(({ measure }) => measureIn(row, measure));
  const isOpen = amounts.some((amount) => amount?.high === null);
  return {
    low: amounts.reduce((sum, amount) => sum + Number(amount?.low ?? 0), 0),
    high: isOpen ? null : amounts.reduce((sum, amount) => sum + Number(amount?.high ?? 0), 0),
  };
};

/** A row of money as a bar: what is committed and released is solid, what is conditional hatched. */
const moneyBar = (
  named: Pick<Bar, 'label' | 'heading' | 'scale'>,
  row: Entry,
  hasBounds: boolean,
  palette: Palette,
): Bar => {
  const reach = ends(row);
  const isUndisclosed = weight(row) === 0 && reach.high === null;
  return {
    ...named,
    segments: certainFirst(
      parts.map(({ measure, fill }) => ({
        ...extentOf(row, measure),
        fill,
        shade: stageShade(measure === 'releasedUsCents' ? 'energized' : 'signed', palette),
      })),
    ),
    ...(isUndisclosed && { slot: 'undisclosed' }),
    ...(hasBounds && reach.low !== reach.high && { reach: { ...reach, stated: weight(row) } }),
    text: isUndisclosed ? '' : textOf(row),
    marks: marksOf(row.flags),
  };
};

const mostBars = 40;

const sortByKind = (rows: readonly Entry[]): Entry[] => {
  const largest = (own: readonly Entry[]): number => Math.max(...own.map(weight));
  return [...Map.groupBy(rows, (row) => textIn(row, 'kind')).values()]
    .map((own) => own.toSorted((left, right) => weight(right) - weight(left)))
    .toSorted((left, right) => largest(right) - largest(left))
    .flat();
};

/** Where there are several, each has a scale of its own. */
const isSeveral = (rows: readonly Entry[]): boolean =>
  new Set(rows.map((row) => textIn(row, 'currency'))).size > 1;

/** A kind stands above its rows and, where every row is a kind, its currency does if there are several. */
const namedIn =
  (rows: readonly Entry[], by: readonly string[], { names }: ChartSettings) =>
  (row: Entry, index: number): Pick<Bar, 'label' | 'heading' | 'scale'> => {
    const [kind, currency, before] = [textIn(row, 'kind'), textIn(row, 'currency'), rows[index - 1]];
    if (by.length === 0 && !isSeveral(rows)) return { label: kind };
    if (by.length === 0)
      return {
        label: kind,
        scale: currency,
        ...(before?.currency !== row.currency && {
          heading: before ? `${currency}, on a scale of its own` : currency,
        }),
      };
    const label = by.map((one) => names.of(one, textIn(row, one) || null)).join(' to ');
    return { label, ...(before?.kind !== row.kind && { heading: kind }) };
  };

const draw = (rows: readonly Entry[], by: readonly string[], setting: ChartSettings): DrawingMaker => {
  const named = namedIn(rows, by, setting);
  return (palette, width) => {
    const { divisor, unit } = moneyScale(rows[0] ?? {});
    const bars = rows.map((row, index) => moneyBar(named(row, index), row, setting.hasBounds, palette));
    return drawBars({ bars, axis: (value) => `${value / divisor}${unit}` })(palette, width);
  };
};

export const moneyGrid = (
  rows: readonly Entry[],
  keys: readonly string[],
  name = textIn,
  shown: readonly string[] = measures,
): Grid => ({
  columns: [
    ...keys.map((title) => ({ title })),
    ...shown.map((measure) => ({ title: measure.replace('UsCents', ''), isNumber: true })),
  ],
  rows: rows.map((row) => [
    ...keys.map((key) => cell(name(row, key))),
    ...shown.map((measure) => ({
      text: measureWords(row, measure),
      rests: row.rests,
      order: lengthOf(row, measure),
    })),
  ]),
});

const chartOf = (
  named: string,
  rows: readonly Entry[],
  by: readonly string[],
  setting: ChartSettings,
): Chart => {
  const drawn = rows.slice(0, mostBars);
  return {
    defined: 'money by kind',
    title: `Money by ${by.length === 0 ? 'kind' : by.join(', ')}${named}`,
    summary: `Kinds and currencies are never added.${cutText(mostBars, rows.length)}`,
    draw: draw(drawn, by, setting),
    grid: moneyGrid(rows, [...by, 'kind', 'currency'], (row, key) =>
      setting.names.of(key, textIn(row, key) || null),
    ),
    legend: {
      fills: { solid: 'money committed, dark where released', hatched: 'money on conditions' },
      bounds: true,
      marks: drawn.flatMap(({ flags }) => marksOf(flags)),
    },
  };
};

/** By kind in one chart, and otherwise one for each currency, the one with most rows first: a length in one says nothing in another. */
export const moneyCharts = ({ rows, question }: ShownAnswer, setting: ChartSettings): Chart[] => {
  const by = String(question.by)
    .split(',')
    .filter((dimension) => dimension !== 'kind' && dimension !== 'currency');
  const byCurrency = [...Map.groupBy(rows, (row) => textIn(row, 'currency'))]
    .toSorted(([, left], [, right]) => right.length - left.length)
    .map(([currency, own]) => ({ currency, own: sortByKind(own) }));
  if (by.length === 0 && byCurrency.length > 1)
    return [
      chartOf(
        '',
        byCurrency.flatMap(({ own }) => own),
        by,
        setting,
      ),
    ];
  return byCurrency.map(({ currency, own }) => ({
    ...chartOf(` in ${currency}`, own, by, setting),
    only: { currency },
  }));
};
