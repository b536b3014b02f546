import { drawBars } from '../../../charts/bars.js';
import { certainFirst } from '../../../charts/certain.js';
import type { DrawingMaker } from '../../../charts/drawing.js';
import { Figure } from '../../charts/figure.js';
import { fillOf } from '../../../charts/grammar.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { usePlace } from '../../place/use-place.js';
import type { SideProps } from '../../place/place.js';
import { stageShade } from '../../../charts/palette.js';
import {
  extentOf,
  listIn,
  lowIn,
  powerScale,
  measureWords,
  textIn,
  wordsIn,
} from '../../../charts/words/amounts.js';
import { dateText } from '../../../charts/words/dates.js';
import { useContents, useNames } from '../../words/use-names.js';
import { useSetting } from '../../words/use-setting.js';
import type { ChartSettings } from '../../../charts/chart.js';
import { marksOf } from '../../../charts/words/marks.js';
import { barOf } from '../../../charts/views/capacity-bar.js';
import { layerText } from '../../../../projections/wording/layer-name.js';
import { besideLevel, dueText } from '../../../../projections/wording/levels.js';
import { Quoted } from '../evidence/evidence.js';
import type { Entry } from '../../../../projections/kit/line.js';

/** Gone from the headline: cancelled, lapsed or superseded. */
const flagsOf = (tranche: Entry): string[] => [
  ...(tranche.flags ?? []),
  ...(tranche.headline ? [] : ['superseded']),
];

const draw =
  (tranches: readonly Entry[], { unit, hasBounds, names: { part: partOf } }: ChartSettings): DrawingMaker =>
  (palette, width) => {
    const most = Math.max(...tranches.map((one) => lowIn(one, 'powerKw')));
    const scale = powerScale(most, unit);
    const bars = tranches.map((tranche) => {
      const segments = certainFirst([
        {
          ...extentOf(tranche, 'powerKw'),
          fill: fillOf(textIn(tranche, 'bindingness')),
          shade: stageShade(textIn(tranche, 'stage'), palette),
        },
      ]);
      const label = `${partOf(textIn(tranche, 'tranche'))} · ${textIn(tranche, 'due') || 'undated'}`;
      return barOf({ label }, { ...tranche, flags: flagsOf(tranche) }, 'powerKw', segments, hasBounds);
    });
    return drawBars({ bars, axis: (value) => `${value / scale.divisor} ${scale.unit}` })(palette, width);
  };

const useGrid = (tranches: readonly Entry[]): TableGrid => {
  const names = useNames();
  const hasMore = tranches.some((one) => besideLevel(one) !== '');
  return {
    columns: [
      { title: 'tranche' },
      { title: 'layer' },
      { title: 'provider' },
      { title: 'consumer' },
      { title: 'stage' },
      { title: 'bindingness' },
      { title: 'due' },
      { title: 'power', isNumber: true },
      { title: 'energized', isNumber: true },
      ...(hasMore ? [{ title: 'beside it' }] : []),
    ],
    rows: tranches.map((one) => [
      cell(names.part(textIn(one, 'tranche'))),
      cell(layerText(one)),
      cell(names.party(textIn(one, 'provider'))),
      cell(names.party(textIn(one, 'consumer'))),
      cell(wordsIn(one, 'stage')),
      cell(textIn(one, 'bindingness')),
      cell(dueText(one)),
      ...(['powerKw', 'energizedKw'] as const).map((measure) => ({
        text: measureWords(one, measure),
        node: <Quoted ids={one.rests ?? []}>{measureWords(one, measure)}</Quoted>,
        order: lowIn(one, measure),
      })),
      ...(hasMore ? [cell(besideLevel(one))] : []),
    ]),
  };
};

/** Each part of a deal: its fill is how firmly it is promised, its shade how far it has come. */
export const Tranches = ({ deal, cut }: SideProps & { deal: Entry }) => {
  const { show } = usePlace().place.settings;
  const setting = useSetting();
  const { today, position } = useContents();
  const tranches = listIn(deal, 'tranches');
  const grid = useGrid(tranches);
  if (tranches.length === 0) return null;
  const summary = listIn(deal, 'capacity')
    .map((one) => `${measureWords(one, 'headlineKw')} of ${layerText(one)} in the headline`)
    .join(', ');
  const { effectiveAt = today, knownAt = today, policy = 'primary' } = cut;
  return (
    <>
      <Figure
        title="Tranches"
        defined="tranches of a deal"
        summary={`${summary || 'Nothing in the headline'} as of ${dateText(effectiveAt)}.`}
        draw={draw(tranches, setting)}
        grid={grid}
        legend={{
          fills: true,
          stages: true,
          bounds: true,
          marks: tranches.flatMap((one) => marksOf(flagsOf(one))),
        }}
        citation={{ effectiveAt, knownAt, policy, position }}
      />
      {show === 'chart' && <Table grid={grid} caption="Tranches, with the quote behind each number" />}
    </>
  );
};
