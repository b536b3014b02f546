import { type Difference, isChange } from '../../../projections/difference.js';
import type { Measure } from '../../../projections/kit/measure.js';
import { changeOf, measureText, titleOf } from '../../../projections/wording/measure.js';
import { tableText } from './table.js';
import type { Entry } from '../../../projections/kit/line.js';

const nameOf = (entry: Entry): string =>
  Object.values(entry)
    .filter((value) => typeof value === 'string')
    .join(' · ');

const side = (name: string, measure: Measure | null, entry: Entry): string =>
  measure === null ? '–' : measureText(name, measure, entry);

const linesOf = (entry: Entry, total: boolean): string[][] =>
  Object.entries(entry).flatMap(([name, change]) =>
    isChange(change)
      ? [
          [
            (total ? 'total ' : '') + nameOf(entry),
            titleOf(name),
            side(name, change.baseline, entry),
            side(name, change.scenario, entry),
            changeOf(name, change, entry),
          ],
        ]
      : [],
  );

const columns = [
  { title: 'what' },
  { title: 'number' },
  { title: 'before', right: true },
  { title: 'after', right: true },
  { title: 'difference', right: true },
];

/** Every number that moved: before, after, and by how much. */
export const differenceText = ({ rows, totals }: Difference): string => {
  const lines = [
    ...rows.flatMap((row) => linesOf(row, false)),
    ...totals.flatMap((total) => linesOf(total, true)),
  ];
  return lines.length === 0 ? 'No number moved.' : tableText(columns, lines);
};
