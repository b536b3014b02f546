import type { RecordedEvent } from '../../events/kit/envelope.js';
import { type EntrySheet, sheetCsv } from './entries.js';

/** What the store assigns anew wherever an event is recorded. */
const assigned = new Set(['revision', 'position', 'recordedAt', 'hash']);

/** Members whose own members have columns of theirs. */
const spread = new Set(['source', 'body']);

type EventCells = ReadonlyMap<string, unknown>;

const cellsOf = (event: RecordedEvent): EventCells =>
  new Map(
    Object.entries(event)
      .filter(([name]) => !assigned.has(name))
      .flatMap(([name, value]): [string, unknown][] =>
        spread.has(name)
          ? Object.entries(value as object).map(([inner, one]) => [`${name}.${inner}`, one])
          : [[name, value]],
      ),
  );

/** Text that would be read as something else, or as nothing, stands in quotes. */
const isPlain = (text: string): boolean => !/^[\s[{"'#]|\s$|^[-–—]*$/.test(text);

const cellOf = (value: unknown): unknown => {
  if (value === undefined) return undefined;
  return typeof value === 'string' && isPlain(value) ? value : JSON.stringify(value);
};

const order = [
  'id',
  'stream',
  'type',
  'version',
  'effectiveOn',
  'knownOn',
  'source.',
  'alsoSources',
  'quote',
  'rivalOf',
];

const rankOf = (name: string): number => {
  const found = order.findIndex((one) => name === one || (one.endsWith('.') && name.startsWith(one)));
  return found >= 0 ? found : order.length + (name.startsWith('body.') ? 1 : 0);
};

/** Events as a sheet, a member to a column; imported elsewhere it says the same, to the byte of every body. */
export const eventsSheet = (events: readonly RecordedEvent[]): EntrySheet => {
  const rows = events.map(cellsOf);
  const titles = [...new Set(rows.flatMap((row) => [...row.keys()]))].sort(
    (one, other) => rankOf(one) - rankOf(other),
  );
  return { titles, lines: rows.map((row) => titles.map((name) => cellOf(row.get(name)))) };
};

export const eventsCsv = (events: readonly RecordedEvent[]): string => sheetCsv(eventsSheet(events));
