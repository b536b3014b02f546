import type { Comparison, ScenarioAnswer } from '../../../simulator/answer/run.js';
import { groupsOf, isPlan, planChart } from '../../../charts/views/plan.js';
import { editsFinding, lagFinding, planFinding } from '../../findings/plan.js';
import { textIn } from '../../../charts/words/amounts.js';
import type { Citation } from '../../../charts/chart.js';
import { Figure } from '../../charts/figure.js';
import type { EditSayer } from './bench/use-said.js';
import type { PlainEdit } from './bench/words.js';
import { useSetting } from '../../words/use-setting.js';

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

export const Plan = ({ comparison, group }: PlanProps) => {
  return (
    <Figure
      {...planChart(comparison, group, useSetting())}
      citation={citationOf(comparison, comparison.scenario.viewHash)}
    />
  );
};

const Lags = ({ comparison }: { comparison: Comparison }) => {
  const lags = (comparison.difference.lags ?? []).filter(({ measure }) => measure === 'plannedKw');
  return (
    <>
      {lags.map((lag) => (
        <p key={String(lag.layer)}>{lagFinding(lag)}</p>
      ))}
    </>
  );
};

const isDrawn = (comparison: Comparison): boolean =>
  isPlan(comparison) && comparison.question.timeline === 'quarter' && comparison.question.by === 'layer';

/** The plan, quarter by quarter, where it was asked for. */
export const planOf = ({ views }: ScenarioAnswer): Comparison | undefined => views.find(isDrawn);

/** What the edits do to the plan, in a sentence. */
export const scenarioFinding = (
  answer: ScenarioAnswer,
  edits: readonly PlainEdit[],
  said: Pick<EditSayer, 'say'>,
): string => {
  if (edits.length === 0) return 'What if? Type an edit, and see at once which numbers move.';
  const plan = planOf(answer);
  if (!plan) return '';
  const last = plan.baseline.totals.map((total) => textIn(total, 'period')).reduce(laterPeriod, '');
  return editsFinding(edits, planFinding(plan.difference.totals, last), said.say);
};

const laterPeriod = (one: string, other: string): string => (one > other ? one : other);

/** The plan, baseline against scenario. */
export const Plans = ({ answer }: { answer: ScenarioAnswer }) => {
  const plan = planOf(answer);
  return (
    <>
      {plan && groupsOf(plan).map((group) => <Plan key={group} comparison={plan} group={group} />)}
      {plan && <Lags comparison={plan} />}
    </>
  );
};
