import { useEffect, useRef, useState } from 'preact/hooks';
import type { ChangeAnswer } from '../../../../imports/ledger/change.js';
import { joinMappings, type MappingGiven } from '../../../../imports/mapping/mapping.js';
import type { ServerRefusal } from '../draft/send.js';
import {
  type ChangesSaid,
  sendSheet,
  type OrderedSheet,
  type SheetReply,
  type SheetResult,
} from './ordered-sheet.js';

/** A sheet on the page: what was said of it, and what came of it. */
export interface SheetState {
  order: OrderedSheet;
  reply?: SheetReply;
  /** Why the last order was refused; what was read before it stays. */
  refusal?: ServerRefusal;
  /** What is shown is of an earlier reading; the new one is on its way. */
  isBusy: boolean;
  isRecorded: boolean;
}

/** What a reader can do with a sheet. */
export interface SheetActions {
  readAs(mapping: MappingGiven): void;
  answer(addresses: readonly string[], answer: ChangeAnswer): void;
  record(): void;
  retry(): void;
}

/** Another kind of row, or another sheet, has columns of its own. */
const mappingAfter = (before: MappingGiven, change: MappingGiven): MappingGiven => {
  const isOther = change.kind !== undefined || change.sheet !== undefined;
  const { columns: _columns, values: _values, ...rest } = before;
  return joinMappings(isOther ? rest : before, change);
};

/** Answers of cells that are still asked about: another mapping may have made others of them. */
const answersTo = ({ changes }: SheetReply, said: ChangesSaid): ChangesSaid =>
  Object.fromEntries(
    changes.flatMap(({ address }) => {
      const answer = said[address];
      return answer === undefined ? [] : [[address, answer]];
    }),
  );

/** A dry run takes the answers to all changes or to none: with some of them open it would be refused. */
const tryOrder = async (order: OrderedSheet): Promise<SheetResult> => {
  const result = await sendSheet({ ...order, changes: {} }, true);
  if (!('reply' in result)) return result;
  const changes = answersTo(result.reply, order.changes);
  const isWhole = Object.keys(changes).length === result.reply.changes.length;
  return isWhole && result.reply.changes.length > 0 ? sendSheet({ ...order, changes }, true) : result;
};

/** What its reader can do with what is shown of it. */
const actionsOn = (
  { order, reply }: SheetState,
  work: (next: OrderedSheet, isDry: boolean) => Promise<void>,
): SheetActions => ({
  readAs: (mapping) => void work({ ...order, mapping: mappingAfter(order.mapping, mapping) }, true),
  answer: (addresses, answer) => {
    const said = Object.fromEntries(addresses.map((address) => [address, answer]));
    void work({ ...order, changes: { ...order.changes, ...said } }, true);
  },
  record: () => {
    if (reply) void work({ ...order, changes: answersTo(reply, order.changes) }, false);
  },
  retry: () => void work(order, true),
});

/** A sheet as it is read, answered and recorded; each edit is tried at once. */
export const useSheet = (
  file: File,
  kept: SheetState | undefined,
  keep: (state: SheetState) => void,
): [SheetState, SheetActions] => {
  const [state, setState] = useState<SheetState>(
    () => kept ?? { order: { file, mapping: {}, changes: {} }, isBusy: true, isRecorded: false },
  );
  const latest = useRef(0);
  const isRecording = useRef(false);
  const { order, reply } = state;
  const show = (next: SheetState): void => {
    keep(next);
    setState(next);
  };
  const work = async (next: OrderedSheet, isDry: boolean): Promise<void> => {
    // What becomes of a recording is waited for: another reading would hide it.
    if (isRecording.current) return;
    isRecording.current = !isDry;
    const turn = ++latest.current;
    show({ order: next, ...(reply && { reply }), isBusy: true, isRecorded: false });
    const result = isDry ? await tryOrder(next) : await sendSheet(next, false);
    isRecording.current = false;
    if (turn !== latest.current) return;
    const isRecorded = !isDry && 'reply' in result;
    show({ order: next, ...(reply && { reply }), ...result, isBusy: false, isRecorded });
  };
  useEffect(() => {
    if (state.isBusy) void work(order, true);
  }, []);
  return [state, actionsOn(state, work)];
};
