import type { ComponentChildren } from 'preact';
import { importFinding } from '../../../findings/import.js';
import { plural } from '../../../../charts/words/dates.js';
import { Finding } from '../../../shell/finding.js';
import { Trouble } from '../../../shell/trouble.js';
import type { ServerRefusal } from '../draft/send.js';
import { ChangedCells } from './changed-cells.js';
import { HowRead, RowKind } from './how-read.js';
import { PartiesRead } from './parties-read.js';
import type { SheetReply } from './ordered-sheet.js';
import { SheetGrid } from './sheet-grid.js';
import { type SheetActions, type SheetState, useSheet } from './use-sheet.js';
import { RecordedSheet, SheetErrors, WhatComes } from './what-comes.js';

interface RefusedSheetProps {
  refusal: ServerRefusal;
  state: SheetState;
  actions: SheetActions;
}

/** What a row is could not be told, so that its reader has to say. */
const isAboutKind = ({ order, reply, refusal }: SheetState): boolean =>
  !reply && order.mapping.kind === undefined && /"kind"/.test(refusal?.detail ?? '');

const Refused = ({ refusal, state, actions }: RefusedSheetProps) => (
  <Trouble
    title={refusal.title}
    works="Nothing is recorded. Mend the sheet and choose it again, or read it otherwise."
    requestId={refusal.requestId}
    retry={actions.retry}
  >
    <p>{refusal.detail}</p>
    <ul>
      {refusal.errors.map(({ pointer, detail }) => (
        <li key={pointer + detail}>
          <code>{pointer.replace(/^\//, '')}</code> {detail}
        </li>
      ))}
      {refusal.more !== undefined && <li>and {refusal.more} more</li>}
    </ul>
    {isAboutKind(state) && <RowKind kind={undefined} readAs={actions.readAs} />}
  </Trouble>
);

const openChanges = ({ changes }: SheetReply, { order }: SheetState): number =>
  changes.filter(({ address }) => order.changes[address] === undefined).length;

/** What is new: what the server says is new where it could try it, else what was read. */
const streamsOf = ({ recording, events }: SheetReply): string[] =>
  recording?.events.map(({ stream }) => stream) ?? events.map(({ event }) => event.stream);

const findingOf = (reply: SheetReply, state: SheetState): string =>
  importFinding({
    file: reply.file,
    streams: streamsOf(reply),
    errors: reply.errors.length,
    changes: reply.changes.length,
    answered: reply.changes.length - openChanges(reply, state),
    isRecorded: state.isRecorded,
  });

/** Why it cannot be recorded yet; nothing when it can. */
const hindrance = (reply: SheetReply, state: SheetState): string | undefined => {
  if (reply.errors.length > 0) return 'Nothing of a sheet with an error is recorded.';
  const open = openChanges(reply, state);
  return open > 0 ? `${plural(open, 'change')} still to be answered.` : undefined;
};

const RecordBar = ({ reply, state, record }: { reply: SheetReply; state: SheetState; record(): void }) => {
  const why = hindrance(reply, state);
  const count = streamsOf(reply).length;
  if (why === undefined && count === 0) return null;
  return (
    <div class="record-bar">
      <button type="button" class="main" disabled={why !== undefined || state.isBusy} onClick={record}>
        {count === 0 ? 'Record' : `Record ${plural(count, 'event')}`}
      </button>
      <span class="source">{why ?? 'All of it or nothing; it can be corrected, never deleted.'}</span>
    </div>
  );
};

const Read = ({ reply, state, actions }: { reply: SheetReply; state: SheetState; actions: SheetActions }) => (
  <>
    <HowRead reply={reply} readAs={actions.readAs} />
    <SheetGrid reply={reply} readAs={actions.readAs} />
    <div class="sheet-notes">
      <SheetErrors reply={reply} />
      {reply.changes.length > 0 && (
        <ChangedCells changes={reply.changes} said={state.order.changes} answer={actions.answer} />
      )}
      <PartiesRead reply={reply} readAs={actions.readAs} />
      <WhatComes reply={reply} />
    </div>
    <RecordBar reply={reply} state={state} record={actions.record} />
  </>
);

interface SheetProps {
  file: File;
  kept: SheetState | undefined;
  keep(state: SheetState): void;
  /** Where another one is chosen. */
  children: ComponentChildren;
}

/** A sheet as it is read: shown and edited until it is recorded, whole or not at all. */
export const Sheet = ({ file, kept, keep, children }: SheetProps) => {
  const [state, actions] = useSheet(file, kept, keep);
  const { reply, refusal } = state;
  return (
    <div class={state.isBusy ? 'old' : ''} aria-busy={state.isBusy}>
      <Finding says={reply ? findingOf(reply, state) : `Reading ${file.name}…`} />
      {children}
      {refusal && <Refused refusal={refusal} state={state} actions={actions} />}
      {reply && state.isRecorded && <RecordedSheet reply={reply} />}
      {reply && !state.isRecorded && <Read reply={reply} state={state} actions={actions} />}
    </div>
  );
};
