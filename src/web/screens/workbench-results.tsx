import type { Comparison, ScenarioAnswer, Side } from '../../simulator/run.js';
import { type Citation, Figure } from '../charts/figure.js';
import { cell, type Grid, Table } from '../charts/table.js';
import { drawTimeline, type Stock } from '../charts/timeline.js';
import type { Draw } from '../charts/drawing.js';
import { usePlace } from '../place/use-place.js';
import { drawn, type Entry, measureIn, powerScale, said, textIn } from '../words/amounts.js';
import { plural } from '../words/dates.js';
import { useNames } from '../words/use-names.js';
import { movedGrid } from './deal-difference.js';
import { type MovedNumber, numbersIn } from './lately.js';
import { saveCsv } from '../charts/save.js';
import { everyNumber } from '../workbench/every-number.js';
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

const useMoved = (comparisons: readonly Comparison[], part: 'totals' | 'rows'): MovedNumber[] => {
  const names = useNames();
  return comparisons.flatMap(({ difference }) =>
    difference[part].flatMap((entry) => numbersIn(entry, names.of)),
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

const titles = ['baseline', 'scenario'] as const;

const isPlan = ({ view, question }: Comparison): boolean =>
  view === 'compute-capacity' && question.timeline === 'quarter' && question.by === 'layer';

const isByDeal = ({ question }: Comparison): boolean => String(question.by ?? '').includes('deal');

/** Totals of the same view are told once, off the finest timeline. */
const told = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter(({ view }, index) => comparisons.findIndex((one) => one.view === view) === index);

/** Every number that moved. */
export const Numbers = ({ answer }: { answer: ScenarioAnswer }) => {
  const all = useMoved(told(answer.views), 'totals');
  const moved = all.filter(({ of }) => !/-Q[123]$/.test(of));
  const rows = useMoved(answer.views.filter(isByDeal), 'rows');
  const save = (): void =>
    saveCsv({
      title: 'Scenario',
      summary: '',
      grid: everyNumber(answer),
      citation: citationOf(answer.views[0]!, answer.resultHash),
      address: location.href.split('#')[0]!,
    });
  return (
    <section class="box">
      <h2>Difference</h2>
      {all.length === 0 ? (
        <p>No number moves.</p>
      ) : (
        <>
          <Table grid={movedGrid(moved, titles)} caption="The totals that move, at the ends of years" />
          <div class="controls">
            <button type="button" onClick={save}>
              Every number as CSV
            </button>
          </div>
        </>
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
  );
};

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

interface HashesProps {
  plain: ScenarioAnswer;
  whole: ScenarioAnswer | undefined;
}

/** The same hash on any machine means the same answer; whole for whoever compares it. */
export const Hashes = ({ plain, whole }: HashesProps) => (
  <div class="citation">
    <p>
      result {(whole ?? plain).resultHash.slice(0, 12)} · base position {plain.base.position}
    </p>
    <details>
      <summary>Whole hashes</summary>
      <dl class="hashes">
        {whole && (
          <div>
            <dt>result, with its chances and what each edit contributes</dt>
            <dd>
              <code>{whole.resultHash}</code>
            </dd>
          </div>
        )}
        <div>
          <dt>result, of the views alone</dt>
          <dd>
            <code>{plain.resultHash}</code>
          </dd>
        </div>
        <div>
          <dt>log at the base</dt>
          <dd>
            <code>{plain.base.hash}</code>
          </dd>
        </div>
      </dl>
    </details>
  </div>
);
