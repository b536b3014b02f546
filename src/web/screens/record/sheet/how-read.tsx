import type { ConstantUse } from '../../../../imports/mapping/mapping.js';
import { type SheetKind, sheetKindNames } from '../../../../imports/mapping/roles.js';
import type { SheetReply } from './ordered-sheet.js';
import { rowsSaid, useSaid } from './roles-said.js';
import type { SheetActions } from './use-sheet.js';

interface HowReadProps {
  reply: SheetReply;
  readAs: SheetActions['readAs'];
}

interface KindProps {
  /** Nothing while it could not be told. */
  kind: SheetKind | undefined;
  readAs: SheetActions['readAs'];
}

/** What a row of the sheet is. */
export const RowKind = ({ kind: now, readAs }: KindProps) => (
  <label class="choice">
    Each row is
    <select
      value={now ?? ''}
      onChange={({ currentTarget: { value } }) => {
        const kind = sheetKindNames.find((one) => one === value);
        if (kind) readAs({ kind });
      }}
    >
      {now === undefined && <option value="">…</option>}
      {sheetKindNames.map((kind) => (
        <option key={kind} value={kind} selected={kind === now}>
          {rowsSaid[kind]}
        </option>
      ))}
    </select>
  </label>
);

/** A workbook may have several. */
const Name = ({ reply: { sheet: now, sheets }, readAs }: HowReadProps) =>
  sheets.length > 1 ? (
    <label class="choice">
      of the sheet
      <select value={now} onChange={({ currentTarget: { value } }) => readAs({ sheet: value })}>
        {sheets.map((sheet) => (
          <option key={sheet} value={sheet} selected={sheet === now}>
            {sheet}
          </option>
        ))}
      </select>
    </label>
  ) : null;

interface ConstantProps {
  constant: ConstantUse;
  kind: SheetKind;
  readAs: SheetActions['readAs'];
}

const Constant = ({ constant: { as, value, assumed }, kind, readAs }: ConstantProps) => (
  <label class="choice">
    {useSaid(kind, as)}
    <input
      value={value}
      size={Math.max(10, value.length)}
      onChange={(event) => readAs({ values: { [as]: event.currentTarget.value } })}
    />
    {assumed && <small>assumed</small>}
  </label>
);

/** What holds for all rows: what a row is, and what stands where no column says it. */
export const HowRead = ({ reply, readAs }: HowReadProps) => {
  const { kind, constants } = reply.mapping;
  return (
    <div class="how-read">
      <div class="controls">
        <RowKind kind={kind} readAs={readAs} />
        <Name reply={reply} readAs={readAs} />
        {reply.remembered && <span class="source">Columns are read as the last time.</span>}
      </div>
      {constants.length > 0 && (
        <div class="controls" role="group" aria-label="Where no column says it">
          <span class="source">Where no column says it:</span>
          {constants.map((constant) => (
            <Constant key={constant.as} constant={constant} kind={kind} readAs={readAs} />
          ))}
        </div>
      )}
      {reply.notes.map((note) => (
        <p key={note} class="source">
          {note}
        </p>
      ))}
    </div>
  );
};
