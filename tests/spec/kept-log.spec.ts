import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { crc32 } from 'node:zlib';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { packedVersion } from '../../src/packed/packed-folder.js';
import { PackedHistory } from '../../src/packed/packed-history.js';
import { SqliteStore } from '../../src/store/sqlite.js';
import type { LogReader, WrittenEvent } from '../../src/store/store.js';
import { place, segmentSize, start } from '../kept.js';
import { factsOf, id, written } from '../packed.js';

describe('The log as bytes beside its store', () => {
  let at: Awaited<ReturnType<typeof place>>;
  beforeEach(async () => {
    at = await place();
  });
  afterEach(() => at.remove());

  it('is kept by whole segments, for its owner alone, and a start reads what is new', async () => {
    await at.record(10);
    expect(await start(at.store, at.folder)).toMatchObject({ takenOver: 0, told: [] });
    expect(at.files()).toEqual(['000001.bytes', '000002.bytes']);
    expect(statSync(at.folder).mode & 0o777).toBe(0o700);
    expect(statSync(join(at.folder, '000001.bytes')).mode & 0o777).toBe(0o600);
    await at.record(3, 'later');
    const again = await start(at.store, at.folder);
    expect(again.takenOver).toBe(2 * segmentSize);
    const anew = await start(at.store, join(at.home, 'elsewhere'));
    expect(factsOf(again.history)).toEqual(factsOf(anew.history));
    expect(at.files()).toHaveLength(3);
    expect((await start(at.store, at.folder)).takenOver).toBe(3 * segmentSize);
  });

  it('makes nothing for a log that is shorter than a segment', async () => {
    await at.record(3);
    await start(at.store, at.folder);
    expect(() => at.files()).toThrow('ENOENT');
  });

  it('is the same file whoever wrote it', async () => {
    await at.record(9);
    await start(at.store, at.folder);
    const first = at.files().map(at.bytesOf);
    rmSync(at.folder, { recursive: true });
    await start(at.store, at.folder);
    expect(at.files().map(at.bytesOf)).toEqual(first);
  });

  it('is not taken over for another log, and makes room for it', async () => {
    await at.record(10);
    await start(at.store, at.folder);
    const other = await place();
    try {
      await other.record(10, 'otherwise');
      const started = await start(other.store, at.folder);
      expect(started.takenOver).toBe(0);
      expect(factsOf(started.history)).toEqual(factsOf((await start(other.store, other.folder)).history));
      expect((await start(other.store, at.folder)).takenOver).toBe(2 * segmentSize);
      expect((await start(at.store, at.folder)).takenOver).toBe(0);
    } finally {
      await other.remove();
    }
  });

  it('is taken over as far as both go together where the log was restored to an earlier state and went on', async () => {
    await at.record(6);
    const earlier = join(at.home, 'earlier.db');
    const backup = new Database(at.file, { readonly: true });
    await backup.backup(earlier);
    backup.close();
    await at.record(6, 'later');
    await start(at.store, at.folder);
    const restored = await SqliteStore.open(earlier);
    try {
      expect((await start(restored, at.folder)).takenOver).toBe(segmentSize);
    } finally {
      await restored.close();
    }
  });

  it('is read off the store from the first file on that is not whole', async () => {
    await at.record(12);
    const { history } = await start(at.store, at.folder);
    const file = join(at.folder, '000002.bytes');
    const whole = at.bytesOf('000002.bytes');
    const told = factsOf(history);
    const held = async (bytes: Buffer): Promise<void> => {
      writeFileSync(file, bytes);
      const started = await start(at.store, at.folder);
      expect(started.takenOver).toBe(segmentSize);
      expect(factsOf(started.history)).toEqual(told);
      expect(at.bytesOf('000002.bytes')).toEqual(whole);
    };
    for (let place = 0; place < whole.length; place += 7) {
      const flipped = Buffer.from(whole);
      flipped[place]! ^= 1 << (place % 8);
      await held(flipped);
    }
    for (const length of [0, 3, 4, 5, 100, whole.length - 1]) await held(whole.subarray(0, length));
    rmSync(file);
    expect((await start(at.store, at.folder)).takenOver).toBe(segmentSize);
  });

  it('is not read where it was written by another version', async () => {
    await at.record(8);
    await start(at.store, at.folder);
    const kept = deserialize(at.bytesOf('000001.bytes').subarray(4)) as object;
    const body = serialize({ ...kept, version: 0 });
    const check = Buffer.alloc(4);
    check.writeUInt32LE(crc32(body));
    writeFileSync(join(at.folder, '000001.bytes'), Buffer.concat([check, body]));
    expect((await start(at.store, at.folder)).takenOver).toBe(0);
  });

  it('is kept no further than the log follows its own hashes: what was read may be wrong', async () => {
    await at.record(12);
    const { told } = await start(misread(at.store, 7, withOtherWord), at.folder);
    expect(told.join()).toContain('the log does not follow its own hashes; verify says where');
    expect(at.files()).toEqual(['000001.bytes']);
    expect((await start(at.store, at.folder)).takenOver).toBe(segmentSize);
  });

  it('is kept no further than rows name the events that they hold', async () => {
    await at.record(12);
    const { told } = await start(
      misread(at.store, 7, (event) => ({ ...event, stream: 'deal-two' })),
      at.folder,
    );
    expect(told.join()).toContain('the log is damaged; verify says where');
    expect(at.files()).toEqual(['000001.bytes']);
  });

  it('says why it is not kept where the folder can not be written, and all else goes on', async () => {
    await at.record(8);
    writeFileSync(at.folder, 'a file in its place');
    const { history, told } = await start(at.store, at.folder);
    expect(history.position).toBe(8);
    expect(told.join()).toContain(`the log is kept no further in ${at.folder}: it can't be written`);
  });
});

