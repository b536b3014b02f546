import { type Bar, drawBars } from '../../charts/bars.js';
import type { Draw } from '../../charts/drawing.js';
import { Figure } from '../charts/figure.js';
import { cell, type Grid } from '../charts/table.js';
import { usePlace } from '../place/use-place.js';
import { Panel } from '../shell/states.js';
import type { SideProps } from '../shell/sides.js';
import { stageShade } from '../../charts/palette.js';
import { drawn, type Entry, measureIn, moneyScale, said, textIn } from '../../charts/words/amounts.js';
import { marksOf, signsOf } from '../../charts/words/marks.js';
import { useAnswer } from '../worker/use-answer.js';
import { Quoted } from './evidence.js';

const parts = [
  { measure: 'committedUsCents', fill: 'solid' },
  { measure: 'releasedUsCents', fill: 'solid' },
  { measure: 'conditionalUsCents', fill: 'hatched' },
] as const;

const moneyMeasures = [
  'committedUsCents',
  'conditionalUsCents',
  'releasedUsCents',
  'paidUsCents',
  'outstandingUsCents',
];

const pointOf = (row: Entry, measure: string): number => {
  const amount = measureIn(row, measure);
  return drawn(amount?.point ?? amount?.low ?? 0)!;
};

const textOf = (row: Entry): string => {
  const told = (['committedUsCents', 'conditionalUsCents'] as const).filter(
    (measure) => measureIn(row, measure)?.low !== 0 || measureIn(row, measure)?.high !== 0,
  );
  const words = told.map((measure) => said(row, measure)).join(' + ');
  return `${words} ${signsOf(row.flags)}`.trim();
};

const ends = (row: Entry): { low: number; high: number | null } => {
  const amounts = parts.map(({ measure }) => measureIn(row, measure));
  const isOpen = amounts.some((amount) => amount?.high === null);
  return {
    low: amounts.reduce((sum, amount) => sum + Number(amount?.low ?? 0), 0),
    high: isOpen ? null : amounts.reduce((sum, amount) => sum + Number(amount?.high ?? 0), 0),
  };
};

const draw =
  (rows: readonly Entry[], hasBounds: boolean): Draw =>
  (palette, width) => {
    const { divisor, unit } = moneyScale();
    const bars = rows.map((row): Bar => {
      const reach = ends(row);
      return {
        label: textIn(row, 'kind') + (row.currency === 'USD' ? '' : ` (${textIn(row, 'currency')})`),
        segments: parts.map(({ measure, fill }) => ({
          value: pointOf(row, measure),
          fill,
          shade: stageShade(measure === 'releasedUsCents' ? 'energized' : 'signed', palette),
        })),
        ...(hasBounds && reach.low !== reach.high && { reach }),
        text: textOf(row),
      };
    });
    return drawBars({ bars, axis: (value) => `${value / divisor}${unit}`, unit, room: 190 })(palette, width);
  };

export const moneyGrid = (rows: readonly Entry[], keys: readonly string[], name = textIn): Grid => ({
  columns: [
    ...keys.map((title) => ({ title })),
    ...moneyMeasures.map((measure) => ({ title: measure.replace('UsCents', ''), isNumber: true })),
  ],
  rows: rows.map((row) => [
    ...keys.map((key) => cell(name(row, key))),
    ...moneyMeasures.map((measure) => ({
      text: said(row, measure),
      node: <Quoted ids={row.rests as string[]}>{said(row, measure)}</Quoted>,
      order: pointOf(row, measure),
    })),
  ]),
});

/** Money by kind: kinds and currencies are never added. */
export const Money = ({ cut }: SideProps) => {
  const { bounds } = usePlace().place.settings;
  const parameters = { ...cut, by: 'kind' };
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'obligations', parameters }] });
  const answer = value?.[0];
  const isEmpty = answer?.rows.length === 0;
  return (
    <Panel value={value} {...state}>
      {answer && !isEmpty && (
        <Figure
          title="Money by kind"
          summary="Committed is solid, conditional is hatched. Kinds and currencies are never added."
          draw={draw(answer.rows, bounds === 'shown')}
          grid={moneyGrid(answer.rows, ['kind', 'currency'])}
          legend={{ bounds: true, marks: answer.rows.flatMap(({ flags }) => marksOf(flags)) }}
          citation={answer}
        />
      )}
    </Panel>
  );
};
