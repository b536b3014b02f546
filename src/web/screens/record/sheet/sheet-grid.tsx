import { useState } from 'preact/hooks';
import type { ColumnUse, SheetMapping } from '../../../../imports/mapping/mapping.js';
import type { SheetReply } from './ordered-sheet.js';
import { groundSaid, usesOf } from './roles-said.js';
import { rowsOf, type ShownCell, type ShownRow } from './sheet-rows.js';
import type { SheetActions } from './use-sheet.js';
import { Sign } from '../../../shell/sign.js';

type ReadAs = SheetActions['readAs'];

/** A column is named by its header where that is its own, since it is remembered so; else by its letters. */
const nameOf = ({ column, header }: ColumnUse, { columns }: SheetMapping): string =>
  header !== '' && columns.filter((one) => one.header === header).length === 1 ? header : column;

interface ColumnProps {
  use: ColumnUse;
  mapping: SheetMapping;
  readAs: ReadAs;
}

const ColumnHead = ({ use, mapping, readAs }: ColumnProps) => {
  const { column, header, as, because, unit, period } = use;
  const more = [groundSaid(because), unit && `in ${unit}`, period && `of ${period}`].filter(Boolean);
  return (
    <th scope="col">
      <span class="column-name">
        <span class="letters">{column}</span> {header || '(no header)'}
      </span>
      {mapping.kind !== 'events' && (
        <select
          aria-label={`Column ${column}, ${header}, is read as`}
          value={as}
          class={as === 'ignored' ? 'unused' : ''}
          onChange={(event) => readAs({ columns: { [nameOf(use, mapping)]: event.currentTarget.value } })}
        >
          {usesOf(mapping.kind).map((one) => (
            <option key={one.as} value={one.as} selected={one.as === as}>
              {one.says}
            </option>
          ))}
        </select>
      )}
      <small>{more.join(', ')}</small>
    </th>
  );
};

const ColumnHeads = ({ mapping, readAs }: Omit<ColumnProps, 'use'>) => (
  <thead>
    <tr>
      <th scope="col">
        <span class="unseen">Row</span>
      </th>
      {mapping.columns.map((use) => (
        <ColumnHead key={use.column} use={use} mapping={mapping} readAs={readAs} />
      ))}
    </tr>
  </thead>
);

const CellRead = ({ cell }: { cell: ShownCell | undefined }) => {
  if (!cell) return <td class="unread">·</td>;
  const { reading, faults, remarks } = cell;
  const isOther = reading !== undefined && reading.read !== reading.written;
  return (
    <td class={faults.length > 0 ? 'faulty' : ''}>
      {reading && <span class="written">{reading.written}</span>}
      {isOther && (
        <span class="reading">
          <Sign of="to" /> <span class="unseen">read as </span>
          {reading.read}
        </span>
      )}
      {reading?.note && <small>{reading.note}</small>}
      {faults.map((fault) => (
        <span key={fault} class="wrong">
          {fault}
        </span>
      ))}
      {remarks.map((remark) => (
        <small key={remark} class="remark">
          {remark}
        </small>
      ))}
    </td>
  );
};

const Rows = ({ rows, mapping }: { rows: readonly ShownRow[]; mapping: SheetMapping }) => (
  <tbody>
    {rows.map(({ number, cells }) => (
      <tr key={number}>
        <th scope="row">{number}</th>
        {mapping.columns.map(({ column }) => (
          <CellRead key={column} cell={cells.get(column)} />
        ))}
      </tr>
    ))}
  </tbody>
);

const atOnce = 25;

/** The sheet as it stands, each column with what it is read as, each cell with what it was read as. */
export const SheetGrid = ({ reply, readAs }: { reply: SheetReply; readAs: ReadAs }) => {
  const [shown, show] = useState(atOnce);
  const [isWrongOnly, setWrongOnly] = useState(false);
  const all = rowsOf(reply);
  const wrong = all.filter(({ isWrong }) => isWrong);
  const rows = isWrongOnly && wrong.length > 0 ? wrong : all;
  const left = rows.length - shown;
  return (
    <>
      {wrong.length > 0 && wrong.length < all.length && (
        <label class="choice">
          <input
            type="checkbox"
            checked={isWrongOnly}
            onChange={(event) => setWrongOnly(event.currentTarget.checked)}
          />
          Only rows with an error
        </label>
      )}
      <div class="table sheet-grid" tabIndex={0} role="region" aria-label="What each cell is read as">
        <table>
          <caption class="unseen">What each cell is read as</caption>
          <ColumnHeads mapping={reply.mapping} readAs={readAs} />
          <Rows rows={rows.slice(0, shown)} mapping={reply.mapping} />
        </table>
      </div>
      {left > 0 && (
        <button type="button" class="quiet" onClick={() => show(shown * 4)}>
          Show {Math.min(left, shown * 3)} more of {rows.length} rows
        </button>
      )}
    </>
  );
};
