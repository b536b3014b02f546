import { reasonOf } from '../../../../../events/kit/reason.js';
import type { EventType } from '../../../worker/protocol.js';
import { linesOf } from './csv.js';
import { submissionOf } from './draft.js';

/** The events of a file, and where each one stands in it. */
export interface DraftFile {
  name: string;
  events: unknown[];
  /** "line 3": of the event at an index. */
  places: string[];
}

/** A file that cannot be read, place by place. */
export class UnreadableFile extends Error {
  constructor(readonly faults: string[]) {
    super(faults.join('; '));
  }
}

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    return new UnreadableFile([error instanceof Error ? error.message : 'not JSON']);
  }
};

const fileOfJson = (name: string, value: unknown): DraftFile => {
  const events: unknown[] = Array.isArray(value) ? value : [value];
  return { name, events, places: events.map((_, index) => `event ${index + 1}`) };
};

const fileOfLines = (name: string, text: string): DraftFile => {
  const lines = text
    .split('\n')
    .flatMap((line, index) =>
      line.trim() === '' ? [] : [{ place: `line ${index + 1}`, value: parseJson(line.trim()) }],
    );
  const faults = lines.flatMap(({ place, value }) =>
    value instanceof UnreadableFile ? [`${place} is not JSON: ${value.message}`] : [],
  );
  if (faults.length > 0) throw new UnreadableFile(faults);
  return { name, events: lines.map(({ value }) => value), places: lines.map(({ place }) => place) };
};

const envelopeNames = ['effectiveOn', 'knownOn', 'quote'];

const isEnvelope = (column: string): boolean =>
  envelopeNames.includes(column) || column.startsWith('source.');

type CsvRow = Readonly<Record<string, string>>;

const part = (row: CsvRow, isPart: (column: string) => boolean): Record<string, string> =>
  Object.fromEntries(Object.entries(row).filter(([column]) => isPart(column)));

const eventOf = (row: CsvRow, types: readonly EventType[]): Record<string, unknown> => {
  const declared = types.find(({ type }) => type === row.type);
  const { stream = '', type = '' } = row;
  // A type that nobody declared is for the server to refuse, in its own words.
  if (!declared) return { stream, type, body: {} };
  const names = new Set(declared.fields.map(({ name }) => name));
  return submissionOf(
    { stream, type, envelope: part(row, isEnvelope), body: part(row, (column) => names.has(column)) },
    declared,
  );
};

const unknownColumns = (columns: readonly string[], types: readonly EventType[]): string[] => {
  const known = new Set(['stream', 'type', ...types.flatMap(({ fields }) => fields.map(({ name }) => name))]);
  return columns
    .filter((column) => !known.has(column) && !isEnvelope(column))
    .map((column) => `line 1: no event type has a field "${column}"`);
};

/** A sheet: the first line names fields, each other line is an event; a field that its type has not stays empty. */
const fileOfSheet = async (name: string, text: string, types: readonly EventType[]): Promise<DraftFile> => {
  const [head, ...rest] = await linesOf(text);
  const columns = head?.cells ?? [];
  const missing = ['stream', 'type']
    .filter((column) => !columns.includes(column))
    .map((column) => `line 1: there is no column "${column}"`);
  const faults = [...missing, ...unknownColumns(columns, types)];
  if (faults.length > 0) throw new UnreadableFile(faults);
  const lines = rest.filter(({ cells }) => cells.some((cell) => cell !== ''));
  const rowOf = (cells: readonly string[]): CsvRow =>
    Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  return {
    name,
    events: lines.map(({ cells }) => eventOf(rowOf(cells), types)),
    places: lines.map(({ number }) => `line ${number}`),
  };
};

/** Reads NDJSON, JSON or a sheet of comma-separated values; throws what is wrong with it, line by line. */
export const readFile = async (
  name: string,
  text: string,
  types: readonly EventType[],
): Promise<DraftFile> => {
  if (/\.(?:csv|tsv)$/i.test(name)) {
    try {
      return await fileOfSheet(name, text, types);
    } catch (error) {
      throw error instanceof UnreadableFile ? error : new UnreadableFile([reasonOf(error)]);
    }
  }
  const whole = parseJson(text.trim());
  return whole instanceof UnreadableFile ? fileOfLines(name, text) : fileOfJson(name, whole);
};

/** "line 3, body.power" for a pointer into the list that was sent. */
export const placeOf = ({ places }: DraftFile, pointer: string): string => {
  const [, index = '', ...rest] = pointer.split('/');
  const isListed = /^\d+$/.test(index) && places[Number(index)] !== undefined;
  const place = isListed ? places[Number(index)] : undefined;
  return [place, (isListed ? rest : [index, ...rest]).filter((one) => one !== '').join('.')]
    .filter((one) => one !== undefined && one !== '')
    .join(', ');
};
