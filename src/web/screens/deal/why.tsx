import type { ExplainedNumber, DealExplanation } from '../../../../projections/why.js';
import { measureText, titleOf } from '../../../../projections/wording/measure.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { dateText, plural } from '../../../charts/words/dates.js';
import { useTold } from '../../words/use-sentences.js';
import { type ChartNames, useNames } from '../../words/use-names.js';
import { sourceText } from '../../words/sources.js';
import { MarkSign } from '../evidence/mark-sign.js';
import { Quoted } from '../evidence/evidence.js';

const spanText = ({ measure, span, currency }: ExplainedNumber): string => {
  if (!span) return '';
  return measureText(measure, { low: span.low, point: null, high: span.high }, { currency });
};

const byPolicyText = ({ measure, byPolicy, currency }: ExplainedNumber): string =>
  byPolicy
    ? Object.entries(byPolicy)
        .map(([policy, value]) => `${policy} ${measureText(measure, value, { currency })}`)
        .join(', ')
    : '';

const valueText = ({ measure, value, currency }: ExplainedNumber): string =>
  measureText(measure, value, { currency });

const gridOf = (numbers: readonly ExplainedNumber[], names: ChartNames): TableGrid => ({
  columns: [
    { title: 'of' },
    { title: 'number' },
    { title: 'value', isNumber: true },
    { title: 'over all claims', isNumber: true },
    { title: 'other policies say' },
  ],
  rows: numbers.map((reason) => [
    cell(names.part(reason.of.split('/').at(-1)!)),
    cell(titleOf(reason.measure)),
    {
      text: valueText(reason),
      node: <Quoted ids={reason.rests}>{valueText(reason)}</Quoted>,
    },
    cell(spanText(reason)),
    cell(byPolicyText(reason)),
  ]),
});

/** Whether anything else could be read into the claims: another policy, or another of them. */
const isDisputed = ({ byPolicy, span }: ExplainedNumber): boolean =>
  byPolicy !== undefined || span !== undefined;

/** The numbers on which sources or policies differ; of the others it is enough to say that they don't. */
const Disputed = ({ numbers }: { numbers: readonly ExplainedNumber[] }) => {
  const names = useNames();
  const disputed = numbers.filter(isDisputed);
  const others = numbers.length - disputed.length;
  return (
    <>
      {disputed.length > 0 && (
        <Table
          grid={gridOf(disputed, names)}
          caption="The numbers that another policy or claim would change"
        />
      )}
      {others > 0 && (
        <p class="source">
          {plural(others, disputed.length > 0 ? 'other number' : 'number')} {others === 1 ? 'is' : 'are'} the
          same under every policy; the sentence behind each is where it stands.
        </p>
      )}
    </>
  );
};

const Claims = ({ claims }: Pick<DealExplanation, 'claims'>) => {
  const toldOf = useTold(claims.flatMap((set) => set.claims));
  return (
    <>
      {claims.map((set) => (
        <section key={set.root} class="claims" aria-label="Rival claims">
          <h3>
            <MarkSign of="rivals" /> {set.claims.length} sources state one occurrence differently
          </h3>
          <ul class="plain">
            {set.claims.map((claim) => (
              <li key={claim.id} class={claim.pickedBy.includes('primary') ? 'picked' : ''}>
                <b>{sourceText(claim.source)}</b>, known {dateText(claim.knownOn)}: {toldOf(claim).says} (
                {toldOf(claim).body}){claim.quote && <q>{claim.quote}</q>}
                <span class="source">
                  {claim.pickedBy.length > 0
                    ? `counts under ${claim.pickedBy.join(', ')}`
                    : 'counts under no policy'}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};

/** Why the numbers are what they are: the claim sets, the policies, and what each number rests on. */
export const WhyPanel = ({ why }: { why: DealExplanation }) => (
  <details class="box" open={why.claims.length > 0}>
    <summary>
      <h2>Why these numbers?</h2>
    </summary>
    {why.claims.length === 0 && <p>No two sources contradict each other here.</p>}
    <Claims claims={why.claims} />
    <Disputed numbers={why.numbers} />
  </details>
);
