import { Headed } from '../../charts/headed.js';
import { questionOfAllTimes } from '../../../charts/beside.js';
import { amountOf, flowNetwork, kindOf } from '../../../charts/views/flow-network.js';
import { textIn } from '../../../charts/words/amounts.js';
import { plural } from '../../../charts/words/dates.js';
import { Figure } from '../../charts/figure.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { usePlace } from '../../place/use-place.js';
import { Choice } from '../../shell/choice.js';
import { Rest } from '../../shell/rest.js';
import type { SideProps } from '../../place/place.js';
import { Nothing } from '../../shell/nothing.js';
import { Empty, Panel } from '../../shell/states.js';
import { useNames } from '../../words/use-names.js';
import { useSetting } from '../../words/use-setting.js';
import type { PageAnswer } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';
import { loopsFinding } from '../../findings/network.js';
import { Finding } from '../../shell/finding.js';
import { Stakes } from './stakes.js';
import { Loops, type LoopEntry } from './loops.js';
import { isLegOf, loopName } from './named.js';
import type { Entry } from '../../../../projections/kit/line.js';

const kinds = [
  { value: 'money', says: 'money and equity' },
  { value: 'compute', says: 'compute' },
  { value: 'all', says: 'all' },
];

const isShown =
  (edges: string) =>
  (row: Entry): boolean =>
    edges === 'all' || (edges === 'compute') === (row.edge === 'compute');

/** Who gives to whom, as a matrix: a row gives, a column receives. */
const Matrix = ({ rows }: { rows: readonly Entry[] }) => {
  const names = useNames();
  const givers = [...new Set(rows.map((row) => textIn(row, 'giver')))].sort();
  const receivers = [...new Set(rows.map((row) => textIn(row, 'receiver')))].sort();
  const between = (giver: string, receiver: string): string =>
    rows
      .filter((row) => row.giver === giver && row.receiver === receiver)
      .map((row) => `${kindOf(row)} ${amountOf(row)}`)
      .join('; ');
  const grid: TableGrid = {
    columns: [
      { title: 'gives (down), receives (across)' },
      ...receivers.map((one) => ({ title: names.party(one) })),
    ],
    rows: givers.map((giver) => [
      cell(names.party(giver)),
      ...receivers.map((one) => cell(between(giver, one))),
    ]),
  };
  return (
    <details class="box">
      <summary>
        <h2>As a matrix</h2>
      </summary>
      <Table grid={grid} caption="Who gives what to whom" />
    </details>
  );
};

interface ShownProps {
  answer: PageAnswer;
  whole: PageAnswer;
}

const Shown = ({ answer, whole }: ShownProps) => {
  const { place, go } = usePlace();
  const { edges: wanted, only } = place.settings;
  const setting = useSetting();
  const loop = (answer.loops as LoopEntry[]).find((one) => loopName(one) === only);
  const rows = answer.rows.filter(isShown(wanted));
  const ever = whole.rows.filter(isShown(wanted));
  if (rows.length === 0)
    return answer.rows.length === 0 ? (
      <Nothing of="edge" />
    ) : (
      <Empty
        says={`No edge of ${wanted} was known by then.`}
        undo={{ says: 'Show all edges', act: () => go({ edges: 'all' }) }}
      />
    );
  const highlighted = loop && {
    party: (slug: string) => loop.parties.includes(slug),
    edge: (row: Entry) => isLegOf(loop, row),
  };
  const chart = flowNetwork(rows, ever, setting, highlighted);
  return (
    <>
      <Loops answer={answer} />
      <div class="columns beside">
        <Figure {...chart} citation={answer} embed={answer} />
        <section class="box" aria-label="The same as a table">
          <Headed title="The same as a table" as="gives and receives" />
          <p class="summary">{plural(rows.length, 'edge')}: the table scrolls, and sorts by its headings.</p>
          <Table grid={chart.grid} caption="Who gives what to whom, sortable" />
        </section>
      </div>
      <Matrix rows={rows} />
    </>
  );
};

/** Money, equity and compute between parties, and the loops among them. */
export const NetworkScreen = (props: SideProps) => {
  const { cut } = props;
  // Who came for the stakes finds them without scrolling.
  const hasStakesFirst = usePlace().place.fragment === 'stakes';
  const stakes = <Rest reading={props}>{(rested) => <Stakes {...rested} />}</Rest>;
  const { value, ...state } = useAnswer('views', {
    asks: [
      { view: 'flows', parameters: cut },
      { view: 'flows', parameters: questionOfAllTimes({}) },
    ],
  });
  const [answer, whole] = value ?? [];
  const names = useNames();
  return (
    <>
      <h1>Network</h1>
      <Finding says={answer && loopsFinding(answer.loops as LoopEntry[], names.party)} />
      {hasStakesFirst && stakes}
      <div class="controls" role="group" aria-label="What is shown">
        <Choice setting="edges" title="Edges" options={kinds} />
      </div>
      <Panel value={value} {...state}>
        {answer && whole && <Shown answer={answer} whole={whole} />}
      </Panel>
      {!hasStakesFirst && stakes}
    </>
  );
};
