import type { Comparison, ScenarioAnswer, Side } from '../../simulator/run.js';
import { Figure } from '../charts/figure.js';
import { cell, type Grid, Table } from '../charts/table.js';
import { drawTimeline, type Stock } from '../../charts/timeline.js';
import type { Draw } from '../../charts/drawing.js';
import { usePlace } from '../place/use-place.js';
import { drawn, type Entry, measureIn, powerScale, said, textIn } from '../../charts/words/amounts.js';
import { plural } from '../../charts/words/dates.js';
import { useNames } from '../words/use-names.js';
import { movedGrid } from './deal-difference.js';
import { type MovedNumber, numbersIn } from './lately.js';
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
  const { effectiveAt, knownAt, policy, atPosition } = comparison.question;
  return (
    <Figure
      title={`Planned ${layerText(rows[0]!)}`}
      summary={`By the end of ${textIn(rows.at(-1)!, 'period')}: ${last(before)} as it stands, ${last(after)} in the scenario. Hypothetical.`}
      draw={draw}
      grid={gridOf(before, after)}
      legend={{ bounds: true, marks: ['hypothetical'] }}
      citation={{
        effectiveAt: String(effectiveAt),
        knownAt: String(knownAt),
        policy: String(policy),
        position: Number(atPosition),
        viewHash: comparison.scenario.viewHash,
      }}
    />
  );
};

const useMoved = ({ difference }: Comparison): MovedNumber[] => {
  const names = useNames();
  return difference.totals.flatMap((entry) => numbersIn(entry, names.of));
};

const useMovedRows = ({ difference }: Comparison): MovedNumber[] => {
  const names = useNames();
  return difference.rows.flatMap((entry) => numbersIn(entry, names.of));
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

const titles = ['baseline', 'scenario'] as const;

/** Baseline against scenario, and every number that moved. */
export const Results = ({ answer }: { answer: ScenarioAnswer }) => {
  const [capacity, deals, money] = answer.views as [Comparison, Comparison, Comparison];
  const all = [...useMoved(capacity), ...useMoved(money)];
  const moved = all.filter(({ of }) => !/-Q[123]$/.test(of));
  const rows = [...useMovedRows(deals), ...useMovedRows(money)];
  return (
    <>
      {groupsOf(capacity).map((group) => (
        <Plan key={group} comparison={capacity} group={group} />
      ))}
      <Lags comparison={capacity} />
      <section class="box">
        <h2>Difference</h2>
        {all.length === 0 ? (
          <p>No number moves.</p>
        ) : (
          <Table grid={movedGrid(moved, titles)} caption="The totals that move, at the ends of years" />
        )}
        {all.length > moved.length && (
          <details>
            <summary>Every quarter ({all.length})</summary>
            <Table grid={movedGrid(all, titles)} caption="Every total that moves" />
          </details>
        )}
        {rows.length > 0 && (
          <details>
            <summary>By deal ({rows.length})</summary>
            <Table grid={movedGrid(rows, titles)} caption="Every number of a deal that moves" />
          </details>
        )}
      </section>
      <p class="citation">
        result {answer.resultHash.slice(0, 12)} · base position {answer.base.position}
      </p>
    </>
  );
};
