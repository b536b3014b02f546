import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SqliteStore } from '../../src/store/sqlite.js';
import type { Opened } from './held.js';

/** A folder of its own for files that a test may spoil. */
export const folder = () => {
  const path = mkdtempSync(join(tmpdir(), 'gigaledger-store-'));
  return {
    file: (name: string) => join(path, name),
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
};

/** A store in a file of its own. */
export const openSqlite = async (clock?: () => Date): Promise<Opened> => {
  const { file, remove } = folder();
  const open = (): Promise<SqliteStore> => SqliteStore.open(file('ledger.db'), clock);
  let store = await open();
  return {
    store,
    reopen: async () => {
      await store.close();
      return (store = await open());
    },
    another: open,
    dispose: async () => {
      await store.close();
      remove();
    },
  };
};
