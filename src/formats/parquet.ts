import { setImmediate } from 'node:timers/promises';
import {
  type BasicType,
  ByteWriter,
  ParquetWriter,
  parquetWriteBuffer,
  schemaFromColumnData,
} from 'hyparquet-writer';
import type { RecordedEvent } from '../../events/kit/envelope.js';
import { canonicalJson } from '../store/canonical.js';
import type { EntrySheet } from '../sheets/entries.js';
import { columnTypeOf } from './column-type.js';

interface ParquetColumn {
  name: string;
  type: BasicType;
  data: unknown[];
  nullable: true;
}

const cast: Partial<Record<BasicType, (value: unknown) => unknown>> = {
  INT64: (value) => BigInt(value as number | string),
  STRING: String,
};

const columnOf = (name: string, values: readonly unknown[]): ParquetColumn => {
  const type = columnTypeOf(name, values);
  const as = cast[type] ?? ((value: unknown) => value);
  return {
    name,
    type,
    data: values.map((value) => (value === null || value === undefined ? null : as(value))),
    nullable: true,
  };
};

const bytesOf = (
  columns: readonly ParquetColumn[],
  about: readonly (readonly [string, string])[],
): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: [...columns],
      kvMetadata: about.map(([key, value]) => ({ key, value })),
      createdBy: 'gigaledger',
    }),
  );

/** A sheet as Apache Parquet: whole numbers as such, what is open or unknown null; `about` is its metadata. */
export const sheetParquet = (
  { titles, lines }: EntrySheet,
  about: readonly (readonly [string, string])[],
): Uint8Array =>
  bytesOf(
    titles.map((title, index) =>
      columnOf(
        title,
        lines.map((line) => line[index]),
      ),
    ),
    about,
  );

const text = (read: (event: RecordedEvent) => string | undefined): Omit<EventColumn, 'name'> => ({
  type: 'STRING',
  read,
});

interface EventColumn {
  name: string;
  type: BasicType;
  read: (event: RecordedEvent) => unknown;
}

const eventColumns: readonly EventColumn[] = [
  { name: 'position', type: 'INT64', read: ({ position }) => BigInt(position) },
  { name: 'id', ...text(({ id }) => id) },
  { name: 'stream', ...text(({ stream }) => stream) },
  { name: 'revision', type: 'INT64', read: ({ revision }) => BigInt(revision) },
  { name: 'type', ...text(({ type }) => type) },
  { name: 'version', type: 'INT32', read: ({ version }) => version },
  { name: 'effectiveOn', ...text(({ effectiveOn }) => effectiveOn) },
  { name: 'knownOn', ...text(({ knownOn }) => knownOn) },
  { name: 'recordedAt', type: 'TIMESTAMP', read: ({ recordedAt }) => new Date(recordedAt) },
  { name: 'sourceTitle', ...text(({ source }) => source?.title) },
  { name: 'sourceUrl', ...text(({ source }) => source?.url) },
  { name: 'sourcePublisher', ...text(({ source }) => source?.publisher) },
  { name: 'sourcePublishedOn', ...text(({ source }) => source?.publishedOn) },
  { name: 'sourceKind', ...text(({ source }) => source?.kind) },
  { name: 'quote', ...text(({ quote }) => quote) },
  { name: 'rivalOf', ...text(({ rivalOf }) => rivalOf) },
  { name: 'body', type: 'JSON', read: ({ body }) => body },
  { name: 'hash', ...text(({ hash }) => hash) },
  { name: 'event', ...text((event) => canonicalJson(event)) },
];

/** A group is written in one go: so many rows hold this process for some 100 ms. */
const rowsInGroup = 5_000;

const emptyColumns = (): ParquetColumn[] =>
  eventColumns.map(({ name, type }) => ({ name, type, data: [], nullable: true }));

const addRows = (columns: readonly ParquetColumn[], events: readonly RecordedEvent[]): void => {
  for (const [index, { read }] of eventColumns.entries())
    for (const event of events) columns[index]?.data.push(read(event) ?? null);
};

/** What has been written since the last time; the count of all bytes goes on. */
const takeBytes = (writer: ByteWriter): Uint8Array => {
  const bytes = writer.getBytes().slice();
  writer.index = 0;
  return bytes;
};

/**
 * The log as Apache Parquet, an event to a row, as it is read: some thousand events are held at a time. `event` is the
 * whole of it in its canonical bytes.
 */
export async function* eventsParquet(
  pages: AsyncIterable<readonly RecordedEvent[]>,
): AsyncGenerator<Uint8Array> {
  const writer = new ByteWriter();
  const schema = schemaFromColumnData({ columnData: emptyColumns() });
  const file = new ParquetWriter({ writer, schema, createdBy: 'gigaledger' });
  let [waiting, rows] = [emptyColumns(), 0];
  const writeGroup = async (): Promise<Uint8Array> => {
    await file.write({ columnData: waiting, rowGroupSize: rows });
    [waiting, rows] = [emptyColumns(), 0];
    return takeBytes(writer);
  };
  for await (const page of pages) {
    addRows(waiting, page);
    rows += page.length;
    // Whoever else waits gets a turn: pages may be there at once.
    await setImmediate();
    if (rows >= rowsInGroup) yield await writeGroup();
  }
  if (rows > 0) yield await writeGroup();
  await file.finish();
  yield takeBytes(writer);
}
