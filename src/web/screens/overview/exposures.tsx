import { Headed } from '../../charts/headed.js';
import { Table } from '../../charts/table.js';
import { Panel } from '../../shell/states.js';
import type { SideProps } from '../../place/place.js';
import { isSome, lengthOf, textIn } from '../../../charts/words/amounts.js';
import { useNames } from '../../words/use-names.js';
import { useAnswer } from '../../worker/use-answer.js';
import { moneyGrid } from '../../../charts/views/money.js';
import type { Entry } from '../../../../projections/kit/line.js';

const most = 5;

const promised = ['committedUsCents', 'conditionalUsCents', 'releasedUsCents'];

const size = (row: Entry): number => promised.reduce((sum, measure) => sum + lengthOf(row, measure), 0);

/** A column of nothing says nothing. */
const shownIn = (rows: readonly Entry[]): string[] =>
  promised.filter((measure) => rows.some((row) => isSome(row, measure)));

/** Who owes most, kind by kind. */
export const Exposures = ({ cut }: SideProps) => {
  const names = useNames();
  const parameters = { ...cut, by: 'payer,kind' };
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'obligations', parameters }] });
  const rows = value?.[0]?.rows
    .filter(({ currency }) => currency === 'USD')
    .toSorted((left, right) => size(right) - size(left))
    .slice(0, most);
  const nameOf = (row: Entry, key: string): string => names.of(key, textIn(row, key));
  return (
    <section class="box">
      <Headed title="Who has promised most, in US dollars" as="money by kind" />
      <Panel value={value} {...state}>
        {rows && (
          <Table
            grid={moneyGrid(rows, ['payer', 'kind'], nameOf, shownIn(rows))}
            caption="The largest promises of money by payer and kind"
          />
        )}
      </Panel>
    </section>
  );
};
