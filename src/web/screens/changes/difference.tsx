import { Headed } from '../../charts/headed.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { cutOf, type SideProps } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { Panel } from '../../shell/states.js';
import { useNames } from '../../words/use-names.js';
import { useAnswer } from '../../worker/use-answer.js';
import { type MovedEntry, numbersIn } from './lately.js';

export const movedGrid = (numbers: readonly MovedEntry[], titles: readonly [string, string]): TableGrid => ({
  columns: [
    { title: 'of' },
    { title: 'number' },
    { title: titles[0], isNumber: true },
    { title: titles[1], isNumber: true },
    { title: 'difference', isNumber: true },
  ],
  rows: numbers.map(({ of, measure, before, after, by }) => [of, measure, before, after, by].map(cell)),
});

/** What differs between the two readings that are compared; shown once, beside the second. */
export const Difference = ({ deal, side }: SideProps & { deal: string }) => {
  const { place } = usePlace();
  const names = useNames();
  const isAsked = side === 'B' && place.settings.compare !== '';
  const ask = (name: 'A' | 'B') => ({
    view: 'compute-capacity',
    parameters: { ...cutOf(place, name), by: 'tranche', deal },
  });
  const { value, ...state } = useAnswer(
    'difference',
    isAsked ? { before: ask('A'), after: ask('B') } : undefined,
  );
  if (!isAsked) return null;
  const numbers = value?.rows.flatMap((entry) => numbersIn(entry, names.of)) ?? [];
  return (
    <section class="box">
      <Headed title="From A to B" as="moved number" />
      <Panel value={value} {...state}>
        {numbers.length === 0 ? (
          <p>No capacity of this deal differs.</p>
        ) : (
          <Table grid={movedGrid(numbers, ['A', 'B'])} caption="What differs from A to B" />
        )}
      </Panel>
    </section>
  );
};
