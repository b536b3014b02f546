import type { Measure } from '../../../projections/kit/measure.js';
import { measureText } from '../../../projections/wording/measure.js';
import { Figure } from '../charts/figure.js';
import { fillOf } from '../../charts/grammar.js';
import { cell, type Grid } from '../charts/table.js';
import { drawTimeline, type Gutter, type Series, type Stock } from '../../charts/timeline.js';
import type { Draw } from '../../charts/drawing.js';
import { narrowed } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import type { SideProps } from '../shell/sides.js';
import { Panel } from '../shell/states.js';
import { type Palette, stageShade } from '../../charts/palette.js';
import { drawn, type Entry, measureIn, powerScale, said, textIn } from '../../charts/words/amounts.js';
import type { ViewAnswer } from '../worker/protocol.js';
import { useAnswer } from '../worker/use-answer.js';
import { useContents } from '../words/use-names.js';
import { onlyOf } from './capacity-by.js';
import { layerText } from './ladder.js';

const measures = ['dueKw', 'plannedKw', 'energizedKw', 'headlineKw', 'undatedKw'];

const stockOf = (measure: Measure | null): Stock | undefined =>
  measure === null
    ? undefined
    : {
        low: drawn(measure.low)!,
        point: measure.point === null ? null : drawn(measure.point),
        high: drawn(measure.high),
      };

/** A level that nobody has observed is no line at the bottom. */
const isUnknown = (measure: Measure | null): boolean =>
  measure === null || (measure.low === 0 && measure.point === null);

const seriesOf = (rows: readonly Entry[], { stages }: Palette): Series[] => [
  {
    name: 'committed, by due date',
    colour: stages[2]!,
    stocks: rows.map((row) => stockOf(measureIn(row, 'dueKw'))),
  },
  {
    name: 'planned',
    colour: stages[3]!,
    isDashed: true,
    stocks: rows.map((row) => (row.energizedKw === null ? stockOf(measureIn(row, 'plannedKw')) : undefined)),
  },
  {
    name: 'energized',
    colour: stages[5]!,
    stocks: rows.map((row) => {
      const level = measureIn(row, 'energizedKw');
      return isUnknown(level) ? undefined : stockOf(level);
    }),
  },
];

const gutterOf = (last: Entry, parts: readonly Entry[], palette: Palette): Gutter => {
  const undated = measureIn(last, 'undatedKw');
  const isUndisclosed = undated !== null && undated.low === 0 && undated.point === null;
  return {
    segments: parts
      .filter((part) => part.layer === last.layer && part.basis === last.basis)
      .map((part) => {
        const amount = measureIn(part, 'undatedKw');
        return {
          value: drawn(amount?.point ?? amount?.low ?? 0)!,
          fill: fillOf(textIn(part, 'bindingness')),
          ...stageShade(textIn(part, 'stage'), palette),
        };
      }),
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
      text: row[measure] === null ? 'ahead' : said(row, measure),
      order: Number(measureIn(row, measure)?.low ?? 0),
    })),
  ]),
});

interface PanelProps {
  rows: readonly Entry[];
  parts: ViewAnswer;
  answer: ViewAnswer;
}

const summaryOf = (first: Entry, last: Entry): string =>
  `By the end of ${textIn(last, 'period')} ${said(last, 'dueKw')} is due of a headline of ${said(last, 'headlineKw')}; ${said(last, 'undatedKw')} has no date. Energized at the end of ${textIn(first, 'period')}: ${first.energizedKw === null ? 'still ahead' : said(first, 'energizedKw')}.`;

const LayerPanel = ({ rows, parts, answer }: PanelProps) => {
  const { unit, bounds } = usePlace().place.settings;
  const [first, last] = [rows[0]!, rows.at(-1)!];
  const most = Math.max(...rows.map((row) => drawn(measureIn(row, 'headlineKw')?.low ?? 0)!));
  const scale = powerScale(most, unit);
  const draw: Draw = (palette, width) =>
    drawTimeline({
      periods: rows.map((row) => textIn(row, 'period')),
      series: seriesOf(rows, palette),
      gutter: gutterOf(last, parts.rows, palette),
      hasBounds: bounds === 'shown',
      axis: (value) => `${value / scale.divisor} ${scale.unit}`,
      ahead: rows.findIndex((row) => row.energizedKw === null),
    })(palette, width);
  return (
    <Figure
      title={`Committed against energized: ${layerText(last)}`}
      summary={summaryOf(rows.findLast((row) => row.energizedKw !== null) ?? first, last)}
      draw={draw}
      grid={gridOf(rows)}
      legend={{ fills: true, bounds: true }}
      citation={answer}
    />
  );
};

const groupsOf = (totals: readonly Entry[]): Entry[][] => [
  ...Map.groupBy(totals, (total) => `${textIn(total, 'layer')}|${textIn(total, 'basis')}`).values(),
];

const sizeOf = (rows: readonly Entry[]): number => Number(measureIn(rows.at(-1)!, 'headlineKw')?.low ?? 0);

/** One panel for each layer, the largest first: layers and bases are never added. */
export const OverTime = ({ cut }: SideProps) => {
  const { place } = usePlace();
  const { today } = useContents();
  const { every, only } = place.settings;
  const parameters = { ...cut, ...narrowed(place), ...onlyOf(only) };
  const year = Number((cut.effectiveAt ?? today).slice(0, 4));
  const span = { from: `${year - 1}-01-01`, to: `${year + 5}-12-31` };
  const view = 'compute-capacity';
  const { value, ...state } = useAnswer('views', {
    asks: [
      { view, parameters: { ...parameters, by: 'layer', timeline: every, ...span }, isBrief: true },
      { view, parameters: { ...parameters, by: 'bindingness,stage' }, isBrief: true },
    ],
  });
  const [answer, parts] = value ?? [];
  const groups = answer
    ? groupsOf(answer.totals).toSorted((left, right) => sizeOf(right) - sizeOf(left))
    : [];
  return (
    <Panel value={value} {...state}>
      <div class="columns">
        {answer &&
          parts &&
          groups.map((rows) => (
            <LayerPanel key={layerText(rows[0]!)} rows={rows} parts={parts} answer={answer} />
          ))}
      </div>
    </Panel>
  );
};
