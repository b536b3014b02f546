import type { Comparison, ScenarioAnswer } from '../../../simulator/answer/run.js';
import { saveCsv } from '../../charts/save.js';
import { Table } from '../../charts/table.js';
import { useNames } from '../../words/use-names.js';
import { everyNumber } from './bench/every-number.js';
import { movedGrid } from '../changes/difference.js';
import { type MovedEntry, numbersIn } from '../changes/lately.js';
import { citationOf } from './results.js';

const useMoved = (comparisons: readonly Comparison[], part: 'totals' | 'rows'): MovedEntry[] => {
  const names = useNames();
  return comparisons.flatMap(({ difference }) =>
    difference[part].flatMap((entry) => numbersIn(entry, names.of)),
  );
};

const titles = ['baseline', 'scenario'] as const;

const isByDeal = ({ question }: Comparison): boolean => String(question.by ?? '').includes('deal');

/** Totals of the same view are told once, off the finest timeline. */
const finestComparisons = (comparisons: readonly Comparison[]): Comparison[] =>
  comparisons.filter(({ view }, index) => comparisons.findIndex((one) => one.view === view) === index);

/** Every number that moved. */
export const Numbers = ({ answer, isOld }: { answer: ScenarioAnswer; isOld: boolean }) => {
  const all = useMoved(finestComparisons(answer.views), 'totals');
  const moved = all.filter(({ of }) => !/-Q[123]$/.test(of));
  const rows = useMoved(answer.views.filter(isByDeal), 'rows');
  const save = (): void =>
    void saveCsv({
      chart: { title: 'Scenario', grid: everyNumber(answer) },
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
            <button type="button" disabled={isOld} onClick={save}>
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
