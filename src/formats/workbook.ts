import { writeXlsx } from 'hucre/xlsx';
import type { RecordedEvent } from '../../events/kit/envelope.js';
import type { EntrySheet } from '../sheets/entries.js';

type WorkbookCell = string | number | boolean | null;

/** Digits that a spreadsheet would round stay text, and text is never run: its cells are strings, whatever they begin with. */
const cellOf = (value: unknown): WorkbookCell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  return String(value);
};

interface About {
  definition: string;
  /** Name and value: what the answer was read off. */
  cited: readonly (readonly [string, string])[];
  notes: readonly string[];
  undisclosed: readonly string[];
  undated: readonly string[];
  sources: readonly RecordedEvent[];
}

const sourceTitles = [
  'stream',
  'event',
  'type',
  'known',
  'source',
  'publisher',
  'published',
  'kind',
  'address',
  'quote',
];

const sourceLine = ({ stream, id, type, knownOn, source, quote }: RecordedEvent): WorkbookCell[] =>
  [
    stream,
    id,
    type,
    knownOn,
    source?.title,
    source?.publisher,
    source?.publishedOn,
    source?.kind,
    source?.url,
    quote,
  ].map(cellOf);

const aboutLines = ({ definition, cited, notes, undisclosed, undated, sources }: About): WorkbookCell[][] => [
  ['definition', definition],
  ...cited.map(([name, value]) => [name, value]),
  ...notes.map((note) => ['note', note]),
  ...undisclosed.map((name) => ['undisclosed', name]),
  ...undated.map((name) => ['undated', name]),
  [],
  sourceTitles,
  ...sources.map(sourceLine),
];

/** The same answer is the same bytes: a workbook doesn't say when it was written, so it says the first day of ZIP. */
const undated = new Date('1980-01-01T00:00:00Z');

/** A workbook of two sheets: the rows; and what they mean, what they were read off, and the events that they rest on. */
export const workbookBytes = async (rows: EntrySheet, about: About): Promise<Uint8Array> =>
  new Uint8Array(
    (await writeXlsx({
      sheets: [
        {
          name: 'rows',
          rows: [rows.titles, ...rows.lines.map((line) => line.map(cellOf))],
          freezePane: { rows: 1 },
        },
        { name: 'about', rows: aboutLines(about) },
      ],
      properties: { created: undated, modified: undated },
    })) as Uint8Array,
  );
