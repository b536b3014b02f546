import { drawBars } from '../../charts/bars.js';
import type { Draw } from '../../charts/drawing.js';
import { Figure } from '../charts/figure.js';
import { cell, type Grid } from '../charts/table.js';
import { isSigned, type Stage } from '../../../events/deal/deal.words.js';
import { narrowed } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { Nothing } from '../shell/nothing.js';
import { Panel } from '../shell/states.js';
import type { SideProps } from '../shell/sides.js';
import { stageShade, type Palette } from '../../charts/palette.js';
import { drawn, type Entry, measureIn, powerScale, said, textIn } from '../../charts/words/amounts.js';
import type { ViewAnswer } from '../worker/protocol.js';
import { useAnswer } from '../worker/use-answer.js';
import { barOf, segmentsOf } from './capacity-bars.js';

const rungs = [
  { measure: 'headlineKw', label: 'headline' },
  { measure: 'signedKw', label: 'signed' },
  { measure: 'firmKw', label: 'firm' },
  { measure: 'energizedKw', label: 'energized' },
  { measure: 'undatedKw', label: 'of it undated' },
] as const;

/** "hosting", or with the basis of its kilowatts where the source says it. */
export const layerText = (entry: Entry): string => {
  const basis = textIn(entry, 'basis');
  return textIn(entry, 'layer') + (basis === '' || basis === 'unstated' ? '' : ` (${basis})`);
};

const isNothing = (amount: ReturnType<typeof measureIn>): boolean =>
  amount?.low === 0 && amount.point === 0 && amount.high === 0;

/** What has a date throughout needs no line that says so. */
const rungsOf = (total: Entry) =>
  rungs.filter(({ measure }) => measure !== 'undatedKw' || !isNothing(measureIn(total, measure)));

const isOf =
  (total: Entry) =>
  (row: Entry): boolean =>
    row.layer === total.layer && row.basis === total.basis;

const isOn = (measure: string, row: Entry): boolean => {
  const signed = isSigned(textIn(row, 'stage') as Stage);
  if (measure === 'signedKw') return signed;
  return measure !== 'firmKw' || (signed && row.bindingness === 'firm');
};

const energized = (total: Entry, palette: Palette) => [
  {
    value: drawn(measureIn(total, 'energizedKw')?.low ?? 0)!,
    fill: 'solid' as const,
    shade: stageShade('energized', palette),
  },
];

const draw =
  ({ rows, totals }: ViewAnswer, unit: string, hasBounds: boolean): Draw =>
  (palette, width) => {
    const most = Math.max(...totals.map((total) => drawn(measureIn(total, 'headlineKw')?.low ?? 0)!));
    const scale = powerScale(most, unit);
    const bars = totals.flatMap((total) =>
      rungsOf(total).map(({ measure, label }, index) => {
        const parts = rows.filter(isOf(total)).filter((row) => isOn(measure, row));
        const segments =
          measure === 'energizedKw' ? energized(total, palette) : segmentsOf(parts, measure, palette);
        const named = { label, ...(index === 0 && { heading: layerText(total) }) };
        return barOf(named, total, measure, segments, hasBounds);
      }),
    );
    return drawBars({ bars, axis: (value) => `${value / scale.divisor} ${scale.unit}`, unit: scale.unit })(
      palette,
      width,
    );
  };

const gridOf = (totals: readonly Entry[]): Grid => ({
  columns: [{ title: 'layer' }, ...rungs.map(({ label }) => ({ title: label, isNumber: true }))],
  rows: totals.map((total) => [
    cell(layerText(total)),
    ...rungs.map(({ measure }) => ({
      text: said(total, measure),
      order: Number(measureIn(total, measure)?.low ?? 0),
    })),
  ]),
});

const summaryOf = (totals: readonly Entry[]): string =>
  totals
    .map((total) => `${layerText(total)} ${said(total, 'headlineKw')}, of it ${said(total, 'firmKw')} firm`)
    .join('; ');

/** Headline, signed, firm and energized, layer by layer: layers are never added. */
export const Ladder = ({ cut }: SideProps) => {
  const { place } = usePlace();
  const parameters = { ...cut, ...narrowed(place), by: 'bindingness,stage' };
  const { value, ...state } = useAnswer('views', {
    asks: [{ view: 'compute-capacity', parameters, isBrief: true }],
  });
  const answer = value?.[0];
  const { unit, bounds } = place.settings;
  return (
    <Panel value={value} {...state}>
      {answer && answer.totals.length === 0 && <Nothing of="capacity" />}
      {answer && answer.totals.length > 0 && (
        <Figure
          title="From headline to energized"
          summary={`${summaryOf(answer.totals)}. Layers are never added: the same gigawatt may be chips, hosting, a site and grid power.`}
          draw={draw(answer, unit, bounds === 'shown')}
          grid={gridOf(answer.totals)}
          legend={{ fills: true, stages: true, bounds: true }}
          citation={answer}
        />
      )}
    </Panel>
  );
};
