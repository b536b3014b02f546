import { cell, type Grid, Table } from '../charts/table.js';
import { Panel } from '../shell/states.js';
import type { SideProps } from '../shell/sides.js';
import { type Entry, measureIn, said, textIn } from '../../charts/words/amounts.js';
import { type Names, useNames } from '../words/use-names.js';
import { useAnswer } from '../worker/use-answer.js';
import { Quoted } from './evidence.js';

const sides = ['disclosed', 'ledger', 'missing', 'beyond'] as const;

/** A total is of power or of money. */
const nameIn = (row: Entry, side: string): string => (`${side}Kw` in row ? `${side}Kw` : `${side}UsCents`);

const gridOf = (rows: readonly Entry[], names: Names): Grid => ({
  columns: [
    { title: 'party' },
    { title: 'total' },
    ...['it says', 'the ledger adds up to', 'missing here', 'beyond it'].map((title) => ({
      title,
      isNumber: true,
    })),
  ],
  rows: rows.map((row) => [
    cell(names.party(textIn(row, 'party'))),
    cell(textIn(row, 'measure')),
    ...sides.map((side) => ({
      text: said(row, nameIn(row, side)),
      node: <Quoted ids={row.rests as string[]}>{said(row, nameIn(row, side))}</Quoted>,
      order: Number(measureIn(row, nameIn(row, side))?.low ?? 0),
    })),
  ]),
});

/** Totals that parties report themselves, beside what the ledger adds up to: compared, never added. */
export const Reconciled = ({ cut }: SideProps) => {
  const names = useNames();
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'reconciliation', parameters: cut }] });
  const rows = value?.[0]?.rows ?? [];
  return (
    <section class="box wide">
      <h2>What parties say they have in all, and what the ledger knows of it</h2>
      <Panel value={value} {...state}>
        {rows.length === 0 ? (
          <p>No party had reported a total by then.</p>
        ) : (
          <Table grid={gridOf(rows, names)} caption="Disclosed totals beside the ledger's" />
        )}
      </Panel>
    </section>
  );
};
