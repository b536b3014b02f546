import type { EventBody } from '../../events/kit/envelope.js';
import type { Count } from '../../events/kit/formats.js';
import type { DuplicateRow, Outlier, SheetChange } from '../imports/ledger/change.js';
import type { ProposedParty, RecognisedParty } from '../imports/ledger/known-parties.js';
import type { FileMapping } from '../imports/mapping/mapping.js';
import type { SheetProposal } from '../imports/propose.js';
import type { SheetFault, ReadCell } from '../imports/rows/readings.js';
import type { RecordingAnswer } from './record-events.js';

/** Something that the ledger says otherwise than the sheet. */
interface ImportedChange {
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

/** An event that the sheet comes to, and the row that it stands in. */
interface ImportedEvent {
  address: string;
  event: EventBody;
}

/** What a sheet was read as, and what came of it. */
export interface ImportAnswer {
  /** The name of the file. */
  file: string;
  /** The sheet in it that was read. */
  sheet: string;
  rows: Count;
  /** How it was read: sent back, as it is or edited, it is what is gone by. */
  mapping: FileMapping;
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
  /** What was recorded, or on a dry run would be; missing where errors stand in the way. */
  recording?: RecordingAnswer;
}

const shownChange = ({ wrong, world, original: _, ...change }: SheetChange): ImportedChange => ({
  ...change,
  wrong: { type: wrong.event.type, body: wrong.event.body },
  world: { type: world.event.type, body: world.event.body },
});

/** The answer, before anything was decided. */
export const answerOf = (
  { mapping, isRemembered, rows, readings, faults, leftOut, recognised, proposed, ...rest }: SheetProposal,
  file: string,
  sheet: string,
): ImportAnswer => ({
  file,
  sheet,
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
