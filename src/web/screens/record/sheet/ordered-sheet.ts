import { mostSheetBytes } from '../../../../imports/files/limits.js';
import type { ImportedFile } from '../../../../imports/imported-file.js';
import type { ChangeAnswer } from '../../../../imports/ledger/change.js';
import type { MappingGiven, SheetMapping } from '../../../../imports/mapping/mapping.js';
import { post, type RecordingReply, type ServerRefusal } from '../draft/send.js';

/** How a sheet was read, and what would come of it or did. */
export interface SheetReply extends ImportedFile<SheetMapping> {
  recording?: RecordingReply;
}

/** What its reader said of each change, by its cell. */
export type ChangesSaid = Readonly<Record<string, ChangeAnswer>>;

/** A sheet with what its reader says of it. */
export interface OrderedSheet {
  file: File;
  mapping: MappingGiven;
  changes: ChangesSaid;
}

export type SheetResult = { reply: SheetReply } | { refusal: ServerRefusal };

export const importAddress = '/api/v1/imports';

const mebibyte = 1024 * 1024;

const refusalTooLarge = ({ name, size }: File): SheetResult => ({
  refusal: {
    status: 413,
    title: 'This sheet is too large',
    detail: `${name} has ${Math.ceil(size / mebibyte)} MiB; one import may have ${mostSheetBytes / mebibyte} MiB: import it in parts.`,
    errors: [],
    requestId: '',
  },
});

/** An empty member is left out: what nobody says is guessed. */
const formOf = ({ file, mapping, changes }: OrderedSheet, isDry: boolean): FormData => {
  const form = new FormData();
  form.set('file', file, file.name);
  if (Object.keys(mapping).length > 0) form.set('mapping', JSON.stringify(mapping));
  if (Object.keys(changes).length > 0) form.set('changes', JSON.stringify(changes));
  if (!isDry) form.set('record', 'true');
  return form;
};

/** Sends a sheet: shown when it is a dry run, else recorded whole or not at all. */
export const sendSheet = async (order: OrderedSheet, isDry: boolean): Promise<SheetResult> =>
  order.file.size > mostSheetBytes
    ? refusalTooLarge(order.file)
    : post<SheetReply>(importAddress, { body: formOf(order, isDry) });
