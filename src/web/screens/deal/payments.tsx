import { Headed } from '../../charts/headed.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { isEntry, listIn, lowIn, measureWords, textIn, wordsIn } from '../../../charts/words/amounts.js';
import { signsOf } from '../../../charts/words/marks.js';
import { releaseSaid } from '../../../../projections/wording/release-said.js';
import { useNames } from '../../words/use-names.js';
import { drawSigns } from '../evidence/mark-sign.js';
import { Quoted } from '../evidence/evidence.js';
import type { Entry } from '../../../../projections/kit/line.js';

const termOf = (over: unknown): string => {
  if (!isEntry(over)) return 'undated';
  const { from, to, months } = over;
  if (months !== undefined) return `${String(months)} months from ${String(from)}`;
  return to === undefined ? `from ${String(from)} on` : `${String(from)} to ${String(to)}`;
};

const releaseOf = ({ release }: Entry): string => {
  const { per, amount } = isEntry(release) ? release : {};
  const said = releaseSaid(release);
  if (!isEntry(per) || !isEntry(amount)) return said;
  // Steps go without saying, of one amount for each power.
  return `${String(amount.text)} for each ${String(per.text)}${said === 'in steps' ? '' : `, ${said}`}`;
};

const usePaymentGrid = (payments: readonly Entry[]): TableGrid => {
  const names = useNames();
  return {
    columns: [
      ...['payment', 'from', 'to', 'kind', 'bindingness', 'over', 'released'].map((title) => ({ title })),
      { title: 'amount', isNumber: true },
      { title: 'paid', isNumber: true },
    ],
    rows: payments.map((one) => [
      cell(names.part(textIn(one, 'payment'))),
      cell(names.party(textIn(one, 'from'))),
      cell(names.party(textIn(one, 'to'))),
      cell(wordsIn(one, 'kind')),
      cell(one.cancelled ? 'cancelled' : wordsIn(one, 'bindingness')),
      cell(termOf(one.over)),
      cell(releaseOf(one)),
      ...(['amountUsCents', 'paidUsCents'] as const).map((measure) => {
        const text =
          `${measureWords(one, measure)} ${measure === 'amountUsCents' ? signsOf(one.flags) : ''}`.trim();
        return {
          text,
          node: <Quoted ids={one.rests ?? []}>{drawSigns(text)}</Quoted>,
          order: lowIn(one, measure),
        };
      }),
    ]),
  };
};

const Warrants = ({ warrants }: { warrants: readonly Entry[] }) => {
  const names = useNames();
  const grid: TableGrid = {
    columns: [
      { title: 'warrant' },
      { title: 'holder' },
      { title: 'issuer' },
      { title: 'expires' },
      { title: 'shares', isNumber: true },
      { title: 'vested', isNumber: true },
    ],
    rows: warrants.map((one) => [
      cell(names.part(textIn(one, 'warrant'))),
      cell(names.party(textIn(one, 'holder'))),
      cell(names.party(textIn(one, 'issuer'))),
      cell(textIn(one, 'expiresOn')),
      ...['issuedShares', 'vestedShares'].map((name) => ({
        text: measureWords(one, name),
        order: lowIn(one, name),
      })),
    ]),
  };
  return (
    <section class="box">
      <Headed title="Warrants" as="warrants of a deal" />
      <Table grid={grid} caption="Warrants" />
    </section>
  );
};

/** The money of a deal: who pays whom, how firmly, over which time. */
export const Payments = ({ deal }: { deal: Entry }) => {
  const payments = listIn(deal, 'payments');
  const warrants = listIn(deal, 'warrants');
  const grid = usePaymentGrid(payments);
  return (
    <>
      {payments.length > 0 && (
        <section class="box">
          <Headed title="Payments" as="payments of a deal" />
          <Table grid={grid} caption="Payments, with the quote behind each number" />
        </section>
      )}
      {warrants.length > 0 && <Warrants warrants={warrants} />}
    </>
  );
};
