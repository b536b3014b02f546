import { drawBars } from '../../charts/bars.js';
import type { Draw } from '../../charts/drawing.js';
import { Figure } from '../charts/figure.js';
import { cell, type Grid } from '../charts/table.js';
import { narrowed } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import type { SideProps } from '../shell/sides.js';
import { Nothing } from '../shell/nothing.js';
import { Panel } from '../shell/states.js';
import { drawn, type Entry, measureIn, powerScale, said } from '../../charts/words/amounts.js';
import { plural } from '../../charts/words/dates.js';
import { marksOf } from '../../charts/words/marks.js';
import { type Names, useNames } from '../words/use-names.js';
import type { ViewAnswer } from '../worker/protocol.js';
import { useAnswer } from '../worker/use-answer.js';
import { barOf, segmentsOf } from './capacity-bars.js';
import { Quoted } from './evidence.js';
import { layerText } from './ladder.js';

const measures = ['headlineKw', 'signedKw', 'firmKw', 'energizedKw', 'dueKw', 'overdueKw', 'undatedKw'];
const parties = new Set(['provider', 'consumer', 'supplier']);
const mostBars = 24;

/** The filter of one value of a dimension, as "provider:amd". */
export const onlyOf = (only: string): Record<string, string> => {
  const [dimension, value] = only.split(':');
  return dimension && value ? { [dimension]: value } : {};
};

const keyIn = (row: Entry, by: string): string | null => (row[by] as string | null | undefined) ?? null;

const isSame =
  (row: Entry, by: string) =>
  (part: Entry): boolean =>
    keyIn(part, by) === keyIn(row, by) && part.layer === row.layer && part.basis === row.basis;

const size = (row: Entry): number =>
  drawn(measureIn(row, 'headlineKw')?.point ?? measureIn(row, 'headlineKw')?.low ?? 0)!;

interface Shown {
  whole: ViewAnswer;
  parts: ViewAnswer;
  by: string;
  unit: string;
  hasBounds: boolean;
  names: Names;
}

const largestFirst = (rows: readonly Entry[]): Entry[] =>
  rows.toSorted((left, right) => size(right) - size(left));

const draw =
  ({ whole, parts, by, unit, hasBounds, names }: Shown): Draw =>
  (palette, width) => {
    const rows = largestFirst(whole.rows).slice(0, mostBars);
    const scale = powerScale(Math.max(...rows.map(size)), unit);
    const bars = rows.map((row) => {
      const key = keyIn(row, by);
      const label = by === 'layer' ? layerText(row) : `${names.of(by, key)} · ${layerText(row)}`;
      const swatch = parties.has(by) && key !== null ? { swatch: names.colour(key, palette) } : {};
      const segments = segmentsOf(parts.rows.filter(isSame(row, by)), 'headlineKw', palette);
      return barOf({ label, ...swatch }, row, 'headlineKw', segments, hasBounds);
    });
    return drawBars({ bars, axis: (value) => `${value / scale.divisor} ${scale.unit}`, unit: scale.unit })(
      palette,
      width,
    );
  };

const gridOf = ({ whole, by, names }: Shown): Grid => ({
  columns: [
    { title: by },
    ...(by === 'layer' ? [] : [{ title: 'layer' }]),
    ...measures.map((measure) => ({ title: measure.replace('Kw', ''), isNumber: true })),
  ],
  rows: largestFirst(whole.rows).map((row) => [
    cell(by === 'layer' ? layerText(row) : names.of(by, keyIn(row, by))),
    ...(by === 'layer' ? [] : [cell(layerText(row))]),
    ...measures.map((measure) => ({
      text: said(row, measure),
      node: <Quoted ids={row.rests as string[]}>{said(row, measure)}</Quoted>,
      order: Number(measureIn(row, measure)?.low ?? 0),
    })),
  ]),
});

/** The headline of each provider, consumer, supplier, layer or deal, by how firmly it is promised. */
export const ByDimension = ({ cut }: SideProps) => {
  const { place } = usePlace();
  const names = useNames();
  const { by, unit, bounds, only } = place.settings;
  const parameters = { ...cut, ...narrowed(place), ...onlyOf(only) };
  const view = 'compute-capacity';
  const { value, ...state } = useAnswer('views', {
    asks: [
      { view, parameters: { ...parameters, by } },
      { view, parameters: { ...parameters, by: `${by},bindingness,stage` } },
    ],
  });
  const [whole, parts] = value ?? [];
  if (whole?.rows.length === 0) return <Nothing of="capacity" />;
  const shown = whole && parts && { whole, parts, by, unit, hasBounds: bounds === 'shown', names };
  return (
    <Panel value={value} {...state}>
      {shown && (
        <Figure
          title={`Headline by ${by}`}
          summary={`${plural(shown.whole.rows.length, 'row')}, the largest first; layers and bases stand apart. ${
            shown.whole.rows.length > mostBars
              ? `The chart shows the first ${mostBars}; the table has all. `
              : ''
          }${plural(shown.whole.undisclosed.length, 'tranche')} of undisclosed size.`}
          draw={draw(shown)}
          grid={gridOf(shown)}
          legend={{
            fills: true,
            stages: true,
            bounds: true,
            marks: shown.whole.rows.flatMap(({ flags }) => marksOf(flags)),
          }}
          citation={shown.whole}
        />
      )}
    </Panel>
  );
};
