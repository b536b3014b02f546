import { copyFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SqliteStore } from '../../src/store/sqlite.js';
import { assertRoom } from '../../src/store/sqlite/writable.js';
import { StoreUnavailable } from '../../src/store/store.js';
import { one, terms } from './candidates.js';
import { folder } from './sqlite.files.js';

let files: ReturnType<typeof folder>;
let file: string;
let store: SqliteStore;
beforeEach(async () => {
  files = folder();
  file = files.file('ledger.db');
  store = await SqliteStore.open(file);
  await store.append([one(terms('deal-a', 'one'))]);
});
afterEach(async () => {
  await store.close();
  files.remove();
});

const appendAnother = async (): Promise<unknown> => store.append([one(terms('deal-a', 'two'))]);

const refusesToWrite = async (says: RegExp): Promise<void> => {
  for (const attempt of [() => store.assertWritable(), appendAnother]) {
    const refusal = attempt();
    await expect(refusal).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(refusal).rejects.toThrow(says);
  }
};

describe('An event file that goes while it is in use', () => {
  it.each([
    ['removed', () => rmSync(file), /the event file was removed/],
    ['moved away', () => renameSync(file, files.file('elsewhere.db')), /the event file was removed/],
    ['replaced by another', () => replace(file), /the event file was replaced/],
    ['replaced by its own copy', () => replaceByCopy(file), /the event file was replaced/],
    ['left without its log', () => rmSync(`${file}-wal`), /write-ahead log of the event file was removed/],
    ['given another log', () => replace(`${file}-wal`), /write-ahead log of the event file was replaced/],
  ])('acknowledges nothing once it is %s', async (_, spoil, says) => {
    spoil();
    await refusesToWrite(says);
    expect(await store.read(0, 10)).toHaveLength(1);
  });

  it('is written again once the same file is back', async () => {
    renameSync(file, files.file('elsewhere.db'));
    await refusesToWrite(/removed/);
    renameSync(files.file('elsewhere.db'), file);
    await expect(store.assertWritable()).resolves.toBeDefined();
    await appendAnother();
    await store.close();
    store = await SqliteStore.open(file);
    expect(await store.read(0, 10)).toHaveLength(2);
  });
});

const replace = (path: string): void => {
  rmSync(path);
  writeFileSync(path, '');
};

const replaceByCopy = (path: string): void => {
  copyFileSync(path, `${path}.copy`);
  renameSync(`${path}.copy`, path);
};

describe('A disk', () => {
  const blocksOf = (bavail: number, blocks: number, bsize = 4096) =>
    (() => ({ bavail, blocks, bsize })) as unknown as Parameters<typeof assertRoom>[1];

  it.each([
    [51, 1_000, 4096, true],
    [50, 1_000, 4096, false],
    [0, 1_000, 4096, false],
    [300_000, 100_000_000, 4096, true],
    [200_000, 100_000_000, 4096, false],
  ])('with %d of %d blocks free of %d bytes has room: %s', (free, all, size, hasRoom) => {
    const look = (): void => assertRoom(file, blocksOf(free, all, size));
    if (hasRoom) expect(look).not.toThrow();
    else expect(look).toThrow(/all but full/);
  });
});
