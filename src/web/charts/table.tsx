import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { Cell as Plain, Grid as PlainGrid } from '../../charts/grid.js';
import { Quoted } from '../screens/evidence/evidence.js';
import { drawSigns } from '../screens/evidence/mark-sign.js';
import { Sign } from '../shell/sign.js';

export { cell } from '../../charts/grid.js';

interface TableCell extends Plain {
  /** Shown instead of the text. */
  node?: ComponentChildren;
}

type TableColumn = PlainGrid['columns'][number];

export interface TableGrid {
  columns: readonly TableColumn[];
  rows: readonly (readonly TableCell[])[];
}

const classOf = ({ isNumber, isShort }: TableColumn): string =>
  isNumber ? 'number' : isShort ? 'short' : '';

interface Sorting {
  column: number;
  isDown: boolean;
}

const compareCells = (left: TableCell, right: TableCell): number => {
  if (left.order !== undefined || right.order !== undefined) return (left.order ?? -1) - (right.order ?? -1);
  return left.text < right.text ? -1 : left.text > right.text ? 1 : 0;
};

const sortRows = (rows: TableGrid['rows'], sorting: Sorting | undefined): TableGrid['rows'] => {
  if (!sorting) return rows;
  const { column, isDown } = sorting;
  const up = rows.toSorted((left, right) => compareCells(left[column]!, right[column]!));
  return isDown ? up.reverse() : up;
};

/** Whether a column orders by size: the largest stands first, then. */
const isSized = (rows: TableGrid['rows'], column: number): boolean =>
  rows.some((row) => row[column]?.order !== undefined);

interface HeadProps extends TableColumn {
  sorting: 'ascending' | 'descending' | 'none';
  sort(): void;
}

const Head = ({ title, isNumber, sorting, sort }: HeadProps) => (
  <th scope="col" class={isNumber ? 'number' : ''} aria-sort={sorting}>
    <button type="button" onClick={sort}>
      {title}
      {sorting !== 'none' && <Sign of={sorting === 'ascending' ? 'up' : 'down'} />}
    </button>
  </th>
);

/** What rests on events has them one hop away. */
const contentOf = ({ text, node, rests }: TableCell): ComponentChildren =>
  node ?? (rests ? <Quoted ids={rests}>{drawSigns(text)}</Quoted> : drawSigns(text));

/** The first cell is the row's head. */
const Row = ({ cells, columns }: { cells: readonly TableCell[]; columns: readonly TableColumn[] }) => (
  <tr>
    {cells.map((one, index) =>
      index === 0 ? (
        <th key={index} scope="row">
          {contentOf(one)}
        </th>
      ) : (
        <td key={index} class={classOf(columns[index]!)}>
          {contentOf(one)}
        </td>
      ),
    )}
  </tr>
);

/** A real table whose columns sort. */
export const Table = ({ grid: { columns, rows }, caption }: { grid: TableGrid; caption: string }) => {
  const [sorting, setSorting] = useState<Sorting>();
  const state = (column: number): HeadProps['sorting'] =>
    sorting?.column !== column ? 'none' : sorting.isDown ? 'descending' : 'ascending';
  if (rows.length === 0) return <p class="source">Nothing to list by then.</p>;
  return (
    <div class="table" tabIndex={0} role="region" aria-label={caption}>
      <table>
        <caption class="unseen">{caption}</caption>
        <thead>
          <tr>
            {columns.map((column, index) => (
              <Head
                key={column.title}
                {...column}
                sorting={state(index)}
                sort={() =>
                  setSorting({
                    column: index,
                    isDown: state(index) === (isSized(rows, index) ? 'none' : 'ascending'),
                  })
                }
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {sortRows(rows, sorting).map((row, number) => (
            <Row key={number} cells={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  );
};
