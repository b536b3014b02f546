import type { Draw } from '../../charts/drawing.js';
import { Figure } from '../charts/figure.js';
import { drawNetwork, type Edge } from '../../charts/network.js';
import { cell, type Grid, Table } from '../charts/table.js';
import { usePlace } from '../place/use-place.js';
import { Choice } from '../shell/view-settings.js';
import { Rest } from '../shell/rest.js';
import type { SideProps } from '../shell/sides.js';
import { Nothing } from '../shell/nothing.js';
import { Empty, Panel } from '../shell/states.js';
import { type Entry, measureIn, said, textIn } from '../../charts/words/amounts.js';
import { plural } from '../../charts/words/dates.js';
import { useContents, useNames } from '../words/use-names.js';
import type { ViewAnswer } from '../worker/protocol.js';
import { useAnswer } from '../worker/use-answer.js';
import { Quoted } from './evidence.js';
import { Stakes } from './stakes.js';
import { isLegOf, Loops, type Loop, loopName } from './network-loops.js';

const kinds = [
  { value: 'money', says: 'money and equity' },
  { value: 'compute', says: 'compute' },
  { value: 'all', says: 'all' },
];

const isShown =
  (edges: string) =>
  (row: Entry): boolean =>
    edges === 'all' || (edges === 'compute') === (row.edge === 'compute');

const amountOf = (row: Entry): string =>
  row.edge === 'compute' ? said(row, 'headlineKw') : said(row, 'amountUsCents');

const sizeOf = (row: Entry): number => {
  const amount = measureIn(row, row.edge === 'compute' ? 'headlineKw' : 'amountUsCents');
  return Number(amount?.high ?? amount?.point ?? amount?.low ?? 0);
};

const useGrid = (rows: readonly Entry[]): Grid => {
  const names = useNames();
  return {
    columns: [
      { title: 'from' },
      { title: 'to' },
      { title: 'edge' },
      { title: 'kind or layer' },
      { title: 'size', isNumber: true },
    ],
    rows: rows.map((row) => [
      cell(names.party(textIn(row, 'giver'))),
      cell(names.party(textIn(row, 'receiver'))),
      cell(textIn(row, 'edge')),
      cell(textIn(row, 'kind') || textIn(row, 'layer')),
      {
        text: amountOf(row),
        node: <Quoted ids={row.rests as string[]}>{amountOf(row)}</Quoted>,
        order: sizeOf(row),
      },
    ]),
  };
};

/** Who gives to whom, as a matrix: a row gives, a column receives. */
const Matrix = ({ rows }: { rows: readonly Entry[] }) => {
  const names = useNames();
  const givers = [...new Set(rows.map((row) => textIn(row, 'giver')))].sort();
  const receivers = [...new Set(rows.map((row) => textIn(row, 'receiver')))].sort();
  const between = (giver: string, receiver: string): string =>
    rows
      .filter((row) => row.giver === giver && row.receiver === receiver)
      .map((row) => `${textIn(row, 'kind') || textIn(row, 'layer')} ${amountOf(row)}`)
      .join('; ');
  const grid: Grid = {
    columns: [{ title: 'gives ↓ receives →' }, ...receivers.map((one) => ({ title: names.party(one) }))],
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
  answer: ViewAnswer;
  whole: ViewAnswer;
}

const Shown = ({ answer, whole }: ShownProps) => {
  const { place, go } = usePlace();
  const { edges: wanted, only } = place.settings;
  const names = useNames();
  const { parties } = useContents();
  const loops = answer.loops as Loop[];
  const loop = loops.find((one) => loopName(one) === only);
  const rows = answer.rows.filter(isShown(wanted));
  const ever = new Set(
    [...whole.rows, ...answer.rows].filter(isShown(wanted)).flatMap((row) => [row.giver, row.receiver]),
  );
  const grid = useGrid(rows);
  const most = (kind: unknown): number =>
    Math.max(1, ...rows.filter((row) => (row.edge === 'compute') === (kind === 'compute')).map(sizeOf));
  const draw: Draw = (palette, width) =>
    drawNetwork({
      nodes: parties
        .filter(({ id }) => ever.has(id))
        .map(({ id, name }) => ({
          id,
          name,
          colour: names.colour(id, palette),
          isQuiet: loop !== undefined && !loop.parties.includes(id),
        })),
      edges: rows.map((row) => ({
        from: textIn(row, 'giver'),
        to: textIn(row, 'receiver'),
        kind: textIn(row, 'edge') as Edge['kind'],
        weight: Math.sqrt(sizeOf(row) / most(row.edge)),
        isQuiet: loop !== undefined && !isLegOf(loop, row),
        text: `${names.party(textIn(row, 'giver'))} → ${names.party(textIn(row, 'receiver'))}: ${textIn(row, 'kind') || textIn(row, 'layer')} ${amountOf(row)}`,
      })),
      colours: { money: palette.stages[3]!, equity: palette.categories[1]!, compute: palette.text },
    })(palette, width);
  if (rows.length === 0)
    return answer.rows.length === 0 ? (
      <Nothing of="edge" />
    ) : (
      <Empty
        says={`No edge of ${wanted} was known by then.`}
        undo={{ says: 'Show all edges', act: () => go({ edges: 'all' }) }}
      />
    );
  return (
    <>
      <Loops answer={answer} />
      <div class="columns beside">
        <Figure
          title="Who gives what to whom"
          summary={`${plural(rows.length, 'edge')} between ${plural(new Set(rows.flatMap((row) => [row.giver, row.receiver])).size, 'party', 'parties')}. Money is drawn solid, equity dashed, compute dotted; width grows with size; everybody keeps their place.`}
          draw={draw}
          grid={grid}
          citation={answer}
        />
        <section class="box" aria-label="The same as a table">
          <h2>The same as a table</h2>
          <Table grid={grid} caption="Who gives what to whom, sortable" />
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
      { view: 'flows', parameters: {} },
    ],
  });
  const [answer, whole] = value ?? [];
  return (
    <>
      <h1>Network</h1>
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
