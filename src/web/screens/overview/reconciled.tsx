import { reconciledGrid } from '../../../charts/views/reconciled.js';
import { Table } from '../../charts/table.js';
import { Disclosure } from '../../shell/disclosure.js';
import { Panel } from '../../shell/states.js';
import type { SideProps } from '../../place/place.js';
import { useNames } from '../../words/use-names.js';
import { useAnswer } from '../../worker/use-answer.js';

const Compared = ({ cut }: SideProps) => {
  const names = useNames();
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'reconciliation', parameters: cut }] });
  const rows = value?.[0]?.rows ?? [];
  return (
    <Panel value={value} {...state}>
      {rows.length === 0 ? (
        <p>No party had reported a total by then.</p>
      ) : (
        <Table grid={reconciledGrid(rows, { names })} caption="Disclosed totals beside the ledger's" />
      )}
    </Panel>
  );
};

/** Totals that parties report themselves, beside what the ledger adds up to: compared, never added. */
export const Reconciled = (props: SideProps) => (
  <Disclosure title="What parties say they have in all, and what the ledger knows of it">
    <Compared {...props} />
  </Disclosure>
);
