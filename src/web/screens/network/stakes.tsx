import { Headed } from '../../charts/headed.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import type { SideProps } from '../../place/place.js';
import { Panel } from '../../shell/states.js';
import { measureIn, measureWords, textIn, wordsIn } from '../../../charts/words/amounts.js';
import { signsOf } from '../../../charts/words/marks.js';
import { type ChartNames, useNames } from '../../words/use-names.js';
import { useAnswer } from '../../worker/use-answer.js';
import { drawSigns } from '../evidence/mark-sign.js';
import { Quoted } from '../evidence/evidence.js';
import type { Entry } from '../../../../projections/kit/line.js';

const measures = ['stakeBp', 'lookThroughBp', 'valueUsCents', 'impliedWholeUsCents'] as const;

const gridOf = (rows: readonly Entry[], names: ChartNames): TableGrid => ({
  columns: [
    { title: 'holder' },
    { title: 'of' },
    { title: 'basis' },
    ...['stake', 'through chains', 'worth', 'the whole implied'].map((title) => ({ title, isNumber: true })),
  ],
  rows: rows.map((row) => [
    cell(names.party(textIn(row, 'holder'))),
    cell(names.party(textIn(row, 'issuer'))),
    cell(row.basis === 'unstated' ? 'not stated' : wordsIn(row, 'basis')),
    ...measures.map((measure) => {
      const text = row[measure] === null ? '–' : measureWords(row, measure);
      const signs = measure === 'stakeBp' ? ` ${signsOf(row.flags)}`.trimEnd() : '';
      return {
        text: text + signs,
        node: <Quoted ids={row.rests ?? []}>{drawSigns(text + signs)}</Quoted>,
        order: Number(measureIn(row, measure)?.low ?? -1),
      };
    }),
  ]),
});

/** Who owns how much of whom, with the sentence behind each number; stakes on different bases are never added. */
export const Stakes = ({ cut }: SideProps) => {
  const names = useNames();
  const { value, ...state } = useAnswer('views', {
    asks: [{ view: 'ownership', parameters: { ...cut, by: 'holder' } }],
  });
  const rows = value?.[0]?.rows ?? [];
  return (
    <section class="box" aria-label="Stakes">
      <Headed title="Who holds what of whom" as="held stake" />
      <p class="summary">
        As each source worded it: “as converted” and “outstanding” are different bases and never added. Point
        at a number, or move to it, for the sentence it rests on.
      </p>
      <Panel value={value} {...state}>
        {rows.length === 0 ? (
          <p>No stake was known by then.</p>
        ) : (
          <Table grid={gridOf(rows, names)} caption="Stakes, with the quote behind each number" />
        )}
      </Panel>
    </section>
  );
};