const withOtherWord = (event: WrittenEvent): WrittenEvent => ({
  ...event,
  canonical: event.canonical.replace('more', 'less'),
});

/** A store of which one event is read as another one. */
const misread = (
  store: LogReader,
  position: number,
  other: (event: WrittenEvent) => WrittenEvent,
): LogReader => ({
  read: (after, limit) => store.read(after, limit),
  readWritten: async (after, limit) =>
    (await store.readWritten(after, limit)).map((event) =>
      event.position === position ? other(event) : event,
    ),
  close: () => store.close(),
});

/** Whoever makes these events other bytes has to count up the version: kept files would be misread. */
describe('Bytes of this version', () => {
  it('are these', () => {
    const history = new PackedHistory(1, 3);
    history.append(written({ quote: 'Größe' }));
    history.append(written({ position: 2, id: 'event-2', stream: 'deal-two', type: 'DealSigned' }));
    history.append(written({ position: 3, id: id.replace('a', 'b'), knownOn: '2025-02-01', body: {} }));
    const { texts, ...columns } = history.segment(1);
    const text = Buffer.from(texts).toString('base64');
    expect({ packedVersion, text, ...columns }).toMatchInlineSnapshot(`
      {
        "effectiveOn": Uint32Array [
          0,
          0,
          0,
        ],
        "forms": Uint32Array [
          1,
          0,
          1,
        ],
        "knownOn": Uint32Array [
          1,
          0,
          2,
        ],
        "lengths": Uint32Array [
          59,
          205,
          27,
        ],
        "newDays": [
          "2025-01",
          "2025-01-15",
          "2025-02-01",
        ],
        "newForms": [
          "DealAmended 1",
        ],
        "newStreams": [
          "deal-one",
          "deal-two",
        ],
        "packedVersion": 1,
        "recordedAt": Float64Array [
          1769860800000,
          0,
          1769860800000,
        ],
        "streamOf": Uint32Array [
          0,
          1,
          0,
        ],
        "text": "AZC4oAAAcACAAAAAAAAACnsiYm9keSI6eyJ0ZXJtcyI6Im1vcmUifSwicXVvdGUiOiJHcsO2w59lIn17ImJvZHkiOnsidGVybXMiOiJtb3JlIn0sImVmZmVjdGl2ZU9uIjoiMjAyNS0wMSIsImlkIjoiZXZlbnQtMiIsImtub3duT24iOiIyMDI1LTAxLTE1IiwicG9zaXRpb24iOjIsInJlY29yZGVkQXQiOiIyMDI2LTAxLTMxVDEyOjAwOjAwLjAwMFoiLCJyZXZpc2lvbiI6MSwic3RyZWFtIjoiZGVhbC10d28iLCJ0eXBlIjoiRGVhbFNpZ25lZCIsInZlcnNpb24iOjF9AZC4sAAAcACAAAAAAAAACnsiYm9keSI6e319",
      }
    `);
  });
});
