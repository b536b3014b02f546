import { differenceOf } from '../../../../projections/difference.js';
import type { ScenarioAnswer } from '../../../simulator/answer/run.js';
import { capitalize } from '../../../../projections/wording/capitalize.js';
import { groupsOf } from '../../../charts/views/plan.js';
import { textIn } from '../../../charts/words/amounts.js';
import { Paired } from '../../charts/pairs.js';
import { Table } from '../../charts/table.js';
import { planFinding } from '../../findings/plan.js';
import { Panel } from '../../shell/states.js';
import { useNames } from '../../words/use-names.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';
import { movedGrid } from '../changes/difference.js';
import { numbersIn } from '../changes/lately.js';
import type { BenchScenario } from './bench/bench.js';
import { referenceOf } from './bench/saved.js';
import { Plan, planOf } from './results.js';

interface BesideChoiceProps {
  beside: string | undefined;
  choose(reference: string | undefined): void;
}

/** A saved scenario that is looked at beside what stands on the bench. */
export const BesideChoice = ({ beside, choose }: BesideChoiceProps) => {
  const { value: entries = [] } = useAnswer('scenarios', {});
  const saved = entries.map((entry) => ({ reference: referenceOf(entry), name: entry.name }));
  const isListed = saved.some(({ reference }) => reference === beside);
  const all = beside === undefined || isListed ? saved : [{ reference: beside, name: beside }, ...saved];
  if (all.length === 0) return null;
  return (
    <p class="controls watch">
      <label>
        Beside it
        <select
          value={beside ?? ''}
          onChange={({ currentTarget }) => choose(currentTarget.value || undefined)}
        >
          <option value="">nothing else</option>
          {all.map(({ reference, name }) => (
            <option key={reference} value={reference} selected={reference === beside}>
              {name} ({reference})
            </option>
          ))}
        </select>
      </label>
    </p>
  );
};

/** The saved version, asked what the bench is asked. */
const bodyOf = (saved: SavedScenario, { views }: BenchScenario): BenchScenario => ({
  ...(saved.base !== 'live' && { base: saved.base }),
  ...(saved.parent !== undefined && { parent: saved.parent }),
  edits: saved.edits,
  assumptions: saved.assumptions,
  views,
});

interface PairProps {
  bench: ScenarioAnswer;
  other: ScenarioAnswer;
  name: string;
}

/** By how much the plan of B is another than that of A. */
const Moved = ({ bench, other, name }: PairProps) => {
  const names = useNames();
  const [a, b] = [planOf(bench), planOf(other)];
  if (!a || !b) return null;
  const { totals } = differenceOf(a.scenario, b.scenario);
  const last =
    a.scenario.totals
      .map((total) => textIn(total, 'period'))
      .toSorted()
      .at(-1) ?? '';
  const numbers = totals
    .filter((total) => textIn(total, 'period').endsWith('Q4'))
    .flatMap((entry) => numbersIn(entry, names.of));
  return (
    <>
      <p class="answer-says" role="status">
        From A, the bench, to B, “{name}”: {capitalize(planFinding(totals, last))}
      </p>
      {numbers.length > 0 && (
        <details>
          <summary>From A to B, at the ends of years ({numbers.length})</summary>
          <Table grid={movedGrid(numbers, ['A', 'B'])} caption="What differs from A to B" />
        </details>
      )}
    </>
  );
};

/** Both plans on one scale, with the same layers in the same order, and what moved drawn between them. */
const Pair = (props: PairProps) => {
  const { bench, other, name } = props;
  const plans = { A: planOf(bench), B: planOf(other) };
  const groups = [...new Set([plans.A, plans.B].flatMap((plan) => (plan ? groupsOf(plan) : [])))];
  return (
    <>
      <Moved {...props} />
      <Paired>
        {(side) => (
          <section class="side" aria-label={`Scenario ${side}`}>
            <p class="side-name">{side === 'A' ? 'A: the bench' : `B: ${name}`}</p>
            {groups.map((group) => {
              const plan = plans[side];
              return plan && <Plan key={group} comparison={plan} group={group} />;
            })}
          </section>
        )}
      </Paired>
    </>
  );
};

interface BesideProps {
  bench: ScenarioAnswer;
  plain: BenchScenario;
  reference: string;
}

/** What stands on the bench and a saved scenario beside each other. */
export const Beside = ({ bench, plain, reference }: BesideProps) => {
  const { value: saved } = useAnswer('saved', { reference });
  const { value: other, ...state } = useAnswer('scenario', saved ? bodyOf(saved, plain) : undefined);
  if (saved === null)
    return (
      <p class="wrong" role="alert">
        There is no scenario {reference} in the log that this page has read.
      </p>
    );
  return (
    <Panel value={other} {...state}>
      {other && saved && <Pair bench={bench} other={other} name={saved.name} />}
    </Panel>
  );
};
