import type { ScenarioAnswer } from '../../../simulator/answer/run.js';
import { drawFan } from '../../../charts/fan.js';
import type { Citation } from '../../../charts/chart.js';
import { Figure } from '../../charts/figure.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { usePlace } from '../../place/use-place.js';
import { percentSaid } from '../../../../projections/wording/percent-said.js';
import { amountOf, axisOf, numberText, scaleOf } from './bench/numbers.js';
import type { WatchedMeasure } from './bench/sheet.js';
import { inputText, type VariableOrigin, type ReportedVariable, variableText } from './bench/variables.js';
import { baselineOf } from './bench/watching.js';
import type { MonteCarloAnswer } from '../../../simulator/answer/monte-carlo.js';
type ChanceReport = MonteCarloAnswer['targets'][number];

export interface ChanceProps {
  /** The views, and what was reckoned on top of them. */
  answer: ScenarioAnswer;
  chance: MonteCarloAnswer;
  watched: WatchedMeasure;
  citation: Citation;
  source: VariableOrigin;
}

const errorText = (probability: number): string => percentSaid(Number(probability.toFixed(4)));

const methodText = ({ method, combinations, draws, seed }: MonteCarloAnswer): string =>
  method === 'exact'
    ? `Exact: every one of ${combinations} combinations is reckoned through; the seed plays no part.`
    : `${draws} draws of ${combinations} combinations, seed ${seed}.`;

const summaryOf = (watched: WatchedMeasure, { fan, by }: ChanceReport): string => {
  const at = fan.periods.find(({ period }) => period === by) ?? fan.periods.at(-1)!;
  const say = (value: number | string): string => amountOf(watched, value);
  const when = by === null ? '' : ` at the end of ${by}`;
  return `Four fifths of the outcomes${when} lie from ${say(at.p10)} to ${say(at.p90)}, half of them at ${say(at.p50)} or less. Each period stands by itself: the edges are ${fan.label}.`;
};

const gridOf = (watched: WatchedMeasure, answer: ScenarioAnswer, { fan }: ChanceReport): TableGrid => ({
  columns: [
    { title: 'period' },
    ...['as it stands', 'P10', 'P25', 'P50', 'P75', 'P90', 'mean'].map((title) => ({
      title,
      isNumber: true,
    })),
  ],
  rows: fan.periods.map(({ period, ...values }) => [
    cell(period ?? 'in all'),
    cell(amountOf(watched, baselineOf(answer, watched, period ?? undefined))),
    ...(['p10', 'p25', 'p50', 'p75', 'p90', 'mean'] as const).map((name) => ({
      text: amountOf(watched, values[name]),
      order: Number(values[name]),
    })),
  ]),
});

const FanFigure = ({ answer, watched, chance, citation }: ChanceProps) => {
  const { unit } = usePlace().place.settings;
  const report = chance.targets[0]!;
  const periods = report.fan.periods.map(({ period }) => period ?? 'in all');
  const baseline = report.fan.periods.map(({ period }) => baselineOf(answer, watched, period ?? undefined));
  const most = Math.max(...baseline, ...report.fan.periods.map(({ p90 }) => Number(p90)));
  const level = Number(report.reaching?.level ?? 0);
  const draw = drawFan({
    periods,
    percentiles: report.fan.periods.map(({ p10, p25, p50, p75, p90 }) => ({
      p10: Number(p10),
      p25: Number(p25),
      p50: Number(p50),
      p75: Number(p75),
      p90: Number(p90),
    })),
    baseline,
    goal: {
      period: Math.max(0, periods.indexOf(report.by ?? 'in all')),
      level,
      text: amountOf(watched, level),
    },
    axis: axisOf(scaleOf(watched, most, unit)),
    say: (value) => amountOf(watched, value),
  });
  return (
    <Figure
      title={`What may come of it: ${numberText(watched)}`}
      summary={summaryOf(watched, report)}
      draw={draw}
      grid={gridOf(watched, answer, report)}
      legend={{ fan: true, marks: ['hypothetical'] }}
      defined="spread of outcomes"
      citation={citation}
    />
  );
};

const Fact = ({ name, says, error }: { name: string; says: string; error: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <b>{says}</b> <small>{error}</small>
    </dd>
  </div>
);

/** What is said of the level that the reader chose. */
const Facts = ({ watched, chance }: ChanceProps) => {
  const { reaching, shortfall, worst, by } = chance.targets[0]!;
  const isExact = chance.method === 'exact';
  const amount = (value: number | string): string => amountOf(watched, value);
  const within = (error: number | string): string => (isExact ? 'exact' : `± ${amount(error)}`);
  const when = by === null ? '' : ` by ${by}`;
  return (
    <dl class="facts">
      {reaching && (
        <Fact
          name={`Probability of ${amount(reaching.level)} or more${when}`}
          says={percentSaid(Number(reaching.probability.toFixed(4)))}
          error={isExact ? 'exact' : `± ${errorText(reaching.standardError)}`}
        />
      )}
      {shortfall && (
        <Fact
          name={`Expected shortfall against ${amount(shortfall.level)}`}
          says={amount(shortfall.expected)}
          error={within(shortfall.standardError)}
        />
      )}
      <Fact
        name={`Mean of the worst ${worst.partBp / 100}%`}
        says={amount(worst.mean)}
        error={within(worst.standardError)}
      />
    </dl>
  );
};

const oddsText = (source: VariableOrigin, variable: ReportedVariable): string =>
  variable.outcomes
    ? variable.outcomes
        .map(({ value, probability }) => `${inputText(source, variable, value)}: ${percentSaid(probability)}`)
        .join('; ')
    : `P10 ${inputText(source, variable, variable.p10!)}, P50 ${inputText(source, variable, variable.p50!)}, P90 ${inputText(source, variable, variable.p90!)}`;

const Uncertain = ({ chance, source }: ChanceProps) => (
  <details>
    <summary>What is uncertain ({chance.variables.length}), and where it is from</summary>
    <ul class="plain uncertain">
      {chance.variables.map((variable) => (
        <li key={variable.id}>
          <b>{variableText(source, variable)}</b>: {oddsText(source, variable)}
          {variable.origin !== undefined && <span class="source">{variable.origin}</span>}
        </li>
      ))}
    </ul>
    {chance.notes.map((note) => (
      <p key={note} class="source">
        {note}
      </p>
    ))}
  </details>
);

const outcomesGrid = (watched: WatchedMeasure, { outcomes = [] }: ChanceReport): TableGrid => ({
  columns: [{ title: 'outcome' }, { title: 'probability', isNumber: true }],
  rows: outcomes.map(({ value, probability }) => [
    { text: amountOf(watched, value), order: Number(value) },
    { text: percentSaid(Number(probability.toFixed(4))), order: probability },
  ]),
});

/** The fan, the odds of a level, and where the spread is from. */
export const ChanceResults = (props: ChanceProps) => {
  const { chance, watched } = props;
  const report = chance.targets[0]!;
  return (
    <>
      <FanFigure {...props} />
      <p class="source">{methodText(chance)}</p>
      <Facts {...props} />
      {report.outcomes && (
        <details>
          <summary>Every outcome ({report.outcomes.length})</summary>
          <Table grid={outcomesGrid(watched, report)} caption="Every outcome with its probability" />
        </details>
      )}
      <Uncertain {...props} />
    </>
  );
};
