import type { EventBody } from '../../events/kit/envelope.js';
import type { Count } from '../../events/kit/formats.js';
import type { DuplicateRow, Outlier, SheetChange } from './ledger/change.js';
import type { ProposedParty, RecognisedParty } from './ledger/known-parties.js';
import type { FileMapping } from './mapping/mapping.js';
import type { SheetProposal } from './propose.js';
import type { SheetFault, ReadCell } from './rows/readings.js';

/** Something that the ledger says otherwise than the sheet. */
export interface ImportedChange {
  /** The cell; answers name the change by it. */
  address: string;
  stream: string;
  /** What it is that differs. */
  of: string;
  ledger: string;
  sheet: string;
  /** What would be recorded were we wrong: the type of the event, and its body. */
  wrong: { type: string; body: EventBody };
  /** What would be recorded had the world changed. */
  world: { type: string; body: EventBody };
}

/** An event as it would be sent. */
interface ImportedFact extends EventBody {
  stream: string;
  type: string;
  body: EventBody;
}

/** An event that the sheet comes to, and the row that it stands in. */
interface ImportedEvent {
  address: string;
  event: ImportedFact;
}

/** What a file was read as, before anything of it is recorded; a sheet by the mapping of a sheet. */
export interface ImportedFile<Mapping = FileMapping> {
  /** The name of the file. */
  file: string;
  /** The sheet in it that was read. */
  sheet: string;
  /** The sheets of a workbook that may be read instead, this one included; none of any other file. */
  sheets: readonly string[];
  rows: Count;
  /** How it was read: sent back, as it is or edited, it is what is gone by. */
  mapping: Mapping;
  /** The mapping of the last sheet with these columns was used. */
  remembered: boolean;
  /** Every cell that says something, as it was read. */
  cells: readonly ReadCell[];
  errors: readonly SheetFault[];
  /** What was read and is not recorded, and why. */
  leftOut: readonly SheetFault[];
  parties: { recognised: readonly RecognisedParty[]; proposed: readonly ProposedParty[] };
  duplicates: readonly DuplicateRow[];
  outliers: readonly Outlier[];
  changes: readonly ImportedChange[];
  /** What would be recorded, or was, changes aside. */
  events: readonly ImportedEvent[];
  notes: readonly string[];
}

const shownChange = ({ wrong, world, original: _, ...change }: SheetChange): ImportedChange => ({
  ...change,
  wrong: { type: wrong.event.type, body: wrong.event.body },
  world: { type: world.event.type, body: world.event.body },
});

/** What was read, before anything was decided. */
export const importedFile = (
  { mapping, isRemembered, rows, readings, faults, leftOut, recognised, proposed, ...rest }: SheetProposal,
  file: string,
  sheet: string,
): ImportedFile => ({
  file,
  sheet,
  sheets: rest.sheets,
  rows,
  mapping,
  remembered: isRemembered,
  cells: readings,
  errors: faults,
  leftOut,
  parties: { recognised, proposed },
  duplicates: rest.duplicates,
  outliers: rest.outliers,
  changes: rest.changes.map(shownChange),
  events: rest.events.map(({ event, cells }) => ({ address: cells[''] ?? '', event })),
  notes: rest.notes,
});
