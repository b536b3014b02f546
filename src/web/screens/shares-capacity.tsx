import { drawBars } from '../../charts/bars.js';
import type { Draw } from '../../charts/drawing.js';
import { Figure } from '../charts/figure.js';
import { cell, type Grid } from '../charts/table.js';
import { usePlace } from '../place/use-place.js';
import type { SideProps } from '../shell/sides.js';
import { Panel } from '../shell/states.js';
import { type Entry, measureIn, said, textIn } from '../../charts/words/amounts.js';
import { marksOf, signsOf } from '../../charts/words/marks.js';
import { type Names, useNames } from '../words/use-names.js';
import { useAnswer } from '../worker/use-answer.js';
import { Quoted } from './evidence.js';
import { layerText } from './ladder.js';

const share = (row: Entry): number => Number(measureIn(row, 'shareBp')?.point ?? 0);

const inOrder = (rows: readonly Entry[]): Entry[] =>
  rows.toSorted((left, right) =>
    layerText(left) === layerText(right)
      ? share(right) - share(left)
      : layerText(left) < layerText(right)
        ? -1
        : 1,
  );

const draw =
  (rows: readonly Entry[], by: string, names: Names, hasBounds: boolean): Draw =>
  (palette, width) =>
    drawBars({
      bars: rows.map((row, index) => {
        const reach = measureIn(row, 'shareBp');
        const isFirst = index === 0 || layerText(rows[index - 1]!) !== layerText(row);
        const colour = names.colour(textIn(row, by), palette);
        return {
          label: names.of(by, textIn(row, by) || null),
          ...(isFirst && { heading: layerText(row) }),
          segments: [{ value: share(row), fill: 'solid' as const, shade: { colour } }],
          ...(reach?.point === null && { slot: 'unknown' }),
          ...(hasBounds &&
            reach &&
            reach.low !== reach.high && { reach: { low: Number(reach.low), high: Number(reach.high) } }),
          text: `${said(row, 'shareBp')} ${signsOf(row.flags)}`.trim(),
        };
      }),
      axis: (value) => `${value / 100}%`,
      unit: '%',
    })(palette, width);

const gridOf = (rows: readonly Entry[], by: string, of: string, names: Names): Grid => ({
  columns: [
    { title: by },
    { title: 'layer' },
    { title: 'share', isNumber: true },
    { title: of, isNumber: true },
  ],
  rows: rows.map((row) => [
    cell(names.of(by, textIn(row, by) || null)),
    cell(layerText(row)),
    ...['shareBp', `${of}Kw`].map((measure) => ({
      text: said(row, measure),
      node: <Quoted ids={row.rests as string[]}>{said(row, measure)}</Quoted>,
      order: Number(measureIn(row, measure)?.low ?? 0),
    })),
  ]),
});

/** Each party's part of the capacity in this ledger, layer by layer. */
export const CapacityShares = ({ cut }: SideProps) => {
  const { settings } = usePlace().place;
  const names = useNames();
  const { of, bounds, layer } = settings;
  const by = ['provider', 'consumer', 'supplier'].includes(settings.by) ? settings.by : 'provider';
  const parameters = { ...cut, of, by, ...(layer && { layer }) };
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'market-share', parameters }] });
  const answer = value?.[0];
  const rows = inOrder(answer?.rows ?? []);
  return (
    <Panel value={value} {...state}>
      {answer && (
        <Figure
          title={`Shares of ${of} capacity, by ${by}`}
          summary={answer.totals
            .map(
              (total) => `${layerText(total)}: concentration ${total.hhi ? said(total, 'hhi') : 'unknown'}`,
            )
            .join('; ')}
          draw={draw(rows, by, names, bounds === 'shown')}
          grid={gridOf(rows, by, of, names)}
          legend={{ bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) }}
          citation={answer}
        />
      )}
    </Panel>
  );
};
