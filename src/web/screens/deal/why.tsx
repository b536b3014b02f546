import type { ExplainedNumber, DealExplanation } from '../../../../projections/why.js';
import { measureText, titleOf } from '../../../../projections/wording/measure.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { dateText } from '../../../charts/words/dates.js';
import { wordsIn } from '../../words/bodies.js';
import { Quoted } from '../evidence/evidence.js';

const spanText = ({ measure, span }: ExplainedNumber): string => {
  if (!span) return '';
  return measureText(measure, { low: span.low, point: null, high: span.high });
};

const byPolicyText = ({ measure, byPolicy }: ExplainedNumber): string =>
  byPolicy
    ? Object.entries(byPolicy)
        .map(([policy, value]) => `${policy} ${measureText(measure, value)}`)
        .join(', ')
    : '';

const gridOf = (numbers: readonly ExplainedNumber[]): TableGrid => ({
  columns: [
    { title: 'of' },
    { title: 'number' },
    { title: 'value', isNumber: true },
    { title: 'over all claims', isNumber: true },
    { title: 'other policies say' },
  ],
  rows: numbers.map((reason) => [
    cell(reason.of.split('/').at(-1)!),
    cell(titleOf(reason.measure)),
    {
      text: measureText(reason.measure, reason.value),
      node: <Quoted ids={reason.rests}>{measureText(reason.measure, reason.value)}</Quoted>,
    },
    cell(spanText(reason)),
    cell(byPolicyText(reason)),
  ]),
});

const Claims = ({ claims }: Pick<DealExplanation, 'claims'>) => (
  <>
    {claims.map((set) => (
      <section key={set.root} class="claims" aria-label="Rival claims">
        <h3>≠ {set.claims.length} sources state one occurrence differently</h3>
        <ul class="plain">
          {set.claims.map((claim) => (
            <li key={claim.id} class={claim.pickedBy.includes('primary') ? 'picked' : ''}>
              <b>{claim.source?.publisher ?? 'no publisher'}</b>, known {dateText(claim.knownOn)}:{' '}
              {wordsIn(claim.body)}
              {claim.quote && <q>{claim.quote}</q>}
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

/** Why the numbers are what they are: the claim sets, the policies, and what each number rests on. */
export const WhyPanel = ({ why }: { why: DealExplanation }) => (
  <details class="box" open={why.claims.length > 0}>
    <summary>
      <h2>Why these numbers?</h2>
    </summary>
    {why.claims.length === 0 && <p>No two sources contradict each other here.</p>}
    <Claims claims={why.claims} />
    <Table grid={gridOf(why.numbers)} caption="Every number of the deal and what it rests on" />
  </details>
);
