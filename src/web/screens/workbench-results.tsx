import type { Comparison, ScenarioAnswer } from '../../simulator/run.js';
import type { Side } from '../../simulator/side.js';
import { type Citation, Figure } from '../charts/figure.js';
import { cell, type Grid } from '../charts/table.js';
import { drawTimeline, type Stock } from '../charts/timeline.js';
import type { Draw } from '../charts/drawing.js';
import { usePlace } from '../place/use-place.js';
import { drawn, type Entry, measureIn, powerScale, said, textIn } from '../words/amounts.js';
import { plural } from '../words/dates.js';
import { layerText } from './ladder.js';

const groupKey = (total: Entry): string => `${textIn(total, 'layer')}|${textIn(total, 'basis')}`;

const stock = (row: Entry, measure: string): Stock | undefined => {
  const amount = measureIn(row, measure);
  return amount
    ? { low: drawn(amount.low)!, point: drawn(amount.point), high: drawn(amount.high) }
    : undefined;
};

const stocksOf = ({ totals }: Side, group: string): Entry[] =>
  totals.filter((total) => groupKey(total) === group);

const gridOf = (before: readonly Entry[], after: readonly Entry[]): Grid => ({
  columns: [
    { title: 'period' },
    { title: 'baseline', isNumber: true },
    { title: 'scenario', isNumber: true },
  ],
  rows: before.map((row, index) => [
    cell(textIn(row, 'period')),
    { text: said(row, 'plannedKw') },
    { text: after[index] ? said(after[index], 'plannedKw') : '–' },
  ]),
});

/** The groups whose plan moves, or the largest one when none does. */
const groupsOf = ({ baseline, scenario, difference }: Comparison): string[] => {
  const moved = new Set(difference.totals.filter((total) => 'plannedKw' in total).map(groupKey));
  const all = [...new Set([...baseline.totals, ...scenario.totals].map(groupKey))];
  return moved.size > 0 ? [...moved] : all.slice(0, 1);
};

export const citationOf = ({ question }: Comparison, viewHash: string): Citation => ({
  effectiveAt: String(question.effectiveAt),
  knownAt: String(question.knownAt),
  policy: String(question.policy),
  position: Number(question.atPosition),
  viewHash,
});

interface PlanProps {
  comparison: Comparison;
  group: string;
}

const Plan = ({ comparison, group }: PlanProps) => {
  const { unit, bounds } = usePlace().place.settings;
  const [before, after] = [stocksOf(comparison.baseline, group), stocksOf(comparison.scenario, group)];
  const rows = before.length > 0 ? before : after;
  const scale = powerScale(
    Math.max(...[...before, ...after].map((row) => drawn(measureIn(row, 'plannedKw')?.low ?? 0)!)),
    unit,
  );
  const draw: Draw = (palette, width) =>
    drawTimeline({
      periods: rows.map((row) => textIn(row, 'period')),
      series: [
        {
          name: 'baseline',
          colour: palette.stages[2]!,
          stocks: before.map((row) => stock(row, 'plannedKw')),
        },
        {
          name: 'scenario ◇',
          colour: palette.categories[1]!,
          isDashed: true,
          stocks: after.map((row) => stock(row, 'plannedKw')),
        },
      ],
      gutter: {
        segments: [
          {
            value: drawn(measureIn(after.at(-1) ?? rows.at(-1)!, 'undatedKw')?.low ?? 0)!,
            fill: 'hatched',
            colour: palette.stages[2]!,
          },
        ],
        text: said(after.at(-1) ?? rows.at(-1)!, 'undatedKw'),
        isUndisclosed: false,
      },
      hasBounds: bounds === 'shown',
      axis: (value) => `${value / scale.divisor} ${scale.unit}`,
      ahead: rows.findIndex((row) => row.energizedKw === null),
    })(palette, width);
  const last = (side: readonly Entry[]): string =>
    side.length > 0 ? said(side.at(-1)!, 'plannedKw') : 'nothing';
  return (
    <Figure
      title={`Planned ${layerText(rows[0]!)}`}
      summary={`By the end of ${textIn(rows.at(-1)!, 'period')}: ${last(before)} as it stands, ${last(after)} in the scenario. Hypothetical.`}
      draw={draw}
      grid={gridOf(before, after)}
      legend={{ bounds: true, marks: ['hypothetical'] }}
      citation={citationOf(comparison, comparison.scenario.viewHash)}
    />
  );
};

const Lags = ({ comparison }: { comparison: Comparison }) => {
  const lags = (comparison.difference.lags ?? []).filter(({ measure }) => measure === 'plannedKw');
  return (
    <>
      {lags.map(({ layer, lagPeriods, baseline, scenario }) => (
        <p key={String(layer)}>
          The plan's level of {String(layer)} is reached in {baseline ?? 'no period'} as it stands and in{' '}
          {scenario ?? 'no period shown'} in the scenario
          {lagPeriods
            ? `: ${plural(Math.abs(lagPeriods), 'quarter')} ${lagPeriods < 0 ? 'earlier' : 'later'}`
            : ''}
          .
        </p>
      ))}
    </>
  );
};

const isPlan = ({ view, question }: Comparison): boolean =>
  view === 'compute-capacity' && question.timeline === 'quarter' && question.by === 'layer';

/** The plan, baseline against scenario. */
export const Plans = ({ answer }: { answer: ScenarioAnswer }) => {
  const plan = answer.views.find(isPlan);
  return (
    <>
      {plan && groupsOf(plan).map((group) => <Plan key={group} comparison={plan} group={group} />)}
      {plan && <Lags comparison={plan} />}
    </>
  );
};
