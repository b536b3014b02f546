import type { Comparison, ScenarioAnswer } from '../../simulator/run.js';
import { groupsOf, planChart } from '../../charts/views/plan.js';
import { plural } from '../../charts/words/dates.js';
import { Figure } from '../charts/figure.js';
import { Table } from '../charts/table.js';
import { useNames } from '../words/use-names.js';
import { useSetting } from '../words/use-setting.js';
import { movedGrid } from './deal-difference.js';
import { type MovedNumber, numbersIn } from './lately.js';

interface PlanProps {
  comparison: Comparison;
  group: string;
}

const Plan = ({ comparison, group }: PlanProps) => {
  const { effectiveAt, knownAt, policy, atPosition } = comparison.question;
  return (
    <Figure
      {...planChart(comparison, group, useSetting())}
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
