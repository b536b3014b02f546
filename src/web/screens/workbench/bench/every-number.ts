import { isChange } from '../../../../../projections/difference.js';
import type { Comparison, ScenarioAnswer } from '../../../../simulator/answer/run.js';
import { cell, type TableGrid } from '../../../charts/table.js';
import { measureIn } from '../../../../charts/words/amounts.js';
import type { Entry } from '../../../../../projections/kit/line.js';

const keysOf = (entry: Entry): string =>
  Object.entries(entry)
    .filter(([, value]) => typeof value === 'string')
    .map(([name, value]) => `${name}=${String(value)}`)
    .join(' ');

const sides = ['low', 'point', 'high'] as const;

const numbersOf = (entry: Entry, name: string): string[] => {
  const measure = measureIn(entry, name);
  return sides.map((side) =>
    measure?.[side] === undefined || measure[side] === null ? '' : String(measure[side]),
  );
};

const rowsOf = (comparison: Comparison, part: 'totals' | 'rows'): TableGrid['rows'] =>
  comparison.difference[part].flatMap((entry: Entry) =>
    Object.entries(entry).flatMap(([name, change]) =>
      isChange(change)
        ? [
            [comparison.view, part === 'totals' ? 'total' : 'row', keysOf(entry), name]
              .concat(
                numbersOf({ side: change.baseline }, 'side'),
                numbersOf({ side: change.scenario }, 'side'),
              )
              .map(cell),
          ]
        : [],
    ),
  );

/** Every number that moves, in whole units, both sides with their bounds; an empty cell is unknown or open. */
export const everyNumber = ({ views }: ScenarioAnswer): TableGrid => ({
  columns: [
    'view',
    'of',
    'keys',
    'measure',
    ...['baseline', 'scenario'].flatMap((side) => sides.map((end) => `${side} ${end}`)),
  ].map((title) => ({ title })),
  rows: views.flatMap((view) => [...rowsOf(view, 'totals'), ...rowsOf(view, 'rows')]),
});
